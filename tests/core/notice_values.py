"""A made-up server's facts for the notice, shared by the tests of words."""

from bot.core.templates import Value

BASE: dict[str, Value] = {
    "member_name": "Robin",
    "emergency_number": "911",
    "helpline_line": "988 Suicide & Crisis Lifeline at 988",
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
    "notice_date": "4 May 2026",
    "adopted": False,
    "ask_first": True,
    "languages": "English, Español",
}


def values(**changes: Value) -> dict[str, Value]:
    """The made-up facts, with changes."""
    return {**BASE, **changes}
