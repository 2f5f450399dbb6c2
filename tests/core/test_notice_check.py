"""Bad notices are caught with the rule and the slot; honest rewrites pass; nothing typed can break out."""

# ruff: noqa: E501  (a notice's words are easier to judge unbroken)

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import notice_check, notice_slot, slots
from bot.core.lint import LEVELS
from bot.core.lint_words import CLAIMS
from bot.core.notice_check import Report, Server, check, parity
from bot.core.notice_slot import Finding, compiled, join, split
from bot.core.templates import Safe, Value
from tests.core.notice_values import SOURCES, WORDS, values

SOURCE = SOURCES["en"]["notice"]
SHIPPED = split(SOURCE)


def report(texts: dict[str, str], server: Server | None = None, **facts: Value) -> Report:
    return check(WORDS, "en", {**SHIPPED, **texts}, values(**facts), server or Server())


# Two dozen ways to leave something out, break the form, or hide a fact.
FORM = [
    ("missing", "e01", ""),
    ("missing", "e02", ""),
    ("missing", "e07", "   \n "),
    ("missing", "e03", "It is private."),
    ("missing", "e09", "{# nothing to see #}"),
    ("missing", "e13", ""),
    ("missing", "e11", ""),
    ("missing", "e14", ""),
    ("fact", "e07", "**Help from outside:** talk to us about it."),
    ("fact", "e14", "**What the bot keeps:** very little, and not for long. {{ adopted_note }}"),
    ("fact", "e02", "**Who can see this:** you and {{ oncall_label }}. {{ peer_entry }}"),
    ("fact", "e04", "{% if youth %}We may share if {{ legal_triggers }}.{% endif %} We may share a part."),
    ("unknown", "e24", "Hi {{ member }}. We are glad you are here."),
    ("unknown", "e24", "Hi {{ member_name }}. {{ organisation }} is glad you are here."),
    ("template", "e24", "Hi {{ member_name. We are glad you are here."),
    ("template", "e24", "Hi {{ member_name | upper }}. We are glad you are here."),
    ("template", "e24", "Hi {% for x in member_name %}x{% endfor %}. We are glad."),
    ("template", "e24", "Hi there.{% endblock %}{% block e20 %}Gone."),
    ("template", "e24", "{{ youth.__class__ }} is glad you are here."),
    (
        "condition",
        "e21",
        "Tell {% if complaint_contact == 'Jo' %}{{ complaint_contact }}{% endif %} all about it.",
    ),
    ("condition", "e24", "Hi {{ member_name }}. Are you young? {{ youth }}"),
    ("braces", "e24", "Hi {member_name}. We are glad you are here."),
    ("slot_long", "e24", "We are glad you are here. " * 60),
    ("label", "e18", "**Your answer:** press **Okay** or react with {{ ack_emoji }}, or type `/understand`."),
    ("label", "e18", "**Your answer:** press **I understand** or react with {{ ack_emoji }}. No rush."),
    ("label", "e01", "Call {{ emergency_number }}. You can also reach {{ helpline_line }}. Take care."),
    ("label", "e19", "**Not sure?** Press **I have a question** to ask {{ question_contact }}."),
]
# Words that lie, frighten, press, or are too hard.
WORDING = [
    ("L01", "e03", "**What stays private:** all you say is 100 % confidential with us."),
    ("L01", "e03", "Everything you tell your peer stays private and with your peer."),
    ("L02", "e03", "What you say here will never be shared with other people."),
    ("L02", "e08", "**Your story is yours.** No one else can read what you write here."),
    ("L03", "e12", "Discord runs this app. We guarantee that you are safe with us."),
    ("L04", "e12", "Discord runs this app. This place is HIPAA compliant and safe."),
    ("L05", "e11", "A peer is {{ peer_credential }}. What you say is privileged communication."),
    ("L06", "e12", "Discord runs this app. What you write is end-to-end encrypted."),
    ("L07", "e24", "Hi {{ member_name }}. You are completely anonymous in this place."),
    ("L08", "e06", "When it looks bad, the bot will alert the police for you."),
    ("L09", "e24", "Hi {{ member_name }}. Some of us have had a failed attempt too."),
    ("L12", "e19", "**I have a question** asks {{ question_contact }}. **Not now** is your last chance."),
    ("L12", "e24", "Hi {{ member_name }}. You must read all of this with care."),
    ("L12", "e08", "Any violation of these rules will be reported to the owner."),
    ("L13", "e22", "**When people are here:** {{ oncall_hours }}. Ping @everyone at night."),
    ("L13", "e21", "Tell {{ complaint_contact }} or <@123456789012345678> about it, or Discord."),
    ("L14", "e12", "Discord runs this app. ||It can read all that is written here.||"),
    ("L14", "e20", "Notice {{ notice_version }}, {{ notice_date }}. [Read on](https://example.org)."),
    ("L16", "e22", "**When people are here:** {{ oncall_hours }}. Help is on the way."),
    ("assumed", "e24", "Hi {{ member_name }}. By staying here you agree to what follows."),
    (
        "assumed",
        "e19",
        "**I have a question** asks {{ question_contact }}. **Not now** too. Silence counts as a yes.",
    ),
    ("denied", "e09", "You cannot leave. Ask {{ data_contact }} or tell {{ complaint_contact }}."),
    (
        "gated",
        "e01",
        "Call {{ emergency_number }} or {{ helpline_line }}. **Help now** works once you agree.",
    ),
    ("policy", "e06", "We ask you first. Or else we just call the police on you."),
    ("clinician", "e24", "Hi {{ member_name }}. Our therapists are glad that you are here."),
    ("keeps", "e08", "**Your story is yours.** We keep transcripts of your talks for later."),
    ("keeps_nothing", "e08", "**Your story is yours.** The bot keeps nothing about you at all."),
    ("unchecked", "e03", "What you write is yours. The bot does not read what you write."),
    ("duty", "e06", "We are mandated reporters. We ask you first when we can."),
    ("typed", "e01", "Call 911 or {{ emergency_number }}, or {{ helpline_line }}. Or press **Help now**."),
    (
        "typed",
        "e14",
        "It all goes after 30 days. {{ retention_days }} {{ channel_hours }} {{ adopted_note }}",
    ),
    ("typed", "e15", "This is for people aged 16 and up. {{ min_age }} {{ age_note }}"),
    ("role", "e22", "**When people are here:** {{ oncall_hours }}. Ask the @Night Owls."),
    (
        "sentence",
        "e24",
        "Hi {{ member_name }} and " + "we are so glad that you are here with us and " * 4 + "rest.",
    ),
    (
        "grade",
        "e05",
        "Confidentiality considerations notwithstanding, {{ oncall_label }} subsequently evaluates accessibility. "
        "Organisational responsibilities necessitate proportionate communication of individual particulars "
        "considering circumstances.",
    ),
]


