"""When a conversation cannot open: full places, a server not set up, two presses at once."""

from bot.flows import conversation
from bot.flows.conversation import Ask
from tests.world import World, fill, race


async def test_fifty_in_a_category_makes_another_category(server: World) -> None:
    fill(server, 50, "Peer support")
    room = await server.ask(server.alex)

    second = server.channel("Peer support 2")
    assert server.env.backend.get_channel(room.id).parent_id == second.id
    assert server.sees(server.alex, room)
    assert not server.sees(server.lee, second)
    other = await server.ask(server.lee)
    assert server.env.backend.get_channel(other.id).parent_id == second.id


async def test_a_full_server_refuses_kindly_and_keeps_room_for_help(server: World) -> None:
    fill(server, 490 - len(server.env.backend.channels))
    told = await server.alex.slash(server.lobby, "support")
    await server.settle()

    assert "Every room here is taken right now" in told.response.content
    assert server.rooms() == []
    assert "This server has no room" in (await server.max.slash(server.lobby, "health")).response.content
    await server.alex.click(server.with_button("Help now", server.lobby), label="Help now")
    await server.settle()
    assert server.writes(server.alex, server.help_room)


async def test_a_server_that_is_not_set_up_refuses_and_tells_moderators_what_is_missing(
    bare_server: World,
) -> None:
    made = bare_server
    general = made.channel("general")
    told = await made.alex.slash(general, "support")
    assert "We cannot open a channel yet" in told.response.content
    await made.max.slash(general, "setup create")
    await made.settle()
    assert "Somebody asked for support, and no conversation could open" in made.texts(made.oncall)

    await made.max.slash(general, "setup place", country="GB")
    health = (await made.max.slash(general, "health")).response.content
    assert "Not decided yet: Lobby" not in health
    assert "Not decided yet: Country" not in health
    assert "Not decided yet: Emergency number" in health
    assert made.rooms() == []


async def test_two_presses_at_once_open_one_conversation(server: World) -> None:
    request = Ask(server.guild.id, server.alex.id, "en")
    ctx = server.bot.ctx
    told = await race(server, *(conversation.ask(ctx, request) for _ in range(5)))

    assert {one.key for one in told} == {"conversation.opening"}
    assert len(server.rooms()) == 1
    assert len(server.rows("SELECT id FROM conversations")) == 1
