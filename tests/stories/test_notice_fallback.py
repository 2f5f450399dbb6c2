"""A broken template in force gives way to the last good version, and moderators are told."""

import sqlite3

from tests.stories.notice_editor import WARM, change, open_form, said, send_form, with_button
from tests.world import ACK, World


def _spoil(server: World, text: str) -> None:
    """What a later release, or a hand in the database, might do to words that were good once."""
    with sqlite3.connect(server.database) as connection:
        connection.execute("UPDATE notice_texts SET text = ? WHERE slot = 'e24'", (text,))


async def test_a_template_that_cannot_be_read_any_more(server: World) -> None:
    await change(server, "minor", e24=WARM)
    await change(server, "minor", e24="Hi {{ member_name }}. Take a seat, and take your time.")
    with sqlite3.connect(server.database) as connection:
        connection.execute(
            "UPDATE notice_texts SET text = '{{ gone_in_a_later_release }}' WHERE slot = 'e24'"
            " AND notice_id = (SELECT max(id) FROM notices)"
        )
    room = await server.ask(server.alex)
    assert "Come in and sit down." in server.texts(room)
    await server.alex.react(server.notice(room), ACK)
    await server.settle()
    assert server.writes(server.alex, room)
    health = await server.max.slash(server.channel("general"), "health")
    assert "An earlier one stands in." in said(health)


async def test_nothing_good_is_left_but_the_words_that_came_with_the_bot(server: World) -> None:
    await change(server, "minor", e24=WARM)
    _spoil(server, "{% for x in y %}{% endfor %}")
    room = await server.ask(server.alex)
    assert "We are glad you are here." in server.texts(room)


async def test_languages_must_say_the_same_before_publishing(server: World) -> None:
    shown = await open_form(server, server.max, "answer")
    preview = await send_form(
        server.max, shown, e23="Mind your screen. {{ question_contact }} can tell you how."
    )
    assert "The languages do not say the same here: es: question_contact" in said(preview).replace("\\", "")
    assert with_button(preview, "Publish as minor") is None
