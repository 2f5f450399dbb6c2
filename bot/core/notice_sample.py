"""A made-up server, so that a notice can be checked and looked at where there is no real one."""

from collections.abc import Mapping

from bot.core.templates import Value

SAMPLE: Mapping[str, Value] = {
    "member_name": "Robin",
    "emergency_number": "911",
    "helpline_line": "988 Suicide & Crisis Lifeline: 988",
    "admin_scope": "the server owner, people with the role Lead, and the bot Forthright",
    "oncall_label": "the person on call",
    "peer_credential": "a certified peer specialist",
    "legal_triggers": "",
    "emergency_policy": "consent_first_last_resort",
    "organisation": "",
    "check_on": True,
    "check_switchable": True,
    "check_blind": False,
    "retention_days": "30",
    "channel_hours": "24",
    "data_contact": "Alex",
    "complaint_contact": "Jo",
    "question_contact": "Alex",
    "oncall_hours": "every day from 9:00 to 23:00, New York time",
    "min_age": "18",
    "youth": False,
    "legal_regime": "none",
    "shared_rules": "",
    "ack_emoji": "✅",
    "notice_version": "3",
    "notice_date": "2026-05-04",
    "adopted": False,
    "ask_first": True,
    "languages": "English, Español",
}
# What changes from server to server; each has its own true notice.
STATES: Mapping[str, Mapping[str, Value]] = {
    "usual": {},
    "no check": {"check_on": False},
    "blind": {"check_blind": True},
    "check fixed on": {"check_switchable": False, "adopted": True, "ask_first": False},
    "youth": {"youth": True, "min_age": "13", "legal_triggers": "we learn that a child is being hurt"},
    "clinic": {"legal_regime": "part2", "emergency_policy": "clinic_protocol", "organisation": "Green Door"},
    "law": {"emergency_policy": "as_law_requires", "legal_regime": "other"},
    "only if asked": {"emergency_policy": "never_unless_asked", "peer_credential": "", "oncall_hours": ""},
    "far away": {"emergency_number": "", "helpline_line": "", "shared_rules": "We use no swear words."},
}


def sample(state: str = "usual", **changes: Value) -> dict[str, Value]:
    """The facts of the made-up server in one of its states, with changes."""
    return {**SAMPLE, **STATES[state], **changes}
