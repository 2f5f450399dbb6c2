"""What people do with reactions while the bot is away: credited, never over a stop, never against them."""

from tests.world import ACK, World, clear_emoji, emit_reaction, reactors, said, take_reaction, trespassers


async def test_a_reaction_given_meanwhile_is_credited(server: World) -> None:
    room = await server.ask(server.alex)
    notice = server.notice(room)
    await server.go_away()
    await emit_reaction(server, server.alex, notice, ACK)
    await emit_reaction(server, server.lee, notice, ACK)
    await server.come_back()
    assert server.writes(server.alex, room)
    assert "I was away when you reacted" in said(room)[-1]
    records = server.rows("SELECT user_id, route FROM acknowledgements")
    assert records == [{"user_id": server.alex.id, "route": "found"}]

    # And one taken back meanwhile is a stop.
    await server.go_away()
    await take_reaction(server, notice, ACK, server.alex.id)
    await server.come_back()
    assert not server.writes(server.alex, room)
    assert "This talk is paused" in said(room)[-1]
    assert server.rows("SELECT ended_by FROM acknowledgements") == [{"ended_by": "lost_reaction"}]

    # A reaction found after a stop is not a yes: it is taken off again.
    await server.go_away()
    await emit_reaction(server, server.alex, notice, ACK)
    await server.come_back()
    assert not server.writes(server.alex, room)
    assert server.alex.id not in reactors(server, notice)
    await server.alex.react(notice, ACK)
    await server.settle()
    assert server.writes(server.alex, room)
    assert trespassers(server) == []


async def test_cleared_meanwhile_withdraws_nothing(server: World) -> None:
    room = await server.open_talk(server.alex)
    notice = server.notice(room)
    own = server.env.backend.bot_user.id
    await server.go_away()
    server.env.backend.clear_reactions(room.id, notice.id)
    await server.come_back()
    assert server.writes(server.alex, room)
    assert reactors(server, notice) == [own]

    # The bot's own is gone, the member's stands.
    await server.alex.react(notice, ACK)
    await server.go_away()
    await take_reaction(server, notice, ACK, own)
    await server.come_back()
    assert server.writes(server.alex, room)
    assert set(reactors(server, notice)) == {own, server.alex.id}
    assert server.rows("SELECT ended_at FROM acknowledgements") == [{"ended_at": None}]
    await server.alex.unreact(notice, ACK)
    await server.settle()
    assert not server.writes(server.alex, room)


async def test_a_yes_by_button_needs_no_reaction_to_last(server: World) -> None:
    room = await server.ask(server.alex)
    await server.alex.slash(room, "understand")
    await server.restart()
    assert server.writes(server.alex, room)


async def test_every_shape_of_the_same_emoji_counts_and_no_other(server: World) -> None:
    room = await server.ask(server.alex)
    notice = server.notice(room)
    await emit_reaction(server, server.alex, notice, "☑️")
    await emit_reaction(server, server.alex, notice, "💚")
    assert not server.writes(server.alex, room)
    await emit_reaction(server, server.alex, notice, f"{ACK}\ufe0f")
    assert server.writes(server.alex, room)
    await clear_emoji(server, notice, "☑️")
    assert server.writes(server.alex, room)
    await server.alex.slash(room, "stop")
    await emit_reaction(server, server.alex, notice, ACK, burst=True)
    assert server.writes(server.alex, room)
    assert [one["route"] for one in server.rows("SELECT route FROM acknowledgements")] == ["reaction"] * 2
