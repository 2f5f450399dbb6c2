"""Somebody leaves the server and comes back: what they had waits for them, and nothing more."""

from tests.world import World, labels, said, trespassers


async def test_a_member_leaves_and_returns(server: World) -> None:
    room = await server.open_talk(server.alex)
    await server.leave(server.alex)
    assert "has left the server" in said(room)[-1]
    assert not any("Claim" in labels(one) for one in server.board.history())
    overwrites = server.env.backend.get_channel(room.id).overwrites
    assert server.alex.id not in [one.target_id for one in overwrites]
    await server.restart()
    await server.join(server.alex)
    assert "is back on the server" in said(room)[-1]
    assert server.writes(server.alex, room)
    assert any("Claim" in labels(one) for one in server.board.history())

    # The same while the bot is away.
    await server.go_away()
    server.guild.remove_member(server.alex)
    await server.come_back()
    assert not any("Claim" in labels(one) for one in server.board.history())
    await server.go_away()
    server.guild.add_member(server.alex.user)
    await server.come_back()
    assert server.writes(server.alex, room)
    assert trespassers(server) == []


async def test_a_peer_who_leaves_has_given_it_back(server: World) -> None:
    room = await server.open_talk(server.alex)
    await server.bring_in(server.sam, room)
    await server.leave(server.sam)
    assert "has left this talk and can no longer see it" in said(room)[-1]
    assert any("Claim" in labels(one) for one in server.board.history())
    await server.join(server.sam)
    assert not server.sees(server.sam, room)


async def test_someone_who_stopped_comes_back_stopped(server: World) -> None:
    room = await server.open_talk(server.alex)
    await server.alex.slash(room, "stop")
    await server.leave(server.alex)
    await server.join(server.alex)
    assert server.sees(server.alex, room)
    assert not server.writes(server.alex, room)