@pytest.mark.parametrize(("rule", "slot", "text"), FORM + WORDING)
def test_a_bad_notice_is_blocked_in_its_slot(rule: str, slot: str, text: str) -> None:
    result = report({slot: text})
    assert result.blocked
    assert (rule, slot) in {(f.rule, f.slot) for f in result.findings if f.level == "block"}


def test_every_rule_has_a_hint_and_every_slot_a_name_that_fits_a_form() -> None:
    source = "".join(
        Path(module.__file__ or "").read_text(encoding="utf-8") for module in (notice_check, notice_slot)
    )
    rules = (
        set(re.findall(r'Finding\(\s*"(?:block|warn)", "(\w+)"', source)) | set(CLAIMS["en"]) | set(LEVELS)
    )
    rules |= {"grade", "long_words", "paragraph", "emoji", "sentence", "length", "switch"}
    assert {f"check.{rule.lower()}" for rule in rules} <= WORDS.keys("en")
    for slot in (*slots.ELEMENTS, "whole"):
        assert len(WORDS.render("en", f"check.slot_{slot}")) <= 45


def test_there_are_four_dozen_bad_notices() -> None:
    assert len(FORM + WORDING) >= 48


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        ("value", {"complaint_contact": ""}),
        ("value", {"emergency_policy": ""}),
        ("value", {"emergency_policy": "call_first"}),
        ("value", {"emergency_policy": "clinic_protocol"}),
        ("value", {"legal_regime": "maybe"}),
        ("value", {"retention_days": True}),
        ("age", {"min_age": "12"}),
        ("age", {"min_age": "old"}),
    ],
)
def test_a_fact_that_does_not_resolve_blocks(rule: str, facts: dict[str, Value]) -> None:
    assert rule in {f.rule for f in report({}, **facts).findings if f.level == "block"}


