"""No words leave the conversation (promise 4): what people write carries a token, looked for everywhere."""

import json
import logging
from pathlib import Path

import pytest
import simcord

from tests.world import World, world

TOKEN = "zebrafinch"


async def test_nobodys_words_or_names_are_anywhere_else(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("bot").setLevel(logging.DEBUG)
    async with world(tmp_path) as server:
        await _a_whole_day(server)
        bodies = [json.dumps(one.json, ensure_ascii=False) for one in server.env.http_requests]
        addresses = [f"{one.path} {one.params} {one.reason}" for one in server.env.http_requests]
        kept = _files(tmp_path)
        assert set(kept) >= {"forthright.db", "forthright.db-wal"}
    after = b"".join(_files(tmp_path).values())

    assert TOKEN.encode() not in b"".join(kept.values())
    assert TOKEN.encode() not in after
    assert TOKEN not in caplog.text
    assert not [one for one in addresses if TOKEN in one]
    carried = [one for one in bodies if TOKEN in one]
    question = [one for one in carried if f"question-{TOKEN}" in one]
    answer = [one for one in carried if f"answer-{TOKEN}" in one]
    assert len(question) == len(answer) == 1
    assert len(carried) == 2
    for name in ("Alexandrine", "Samantha Peer", "Jolanda Specialist"):
        assert not [one for one in bodies if name in one]
        assert name.encode() not in after
        assert name not in caplog.text


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def _field(form: simcord.InteractionResult) -> str:
    """The id of a form's text field."""
    assert form.modal is not None
    parts = [
        one.get("component") or next(iter(one.get("components", [])), {}) for one in form.modal["components"]
    ]
    return next(str(one["custom_id"]) for one in parts if "custom_id" in one)


async def _a_whole_day(server: World) -> None:
    names = {server.alex: "Alexandrine", server.sam: "Samantha Peer", server.jo: "Jolanda Specialist"}
    for person, name in names.items():
        server.env.backend.edit_member(server.guild.id, person.id, {"nick": name})
    await server.settle()
    room = await server.ask(server.alex)
    form = await server.alex.click(server.notice(room), label="I have a question")
    field = _field(form)
    await server.alex.submit_modal(form, {field: f"question-{TOKEN} i want to die"})
    await server.settle()
    asked = server.dm_history(server.max)[-1]
    form = await server.max.user.click(asked, label="Answer")
    field = _field(form)
    await server.max.user.submit_modal(form, {field: f"answer-{TOKEN}"})
    await server.settle()
    await server.take(server.jo)
    await server.close_alert(server.jo)
    await server.alex.react(server.notice(room), "✅")
    await server.settle()
    await server.bring_in(server.sam, room)
    message = await server.alex.send(room, f"{TOKEN} i want to die {TOKEN}")
    await server.settle()
    await server.alex.edit(message, f"I am going to kill myself tonight {TOKEN}")
    await server.alex.send(room, f"nobody would miss me {TOKEN}")
    letter = f"{TOKEN} i want to kill myself".encode()
    await server.alex.send(room, f"see {TOKEN}", attachments=[(f"{TOKEN}_i_want_to_die.txt", letter)])
    await server.sam.send(room, f"peer {TOKEN}")
    await server.alex.forward(message, room)
    await server.settle()
    await server.take(server.jo)
    await server.jo.send(room, f"specialist {TOKEN}")
    await server.restart()
    await server.close_alert(server.jo)
    await server.go_away()
    await server.alex.send(room, f"while you were away {TOKEN}: i want to die")
    await server.come_back()
    await server.alex.slash(room, "alert take", code=TOKEN)
    await server.says(server.alex, room, "close")
    await server.says(server.alex, server.lobby, "help")
    await server.alex.send(server.help_room, f"help {TOKEN}")
    await server.settle()
    assert len(server.rows("SELECT * FROM escalations")) == 3
