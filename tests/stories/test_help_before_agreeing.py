"""A6: in crisis before anything is agreed to. Numbers at once, a room at once, one person paged."""

from tests.world import World, labels


async def test_numbers_a_room_and_one_page_with_no_name_and_no_text(server: World) -> None:
    panel = server.with_button("Help now", server.lobby)
    answer = await server.press(server.alex, panel, "Help now")

    assert "999 or 112" in answer
    assert "Who sees it" in answer
    assert "What may be shared" in answer
    room = server.help_room
    assert server.sees(server.alex, room)
    assert server.writes(server.alex, room)
    assert not server.sees(server.lee, room)
    assert not server.sees(server.jo, room)
    assert "999 or 112" in server.texts(room)
    assert [server.pinged(one) for one in server.pages()] == [{server.jo.id}]
    assert server.alex.mention not in server.page.content
    assert "alex" not in server.page.content.lower()
    assert f"<#{room.id}>" in server.page.content
    assert server.rows("SELECT * FROM acknowledgements") == []


async def test_the_one_who_takes_it_is_in_the_room_and_the_member_is_told(server: World) -> None:
    await server.press(server.alex, server.with_button("Help now", server.lobby), "Help now")

    answer = await server.take(server.jo)

    assert f"<#{server.help_room.id}>" in answer
    assert server.writes(server.jo, server.help_room)
    assert f"{server.jo.mention} from our on-call team is here now" in server.texts(server.help_room)
    assert server.alert()["taken_by"] == server.jo.id


async def test_from_the_notice_and_by_the_command_as_well(server: World) -> None:
    room = await server.ask(server.alex)
    await server.press(server.alex, server.notice(room), "Help now")
    again = await server.says(server.alex, room, "help")

    assert len(server.rooms("help-")) == 1
    assert len(server.pages()) == 1
    assert "I keep asking" in again
    assert not server.writes(server.alex, room)
    assert server.rows("SELECT * FROM acknowledgements") == []


async def test_it_works_after_not_now(server: World) -> None:
    room = await server.ask(server.alex)
    await server.press(server.alex, server.notice(room), "Not now")

    await server.says(server.alex, server.lobby, "help")

    assert server.writes(server.alex, server.help_room)
    assert server.pinged(server.page) == {server.jo.id}


async def test_choosing_another_country_shows_its_lines(server: World) -> None:
    answer = await server.alex.slash(server.lobby, "help")
    shown = answer.response
    assert shown is not None
    menus = [item["custom_id"] for row in shown.components for item in row["components"]]
    country = next(
        (item["custom_id"], option["value"])
        for row in shown.components
        for item in row["components"]
        for option in item.get("options", [])
        if option["value"] == "US"
    )
    chosen = await server.alex.select(shown, [country[1]], custom_id=country[0])

    assert menus
    assert chosen.response is not None
    assert "988" in chosen.response.content
    assert "999 or 112" not in chosen.response.content


async def test_closing_the_help_room_removes_it_a_day_later(server: World) -> None:
    await server.says(server.alex, server.lobby, "help")
    await server.take(server.jo)
    room = server.help_room

    await server.close_alert(server.jo)

    assert "this help room is closed now" in server.texts(room)
    assert "/support" in server.texts(room)
    assert server.sees(server.alex, room)
    assert not server.writes(server.alex, room)
    assert not server.writes(server.jo, room)
    await server.wait(hours=23.9)
    assert server.rooms("help-")
    await server.wait(hours=0.2)
    assert not server.rooms("help-")
    assert labels(server.page) == []  # an old page has nothing left to press