def test_a_missing_value_is_a_finding() -> None:
    facts = values()
    del facts["admin_scope"]
    found = check(WORDS, "en", SHIPPED, facts, Server()).findings
    assert Finding("block", "value", "", "admin_scope") in found


def test_contacts_may_be_people_that_discord_shows_by_id() -> None:
    assert (
        report({}, complaint_contact=Safe("<@123456789012345678>"), member_name=Safe("<@42>")).findings == ()
    )


def test_the_age_floor_is_the_countrys() -> None:
    assert report({}, Server(country="DE"), min_age="15").blocked
    assert not report({}, Server(country="DE"), min_age="16").blocked


# The same words are true on one server and false on another.
@pytest.mark.parametrize(
    ("slot", "text", "false_on", "true_on"),
    [
        ("e24", "Hi {{ member_name }}. The bot looks for words of danger.", {"check_on": False}, {}),
        ("e24", "Hi {{ member_name }}. The bot looks for words of danger.", {"check_blind": True}, {}),
        ("e24", "Hi {{ member_name }}. The bot does not read messages.", {}, {"check_on": False}),
        ("e23", "You can type `/privacy check off` any time.", {"check_switchable": False}, {}),
        ("e23", "Every peer here is certified by our state.", {"peer_credential": ""}, {}),
        ("e06", "We are bound by law to tell some things.", {}, {"legal_triggers": "a child is hurt"}),
        ("e23", "Our doctors are glad that you came.", {}, {"legal_regime": "hipaa"}),
    ],
)
def test_truth_depends_on_the_server(
    slot: str, text: str, false_on: dict[str, Value], true_on: dict[str, Value]
) -> None:
    assert report({slot: text}, **false_on).blocked
    assert not report({slot: text}, **true_on).blocked


def test_roles_and_hours_are_looked_up() -> None:
    text = "**When people are here:** {{ oncall_hours }}. Ask the @Night Owls."
    assert not report({"e22": text}, Server(roles=frozenset({"night owls"}))).blocked
    day = {"e22": "**When people are here:** 24/7. {{ oncall_hours }}."}
    assert report(day).blocked
    assert not report(day, Server(always_open=True)).blocked


