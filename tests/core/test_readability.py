"""Grades of texts whose difficulty is known, and the traps of short, listed, marked-up text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.readability import measure, plain, sentences, syllables_en, syllables_es

ENGLISH = {
    1: """you stop help need peer yes be the what once we can call line hours asked tell talk told names
    kept shared pressed closed times safe here there read write skip right rights choose please love""",
    2: """member someone something open channel notice story answer private promise before danger very
    people react being going able little careful safely lonely needed wanted agreed pages changes safety
    create moment""",
    3: """different understand privacy specialist family everyone reaction deleted energy however general
    important together element period idea""",
    4: "emergency experience community security confidential",
}
SPANISH = {
    1: "no que tu muy hoy ley bien fui quien",
    2: "miembro canal antes leer guarda aunque puede guerra agua cuando",
    3: "ayuda persona derechos privado peligro espacio mensaje confianza",
    4: "emergencia todavía policía",
}
LEGALESE = (
    "Notwithstanding any provision to the contrary, the undersigned participant hereby irrevocably "
    "acknowledges that confidentiality obligations are subject to applicable statutory limitations."
)


def _pairs(table: dict[int, str]) -> list[tuple[int, str]]:
    return [(count, word) for count, words in table.items() for word in words.split()]


@pytest.mark.parametrize(("count", "word"), _pairs(ENGLISH))
def test_english_syllables(count: int, word: str) -> None:
    assert syllables_en(word) == count


@pytest.mark.parametrize(("count", "word"), _pairs(SPANISH))
def test_spanish_syllables(count: int, word: str) -> None:
    assert syllables_es(word) == count


def test_easy_and_hard_are_told_apart() -> None:
    assert (measure("You can stop. You can rest. We are here.", "en").grade or 0) < 1
    assert (measure(LEGALESE, "en").grade or 0) > 18


def test_spanish_easy_and_hard_are_told_apart() -> None:
    easy = measure("Puedes parar. Nadie te pide nada. Estamos aquí.", "es").grade
    hard = measure(
        "La confidencialidad establecida contractualmente permanecerá supeditada a las limitaciones "
        "reglamentarias que la administración correspondiente determine oportunamente.",
        "es-ES",
    ).grade
    assert easy is not None
    assert hard is not None
    assert easy < 5 < 15 < hard


def test_a_list_without_stops_reads_as_lines_or_harshly_as_one_run() -> None:
    text = "\n".join(f"- you may ask for step {word}" for word in ("one", "two", "three", "four", "five"))
    kind, harsh = measure(text, "en"), measure(text, "en", kind=False)
    assert (kind.sentences, harsh.sentences) == (5, 1)
    assert (kind.grade or 0) + 5 < (harsh.grade or 0)


def test_codes_links_and_numbers_count_as_one_short_word() -> None:
    raw = "Call <@123456789012345678> or +1 (800) 273-8255 at <https://example.org/a/b> <:wave:123> in <#9>."
    assert plain(raw).split() == ["Call", "it", "or", "it", "at", "it", "it", "in", "it."]
    assert (measure(raw, "en").grade or 0) < 3


def test_a_colon_ends_no_sentence_and_emoji_are_counted() -> None:
    reading = measure("**Who can see this:** you can ✅ and so can we 💛.", "en")
    assert (reading.sentences, reading.emoji, reading.longest) == (1, 2, 10)


def test_a_language_without_a_rule_has_no_grade() -> None:
    reading = measure("Du kannst jederzeit aufhören.", "de")
    assert reading.grade is None
    assert reading.words == 4


def test_paragraph_sentences_are_counted_per_paragraph_not_per_list_item() -> None:
    assert measure("One. Two. Three.\n\nFour. Five.", "en").most_sentences == 3
    assert measure("First.\n- a thing.\n- a thing.\n- a thing.", "en").most_sentences == 1


@pytest.mark.parametrize("text", ["", "   ", "✅✅", "```code only```", "\u200b"])
def test_nothing_to_read_has_no_grade(text: str) -> None:
    assert measure(text, "en").grade is None


@given(st.text(), st.sampled_from(["en", "es", "fr"]), st.booleans())
def test_any_text_can_be_measured(text: str, locale: str, kind: bool) -> None:
    reading = measure(text, locale, kind=kind)
    assert reading.longest <= reading.words
    assert 0 <= reading.hard_share <= 1
    assert len(sentences(text, kind=kind)) == reading.sentences
