"""Moderators keep their own terms: added, tested, switched off, counted, taken back (/lexicon)."""

import discord

from bot.flows import lexicon as flow
from bot.flows.lexicon import Wish
from tests.world import World

MADE_UP = "the blue lantern is going out"


async def lexicon(server: World, command: str, **options: object) -> str:
    result = await server.max.slash(server.channel("general"), f"lexicon {command}", **options)
    assert result.ephemeral
    assert result.response is not None
    return result.response.content


async def test_a_server_term_pages_is_counted_and_can_be_taken_back(server: World) -> None:
    room = await server.open_talk(server.alex)
    await server.alex.send(room, MADE_UP)
    assert not server.rows("SELECT * FROM escalations")

    said = await lexicon(
        server, "add", name="blue-lantern", phrases="blue lantern ~2 (out|dark)", tier=2, category="server"
    )
    assert "Saved: blue-lantern" in said
    assert "0.0 of 1,000" in said
    assert "blue-lantern" in await lexicon(server, "test", text=MADE_UP)

    await server.alex.send(room, MADE_UP)
    await server.settle()
    raised = server.rows("SELECT * FROM escalations")
    assert [row["term"] for row in raised] == ["blue-lantern"]

    page = server.with_button("Take", server.oncall)
    await server.jo.click(page, label="Take")
    await server.settle()
    await server.close_alert(server.jo, "false_alarm")
    assert "`blue-lantern`: 0 / 1" in await lexicon(server, "report")
    assert server.rows("SELECT term FROM escalations") == [{"term": None}]

    await lexicon(server, "undo")
    assert "Nothing matches" in await lexicon(server, "test", text=MADE_UP)
    assert "undo `blue-lantern`" in await lexicon(server, "history")


async def test_two_moderators_who_save_at_once_both_have_their_term(server: World) -> None:
    ctx = server.bot.ctx
    wishes = [
        Wish(server.guild.id, server.max.id, name, phrases, 2)
        for name, phrases in (("blue-lantern", "blue lantern"), ("red-kite", "red kite over the hill"))
    ]
    await server.race(*(flow.save(ctx, wish, fresh=True) for wish in wishes))
    listed = await lexicon(server, "list")
    assert "blue-lantern" in listed
    assert "red-kite" in listed


async def test_terms_outlive_a_restart_and_a_shipped_one_can_be_switched_off(server: World) -> None:
    await lexicon(server, "add", name="blue-lantern", phrases="blue lantern", tier=1)
    found = await lexicon(server, "test", text="i want to kill myself")
    term = found.split("- ", 1)[1].split(" (", 1)[0].replace("\\", "")
    assert "is off on this server" in await lexicon(server, "off", name=term)

    await server.restart()

    assert "blue-lantern" in await lexicon(server, "test", text="blue lantern")
    again = await lexicon(server, "test", text="i want to kill myself")
    assert f"- {term} (" not in again.replace("\\", "")
    assert "is on again" in await lexicon(server, "on", name=term)
    assert f"- {term} (" in (await lexicon(server, "test", text="i want to kill myself")).replace("\\", "")


async def test_what_would_flood_or_cannot_be_read_is_refused_and_changes_nothing(server: World) -> None:
    flood = await lexicon(server, "add", name="every-day", phrases="the; i; you; a; and; it; to", tier=2)
    assert "was not saved" in flood
    assert "everyday messages" in flood
    spanish = await lexicon(server, "add", name="guitarra", phrases="guitarra", tier=2)
    assert "was not saved" in spanish  # too often in Spanish, though not over all languages together
    broken = await lexicon(server, "add", name="broken", phrases="(never closed", tier=2)
    assert "was not saved" in broken
    named = await lexicon(server, "add", name="Not A Name!", phrases="words", tier=2)
    assert "was not saved" in named
    assert "no terms of its own" in await lexicon(server, "list")
    assert not server.rows("SELECT * FROM lexicon_versions")


async def test_only_moderators_touch_the_words(server: World) -> None:
    general = server.channel("general")
    assert "lexicon add" not in server.alex.available_commands(general)
    warden = server.guild.create_role("Warden", permissions=discord.Permissions(manage_messages=True))
    other = server.guild.add_member(server.env.create_user("robin"), roles=[warden])
    result = await other.slash(general, "lexicon add", name="mine", phrases="my words", tier=1)
    assert "for moderators" in result.response.content
    assert not server.rows("SELECT * FROM lexicon_versions")