GOOD = [
    ("e24", "Hello {{ member_name }}, and welcome. Sit down for a bit. This page tells you how we keep things private."),
    ("e24", "Hey {{ member_name }}! It takes guts to come here. Read this at your own pace."),
    ("e24", "You found us, {{ member_name }}. That is good. Here is what you can count on."),
    ("e01", "**In danger, or close to it?** Please call {{ emergency_number }}, or try {{ helpline_line }}. **Help now** works right away, with nothing to agree to."),
    ("e01", "**Help now** is always yours to press. So is {{ emergency_number }}. You can also try {{ helpline_line }}."),
    ("e02", "You can see this channel. {{ admin_scope }} can see it too. {{ peer_entry }} If we fear for you, {{ oncall_label }} may look in, and we tell you."),
    ("e03", "What you share with your peer is meant for your peer. The next part says when that changes."),
    ("e04", "There are limits. We may pass on a part if someone may come to harm, or a child is not safe. Also if {{ legal_triggers }}."),
    ("e05", "In that case we ask {{ oncall_label }}. They see this channel and pass on as little as they can."),
    ("e06", "Where we can, we ask before. Where we cannot, we tell you soon after."),
    ("e07", "**Police and ambulance:** {{ emergency_policy }}"),
    ("e08", "You are the one who tells your story. Skip what you like. We will not quote you to others unless you want it."),
    ("e09", "You may ask, say no, stop, or switch to another peer. {{ data_contact }} can show you or delete your data. {{ complaint_contact }} hears complaints."),
    ("e10", "The bot watches for some words that can mean danger. It then asks {{ oncall_label }} to look in. It does not store what you write. It gets things wrong at times. {{ check_choice }}"),
    ("e12", "We do not own Discord. Discord can see and keep messages, and people can take screenshots. We cannot promise full secrecy."),
    ("e14", "The bot keeps your ID, what you agreed to, and the times. This channel goes {{ channel_hours }} hours after the end. The rest goes {{ retention_days }} days later. {{ adopted_note }}"),
    ("e15", "You can be here from {{ min_age }} years on. {{ age_note }}"),
    ("e16", "Your peer reads these same words and says yes to them, or they cannot come in."),
    ("e18", "When you are ready, press **I understand**. You can also react with {{ ack_emoji }} or type `/understand`. Stop any time with `/stop`."),
    ("e19", "Want to ask first? **I have a question** goes to {{ question_contact }}. **Not now** is fine too, and we do not ask why."),
    ("e20", "This is notice {{ notice_version }} from {{ notice_date }}. If what it means changes, you are asked again."),
    ("e21", "Did someone break your trust? Tell {{ complaint_contact }}. You can report it to Discord as well."),
    ("e22", "People are around at these times: {{ oncall_hours }}. At other times it can take longer."),
    ("e13", "{% if youth %}We are not a school service. {% endif %}This is peer support. It is not care by a doctor."),
]  # fmt: skip


@pytest.mark.parametrize(("slot", "text"), GOOD)
def test_an_honest_rewrite_passes(slot: str, text: str) -> None:
    assert report({slot: text}).findings == ()


def test_the_shipped_notice_is_clean_in_every_state_of_a_server() -> None:
    for facts in (
        {},
        {"check_on": False},
        {"check_blind": True},
        {"check_switchable": False, "adopted": True, "ask_first": False},
        {"youth": True, "min_age": "13"},
        {"legal_regime": "part2", "emergency_policy": "clinic_protocol", "organisation": "Green Door"},
        {"emergency_policy": "as_law_requires", "legal_triggers": "we learn that a child is harmed"},
        {"emergency_policy": "never_unless_asked", "peer_credential": "", "oncall_hours": ""},
        {"emergency_number": "", "helpline_line": "", "shared_rules": "We use no swear words."},
    ):
        result = report({}, **facts)
        assert result.findings == (), facts
        assert result.reading is not None
        assert (result.reading.grade or 99) <= 6


def test_a_slot_that_is_not_shown_today_is_still_checked() -> None:
    bad = {"e10": "The bot looks in and asks {{ oncall_label }}. Help is on the way. {{ check_choice }}"}
    assert ("L16", "e10") in {(f.rule, f.slot) for f in report(bad, check_on=False).findings}


def test_a_claim_cut_over_two_slots_is_seen() -> None:
    result = report(
        {"e05": "{{ oncall_label }} looks in, and that is always", "e06": "confidential. We ask you first."}
    )
    assert "L01" in {f.rule for f in result.findings if f.level == "block"}


