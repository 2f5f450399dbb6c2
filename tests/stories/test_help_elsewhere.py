"""A6 and A8: Help now where there is no set-up, nobody on the list, or no room left on the server."""

from tests.world import World, bare_world


async def test_in_a_server_that_nobody_has_set_up(bare_server: World) -> None:
    world = bare_server
    answer = await world.says(world.alex, world.channel("general"), "help")

    assert "Call your local emergency number" in answer
    assert "findahelpline.com" in answer
    assert world.writes(world.alex, world.help_room)
    assert world.alert()["state"] == "raised"
    assert world.alert()["code"] in world.dms_of(world.guild.owner.id)


async def test_nobody_on_the_list(server: World) -> None:
    await server.says(server.max, server.lobby, "oncall remove", person=server.jo)
    last = await server.says(server.max, server.lobby, "oncall remove", person=server.kim)
    assert "No conversation opens" in last
    assert "cannot open" in await server.says(server.alex, server.lobby, "support")

    answer = await server.says(server.alex, server.lobby, "help")

    assert "999 or 112" in answer
    assert server.pinged(server.page) == {server.jo.id, server.kim.id}
    room = server.texts(server.help_room)
    assert "nobody from our team has answered so far" in room
    assert "from 9 in the morning" in room
    report = await server.says(server.max, server.lobby, "health")
    assert "Nobody is on the on-call list" in report
    assert server.alert()["code"] in report
    assert "on-call list" in server.texts(server.oncall)


async def test_somebody_joins_the_list_while_it_is_open(server: World) -> None:
    await server.says(server.max, server.lobby, "oncall remove", person=server.jo)
    await server.says(server.max, server.lobby, "oncall remove", person=server.kim)
    await server.says(server.alex, server.lobby, "help")
    await server.says(server.max, server.lobby, "oncall add", person=server.sam)

    await server.wait(minutes=15.1)

    assert server.pinged(server.page) == {server.jo.id, server.kim.id, server.sam.id}
    assert f"<t:{server.alert()['raised_at'] // 1000}:R>" in server.page.content


async def test_the_last_ten_rooms_are_kept_for_help(server: World) -> None:
    await server.fill(490)
    refused = await server.says(server.alex, server.lobby, "support")
    assert "Every room here is taken" in refused

    await server.says(server.alex, server.lobby, "help")

    assert server.writes(server.alex, server.help_room)
    assert server.pinged(server.page) == {server.jo.id}


async def test_the_server_is_full_to_the_last_channel(server: World) -> None:
    await server.fill(500)

    answer = await server.says(server.alex, server.lobby, "help")

    assert "999 or 112" in answer
    assert "There is no free room" in answer
    assert "opening for you" not in answer
    assert not server.rooms("help-")
    assert server.pinged(server.page) == {server.jo.id}
    assert server.alex.mention not in server.page.content
    taken = await server.take(server.jo)
    assert server.alex.mention in taken
    other = server.channel("other-3")
    await server.delete_channel(other)
    await server.wait(minutes=6)
    assert server.writes(server.alex, server.help_room)
    assert server.writes(server.jo, server.help_room)
    assert f"{server.jo.mention} from our on-call team is here now" in server.texts(server.help_room)


async def test_paused_talk_and_help_the_alert_follows_the_member(server: World) -> None:
    room = await server.open_talk(server.alex)
    await server.alex.send(room, "i want to die")
    await server.settle()
    await server.says(server.alex, room, "stop")

    await server.says(server.alex, room, "help")

    assert server.writes(server.alex, server.help_room)
    assert len(server.rows("SELECT * FROM escalations")) == 1
    assert f"<#{server.help_room.id}>" in server.page.content
    await server.take(server.jo)
    assert server.writes(server.jo, server.help_room)


async def test_a_deleted_help_room_does_not_end_the_alert(server: World) -> None:
    await server.says(server.alex, server.lobby, "help")
    await server.delete_channel(server.help_room)

    await server.wait(minutes=5.1)
    assert [server.pinged(one) for one in server.pages()] == [{server.jo.id}, {server.kim.id}]
    await server.says(server.alex, server.lobby, "help")

    assert server.writes(server.alex, server.help_room)
    assert f"<#{server.help_room.id}>" in server.page.content
    await server.take(server.jo)
    assert server.writes(server.jo, server.help_room)


async def test_with_neither_intent(tmp_path: object) -> None:
    async with bare_world(tmp_path, message_content=False, members=False) as world:  # type: ignore[arg-type]
        await world.says(world.alex, world.channel("general"), "help")
        assert world.writes(world.alex, world.help_room)
