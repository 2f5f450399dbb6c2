"""A2: a peer has claimed and not promised. They see nothing, and nobody else opens anything."""

import discord
import pytest

from tests.world import ACK, World, emit_reaction, labels, reactors, said, trespassers


async def test_no_pledge_in_time_and_the_card_is_back(server: World) -> None:
    room = await server.open_talk(server.alex)
    await server.alex.send(room, "I am here.")
    told = await server.sam.click(server.with_button("Claim", server.board), label="Claim")
    await server.settle()
    assert "You see the channel only after that" in told.response.content
    assert said(room)[-1] == "A peer is reading the notice now. They see nothing here yet."
    assert server.sam.name not in server.texts(room)
    assert server.sam.mention not in server.texts(room)
    with pytest.raises(Exception, match=r"(?i)missing|access"):
        await server.sam.send(room, "Hello?")
    assert not server.sees(server.sam, room)

    await server.wait(minutes=3)
    assert server.dms(server.sam).count("waits for your promise") == 1
    await server.wait(minutes=2)
    assert "Claim" in labels(server.with_button("Claim", server.board))
    assert reactors(server, server.with_button("Claim", server.board)) == []
    assert "The peer could not come in this time" in said(room)[-1]
    assert server.rows("SELECT state FROM claims") == [{"state": "lapsed"}]
    assert server.dms(server.sam).count("waits for your promise") == 1

    await server.wait(minutes=5)
    offer = server.with_button("Keep waiting", room)
    assert labels(offer) == ["Keep waiting", "Someone else", "Stop", "Help now"]
    assert "no peer has come in yet" in offer.content
    told = await server.alex.click(offer, label="Keep waiting")
    assert "still with the peers" in told.response.content
    told = await server.alex.click(offer, label="Someone else")
    assert "still with the peers" in told.response.content
    await server.alex.send(room, "I want to kill myself")
    await server.settle()
    assert len(server.rows("SELECT id FROM escalations")) == 1


async def test_reactions_of_others_open_nothing(server: World) -> None:
    room = await server.ask(server.alex)
    notice = server.notice(room)
    admin_role = server.guild.create_role("Admins", permissions=discord.Permissions(administrator=True))
    admin = server.guild.add_member(server.env.create_user("admin"), roles=[admin_role])
    robot = server.guild.add_member(server.env.create_user("robot", bot=True), roles=[admin_role])
    await server.settle()
    for person in (admin, robot, server.lee):
        await emit_reaction(server, person, notice, ACK)
    await emit_reaction(server, server.alex, notice, "☑️")
    await emit_reaction(server, server.alex, notice, "✔️")
    await emit_reaction(server, server.alex, room.history()[0], ACK)
    assert server.rows("SELECT * FROM acknowledgements") == []
    assert not server.writes(server.alex, room)

    told = await admin.click(notice, label="I understand")
    assert "for the member of this conversation" in told.response.content
    await server.restart()
    assert server.rows("SELECT * FROM acknowledgements") == []
    assert trespassers(server) == []


async def test_the_pledge_of_another_peer_counts_for_nothing(server: World) -> None:
    room = await server.open_talk(server.alex, any_peer=True)
    card = server.with_button("Claim", server.board)
    await server.sam.click(card, label="Claim")
    await server.settle()
    told = await server.pat.click(server.with_button("I promise", server.board), label="I promise")
    assert "Only the peer who claimed" in told.response.content
    await server.pat.react(server.with_button("I promise", server.board), ACK)
    await server.settle()
    assert not server.sees(server.pat, room)
    assert server.rows("SELECT state FROM claims") == [{"state": "pledging"}]

    # Sam promises, gives it back, claims again: the old promise is not a promise for this claim.
    await server.sam.react(server.with_button("I promise", server.board), ACK)
    await server.settle()
    assert server.writes(server.sam, room)
    assert "can read this channel" in said(room)[-1]
    assert len(server.rows("SELECT id FROM acknowledgements WHERE part = 'peer' AND ended_at IS NULL")) == 1
