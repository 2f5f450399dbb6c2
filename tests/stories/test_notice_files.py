"""Restoring an older version, and notices that travel as files."""

import json

from tests.stories.notice_editor import WARM, change, open_form, publish, said, words_in
from tests.world import World


async def _export(server: World) -> str:
    result = await server.max.slash(server.channel("general"), "notice export")
    files = [file for message in result.followups for file in message.attachments]
    return (await files[0].read()).decode()


async def test_an_older_version_comes_back_as_a_draft(server: World) -> None:
    general = server.channel("general")
    await server.ask(server.lee)
    await change(server, "minor", e24=WARM)
    told = await server.max.slash(general, "notice restore", version=1)
    assert "Version 1 is in your draft now" in said(told)
    assert "We are glad you are here." in words_in(await open_form(server, server.max, "start"))["e24"]

    done = await publish(server.max, await server.max.slash(general, "notice preview"), "minor")
    assert "Version 3 is in force" in said(done)
    same = await server.max.slash(general, "notice diff", older=1, newer=3)
    assert "Nothing differs." in said(same)
    differs = await server.max.slash(general, "notice diff", older=2, newer=3)
    assert "__We are glad you are here.__" in said(differs)
    assert "no version 9" in said(await server.max.slash(general, "notice restore", version=9))


async def test_a_file_comes_back_as_it_was(server: World) -> None:
    general = server.channel("general")
    await change(server, "minor", e24=WARM)
    source = await _export(server)
    await server.max.slash(general, "notice restore", version=0)
    told = await server.max.slash(general, "notice import", file=("notice.json", source.encode()))
    assert "is in your draft now." in said(told)
    assert "was changed after" not in said(told)
    assert words_in(await open_form(server, server.max, "start"))["e24"] == WARM


async def test_a_tampered_file_is_said_to_be_one_and_cannot_slip_a_lie_through(server: World) -> None:
    general = server.channel("general")
    data = json.loads(await _export(server))
    data["texts"]["en"]["e03"] = "**What stays private:** all of it is completely confidential."
    told = await server.max.slash(general, "notice import", file=("notice.json", json.dumps(data).encode()))
    assert "It was changed after it was exported" in said(told)
    preview = await server.max.slash(general, "notice preview")
    assert "promises too much" in said(preview)
    assert server.rows("SELECT * FROM notices WHERE made_by IS NOT NULL") == []


async def test_what_is_no_notice_is_not_taken(server: World) -> None:
    general = server.channel("general")
    head = b'{"format": "forthright-notice-1", "texts": '
    bad = {
        "not a notice": b"[]",
        "cannot be read": b"\xff\xfe",
        "cannot be read.": b"{" * 9000,
        "does not speak": head + b'{"xx": {}}}',
        "a part that a notice does not have": head + b'{"en": {"e99": ""}}}',
    }
    for hint, content in bad.items():
        told = await server.max.slash(general, "notice import", file=("notice.json", content))
        assert hint.rstrip(".") in said(told)
    assert server.rows("SELECT * FROM notice_drafts") == []
