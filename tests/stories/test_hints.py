"""A7, tier 3: a hint pages nobody at first. The peer is nudged; alone for five minutes, or twice: a match."""

from tests.world import World

HINT = "nobody would miss me"
OTHER_HINT = "I can't go on"


async def test_the_peer_who_is_there_is_nudged_and_nobody_is_paged(server: World) -> None:
    room = await server.open_talk(server.alex)
    await server.bring_in(server.sam, room)

    await server.alex.send(room, HINT)
    await server.settle()
    await server.wait(minutes=30)

    assert "may want a gentle question" in server.dms(server.sam)
    assert HINT not in server.dms(server.sam)
    assert not server.pages()


async def test_alone_for_five_minutes_it_becomes_a_match(server: World) -> None:
    room = await server.open_talk(server.alex)
    await server.alex.send(room, HINT)
    await server.wait(minutes=4.9)
    assert not server.pages()

    await server.wait(minutes=0.2)

    assert len(server.pages()) == 1
    assert server.page.content.startswith("**Check-in needed")


async def test_a_peer_who_comes_in_time_is_enough(server: World) -> None:
    room = await server.open_talk(server.alex)
    await server.alex.send(room, HINT)
    await server.bring_in(server.sam, room)

    await server.wait(minutes=10)

    assert not server.pages()


async def test_two_in_the_window_are_a_match(server: World) -> None:
    room = await server.open_talk(server.alex)
    await server.bring_in(server.sam, room)
    await server.alex.send(room, HINT)
    await server.wait(minutes=50)
    await server.alex.send(room, OTHER_HINT)
    await server.settle()

    assert len(server.pages()) == 1
    await server.take(server.jo)
    await server.close_alert(server.jo)
    await server.wait(minutes=30)
    assert len(server.rows("SELECT * FROM escalations")) == 1


async def test_two_far_apart_are_not_and_a_hint_is_forgotten_after_its_hour(server: World) -> None:
    room = await server.open_talk(server.alex)
    await server.bring_in(server.sam, room)
    await server.alex.send(room, HINT)
    await server.wait(minutes=61)
    assert server.rows("SELECT * FROM hints") == []

    await server.alex.send(room, OTHER_HINT)
    await server.settle()

    assert not server.pages()
