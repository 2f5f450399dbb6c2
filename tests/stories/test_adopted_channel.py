"""A channel that others make in the support category is closed on sight and gated by the same path."""

import discord

from tests.world import ACK, World, hand_made_channel, labels, move_channel, said, set_overwrite, trespassers

DANGER = "I want to kill myself"


async def test_a_channel_for_one_person_is_closed_and_gets_the_notice(server: World) -> None:
    room = await hand_made_channel(server, "ticket-7", server.alex)
    assert server.sees(server.alex, room)
    assert not server.writes(server.alex, room)
    assert "What was written here before stays. The bot checked it once." in server.texts(room)
    assert server.notice(room).pinned
    assert server.rows("SELECT origin, member_id FROM conversations") == [
        {"origin": "adopted", "member_id": server.alex.id}
    ]
    assert trespassers(server) == []
    await server.alex.react(server.notice(room), ACK)
    await server.settle()
    assert server.writes(server.alex, room)
    assert not server.sees(server.lee, room)


async def test_earlier_words_are_untouched_and_matched_once(server: World) -> None:
    await server.go_away()
    room = await hand_made_channel(server, "ticket-8", server.alex)
    await server.alex.send(room, DANGER)
    await server.come_back()
    assert not server.writes(server.alex, room)
    assert DANGER in server.texts(room)
    assert len(server.rows("SELECT id FROM escalations")) == 1
    assert len(server.rows("SELECT * FROM heard")) == 1
    assert server.notice(room).pinned

    await server.restart()
    await server.restart()
    assert len(server.rows("SELECT * FROM heard")) == 1
    assert len(server.rows("SELECT id FROM conversations")) == 1
    assert sum("Who can see this channel" in one for one in said(room)) == 1


async def test_an_unclear_channel_asks_a_moderator(server: World) -> None:
    room = await hand_made_channel(server, "ticket-9", server.alex, server.lee)
    assert not server.writes(server.alex, room)
    assert not server.writes(server.lee, room)
    assert room.mention in server.texts(server.oncall)
    question = server.oncall.history()[-1]
    told = await server.jo.select(question, [server.jo])
    assert "A moderator can choose this" in told.response.content
    robot = server.guild.add_member(server.env.create_user("robot", bot=True))
    told = await server.max.select(question, [robot])
    assert "a person, not a bot" in told.response.content
    assert server.rows("SELECT member_id FROM conversations") == [{"member_id": None}]

    told = await server.max.select(question, [server.alex])
    await server.settle()
    assert server.alex.mention in told.response.content
    told = await server.max.select(question, [server.lee])
    assert "settled already" in told.response.content
    assert server.sees(server.alex, room)
    assert not server.sees(server.lee, room)
    await server.alex.click(server.notice(room), label="I understand")
    await server.settle()
    assert server.writes(server.alex, room)
    assert trespassers(server) == []


async def test_moved_in_from_elsewhere_and_other_channels_left_in_peace(server: World) -> None:
    server.guild.create_category("Elsewhere")
    room = await hand_made_channel(server, "ticket-10", server.alex, category="Elsewhere")
    assert server.writes(server.alex, room)
    assert server.rows("SELECT id FROM conversations") == []
    await move_channel(server, room, "Peer support")
    assert not server.writes(server.alex, room)
    assert "I understand" in labels(server.notice(room))


async def test_a_channel_the_bot_cannot_close_is_told_and_closed_later(server: World) -> None:
    room = await hand_made_channel(server, "ticket-11", server.alex, server.lee, for_us=False)
    assert "I could not close a channel that appeared" in server.texts(server.oncall)
    assert server.writes(server.lee, room)
    own = server.env.backend.bot_user.id
    await set_overwrite(server, room, own, allow=discord.Permissions(view_channel=True))
    await server.wait(minutes=6)
    assert not server.writes(server.alex, room)
    assert not server.sees(server.lee, room)
    told = await server.max.slash(server.lobby, "health")
    assert "I could not close" not in told.response.content
