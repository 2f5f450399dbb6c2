"""Somebody deletes by hand what the bot made: it comes back, or it is told to those who can mend it."""

from tests.world import ACK, World, delete_by_hand, delete_role, labels, reactors, said, trespassers


async def test_a_deleted_notice_is_posted_again_in_the_same_version(server: World) -> None:
    room = await server.open_talk(server.alex)
    await server.alex.slash(room, "stop")
    await server.alex.slash(room, "understand")
    version = server.rows("SELECT notice_id FROM conversations")
    await delete_by_hand(server, server.with_button("Not now", room))
    fresh = server.with_button("Not now", room)
    assert fresh.pinned
    assert reactors(server, fresh) == [server.env.backend.bot_user.id]
    assert server.rows("SELECT notice_id FROM conversations") == version
    assert server.writes(server.alex, room)
    await server.alex.react(fresh, ACK)
    await server.alex.unreact(fresh, ACK)
    await server.settle()
    assert not server.writes(server.alex, room)
    await server.alex.slash(room, "understand")

    # Its first half: the whole is posted again, and there are never two to react to.
    first = next(one for one in room.history() if one.content.startswith("**Need help right now?**"))
    await delete_by_hand(server, first)
    await server.settle()
    assert sum("Need help right now?" in one for one in said(room)) == 1
    assert sum("Not now" in labels(one) for one in room.history()) == 1

    # Both at once, in bulk; and while the bot is away.
    first = next(one for one in room.history() if "Need help right now?" in one.content)
    parts = [first, server.with_button("Not now", room)]
    await delete_by_hand(server, *parts)
    await server.settle()
    assert sum("Need help right now?" in one for one in said(room)) == 1
    await server.go_away()
    await delete_by_hand(server, next(one for one in room.history() if "Need help" in one.content))
    await server.come_back()
    assert sum("Need help right now?" in one for one in said(room)) == 1
    assert sum("Not now" in labels(one) for one in room.history()) == 1
    assert server.writes(server.alex, room)
    assert trespassers(server) == []


async def test_a_deleted_card_comes_back(server: World) -> None:
    await server.open_talk(server.alex)
    await delete_by_hand(server, server.with_button("Claim", server.board))
    assert sum("Claim" in labels(one) for one in server.board.history()) == 1
    await server.go_away()
    await delete_by_hand(server, server.with_button("Claim", server.board))
    await server.come_back()
    assert sum("Claim" in labels(one) for one in server.board.history()) == 1
    told = await server.sam.click(server.with_button("Claim", server.board), label="Claim")
    assert "It is yours to offer" in told.response.content


async def test_a_deleted_conversation_is_told_and_can_be_asked_for_again(server: World) -> None:
    room = await server.open_talk(server.alex)
    await server.bring_in(server.sam, room)
    await server.delete_channel(room)
    assert server.rows("SELECT state, channel_id FROM conversations") == [
        {"state": "removed", "channel_id": None}
    ]
    assert f"A conversation's channel was deleted: {room.name}" in server.texts(server.oncall)
    await server.wait(seconds=2)
    again = await server.ask(server.alex)
    await server.go_away()
    server.env.backend.delete_channel(again.id)
    await server.come_back()
    assert f"A conversation's channel was deleted: {again.name}" in server.texts(server.oncall)


async def test_a_deleted_board_or_role_is_told_and_nothing_else_opens(server: World) -> None:
    await server.open_talk(server.alex)
    await delete_role(server, server.guild.roles["Certified peer"])
    assert "This was deleted: Peer role" in server.texts(server.oncall)
    await server.wait(seconds=2)
    await server.delete_channel(server.board)
    health = (await server.max.slash(server.lobby, "health")).response.content
    assert "This was deleted: Peers' board" in health
    assert "I cannot put cards on the peers' board" in health or "This was deleted" in health
    told = await server.lee.slash(server.lobby, "support")
    assert "We cannot open a channel yet" in told.response.content


async def test_another_board_does_not_cost_the_old_one(server: World) -> None:
    room = await server.open_talk(server.alex)
    old = server.board
    fresh = server.guild.create_text_channel("new-board")
    await server.max.slash(server.lobby, "setup channels", board=fresh)
    await server.sam.click(server.with_button("Claim", old), label="Claim")
    await server.settle()
    assert "I promise" in labels(fresh.history()[-1])
    assert server.board.id == old.id
    assert server.board.history() == []
    await server.alex.click(server.notice(room), label="Not now")
    await server.settle()
    assert fresh.history() == []
    assert {"peers-board", "new-board"} <= set(server.guild.channels)
