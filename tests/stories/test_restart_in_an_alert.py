"""A restart between any two steps of an escalation: pages and buttons go on, every deadline fires once."""

from tests.world import World


async def test_between_raising_and_the_next_page(server: World) -> None:
    await server.says(server.alex, server.lobby, "help")
    await server.restart()
    await server.wait(minutes=4)
    assert len(server.pages()) == 1
    await server.wait(minutes=1.1)
    assert [server.pinged(one) for one in server.pages()] == [{server.jo.id}, {server.kim.id}]
    await server.restart()
    await server.wait(minutes=5)
    await server.restart()
    assert len(server.pages()) == 3
    assert server.texts(server.help_room).count("nobody from our team has answered") == 1
    await server.wait(minutes=15.1)
    assert len(server.pages()) == 4

    await server.take(server.jo)
    await server.restart()
    assert server.writes(server.jo, server.help_room)
    await server.wait(minutes=31)
    assert server.texts(server.oncall).count("is still open with you") == 1
    await server.restart()
    await server.close_alert(server.jo)
    await server.restart()
    assert not server.writes(server.alex, server.help_room)
    await server.wait(hours=24.1)
    assert not server.rooms("help-")


async def test_deadlines_that_passed_while_the_bot_was_away_fire_once(server: World) -> None:
    await server.says(server.alex, server.lobby, "help")
    await server.go_away()
    server.env.backend.clock.advance(50 * 60)
    await server.come_back()

    assert [server.pinged(one) for one in server.pages()] == [{server.jo.id}, {server.kim.id}]


async def test_words_written_while_the_bot_was_away_raise_once(server: World) -> None:
    room = await server.open_talk(server.alex)
    await server.go_away()
    await server.alex.send(room, "i want to die")
    await server.come_back()
    assert len(server.pages()) == 1

    await server.take(server.jo)
    await server.close_alert(server.jo)
    await server.restart()

    assert len(server.rows("SELECT * FROM escalations")) == 1
    assert server.texts(room).count("made me ask someone") == 1
