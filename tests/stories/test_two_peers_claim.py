"""Two peers claim at one instant: one has it, the other is told, and never both can see."""

from bot.flows import claim
from bot.flows.claim import Peer
from tests.world import ACK, World, race, trespassers


async def test_one_wins_and_the_other_is_told(server: World) -> None:
    room = await server.open_talk(server.alex, any_peer=True)
    conversation = server.rows("SELECT id FROM conversations")[0]["id"]
    role = frozenset({server.guild.roles["Certified peer"].id})
    peers = [Peer(one.id, server.guild.id, role) for one in (server.sam, server.pat)]
    told = await race(server, *(claim.claim(server.bot.ctx, peer, conversation) for peer in peers * 3))
    keys = [one.key for one in told]
    assert keys.count("claim.yours") == 1
    assert keys.count("claim.yours_already") == 2
    assert keys.count("claim.taken") == 3
    (live,) = server.rows("SELECT peer_id FROM claims")
    winner, loser = (server.sam, server.pat) if live["peer_id"] == server.sam.id else (server.pat, server.sam)
    for person in (loser, winner):
        await person.react(server.with_button("I promise", server.board), ACK)
        await server.settle()
    assert server.writes(winner, room)
    assert not server.sees(loser, room)
    assert trespassers(server) == []


async def test_a_claim_ends_when_the_talk_does(server: World) -> None:
    room = await server.open_talk(server.alex)
    await server.sam.click(server.with_button("Claim", server.board), label="Claim")
    await server.settle()
    card = server.with_button("I promise", server.board)
    await server.alex.slash(room, "close")
    await server.settle()
    assert server.board.history() == []
    assert not server.writes(server.alex, room)
    assert server.rows("SELECT state FROM claims") == [{"state": "released"}]
    lines = len(room.history())
    await server.wait(minutes=30)
    assert len(room.history()) == lines
    assert card.id not in [one.id for one in server.board.history()]
    await server.wait(hours=24)
    assert server.rooms() == []


async def test_a_promise_while_the_member_has_stopped_lets_nobody_in(server: World) -> None:
    room = await server.open_talk(server.alex, any_peer=True)
    await server.sam.click(server.with_button("Claim", server.board), label="Claim")
    await server.settle()
    await server.alex.slash(room, "stop")
    await server.sam.click(server.with_button("I promise", server.board), label="I promise")
    await server.settle()
    assert not server.sees(server.sam, room)
    assert "would like to come in" in server.texts(room)
    await server.alex.slash(room, "understand")
    await server.alex.click(server.with_button("Let them in", room), label="Let them in")
    await server.settle()
    assert server.writes(server.sam, room)
