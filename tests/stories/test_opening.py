"""A conversation opens closed (design 3): the notice first, then sight, and nobody writes before a yes."""

from tests.world import World


async def test_asking_opens_a_closed_channel_with_the_notice(server: World) -> None:
    room = await server.ask(server.alex)

    assert server.sees(server.alex, room)
    assert not server.writes(server.alex, room)
    assert server.notice(room).pinned
