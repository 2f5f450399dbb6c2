"""Every rule L01-L16 with words that break it and words that only come near, in both languages."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.lint import LEVELS, covers, digest, lint
from bot.core.lint_words import METHODS

BAD = [
    ("en", "L01", "What you write is 100% confidential."),
    ("en", "L01", "It stays **completely private**."),
    ("en", "L01", "Everything you tell us stays between us."),
    ("en", "L01", "You have total privacy."),
    ("es", "L01", "Lo que escribes es totalmente confidencial."),
    ("es", "L01", "Tienes privacidad absoluta."),
    ("en", "L02", "No one will ever be told."),
    ("en", "L02", "It will never be shared."),
    ("en", "L02", "Nobody else can read this."),
    ("es", "L02", "Nadie más lo puede ver."),
    ("es", "L02", "Nunca se comparte nada."),
    ("en", "L03", "We guarantee your privacy."),
    ("es", "L03", "Te garantizamos reserva."),
    ("en", "L04", "This server is HIPAA compliant."),
    ("en", "L04", "You are protected by the GDPR."),
    ("es", "L04", "Cumplimos con el RGPD."),
    ("en", "L05", "This is privileged communication."),
    ("es", "L05", "Hay secreto profesional."),
    ("en", "L06", "The chat is end-to-end encrypted."),
    ("es", "L06", "El canal está cifrado."),
    ("en", "L07", "You are anonymous here."),
    ("es", "L07", "Aquí eres anónimo."),
    ("en", "L08", "We have called the police."),
    ("en", "L08", "The bot will alert 911."),
    ("es", "L08", "Hemos avisado a la policía."),
    ("en", "L09", "Many people commit suicide."),
    ("en", "L09", "After a failed attempt you may feel alone."),
    ("es", "L09", "Hubo un suicidio consumado."),
    ("en", "L10", "We support addicts."),
    ("es", "L10", "Ayudamos a los enfermos mentales."),
    ("en", "L11", "Our clients like this place."),
    ("es", "L11", "Los pacientes hablan aquí."),
    ("en", "L12", "You must agree to go on."),
    ("en", "L12", "People who break this will be banned."),
    ("en", "L12", "Answer within 10 minutes."),
    ("es", "L12", "Tienes que aceptar ya."),
    ("es", "L12", "Serás expulsado si no."),
    ("en", "L13", "Ask @everyone for help."),
    ("fr", "L13", "Bonjour <@&123456789>."),
    ("en", "L14", "The ||small print|| is here."),
    ("en", "L14", "Read it [here](https://example.org)."),
    ("de", "L14", "Un\u200bsichtbar."),
    ("en", "L15", "Press the green button."),
    ("es", "L15", "Pulsa el botón verde."),
    ("en", "L16", "Help is on the way."),
    ("en", "L16", "We are here 24/7."),
    ("es", "L16", "Siempre hay alguien."),
]
GOOD = [
    ("en", "We cannot promise full secrecy."),
    ("en", "This is not 100% confidential."),
    ("en", "We do not guarantee an answer at night."),
    ("en", "This place is not HIPAA compliant, and does not need to be."),
    ("en", "Discord is not end-to-end encrypted."),
    ("en", "You are not anonymous: Discord knows your account."),
    ("en", "The bot has not called the police or anyone else."),
    ("en", "You will not be banned for saying no."),
    ("en", "Be patient with yourself. Take your time."),
    ("en", "In any case, you choose."),
    ("en", "Everything you say stays here, except in these cases."),
    ("en", "Press **I understand**. It has a green tick."),
    ("en", "You do not have to answer."),
    ("en", "No one has answered so far. We keep asking."),
    ("en", "You can always ask for a private talk."),
    ("es", "No podemos prometer un secreto total."),
    ("es", "No garantizamos una respuesta de noche."),
    ("es", "No tienes que contestar."),
    ("es", "El bot no ha avisado a la policía ni a nadie."),
]


@pytest.mark.parametrize(("locale", "rule", "text"), BAD)
def test_a_broken_rule_is_named(locale: str, rule: str, text: str) -> None:
    assert rule in [hit.rule for hit in lint(text, locale)]


@pytest.mark.parametrize(("locale", "text"), GOOD)
def test_near_misses_pass(locale: str, text: str) -> None:
    assert lint(text, locale) == []


def test_every_rule_has_a_sample_and_a_level() -> None:
    assert {rule for _, rule, _ in BAD} == set(LEVELS)


@pytest.mark.parametrize(
    "trick",
    [
        "1​00% confidential",
        "*100%* **confidential**",
        "１００％ confidential",
        "100% CONFIDENTIAL",
        "100%  confidential",
        "`100%` confidential",
    ],
)
def test_marks_and_hidden_characters_hide_no_claim(trick: str) -> None:
    assert "L01" in [hit.rule for hit in lint(f"This is {trick}.", "en")]


def test_round_the_clock_may_be_said_where_it_is_true() -> None:
    assert lint("We are here 24/7.", "en", always_open=True) == []
    assert lint("Help is on the way.", "en", always_open=True) != []


def test_words_about_methods_are_found_by_digest_and_listed_nowhere() -> None:
    own = frozenset({digest("blorple"), digest("purple door")})
    assert [hit.rule for hit in lint("Do not Blorple.", "en", methods=own)] == ["L09"]
    assert [hit.rule for hit in lint("The purple door.", "fr", methods=own)] == ["L09"]
    assert lint("The purple chair.", "en", methods=own) == []
    assert len(METHODS) > 40
    assert all(len(item) == 12 for item in METHODS)


def test_a_language_without_patterns_says_so() -> None:
    assert covers("es-ES")
    assert not covers("de")


@given(st.text(), st.sampled_from(["en", "es", "de"]))
def test_any_text_can_be_linted(text: str, locale: str) -> None:
    assert {hit.rule for hit in lint(text, locale)} <= set(LEVELS)


@pytest.mark.parametrize(
    "text", ["always " * 300, "you " * 500, "nobody " + "a " * 900, "if you write " * 120, "_ " * 900]
)
def test_long_repetitive_text_is_linted_at_once(text: str) -> None:
    start = time.process_time()
    lint(text, "en")
    assert time.process_time() - start < 0.5
