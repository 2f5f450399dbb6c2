"""Discord fails at a step of the opening: the row is there, the step is tried until it holds."""

import pytest

from tests.world import ACK, World, delete_by_hand, heal, labels, reactors, said

STEPS = {
    "channel": ("POST", "/guilds/*/channels"),
    "notice": ("POST", "/channels/*/messages"),
    "seed": ("PUT", "/channels/*/reactions/*"),
    "pin": ("PUT", "/channels/*/pins/*"),
    "sight": ("PUT", "/channels/*/permissions/*"),
}


async def whole(server: World) -> None:
    """The conversation is open as if nothing had happened, and nothing stands there twice."""
    room = server.room
    assert len(server.rooms()) == 1
    assert server.notice(room).pinned
    assert len(server.rows("SELECT id FROM conversations WHERE step = 'done' AND state = 'open'")) == 1
    texts = said(room)
    assert len(texts) == len(set(texts)) == 2
    assert server.sees(server.alex, room)
    assert not server.writes(server.alex, room)
    await server.alex.react(server.notice(room), ACK)
    await server.settle()
    assert server.writes(server.alex, room)


@pytest.mark.parametrize("step", STEPS)
async def test_a_failing_discord_is_tried_again(server: World, step: str) -> None:
    method, path = STEPS[step]
    server.env.inject_error(method, path, status=500, times=3)
    await server.alex.slash(server.lobby, "support")
    await server.settle()
    assert server.rows("SELECT member_id FROM conversations")[0]["member_id"] == server.alex.id
    assert not any(server.sees(server.alex, room) for room in server.rooms())

    await server.wait(minutes=2)
    assert reactors(server, server.notice()) == [server.env.backend.bot_user.id]
    await whole(server)


@pytest.mark.parametrize("step", ["channel", "sight"])
async def test_a_missing_permission_is_told_and_tried_again(server: World, step: str) -> None:
    method, path = STEPS[step]
    server.env.inject_error(method, path, status=403, code=50013, times=None)
    await server.alex.slash(server.lobby, "support")
    await server.settle()
    health = (await server.max.slash(server.lobby, "health")).response.content
    words = {"channel": "A channel could not be made (forbidden)", "sight": "I cannot set who may write"}[
        step
    ]
    assert words in health
    assert words.split(" (")[0] in server.texts(server.oncall)

    heal(server)
    await server.wait(minutes=6)
    await whole(server)
    assert words not in (await server.max.slash(server.lobby, "health")).response.content


async def test_half_a_notice_is_finished_and_not_begun_again(server: World) -> None:
    room = await server.ask(server.alex)
    first = next(one for one in room.history() if "Need help right now?" in one.content)
    server.env.inject_error("DELETE", f"/channels/{room.id}/messages/{first.id}", status=500, times=None)
    server.env.inject_error("POST", f"/channels/{room.id}/messages", status=500, times=2)
    await delete_by_hand(server, server.notice(room))
    assert "I understand" not in labels(room.history()[-1])
    await server.wait(minutes=1)
    await whole(server)
