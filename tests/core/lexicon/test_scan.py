"""What the shipped English lexicon says; every known failure of other lists is a line here."""

import pytest

from bot.core.lexicon import Lexicon

PAGES = (1, 2)


def tier(lexicon: Lexicon, text: str) -> int | None:
    match = lexicon.scan(text)
    return None if match is None else match.tier


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("i want to kill myself", 2),
        ("I\u2019m going to kill myself tonight", 1),
        ("i took all my pills", 1),
        ("I don\u2019t want to live anymore", 2),
        ("my sister is suicidal and i don't know what to do", 3),
        ("nobody would miss me", 3),
        ("they made a documentary on suicide", 0),
        ("my dad beats me", 2),
        ("i cut myself again last night", 2),
        ("i will bring a gun to school", 2),
        ("kys", 3),
        ("i make myself throw up after dinner", 3),
    ],
)
def test_a_plain_sentence_has_its_tier(lexicon: Lexicon, text: str, expected: int) -> None:
    assert tier(lexicon, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "he is very skilled",
        "the most skilled player was killed by the dragon",
        "Sky sources say the transfer is done",
        "sky sports is on tonight",
        "we sold 142,460 tickets",
        "i ran 5 km today",
        "i ran 5 kms today",
        "it is 12 kms away",
        "we watched suicide squad last night",
        "i cut myself some slack today",
        "i cut myself a slice of cake",
        "i cut myself shaving again",
        "my hair is cut short",
        "i am dying laughing",
        "you're killing me haha",
        "this homework is killing me",
        "my phone is dead",
        "to to to",
        "(h)",
        "i overdosed on coffee",
        "he needs assistance with the class",
        "the rate of the rapid test",
        "my therapist is nice",
        "i shot myself in the foot with that email",
        "kill -9 the process",
        "they committed the change to the main branch",
        "i hope you feel better soon",
        "the bus was late so i walked",
        "let's catch the bus together",
        "what is your biggest fear",
        "lol that was sick",
    ],
)
def test_everyday_words_that_trip_other_lists_alert_nobody(lexicon: Lexicon, text: str) -> None:
    assert tier(lexicon, text) in (None, 0)


@pytest.mark.parametrize(
    "text",
    [
        "i want to **die**",
        "||i want to kill myself||",
        "i want to ||kill|| myself",
        "i don\u2019t want to be here anymore",
        "i don`t want to be here anymore",
        "i want to\nkill\nmyself",
        "i want to die(h)",
        "kill my fucking self",
        "i want so badly to die",
        "i feel su1cidal",
        "i feel sucidal",
        "i wanna d!e",
        "i want to k*ll myself",
        "#iwanttodie",
        "i want to killmyself",
        "i kinda wanna unalive myself",
        "i want to\u200b kill my\u200dself",
        "\u202ei want to kill myself\u202c",
        "\u0456 want to k\u0456ll mys\u0435lf",
        "\uff49 want to \uff4b\uff49\uff4c\uff4c myself",
        "i want to k i l l m y s e l f",
        "i want to k.i.l.l myself",
    ],
)
def test_disguised_and_decorated_words_still_page(lexicon: Lexicon, text: str) -> None:
    assert tier(lexicon, text) in PAGES


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("i would never kill myself", "negation"),
        ("i want to die lol", "joke"),
        ("kms \N{FACE WITH TEARS OF JOY}", "joke"),
        ("this song makes me want to die", "hyperbole"),
        ('the line was "i want to die" and it was sad', "quotation"),
        ("> i want to kill myself\nwho wrote that", "quotation"),
        ("```i want to kill myself```", "quotation"),
        ("i wanted to die when i was 14", "past"),
        ("i saw that video and i want to die", "pastime"),
    ],
)
def test_context_demotes_and_never_drops(lexicon: Lexicon, text: str, why: str) -> None:
    match = lexicon.scan(text)
    assert match is not None
    assert match.tier not in PAGES
    assert why in match.adjustments


@pytest.mark.parametrize(
    "text",
    [
        "i am trying so hard not to kill myself",
        "why not kill myself",
        "i never wanted to die more than now",
        "my wife and i split up and i became suicidal",
        "he left me and i want to die",
        "i don't know if i want to die",
    ],
)
def test_words_that_only_look_like_a_context_change_nothing(lexicon: Lexicon, text: str) -> None:
    assert tier(lexicon, text) in PAGES


def test_a_match_holds_no_word_of_the_text(lexicon: Lexicon) -> None:
    match = lexicon.scan("zanzibar makes me want to kill myself")
    assert match is not None
    assert "zanzibar" not in repr(match)


def test_an_explanation_shows_the_reading_and_the_reasons(lexicon: Lexicon) -> None:
    told = lexicon.explain("I would NEVER k1ll mys3lf")
    assert told.normalised == "i would never kill myself"
    assert told.match == lexicon.scan("I would NEVER k1ll mys3lf")
    first = told.hits[0]
    assert (first.before, first.after) == (2, 3)
    assert "not" in first.reasons[0]


def test_the_most_urgent_of_several_is_the_one_returned(lexicon: Lexicon) -> None:
    match = lexicon.scan("nobody would miss me. suicide. i am going to kill myself tonight")
    assert match is not None
    assert match.tier == 1
