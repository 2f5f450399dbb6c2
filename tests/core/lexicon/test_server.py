"""A server's own entries: added, changed, switched off, checked, refused."""

import pytest

from bot.core.lexicon import Lexicon, LexiconError, ServerTerm, check_term, fire_rate, with_server
from bot.core.lexicon.server import FLOOD, MAX_TERMS
from bot.lexicons import everyday


def test_an_added_entry_matches_and_the_shipped_ones_stay(lexicon: Lexicon) -> None:
    mine = with_server(lexicon, [ServerTerm("server.grapes", ("sour grapes ~2 club",), tier=2)])
    match = mine.scan("the sour grapes secret club meets")
    assert match is not None
    assert (match.term, match.category) == ("server.grapes", "server")
    assert mine.scan("i want to die") == lexicon.scan("i want to die")
    assert lexicon.scan("the sour grapes secret club meets") is None


def test_a_shipped_entry_can_be_switched_off(lexicon: Lexicon) -> None:
    assert lexicon.scan("kys") is not None
    quiet = with_server(lexicon, [ServerTerm("har.urge", enabled=False)])
    assert quiet.scan("kys") is None
    assert lexicon.scan("kys") is not None


def test_a_shipped_entry_can_be_changed(lexicon: Lexicon) -> None:
    louder = with_server(lexicon, [ServerTerm("har.urge", ("kys",), category="harassment", tier=2)])
    match = louder.scan("kys")
    assert match is not None
    assert (match.tier, match.term) == (2, "har.urge")


def test_the_usual_contexts_hold_for_a_servers_entry(lexicon: Lexicon) -> None:
    mine = with_server(lexicon, [ServerTerm("server.x", ("walk into the sea",))])
    match = mine.scan("i would never walk into the sea")
    assert match is not None
    assert (match.tier, match.adjustments) == (3, ("negation",))


def test_spelling_is_mended_towards_a_servers_words_too(lexicon: Lexicon) -> None:
    mine = with_server(lexicon, [ServerTerm("server.x", ("the lantern protocol",), contexts=())])
    for text in (
        "the lantern protocol",
        "the l4ntern pr0tocol",
        "the lantrn protocol",
        "the l a n t e r n protocol",
    ):
        match = mine.scan(text)
        assert match is not None
        assert match.term == "server.x"


@pytest.mark.parametrize(
    "term",
    [
        ServerTerm("x.y", ("~3",)),
        ServerTerm("x.y", ("really",)),
        ServerTerm("x.y", ("(a|b",)),
        ServerTerm("x.y", ("{want} die",)),
        ServerTerm("x.y", ("x" * 500,)),
        ServerTerm("x.y", ()),
        ServerTerm("x.y", ("fine words",), tier=7),
        ServerTerm("x.y", ("fine words",), contexts=("weather",)),
        ServerTerm("X Y", ("fine words",)),
        ServerTerm("x.y", ("fine words",), category="No Good"),
    ],
)
def test_a_bad_entry_is_refused_with_a_reason(lexicon: Lexicon, term: ServerTerm) -> None:
    with pytest.raises(LexiconError) as caught:
        with_server(lexicon, [term])
    assert caught.value.problems[0].why
    assert check_term(lexicon, term, everyday()).problems


@pytest.mark.parametrize("word", ["the", "i", "(a|to|my)"])
def test_an_entry_that_would_flood_is_refused(lexicon: Lexicon, word: str) -> None:
    check = check_term(lexicon, ServerTerm("x.y", (word,), contexts=()), everyday())
    assert check.rate > FLOOD
    assert "1,000" in check.problems[0].why


def test_one_language_does_not_hide_a_flood_in_another(lexicon: Lexicon) -> None:
    calm, loud = ["the bus was late"] * 298, ["pizza night", "more pizza"] + ["a long walk"] * 98
    term = ServerTerm("x.y", ("pizza",), contexts=())
    assert check_term(lexicon, term, calm + loud).problems == ()
    assert check_term(lexicon, term, calm, loud).rate == 20
    assert check_term(lexicon, term, calm, loud).problems


def test_a_careful_entry_is_welcome_and_its_rate_is_told(lexicon: Lexicon) -> None:
    check = check_term(lexicon, ServerTerm("x.y", ("walk into the sea",)), everyday())
    assert check.problems == ()
    assert check.rate == 0
    assert fire_rate(lexicon, ServerTerm("x.y", ("pizza",), contexts=()), everyday()) > 0


def test_five_thousand_entries_load_and_one_more_does_not(lexicon: Lexicon) -> None:
    terms = [ServerTerm(f"t.{n}", (f"zebra{n} ~2 crossing",)) for n in range(MAX_TERMS)]
    many = with_server(lexicon, terms)
    match = many.scan("the zebra4999 at the crossing")
    assert match is not None
    assert match.term == "t.4999"
    with pytest.raises(LexiconError):
        with_server(lexicon, [*terms, ServerTerm("one.more", ("zebra crossing",))])


def test_the_shipped_part_is_shared_between_servers(lexicon: Lexicon) -> None:
    one = with_server(lexicon, [ServerTerm("a.b", ("fine words",))])
    two = with_server(lexicon, [ServerTerm("a.c", ("other words",))])
    assert one.shipped is two.shipped is lexicon.shipped


def test_the_shipped_lexicon_leaves_the_everyday_sample_alone(lexicon: Lexicon) -> None:
    alarms = [text for text in everyday() if (m := lexicon.scan(text)) is not None and m.tier != 0]
    assert alarms == []
