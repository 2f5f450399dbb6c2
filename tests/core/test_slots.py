"""The notice composed from its elements: help first, within limits, true to the server's settings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import slots
from bot.core.templates import TemplateRefused, compile_source
from tests.core.notice_values import BASE, WORDS, values


def whole(**changes: str | bool) -> str:
    return "\n\n".join(slots.compose(WORDS, "en", values(**changes)))


def test_values_needed_names_exactly_what_the_shipped_notice_uses() -> None:
    keys = [key for key in WORDS.keys("en") if key.startswith("notice.")]
    used = {name for key in keys for name in WORDS.needs("en", key)}
    offered = {need.name for need in slots.values_needed()} | slots.SLOT_VARIABLES
    assert used <= offered
    assert set(BASE) == {need.name for need in slots.values_needed()}


def test_every_element_has_a_block_and_a_place_in_the_order() -> None:
    placed = [name for part in (slots.PART1, slots.PART2) for row in part for name in row]
    assert sorted(placed) == sorted(slots.ELEMENTS)
    assert {f"notice.{name}" for name in slots.ELEMENTS} <= WORDS.keys("en")


def test_the_shipped_words_show_every_fact_their_element_requires() -> None:
    for element in slots.ELEMENTS.values():
        assert element.needs <= WORDS.needs("en", f"notice.{element.id}"), element.id


def test_groups_fit_the_five_inputs_of_a_form() -> None:
    sizes = [sum(e.group == group for e in slots.ELEMENTS.values()) for group in slots.GROUPS]
    assert sizes == [5, 5, 5, 5, 5]


def test_help_stands_first_and_two_messages_hold_it_all() -> None:
    first, second = slots.compose(WORDS, "en", values())
    assert first.startswith("**Need help right now?** Call 911.")
    assert max(len(first), len(second)) <= 1_700


@pytest.mark.parametrize(
    ("changes", "says", "never_says"),
    [
        ({"check_on": False}, "No word check runs here", "The bot looks for words"),
        ({"check_blind": True}, "does not work right now", "The bot looks for words"),
        ({}, "/privacy check off", "cannot be turned off"),
        ({"check_switchable": False}, "cannot be turned off", "/privacy check off"),
        ({"legal_regime": "hipaa"}, "Who your peer is", "not medical care"),
        ({"youth": True, "min_age": "13"}, "cleared for young people", "you are not in trouble"),
        ({"adopted": True}, "The bot checked it once", "did not check"),
        ({"adopted": True, "check_on": False}, "The bot did not check it", "checked it once"),
        ({"ask_first": False}, "You told us", "You are asked before"),
        ({"emergency_number": "", "helpline_line": ""}, "your local emergency number", "911"),
        ({"legal_triggers": "we learn of harm to a child"}, "Also if we learn of harm", "the law says"),
        ({"emergency_policy": "never_unless_asked"}, "only if you ask us to", "last step"),
    ],
)
def test_the_text_follows_the_settings(changes: dict[str, str | bool], says: str, never_says: str) -> None:
    text = whole(**changes)
    assert says in text
    assert never_says not in text
    assert "  " not in text


@pytest.mark.parametrize("policy", ["", "friendly", "clinic_protocol"])
def test_no_policy_or_a_clinic_without_a_name_makes_no_notice(policy: str) -> None:
    with pytest.raises(ValueError, match="emergency policy"):
        whole(emergency_policy=policy)


def test_a_clinic_is_named() -> None:
    assert "Green Door runs this place" in whole(
        emergency_policy="clinic_protocol", organisation="Green Door"
    )


def test_a_missing_fact_is_refused_not_left_blank() -> None:
    short = {name: value for name, value in BASE.items() if name != "min_age"}
    with pytest.raises(TemplateRefused, match="min_age"):
        slots.compose(WORDS, "en", short)


def test_a_servers_own_words_replace_the_slot_and_nothing_else() -> None:
    own = compile_source("own", "{% block e24 %}Welcome in, {{ member_name }}.{% endblock %}")
    text = "\n".join(slots.compose(WORDS, "en", values(), own))
    assert "Welcome in, Robin." in text
    assert "We are glad" not in text
    assert "**Your rights:**" in text


@given(st.dictionaries(st.sampled_from(sorted(n for n, v in BASE.items() if isinstance(v, str))), st.text()))
def test_no_fact_breaks_the_limits_or_mentions_anybody(facts: dict[str, str]) -> None:
    facts.pop("emergency_policy", None)
    texts = slots.compose(WORDS, "en", values(**facts))
    assert all(0 < len(text) <= 2_000 for text in texts)
    joined = "\n".join(texts)
    assert "<@" not in joined
    assert "@everyone" not in joined.replace("\\@", "")


def test_a_very_long_list_of_roles_is_never_cut_short() -> None:
    scope = ", ".join(f"role{n:03d}" for n in range(130))
    texts = slots.compose(WORDS, "en", values(admin_scope=scope, shared_rules="We rest on Sundays. " * 55))
    assert len(texts) > 2
    assert all(len(text) <= 2_000 for text in texts)
    assert "role129" in "".join(texts)
