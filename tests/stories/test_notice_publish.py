"""A moderator makes the notice sound like their community, and cannot publish one that lies (A10)."""

import pytest

from tests.stories.notice_editor import (
    WARM,
    change,
    open_form,
    publish,
    said,
    send_form,
    with_button,
    words_in,
)
from tests.world import World


async def test_new_words_are_previewed_checked_published_and_shown(server: World) -> None:
    shown = await open_form(server, server.max, "start")
    assert words_in(shown)["e24"].startswith("Hi {{ member_name }}.")

    preview = await send_form(server.max, shown, e24=WARM)
    assert "Come in and sit down." in said(preview)
    assert "You can publish this." in said(preview)
    assert "~~We are glad you are here.~~" in said(preview)
    room = await server.ask(server.lee)
    assert "Come in and sit down." not in server.texts(room)  # a draft is nobody's business

    done = await publish(server.max, preview, "material")
    assert "is in force" in said(done)
    room = await server.ask(server.alex)
    assert "Come in and sit down." in server.texts(room)


@pytest.mark.parametrize(
    ("group", "slot", "text", "hint"),
    [
        (
            "start",
            "e03",
            "**What stays private:** all you say is 100 % confidential here.",
            "promises too much",
        ),
        ("limits", "e07", "", "missing or too short"),
        ("people", "e22", "**People:** {{ oncall_hours }}. Ask the @Night Owls.", "no role called"),
        (
            "start",
            "e12",
            "Discord runs this app. " + "Confidentiality arrangements necessitate " * 9,
            "words. Cut it",
        ),
    ],
)
async def test_a_bad_notice_is_named_with_slot_and_hint_and_cannot_be_published(
    server: World, group: str, slot: str, text: str, hint: str
) -> None:
    shown = await open_form(server, server.max, group)
    preview = await send_form(server.max, shown, **{slot: text})

    assert "Please mend this first." in said(preview)
    assert hint in said(preview)
    assert with_button(preview, "Publish as material") is None
    assert server.rows("SELECT * FROM notices WHERE made_by IS NOT NULL") == []


async def test_a_stale_publish_button_cannot_pass_words_that_nobody_looked_at(server: World) -> None:
    shown = await open_form(server, server.max, "start")
    preview = await send_form(server.max, shown, e24=WARM)
    later = await open_form(server, server.max, "answer")
    await send_form(server.max, later, e23="**On your side:** mind who sees your screen here.")

    done = await publish(server.max, preview, "minor")
    assert "has changed since you looked" in said(done)
    assert server.rows("SELECT * FROM notices WHERE made_by IS NOT NULL") == []


async def test_who_published_and_who_read_it_stand_in_the_history(server: World) -> None:
    await server.ask(server.lee)
    await change(server, "minor", e24=WARM)
    shown = await server.max.slash(server.channel("general"), "notice history")
    assert f"minor. By {server.max.mention}. Read by {server.max.mention}." in said(shown)
    assert "By a new release of the bot." in said(shown)


async def test_other_eyes(server: World) -> None:
    general = server.channel("general")
    peer = await server.max.slash(general, "notice preview", seen_by="peer")
    assert "Your promise" in said(peer)
    phone = await server.max.slash(general, "notice preview", seen_by="phone")
    assert "```\nNeed help right now?" in said(phone)
    spanish = await server.max.slash(general, "notice preview", language="es")
    assert "¿Necesitas ayuda ya?" in said(spanish)
