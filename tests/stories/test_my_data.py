"""My data (A10): every row about me, only to me; deleted when I say so; gone when its time is over."""

import json

from tests.world import World, labels


async def close_talk(server: World) -> None:
    await server.alex.slash(server.room, "close")
    await server.settle()


def everything_about(server: World, user_id: int) -> str:
    tables = [row["name"] for row in server.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = [row for table in tables for row in server.rows(f"SELECT * FROM {table}")]
    return "\n".join(json.dumps(row) for row in rows if str(user_id) in json.dumps(row))


async def test_a_member_sees_every_row_about_them_and_nobody_else_does(server: World) -> None:
    await server.open_talk(server.alex)
    result = await server.alex.slash(server.lobby, "privacy data")
    assert result.ephemeral
    assert "holds no words of yours" in result.response.content
    rows = json.loads(await result.response.attachments[0].read())
    assert {row["member_id"] for row in rows["conversations"]} == {server.alex.id}
    assert [row["route"] for row in rows["acknowledgements"]] == ["reaction"]

    other = await server.lee.slash(server.lobby, "privacy data")
    assert "I keep nothing about you here" in other.response.content


async def test_deleting_is_asked_once_and_then_done(server: World) -> None:
    await server.open_talk(server.alex)
    assert everything_about(server, server.alex.id)

    asked = await server.alex.slash(server.lobby, "privacy delete")
    assert labels(asked.response.message) == ["Yes, delete it", "No, keep it"]
    assert everything_about(server, server.alex.id)
    await server.alex.click(asked.response, label="Yes, delete it")
    await server.settle()

    assert not server.rooms()
    assert everything_about(server, server.alex.id) == ""
    raw = b"".join(file.read_bytes() for file in server.database.parent.glob("forthright.db*"))
    assert str(server.alex.id).encode() not in raw


async def test_what_belongs_to_an_open_alert_stays_until_it_is_closed(server: World) -> None:
    await server.alex.slash(server.lobby, "help")
    await server.settle()
    asked = await server.alex.slash(server.lobby, "privacy delete")
    said = await server.alex.click(asked.response, label="Yes, delete it")
    assert "stays until it is closed" in said.response.content
    assert server.writes(server.alex, server.help_room)

    page = server.with_button("Take", server.oncall)
    await server.jo.click(page, label="Take")
    await server.settle()
    await server.close_alert(server.jo)
    await server.wait(hours=24, seconds=5)
    await server.settle()

    assert not server.rooms("help-")
    assert everything_about(server, server.alex.id) == ""


async def test_rows_go_when_the_time_that_the_notice_named_is_over(server: World) -> None:
    await server.open_talk(server.alex)
    await close_talk(server)
    await server.wait(hours=24, seconds=5)
    await server.settle()
    assert not server.rooms()
    assert everything_about(server, server.alex.id)

    await server.wait(hours=24 * 29 - 1)
    assert everything_about(server, server.alex.id)
    await server.wait(hours=2)
    await server.settle()
    assert everything_about(server, server.alex.id) == ""
