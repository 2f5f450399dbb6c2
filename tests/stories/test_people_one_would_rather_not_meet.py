"""A14 and A15: whom the member would rather not meet never sees the card; *Someone else* leaves no trace."""

from bot.flows import claim
from bot.flows.claim import Peer
from tests.world import ACK, World, labels, race, said, trespassers


async def test_an_avoided_peer_never_sees_the_card(server: World) -> None:
    room = await server.ask(server.alex, rather_not=server.sam)
    await server.restart()  # right after a start the bot does not know yet who has which role
    await server.alex.react(server.notice(room), ACK)
    await server.settle()
    own = server.rooms("board-")[-1]
    assert server.sees(server.pat, own)
    assert not server.sees(server.sam, own)
    assert not server.sees(server.lee, own)
    assert server.board.history() == []
    assert server.sam.mention not in server.texts(room) + server.texts(own)

    conversation = server.rows("SELECT id FROM conversations")[0]["id"]
    peers = frozenset({server.guild.roles["Certified peer"].id})
    ask = Peer(server.sam.id, server.guild.id, peers)
    (told,) = await race(server, claim.claim(server.bot.ctx, ask, conversation))
    (other,) = await race(
        server, claim.claim(server.bot.ctx, Peer(server.alex.id, server.guild.id, peers), conversation)
    )
    assert told == other  # the same words as for a member who is a peer: no reason in them
    assert server.rows("SELECT * FROM claims") == []

    await server.restart()
    assert len(server.rooms("board-")) == 1
    await server.pat.click(server.with_button("Claim", own), label="Claim")
    await server.settle()
    await server.pat.react(server.with_button("I promise", own), ACK)
    await server.settle()
    await server.alex.click(server.with_button("Let them in", room), label="Let them in")
    await server.settle()
    assert server.writes(server.pat, room)
    assert server.rooms("board-") == []
    assert server.dms(server.sam) == ""
    assert trespassers(server) == []


async def test_someone_else_and_the_card_is_back_for_the_others(server: World) -> None:
    room = await server.open_talk(server.alex)
    await server.sam.click(server.with_button("Claim", server.board), label="Claim")
    await server.settle()
    await server.sam.click(server.with_button("I promise", server.board), label="I promise")
    await server.settle()
    asked = server.with_button("Let them in", room)
    assert server.sam.mention in asked.content
    assert not server.sees(server.sam, room)
    told = await server.alex.click(asked, label="Someone else")
    await server.settle()
    assert "this person will not see it again" in told.response.content
    assert server.dms(server.sam).endswith("Thank you for offering.")
    assert "Not this time" in server.dms(server.sam)
    assert server.alex.mention not in server.dms(server.sam)
    assert not any("Claim" in labels(message) for message in server.board.history())
    own = server.rooms("board-")[-1]
    assert server.sees(server.pat, own)
    assert not server.sees(server.sam, own)

    again = await server.alex.click(asked, label="Let them in")
    assert "answered already" in again.response.content
    assert not server.sees(server.sam, room)
    told = await server.pat.click(server.with_button("Claim", own), label="Claim")
    await server.settle()
    assert "It is yours to offer" in told.response.content
    assert said(room)[-1].startswith("A peer is reading")


async def test_someone_else_after_letting_in_takes_the_sight_away(server: World) -> None:
    room = await server.open_talk(server.alex)
    await server.bring_in(server.sam, room)
    assert server.writes(server.sam, room)
    await server.alex.click(server.with_button("Someone else", room), label="Someone else")
    await server.settle()
    assert not server.sees(server.sam, room)
    assert server.rows("SELECT ended_by FROM acknowledgements WHERE part = 'peer'") == [
        {"ended_by": "claim_over"}
    ]
    assert trespassers(server) == []
