"""The elements of a notice, E01-E25: their order, the facts each must state, and the text they make.

A notice is 25 slots that moderators may reword, and fixed texts that the server's settings pick.
notices/README.md explains every id.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.core.server import EMERGENCY_POLICIES, LEGAL_REGIMES
from bot.core.templates import Compiled, Safe, Value, Values
from bot.core.words import Words

MESSAGE_LIMIT = 2_000
SLOT_LIMIT = 1_000
FILE = "notice"

POLICIES, REGIMES = EMERGENCY_POLICIES, LEGAL_REGIMES


@dataclass(frozen=True, slots=True)
class Element:
    """One required or recommended part of a notice.

    `needs` are variables that the slot must show, `says` are words it must hold (a key like
    "buttons.help" is what stands on that button in the notice's language). `hard` elements cannot be
    left out of a notice. `when` names the condition under which the element is shown at all ("check",
    "no_regime").
    """

    id: str
    group: str
    needs: frozenset[str] = frozenset()
    hard: bool = True
    when: str = ""
    says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """A fact that the notice is given by the live server; `empty` says what an empty string becomes."""

    name: str
    kind: type
    meaning: str
    empty: str = ""


def _element(
    number: int, group: str, needs: str = "", says: str = "", *, hard: bool = True, when: str = ""
) -> tuple[str, Element]:
    name = f"e{number:02d}"
    return name, Element(name, group, frozenset(needs.split()), hard, when, tuple(says.split()))


# The five groups are the five forms of the editor, five inputs each.
ELEMENTS: Mapping[str, Element] = MappingProxyType(
    dict(
        (
            _element(1, "start", "emergency_number helpline_line", "buttons.help"),
            _element(24, "start", hard=False),
            _element(2, "start", "admin_scope oncall_label peer_entry"),
            _element(12, "start", says="Discord"),
            _element(3, "start"),
            _element(4, "limits", "legal_triggers"),
            _element(5, "limits", "oncall_label"),
            _element(6, "limits"),
            _element(7, "limits", "emergency_policy"),
            _element(8, "limits"),
            _element(9, "rights", "data_contact complaint_contact"),
            _element(10, "rights", "check_choice", when="check"),
            _element(14, "rights", "retention_days channel_hours adopted_note"),
            _element(21, "rights", "complaint_contact"),
            _element(15, "rights", "min_age age_note"),
            _element(11, "people", "peer_credential", hard=False),
            _element(13, "people", hard=False, when="no_regime"),
            _element(16, "people"),
            _element(17, "people", "shared_rules", hard=False),
            _element(22, "people", "oncall_hours", hard=False),
            _element(23, "answer", hard=False),
            _element(25, "answer", "languages", hard=False),
            _element(19, "answer", "question_contact", "buttons.question buttons.not_now"),
            _element(18, "answer", "ack_emoji", "buttons.agree /understand"),
            _element(20, "answer", "notice_version notice_date"),
        )
    )
)
GROUPS = tuple(dict.fromkeys(element.group for element in ELEMENTS.values()))
HARD = frozenset(name for name, element in ELEMENTS.items() if element.hard)

# Help stands first (E01). Elements of one inner tuple share a paragraph.
PART1: tuple[tuple[str, ...], ...] = (
    ("e01",),
    ("e24",),
    ("e02",),
    ("e12",),
    ("e03",),
    ("e04",),
    ("e05", "e06"),
    ("e07",),
    ("e08",),
)
PART2: tuple[tuple[str, ...], ...] = (
    ("e09",),
    ("e10",),
    ("e14",),
    ("e11", "e13"),
    ("e16",),
    ("e17",),
    ("e15",),
    ("e22",),
    ("e23",),
    ("e21",),
    ("e25", "e19"),
    ("e18",),
    ("e20",),
)

_NEEDS = (
    Need("member_name", str, "display name of the member"),
    Need("emergency_number", str, "as dialled in the server's country", "no_emergency_number"),
    Need("helpline_line", str, "one helpline with its number, preformatted", "no_helpline"),
    Need("admin_scope", str, "who else can see: the owner, roles with administrator, bots"),
    Need("oncall_label", str, "who is on call, as one says it: 'the person on call'"),
    Need("peer_credential", str, "what the peers are, with article", "no_peer_credential"),
    Need("legal_triggers", str, "a clause after 'if' naming local duties to report", "no_legal_triggers"),
    Need("emergency_policy", str, "one of POLICIES"),
    Need("organisation", str, "the named organisation; needed for clinic_protocol only"),
    Need("check_on", bool, "the server runs the word check"),
    Need("check_switchable", bool, "a member may switch it off for their conversation"),
    Need("check_blind", bool, "the message content intent is missing, so nothing can be checked"),
    Need("retention_days", str, "days that the records are kept after the channel is gone"),
    Need("channel_hours", str, "hours until a closed channel is deleted"),
    Need("data_contact", str, "who answers about data"),
    Need("complaint_contact", str, "who hears complaints; not a peer of this conversation"),
    Need("question_contact", str, "who reads *I have a question*"),
    Need("oncall_hours", str, "when somebody is on call, no full stop", "no_oncall_hours"),
    Need("min_age", str, "minimum age in years"),
    Need("youth", bool, "people aged 13-17 are admitted"),
    Need("legal_regime", str, "one of REGIMES"),
    Need("shared_rules", str, "what the two agreed, whole sentences", "no_shared_rules"),
    Need("ack_emoji", str, "the emoji of the acknowledgement"),
    Need("notice_version", str, "number of the version in force"),
    Need("notice_date", str, "its date"),
    Need("adopted", bool, "the channel was here, with words in it, before the notice"),
    Need("ask_first", bool, "the member is asked before a peer comes in"),
    Need("languages", str, "the languages of this notice, each in its own name"),
)
_INTERNAL = frozenset({"legal_regime", "organisation"})
_DERIVED = frozenset({"peer_entry", "check_choice", "adopted_note", "age_note"})
# What a moderator may write between braces in a slot.
SLOT_VARIABLES = frozenset(need.name for need in _NEEDS) - _INTERNAL | _DERIVED


def values_needed() -> tuple[Need, ...]:
    """Every value that `compose` wants; strings may be empty where the need names what stands in."""
    return _NEEDS


def facts(words: Words, locale: str, values: Values) -> dict[str, Value]:
    """The values as the slots see them: what is unknown in neutral words, what was chosen in fixed words.

    Raises ValueError for an unknown policy, and for a clinic's protocol with no clinic named (E07).
    """
    policy, out = str(values["emergency_policy"]), dict(values)
    if policy not in POLICIES or (policy == "clinic_protocol" and not values["organisation"]):
        raise ValueError("the notice needs an emergency policy, and a clinic's protocol needs its name")

    def fixed(block: str) -> Safe:
        return Safe(words.render(locale, f"{FILE}.{block}", values))

    for need in _NEEDS:
        if need.empty and not values[need.name]:
            out[need.name] = fixed(need.empty)
    out["emergency_policy"] = fixed(f"policy_{policy}")
    out["peer_entry"] = fixed("peer_asks_first" if values["ask_first"] else "peer_may_enter")
    out["check_choice"] = fixed("check_can_stop" if values["check_switchable"] else "check_fixed")
    out["age_note"] = fixed("age_youth" if values["youth"] else "age_adult")
    adopted = "adopted_checked" if checked(values) else "adopted_unchecked"
    out["adopted_note"] = fixed(adopted) if values["adopted"] else Safe("")
    return out


def checked(values: Values) -> bool:
    """Whether words are really looked at here: the check is on and the bot can read."""
    return bool(values["check_on"]) and not values["check_blind"]


def shown(element: str, values: Values) -> str:
    """The block that stands for an element on this server: its own, another one, or none ("").

    E10 may never claim a check that does not run, nor hide one that does (N24); E13 only where no
    health-privacy law binds the operator.
    """
    when = ELEMENTS[element].when
    if when == "check" and not checked(values):
        return "check_blind" if values["check_on"] else "check_off"
    if when == "no_regime" and values["legal_regime"] != "none":
        return ""
    return element


def compose(words: Words, locale: str, values: Values, slots: Compiled | None = None) -> tuple[str, ...]:
    """The notice as message texts of at most 2,000 characters, help first.

    `slots` are a server's own words for the elements; what they leave out comes from the shipped file.
    One message if it all fits, two as a rule; very long facts make it three rather than cut a fact short.
    Raises TemplateRefused when a value is missing, ValueError as `facts` does.
    """
    filled = facts(words, locale, values)

    def text(element: str) -> str:
        block = shown(element, values)
        if not block:
            return ""
        if slots is not None and block in slots.blocks:
            return _tidy(slots.render(block, filled))
        return _tidy(words.render(locale, f"{FILE}.{block}", filled))

    first, second = (_paragraphs(part, text) for part in (PART1, PART2))
    whole = "\n\n".join((*first, *second))
    if len(whole) <= MESSAGE_LIMIT:
        return (whole,)
    return (*_packed(first), *_packed(second))


def _paragraphs(part: tuple[tuple[str, ...], ...], text: Callable[[str], str]) -> list[str]:
    rows = (" ".join(filter(None, map(text, elements))) for elements in part)
    return [row for row in rows if row]


def _packed(paragraphs: list[str]) -> list[str]:
    """Paragraphs in as few messages as hold them; nothing is dropped."""
    messages: list[str] = []
    for paragraph in paragraphs:
        for piece in _pieces(paragraph):
            if messages and len(messages[-1]) + len(piece) + 2 <= MESSAGE_LIMIT:
                messages[-1] += "\n\n" + piece
            else:
                messages.append(piece)
    return messages


def _pieces(paragraph: str) -> list[str]:
    """A paragraph cut between words where it would not fit in one message."""
    out = []
    while len(paragraph) > MESSAGE_LIMIT:
        cut = paragraph.rfind(" ", 1, MESSAGE_LIMIT)
        cut = cut if cut > 0 else MESSAGE_LIMIT
        out.append(paragraph[:cut])
        paragraph = paragraph[cut:].lstrip()
    return [*out, paragraph] if paragraph else out


def _tidy(text: str) -> str:
    """One space where an empty fact left two."""
    return re.sub(r" {2,}", " ", text).strip()
