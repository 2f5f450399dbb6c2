"""What a server has decided about itself, and what is still missing before anybody may be let in.

Every change comes as text from a person; a bad one is answered with a key of the words and changes
nothing. There is no silent default for anything that the notice promises (E07, E14, E15).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

EMERGENCY_POLICIES = (
    "never_unless_asked",
    "consent_first_last_resort",
    "as_law_requires",
    "clinic_protocol",
)
LEGAL_REGIMES = ("none", "hipaa", "part2", "other")

# Discord's own floors where they are above 13 (domain guide, 1.4). Others: 13.
AGE_FLOOR = {"KR": 14, "VN": 15, "AT": 14, "DE": 16, "FR": 15, "IT": 14, "GR": 15, "IE": 16}
LOWEST_AGE = 13


@dataclass(frozen=True, slots=True)
class Server:
    """The settings of one server, as they stand. None means: nobody has decided yet."""

    guild_id: int
    lobby_id: int | None = None
    category_id: int | None = None
    board_id: int | None = None
    oncall_channel_id: int | None = None
    peer_role_id: int | None = None
    specialist_role_id: int | None = None
    moderator_role_id: int | None = None
    country: str | None = None
    emergency_number: str | None = None
    helplines_confirmed_by: int | None = None
    helplines_confirmed_at: datetime | None = None
    locale: str | None = None
    time_zone: str | None = None
    oncall_hours: str | None = None
    min_age: int | None = None
    retention_days: int | None = None
    question_contact_id: int | None = None
    data_contact: str | None = None
    complaint_contact: str | None = None
    legal_regime: str | None = None
    privacy_contact: str | None = None
    legal_triggers: str | None = None
    check_switchable: bool | None = None
    emergency_policy: str | None = None
    panel_message_id: int | None = None

    @property
    def language(self) -> str:
        """The language to speak until somebody chooses another."""
        return self.locale or "en"


FIELDS = frozenset(field.name for field in fields(Server)) - {"guild_id"}

# In the order in which set-up asks for them.
REQUIRED = (
    "lobby_id",
    "category_id",
    "board_id",
    "oncall_channel_id",
    "peer_role_id",
    "specialist_role_id",
    "moderator_role_id",
    "country",
    "emergency_number",
    "helplines_confirmed_at",
    "locale",
    "time_zone",
    "oncall_hours",
    "min_age",
    "retention_days",
    "question_contact_id",
    "data_contact",
    "complaint_contact",
    "legal_regime",
    "legal_triggers",
    "check_switchable",
    "emergency_policy",
)


@dataclass(frozen=True, slots=True)
class Refused:
    """A value that was not taken, and the words that say why."""

    key: str
    facts: Mapping[str, str | int] = None  # type: ignore[assignment]


Setting = int | str | bool


def missing(server: Server, *, on_call: bool) -> tuple[str, ...]:
    """What is still to be decided before a conversation may open; empty when all is there."""
    lacking = [name for name in REQUIRED if getattr(server, name) is None]
    if server.legal_regime in ("hipaa", "part2") and not server.privacy_contact:
        lacking.append("privacy_contact")
    if server.emergency_policy == "clinic_protocol" and not server.privacy_contact:
        lacking.append("privacy_contact")
    if not on_call:
        lacking.append("on_call")
    return tuple(dict.fromkeys(lacking))


def check(server: Server, name: str, raw: Setting, locales: tuple[str, ...]) -> Setting | Refused:
    """The value to store for a setting, or why it is refused."""
    checker = _CHECKS.get(name)
    if checker is None:
        return raw
    return checker(server, raw, locales)


def age_floor(country: str | None) -> int:
    """The lowest age that Discord itself allows there, in years."""
    return AGE_FLOOR.get(country or "", LOWEST_AGE)


def _country(server: Server, raw: Setting, locales: tuple[str, ...]) -> Setting | Refused:
    text = str(raw).strip().upper()
    if not re.fullmatch(r"[A-Z]{2}", text):
        return Refused("setup.bad_country")
    if server.min_age is not None and server.min_age < age_floor(text):
        return Refused("setup.bad_age", {"floor": age_floor(text)})
    return text


def _role(server: Server, raw: Setting, locales: tuple[str, ...]) -> Setting | Refused:
    # The role of everybody has the server's own id.
    return Refused("setup.bad_role") if raw == server.guild_id else raw


def _own_channel(name: str) -> Callable[[Server, Setting, tuple[str, ...]], Setting | Refused]:
    others = [one for one in ("lobby_id", "board_id", "oncall_channel_id") if one != name]

    def checker(server: Server, raw: Setting, locales: tuple[str, ...]) -> Setting | Refused:
        taken = any(getattr(server, other) == raw for other in others)
        return Refused("setup.same_channel") if taken else raw

    return checker


def _phone(server: Server, raw: Setting, locales: tuple[str, ...]) -> Setting | Refused:
    text = " ".join(str(raw).split())
    if not re.fullmatch(r"[0-9+*# ()/-]*[0-9][0-9+*# ()/-]*( or [0-9+*# ()/-]*[0-9][0-9+*# ()/-]*)?", text):
        return Refused("setup.bad_phone")
    return text if len(text) <= 40 else Refused("setup.bad_phone")


def _locale(server: Server, raw: Setting, locales: tuple[str, ...]) -> Setting | Refused:
    text = str(raw).strip()
    if text not in locales:
        return Refused("setup.bad_locale", {"known": ", ".join(locales)})
    return text


def _zone(server: Server, raw: Setting, locales: tuple[str, ...]) -> Setting | Refused:
    text = str(raw).strip()
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return Refused("setup.bad_zone")
    return text


def _number(low: int, high: int, key: str) -> Callable[[Server, Setting, tuple[str, ...]], Setting | Refused]:
    def checker(server: Server, raw: Setting, locales: tuple[str, ...]) -> Setting | Refused:
        value = int(raw)
        return value if low <= value <= high else Refused(key, {"low": low, "high": high})

    return checker


def _age(server: Server, raw: Setting, locales: tuple[str, ...]) -> Setting | Refused:
    floor = age_floor(server.country)
    value = int(raw)
    return value if floor <= value <= 99 else Refused("setup.bad_age", {"floor": floor})


def _short(server: Server, raw: Setting, locales: tuple[str, ...]) -> Setting | Refused:
    text = " ".join(str(raw).split())
    if not 3 <= len(text) <= 200 or sum(one.isalnum() for one in text) < 2:  # hidden characters say nothing
        return Refused("setup.bad_text")
    if "@everyone" in text or "@here" in text or "<@&" in text:
        return Refused("setup.no_mass_mention")
    return text


def _choice(options: tuple[str, ...]) -> Callable[[Server, Setting, tuple[str, ...]], Setting | Refused]:
    def checker(server: Server, raw: Setting, locales: tuple[str, ...]) -> Setting | Refused:
        return raw if raw in options else Refused("setup.bad_choice", {"known": ", ".join(options)})

    return checker


_CHECKS: dict[str, Callable[[Server, Setting, tuple[str, ...]], Setting | Refused]] = {
    "peer_role_id": _role,
    "specialist_role_id": _role,
    "moderator_role_id": _role,
    "lobby_id": _own_channel("lobby_id"),
    "board_id": _own_channel("board_id"),
    "oncall_channel_id": _own_channel("oncall_channel_id"),
    "country": _country,
    "emergency_number": _phone,
    "locale": _locale,
    "time_zone": _zone,
    "oncall_hours": _short,
    "min_age": _age,
    "retention_days": _number(1, 365, "setup.bad_days"),
    "data_contact": _short,
    "complaint_contact": _short,
    "privacy_contact": _short,
    "legal_triggers": _short,
    "legal_regime": _choice(LEGAL_REGIMES),
    "emergency_policy": _choice(EMERGENCY_POLICIES),
}
