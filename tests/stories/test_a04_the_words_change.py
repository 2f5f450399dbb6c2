"""A4: the words change, person by person; nobody is cut off, and old terms bind old talk."""

import pytest

from tests.stories.notice_editor import WARM, change
from tests.world import ACK, World


def _version(server: World, person_id: int) -> list[tuple[int, str | None]]:
    query = """SELECT notices.number AS number, acknowledgements.ended_by AS ended_by FROM acknowledgements
               JOIN notices ON notices.id = notice_id WHERE user_id = ? ORDER BY acknowledgements.id"""
    return [(row["number"], row["ended_by"]) for row in server.rows(query, person_id)]


async def test_a_material_change_waits_for_a_pause_and_shows_only_what_is_new(server: World) -> None:
    room = await server.open_talk(server.alex)
    await server.alex.send(room, "a first made-up line")
    await change(server, "material", e24=WARM)
    assert server.writes(server.alex, room)
    assert "The notice has changed." not in server.texts(room)

    await server.wait(minutes=9)
    await server.alex.send(room, "another made-up line")
    await server.wait(minutes=9)
    assert server.writes(server.alex, room)  # still talking

    await server.wait(minutes=2)
    news = server.texts(room).partition("The notice has changed.")[2]
    assert "Now: Hi" in news
    assert "Come in and sit down." in news
    assert "Your rights" not in news
    assert "stays under version 1" in news
    assert not server.writes(server.alex, room)

    await server.alex.click(server.notice(room), label="I understand")
    await server.settle()
    assert server.writes(server.alex, room)
    assert _version(server, server.alex.id) == [(1, "new_terms"), (2, None)]


async def test_the_reaction_on_the_news_counts_too_and_the_news_is_pinned(server: World) -> None:
    room = await server.open_talk(server.alex)
    await change(server, "material", e24=WARM)
    await server.wait(minutes=11)
    assert server.notice(room).pinned
    await server.alex.react(server.notice(room), ACK)
    await server.settle()
    assert server.writes(server.alex, room)


@pytest.mark.slow
async def test_never_while_an_escalation_is_open(server: World) -> None:
    room = await server.open_talk(server.alex)
    await server.alex.click(server.with_button("Help now", room), label="Help now")
    await server.settle()
    await change(server, "material", e24=WARM)
    await server.wait(hours=1)
    assert server.writes(server.alex, room)
    assert "The notice has changed." not in server.texts(room)


async def test_the_peer_agrees_for_themselves(server: World) -> None:
    room = await server.open_talk(server.alex)
    await server.bring_in(server.sam, room)
    await change(server, "material", e24=WARM)
    await server.wait(minutes=11)
    await server.alex.click(server.notice(room), label="I understand")
    await server.settle()
    assert server.writes(server.alex, room)
    assert not server.writes(server.sam, room)

    await server.sam.slash(room, "understand")
    await server.settle()
    assert server.writes(server.sam, room)
    assert _version(server, server.sam.id)[-1] == (2, None)


async def test_who_has_agreed_to_nothing_gets_the_new_notice_in_the_old_ones_place(server: World) -> None:
    room = await server.ask(server.alex)
    await change(server, "material", e24=WARM)
    await server.wait(minutes=1)
    assert server.texts(room).count("Come in and sit down.") == 1
    assert "We are glad you are here." not in server.texts(room)
    await server.alex.react(server.notice(room), ACK)
    await server.settle()
    assert _version(server, server.alex.id) == [(2, None)]


async def test_a_minor_change_asks_nobody(server: World) -> None:
    room = await server.open_talk(server.alex)
    await change(server, "minor", e24=WARM)
    await server.wait(hours=25)
    assert server.writes(server.alex, room)
    assert "The notice has changed." not in server.texts(room)


async def test_a_restart_between_publishing_and_the_pause_loses_nothing(server: World) -> None:
    room = await server.open_talk(server.alex)
    await server.alex.send(room, "a made-up line")
    await change(server, "material", e24=WARM)
    await server.restart()
    await server.wait(minutes=11)
    assert "The notice has changed." in server.texts(room)
    assert not server.writes(server.alex, room)
