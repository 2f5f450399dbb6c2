"""The row is first and the permission second: tried until it holds, and never given up."""

from tests.world import ACK, World, heal, trespassers


async def test_a_yes_is_on_disk_while_discord_fails(server: World) -> None:
    room = await server.ask(server.alex)
    server.env.inject_error("PUT", f"/channels/{room.id}/permissions/*", status=500, times=5)
    await server.alex.react(server.notice(room), ACK)
    await server.settle()
    assert server.rows("SELECT route FROM acknowledgements") == [{"route": "reaction"}]
    assert not server.writes(server.alex, room)
    await server.restart()
    await server.wait(minutes=2)
    assert server.writes(server.alex, room)
    assert len(server.rows("SELECT id FROM acknowledgements")) == 1


async def test_a_yes_without_the_right_to_open_is_told_to_those_who_can_mend_it(server: World) -> None:
    room = await server.ask(server.alex)
    server.env.inject_error("PUT", f"/channels/{room.id}/permissions/*", status=403, code=50013, times=None)
    await server.alex.click(server.notice(room), label="I understand")
    await server.settle()
    assert f"I cannot set who may write in {room.name}" in server.texts(server.oncall)
    assert not server.writes(server.alex, room)
    heal(server)
    await server.wait(minutes=6)
    assert server.writes(server.alex, room)
    told = await server.max.slash(server.lobby, "health")
    assert "I cannot set who may write" not in told.response.content
    assert trespassers(server) == []
