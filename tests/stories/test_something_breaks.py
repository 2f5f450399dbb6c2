"""When the bot itself fails: the person reads help first, moderators are told, the rest goes on."""

import logging
from typing import Any

import pytest

from bot.flows import escalation, help, oncall
from tests.world import World

SECRET = "secret words in an error"


async def _boom(*args: Any, **kwargs: Any) -> Any:
    raise RuntimeError(SECRET)


async def test_a_button_that_breaks_answers_with_help(
    server: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(help, "help_now", _boom)
    answer = await server.press(server.alex, server.with_button("Help now", server.lobby), "Help now")

    assert answer.startswith("In danger? Call 999 or 112.")
    assert "Something went wrong on my side" in answer
    assert ("event_failed", "on_interaction") in server.findings()
    assert "interaction. Please tell the operator" in server.texts(server.oncall)
    assert SECRET not in caplog.text
    assert len(server.env.errors) == 1


async def test_a_command_that_breaks_answers_with_help(
    server: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(oncall, "who", _boom)
    answer = await server.says(server.lee, server.lobby, "oncall who")

    assert answer.startswith("In danger? Call 999 or 112.")
    assert ("event_failed", "/oncall who") in server.findings()
    assert SECRET not in caplog.text
    assert len(server.env.errors) == 1


async def test_a_part_of_the_engine_that_breaks_is_told_and_the_others_go_on(
    server: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    parts = [(name, _boom if name == "board" else part) for name, part in _parts()]
    monkeypatch.setattr("bot.engine.PARTS", tuple(parts))

    await server.says(server.alex, server.lobby, "help")

    assert server.pinged(server.page) == {server.jo.id}
    assert ("engine", "board") in server.findings()
    assert "A part of me failed: board" in server.texts(server.oncall)
    assert SECRET not in caplog.text
    assert caplog.text.count("engine part board") < 5
    monkeypatch.undo()
    await server.wait(minutes=1)
    assert ("engine", "board") not in server.findings()


def _parts() -> Any:
    from bot.engine import PARTS

    return PARTS


async def test_one_poisoned_row_does_not_stop_the_others(
    server: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlite3

    with sqlite3.connect(server.database) as other:
        other.execute(
            "INSERT INTO outbox (guild_id, place, key, facts, buttons, pings, purpose, state, attempts,"
            " due_at, made_at) VALUES (?, 'oncall', 'no.such', '{}', '', '[]', 'poison', 'queued', 0, 1, 1)",
            (server.guild.id,),
        )
    await server.says(server.alex, server.lobby, "help")

    assert server.pinged(server.page) == {server.jo.id}
    assert ("cannot_send", "no.such") in server.findings()


@pytest.mark.parametrize(
    "event",
    ["MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_REACTION_ADD", "INTERACTION_CREATE", "CHANNEL_DELETE"],
)
async def test_a_payload_that_does_not_parse_leaves_the_bot_alive(server: World, event: str) -> None:
    for broken in ({}, {"id": None}, {"channel_id": "x", "author": 5}, {"id": "1", "type": {}}):
        await server.deliver(event, dict(broken))

    assert not server.bot.is_closed()
    await server.says(server.alex, server.lobby, "help")
    assert server.pinged(server.page) == {server.jo.id}
    assert server.env.errors is not None


async def test_a_word_check_that_raises_is_told(server: World) -> None:
    from bot.flows.safety import Safety

    class Broken:
        def scan(self, text: str) -> None:
            raise ValueError(text)

    room = await server.open_talk(server.alex)
    server.bot.ctx.safety = Safety(Broken())
    await server.alex.send(room, "anything")
    await server.settle()

    assert ("event_failed", "on_message") in server.findings()
    assert "message. Please tell the operator" in server.texts(server.oncall)
    assert len(server.env.errors) == 1


async def test_the_step_of_one_alert_that_breaks_is_not_the_end_of_it(
    server: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await server.says(server.alex, server.lobby, "help")
    monkeypatch.setattr(escalation, "move_on", _boom)
    await server.wait(minutes=5.1)
    assert len(server.pages()) == 1
    monkeypatch.undo()

    await server.wait(minutes=2)

    assert len(server.pages()) == 2
