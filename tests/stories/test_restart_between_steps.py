"""The bot restarts after any step from asking to letting in and stopping: the end is the same."""

from collections.abc import Awaitable, Callable

import pytest

from tests.world import ACK, World, labels, said, trespassers

Step = Callable[[World], Awaitable[object]]

pytestmark = pytest.mark.slow  # CI runs these as well


async def ask(server: World) -> None:
    await server.alex.slash(server.lobby, "support", about="grief")


async def agree(server: World) -> None:
    await server.alex.react(server.notice(), ACK)


async def write(server: World) -> None:
    await server.alex.send(server.room, "I am here.")


async def claim(server: World) -> None:
    await server.sam.click(server.with_button("Claim", server.board), label="Claim")


async def promise(server: World) -> None:
    await server.sam.react(server.with_button("I promise", server.board), ACK)


async def let_in(server: World) -> None:
    await server.alex.click(server.with_button("Let them in", server.room), label="Let them in")


async def stop(server: World) -> None:
    await server.alex.slash(server.room, "stop")


async def agree_again(server: World) -> None:
    await server.alex.click(server.room.history()[-1], label="I understand")


WALK: list[Step] = [ask, agree, write, claim, promise, let_in, stop, agree_again]


@pytest.mark.parametrize("after", range(0, len(WALK), 2), ids=lambda index: WALK[index].__name__)
async def test_a_restart_changes_nothing(server: World, after: int) -> None:
    """Two restarts a walk, after this step and the next: four walks see all eight."""
    for index, step in enumerate(WALK):
        await step(server)
        await server.settle()
        assert trespassers(server) == []
        if index in (after, after + 1):
            before = server.texts() if server.rooms() else ""
            await server.restart()
            assert server.texts() == before
            assert trespassers(server) == []

    room = server.room
    assert len(server.rooms()) == 1
    assert server.writes(server.alex, room)
    assert server.writes(server.sam, room)
    assert not server.sees(server.pat, room)
    assert not any("Claim" in labels(one) for one in server.board.history())
    lines = said(room)
    assert len(lines) == len(set(lines)) == 8
    kept = server.rows("SELECT part, route, ended_by FROM acknowledgements ORDER BY id")
    assert [tuple(one.values()) for one in kept] == [
        ("member", "reaction", "stop"),
        ("peer", "reaction", None),
        ("member", "button", None),
    ]
    assert server.rows("SELECT code FROM findings") == []


async def test_what_was_done_while_away_after_a_claim_counts_once(server: World) -> None:
    for step in WALK[:4]:
        await step(server)
        await server.settle()
    card = server.with_button("I promise", server.board)
    await server.go_away()
    server.env.backend.set_reaction(card.channel.id, card.id, ACK, server.sam.id, True)
    await server.come_back()
    await server.restart()
    assert server.rows("SELECT route FROM acknowledgements WHERE part = 'peer'") == [{"route": "found"}]
    assert sum("would like to come in" in one for one in said(server.room)) == 1
    await let_in(server)
    await server.settle()
    assert server.writes(server.sam, server.room)
