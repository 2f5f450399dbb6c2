"""A11: reactions are switched off in the server. Everything goes by button or command, confirmed in words."""

import pytest

from tests.world import World, labels, said


@pytest.mark.parametrize(("status", "code"), [(400, 90001), (403, 50013)])
async def test_everything_goes_by_button_or_command(server: World, status: int, code: int) -> None:
    server.env.inject_error("PUT", "/channels/*/reactions/*", status=status, code=code, times=None)
    room = await server.ask(server.alex)
    notice = server.notice(room)
    assert notice.pinned
    assert labels(notice) == ["I understand", "I have a question", "Not now", "Help now", "Español"]

    form = await server.alex.click(notice, label="I have a question")
    told = await server.alex.submit_modal(form, {"words": "Who can read this?"})
    assert "Your question is with" in told.response.content
    told = await server.alex.slash(room, "understand")
    await server.settle()
    assert "You said that you understand the notice" in told.response.content
    assert server.writes(server.alex, room)

    await server.sam.click(server.with_button("Claim", server.board), label="Claim")
    await server.settle()
    told = await server.sam.click(server.with_button("I promise", server.board), label="I promise")
    await server.settle()
    assert "The member is being asked now" in told.response.content
    told = await server.alex.click(server.with_button("Let them in", room), label="Let them in")
    await server.settle()
    assert "They are coming in now" in told.response.content
    assert server.writes(server.sam, room)

    await server.restart()
    assert server.writes(server.alex, room)
    told = await server.alex.slash(room, "stop")
    await server.settle()
    assert "This talk is paused" in told.response.content
    assert not server.writes(server.alex, room)
    assert "This talk is paused" in said(room)[-1]
    told = await server.alex.slash(room, "help")
    await server.settle()
    assert "999 or 112" in told.response.content
    assert server.rows("SELECT event FROM journal WHERE event = 'cleared'") == []
