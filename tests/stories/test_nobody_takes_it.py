"""A6 and A8: nobody answers. The next person, then everybody by their ids, again and again; it is told."""

from tests.world import World


async def test_the_next_after_five_minutes_then_everybody_for_ever(server: World) -> None:
    await server.says(server.alex, server.lobby, "help")

    await server.wait(minutes=4.9)
    assert [server.pinged(one) for one in server.pages()] == [{server.jo.id}]
    await server.wait(minutes=0.2)
    assert [server.pinged(one) for one in server.pages()] == [{server.jo.id}, {server.kim.id}]
    assert "nobody from our team has answered" not in server.texts(server.help_room)
    await server.wait(minutes=5)
    both = {server.jo.id, server.kim.id}
    assert [server.pinged(one) for one in server.pages()][2:] == [both]
    room = server.texts(server.help_room)
    assert "nobody from our team has answered so far" in room
    assert "999 or 112" in room
    await server.wait(minutes=47)
    assert [server.pinged(one) for one in server.pages()][2:] == [both] * 4
    assert server.texts(server.help_room).count("nobody from our team has answered") == 1
    assert server.alert()["state"] == "raised"


async def test_health_shows_it_with_its_age(server: World) -> None:
    await server.says(server.alex, server.lobby, "help")
    await server.wait(minutes=11)

    report = await server.says(server.max, server.lobby, "health")

    assert server.alert()["code"] in report
    assert "nobody has taken it" in report
    assert f"<t:{server.alert()['raised_at'] // 1000}:R>" in report


async def test_late_but_taken(server: World) -> None:
    await server.says(server.alex, server.lobby, "help")
    first = server.page
    await server.wait(minutes=31)

    await server.take(server.jo, first)

    assert server.alert()["taken_by"] == server.jo.id
    assert server.writes(server.jo, server.help_room)
    count = len(server.pages())
    await server.wait(minutes=29)
    assert len(server.pages()) == count
