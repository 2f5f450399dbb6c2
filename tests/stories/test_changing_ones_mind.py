"""A3: stopping by any route, at once and for good; coming back by any route; clearing is not stopping."""

from collections.abc import Awaitable, Callable

import pytest
import simcord

from tests.world import ACK, World, clear_emoji, labels, mark, reactors, said, take_reaction, trespassers

Act = Callable[[World, simcord.ChannelHandle], Awaitable[object]]


async def by_reaction(server: World, room: simcord.ChannelHandle) -> None:
    await server.alex.unreact(server.with_button("Not now", room), ACK)


async def by_button(server: World, room: simcord.ChannelHandle) -> None:
    await server.alex.click(server.with_button("Stop", room), label="Stop")


async def by_command(server: World, room: simcord.ChannelHandle) -> None:
    await server.alex.slash(room, "stop")


async def back_by_reaction(server: World, room: simcord.ChannelHandle) -> None:
    await server.alex.react(server.with_button("Not now", room), ACK)


async def back_by_button(server: World, room: simcord.ChannelHandle) -> None:
    await server.alex.click(room.history()[-1], label="I understand")


async def back_by_command(server: World, room: simcord.ChannelHandle) -> None:
    await server.alex.slash(room, "understand")


@pytest.mark.parametrize(
    ("stop", "back"),
    [(by_reaction, back_by_command), (by_button, back_by_reaction), (by_command, back_by_button)],
)
async def test_stopping_and_coming_back(server: World, stop: Act, back: Act) -> None:
    room = await server.open_talk(server.alex)
    await server.bring_in(server.sam, room)
    await server.sam.send(room, "Hello, I am Sam.")
    await server.wait(hours=1)
    roles = list(server.env.backend.get_member(server.guild.id, server.alex.id).role_ids)
    notice = server.with_button("Not now", room)

    before = server.env.now()
    await stop(server, room)
    await server.settle()
    assert (server.env.now() - before).total_seconds() <= 2
    assert not server.writes(server.alex, room)
    assert not server.writes(server.sam, room)
    assert server.sees(server.alex, room)
    line = room.history(viewer=server.sam)[-1]
    assert "This talk is paused" in line.content
    assert "nobody asks why" in line.content
    assert labels(line) == ["I understand", "Help now"]
    assert server.alex.name not in line.content
    assert server.alex.id not in reactors(server, notice)
    assert server.dms(server.sam).count("paused") == 0
    assert list(server.env.backend.get_member(server.guild.id, server.alex.id).role_ids) == roles

    await server.restart()
    assert not server.writes(server.alex, room)
    assert trespassers(server) == []
    told = await server.sam.click(line, label="I understand")
    assert "for the member of this conversation" in told.response.content
    assert not server.writes(server.alex, room)

    await back(server, room)
    await server.settle()
    assert server.writes(server.alex, room)
    assert server.writes(server.sam, room)
    assert "Welcome back" in said(room)[-1]
    records = server.rows("SELECT ended_by FROM acknowledgements WHERE part = 'member'")
    assert [one["ended_by"] for one in records] == ["stop", None]


async def test_stopping_twice_says_so_and_changes_nothing(server: World) -> None:
    room = await server.ask(server.alex)
    told = await server.alex.slash(room, "stop")
    assert "nothing to stop" in told.response.content
    await back_by_command(server, room)
    await by_command(server, room)
    told = await server.alex.slash(room, "stop")
    assert "It is paused" in told.response.content
    assert sum("This talk is paused" in one for one in said(room)) == 1


async def test_a_moderators_clear_withdraws_nothing(server: World) -> None:
    room = await server.open_talk(server.alex)
    notice = server.notice(room)
    own = server.env.backend.bot_user.id
    await server.clear_reactions(notice)
    assert reactors(server, notice) == [own]
    await server.wait(seconds=1)
    await clear_emoji(server, notice, ACK)
    assert reactors(server, notice) == [own]
    await server.wait(seconds=1)
    await take_reaction(server, notice, ACK, own)
    assert reactors(server, notice) == [own]
    assert server.writes(server.alex, room)
    await server.restart()
    assert server.writes(server.alex, room)
    assert server.rows("SELECT ended_at FROM acknowledgements") == [{"ended_at": None}]


async def test_a_stop_while_the_permission_call_fails_is_carried_out_when_it_works(server: World) -> None:
    room = await server.open_talk(server.alex)
    path = f"/channels/{room.id}/permissions/*"
    server.env.inject_error("PUT", path, status=500, times=4)
    await by_button(server, room)
    await server.settle()
    assert server.rows("SELECT gate FROM conversations") == [{"gate": "stopped"}]
    start = mark(server)
    await server.wait(minutes=1)
    assert not server.writes(server.alex, room)
    tried = [one for one in server.env.http_requests[start:] if "/permissions/" in one.path]
    assert 1 <= len(tried) <= 5
    assert trespassers(server) == []