def test_too_long_for_two_messages_is_blocked() -> None:
    wordy = {name: text + " We are here. You are safe to ask." * 8 for name, text in SHIPPED.items()}
    assert "length" in {f.rule for f in report(wordy).findings if f.level == "block"}


def test_split_and_join_are_inverse() -> None:
    assert split(join(SHIPPED)) == SHIPPED
    assert set(SHIPPED) == set(slots.ELEMENTS)


def test_languages_hold_the_same_slots_and_facts() -> None:
    spanish = {"e24": "Hola {{ member_name }}.", "e21": "Díselo a alguien."}
    english = {"e24": "Hi {{ member_name }}.", "e21": "Tell {{ complaint_contact }}.", "e06": "We ask you."}
    assert set(parity({"en": english, "es": spanish})) == {
        Finding("block", "parity", "e21", "es: complaint_contact"),
        Finding("block", "parity", "e06", "es"),
    }
    assert parity({"en": english, "es": english}) == ()


# What tries to make work out of a small text (runtime guide, 3.1).
BOMBS = [
    "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
    "{{ 'A' * 2000000000 }}",
    "{{ [0] * 999999999 }}",
    "{{ 'a' ~ 'b' ~ 'c' }}",
    "{{ 'x'.center(999999999) }}",
    "{{ 'x'.ljust(999999999) }}",
    "{{ 'x'.zfill(999999999) }}",
    "{{ member_name | indent(999999999) }}",
    "{{ '%999999999d' | format(1) }}",
    "{{ member_name | join('x' * 9999) }}",
    "{{ member_name | replace('', 'x' * 9999) }}",
    "{{ lipsum(n=200000) }}",
    "{{ range(999999999) | list }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ cycler('a', 'b') }}",
    "{{ member_name.__class__.__mro__ }}",
    "{{ self.e24() }}",
    "{{ '{0.__class__}'.format(1) }}",
    "{% set a = 'x' %}{{ a }}",
    "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    "{% include 'notice' %}",
    "{% import 'os' as os %}",
    "{% extends 'notice' %}",
    "{% call x() %}{% endcall %}",
    "{% filter upper %}x{% endfilter %}",
    "{{ 'a' if youth else 'b' }}",
    "{{ namespace(a=1) }}",
    "{{ {'a': 1} }}",
    "{{ member_name[0:1] }}",
    "{% with a = 1 %}{{ a }}{% endwith %}",
    "{% if youth %}" * 40 + "x" + "{% endif %}" * 40,
    "{{ " + "(" * 400 + "youth" + ")" * 400 + " }}",
    "{{ " + "not " * 200 + "youth }}",
]


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_template_bomb_is_refused_in_milliseconds(bomb: str) -> None:
    # Time of this process, the best of three: a busy machine is no bomb.
    spent = []
    for _ in range(3):
        start = time.process_time()
        result = compiled.__wrapped__("e24", bomb)
        spent.append(time.process_time() - start)
    assert min(spent) < 0.05
    assert isinstance(result, Finding) or bomb.startswith("{% if youth %}")


ALPHABET = st.sampled_from(
    ["@everyone", "@here", "<@1>", "<@&2>", "<#3>", "{{ member_name }}", "{{ youth }}", "{% if youth %}", "{% endif %}",
     "{% endblock %}", "{{", "}}", "{#", "||", "\u200b", "[a](http://b.c)", "\n", " ", "help", "```", "%}", "x" * 400]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.lists(ALPHABET | st.text(max_size=20), max_size=12).map("".join),
    st.sampled_from(sorted(slots.ELEMENTS)),
)
def test_whatever_is_typed_passes_no_limit_and_mentions_nobody(text: str, slot: str) -> None:
    result = report({slot: text}, member_name="@everyone <@5> ||x||")
    assert all(len(message) <= slots.MESSAGE_LIMIT for message in result.messages)
    joined = "\n".join(result.messages)
    if not result.blocked:
        assert "<@" not in joined
        assert "@everyone" not in joined.replace("\\@", "")
