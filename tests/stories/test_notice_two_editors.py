"""Two moderators edit the same words: the second is told, shown the difference, and loses nothing."""

from tests.stories.notice_editor import WARM, open_form, said, send_form, words_in
from tests.world import World


async def test_the_second_editor_is_told_and_keeps_what_was_typed(server: World) -> None:
    first = await open_form(server, server.max, "start")
    second = await open_form(server, server.max, "start")
    await send_form(server.max, first, e24=WARM)

    told = await send_form(
        server.max, second, e24="Hello {{ member_name }}. It is good to see you here today."
    )
    assert "the same words while your form was open" in said(told)
    assert "~~sit down.~~" in said(told) or "sit down" in said(told)
    typed = [file for message in told.followups for file in message.attachments]
    assert [file.filename for file in typed] == ["my-words.txt"]

    now = await open_form(server, server.max, "start")
    assert words_in(now)["e24"] == WARM


async def test_other_parts_do_not_get_in_each_others_way(server: World) -> None:
    start = await open_form(server, server.max, "start")
    answer = await open_form(server, server.max, "answer")
    await send_form(server.max, start, e24=WARM)
    kept = await send_form(server.max, answer, e23="**On your side:** mind who sees your screen here.")

    assert "Come in and sit down." in said(kept)
    assert "mind who sees your screen" in said(kept)
