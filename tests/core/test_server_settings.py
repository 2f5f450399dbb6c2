"""What a moderator types in /setup is checked before it is kept (core/server.py)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.server import REQUIRED, Refused, Server, age_floor, check, missing

LOCALES = ("en", "es")


@pytest.mark.parametrize(
    ("name", "raw", "kept"),
    [
        ("country", " gb ", "GB"),
        ("emergency_number", "999 or 112", "999 or 112"),
        ("emergency_number", "13 11 14", "13 11 14"),
        ("locale", "es", "es"),
        ("time_zone", "Europe/London", "Europe/London"),
        ("min_age", 18, 18),
        ("retention_days", 365, 365),
        ("data_contact", "  the  desk ", "the desk"),
        ("legal_regime", "none", "none"),
        ("emergency_policy", "as_law_requires", "as_law_requires"),
        ("lobby_id", 5, 5),
    ],
)
def test_good_values_are_kept(name: str, raw: int | str, kept: int | str) -> None:
    assert check(Server(1), name, raw, LOCALES) == kept


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("country", "Britain"),
        ("country", "12"),
        ("emergency_number", "call us"),
        ("emergency_number", "999; or shout"),
        ("locale", "xx"),
        ("time_zone", "London"),
        ("time_zone", "../../etc/passwd"),
        ("min_age", 12),
        ("retention_days", 0),
        ("retention_days", 366),
        ("data_contact", "@everyone"),
        ("complaint_contact", "<@&123456>"),
        ("data_contact", "x"),
        ("legal_regime", "maybe"),
        ("emergency_policy", ""),
    ],
)
def test_bad_values_are_named_and_refused(name: str, raw: int | str) -> None:
    assert isinstance(check(Server(1), name, raw, LOCALES), Refused)


def test_the_age_is_not_below_discords_floor() -> None:
    assert age_floor("DE") == 16
    assert isinstance(check(Server(1, country="DE"), "min_age", 15, LOCALES), Refused)
    assert check(Server(1, country="GB"), "min_age", 15, LOCALES) == 15
    assert isinstance(check(Server(1, min_age=13), "country", "DE", LOCALES), Refused)


def test_everything_required_is_missed_until_it_is_decided() -> None:
    assert set(missing(Server(1), on_call=False)) == {*REQUIRED, "on_call"}
    done = Server(1, **dict.fromkeys(REQUIRED, 18))  # type: ignore[arg-type]
    assert missing(done, on_call=True) == ()
    assert missing(done, on_call=False) == ("on_call",)


def test_a_clinic_and_a_health_law_need_a_named_contact() -> None:
    base = dict.fromkeys(REQUIRED, 18)
    law = Server(1, **{**base, "legal_regime": "hipaa"})  # type: ignore[arg-type]
    clinic = Server(1, **{**base, "emergency_policy": "clinic_protocol"})  # type: ignore[arg-type]
    assert missing(law, on_call=True) == ("privacy_contact",)
    assert missing(clinic, on_call=True) == ("privacy_contact",)


@given(st.sampled_from(REQUIRED), st.text(max_size=60))
def test_no_text_breaks_a_check(name: str, raw: str) -> None:
    if name.endswith(("_id", "_at", "age", "days")) or name == "check_switchable":
        return
    result = check(Server(1), name, raw, LOCALES)
    assert isinstance(result, Refused | str)
