"""Every button pressed by the wrong person and twice: a clear private answer, and nothing changes."""

import discord
import simcord

from tests.world import ACK, World, trespassers


def state(server: World) -> list[object]:
    """Everything that a press could change."""
    tables = ("conversations", "acknowledgements", "claims", "access", "escalations")
    return [server.rows(f"SELECT * FROM {table}") for table in tables]


async def refused(
    server: World, person: simcord.MemberActor, message: discord.Message, label: str, words: str
) -> None:
    """Press, be told in private and in these words, and change nothing."""
    before = state(server)
    told = await person.click(message, label=label)
    await server.settle()
    assert told.response is not None, label
    assert told.response.ephemeral, label
    assert words in told.response.content, (label, told.response.content)
    assert state(server) == before, label
    assert trespassers(server) == []


async def admin(server: World) -> simcord.MemberActor:
    """Somebody who sees every channel by right."""
    role = server.guild.create_role("Admins", permissions=discord.Permissions(administrator=True))
    made = server.guild.add_member(server.env.create_user("admin"), roles=[role])
    await server.settle()
    return made


THEIRS = "for the member of this conversation to decide"


async def test_by_the_wrong_person(server: World) -> None:
    room = await server.ask(server.alex)
    boss = await admin(server)
    for label in ("I understand", "I have a question", "Not now"):
        await refused(server, boss, server.notice(room), label, THEIRS)
    await server.alex.react(server.notice(room), ACK)
    await server.settle()
    await refused(server, boss, server.with_button("Stop", room), "Stop", THEIRS)
    await refused(server, boss, server.with_button("Claim", server.board), "Claim", "for certified peers")

    await server.sam.click(server.with_button("Claim", server.board), label="Claim")
    await server.settle()
    card = server.with_button("I promise", server.board)
    await refused(server, server.pat, card, "I promise", "Only the peer who claimed")
    await refused(server, server.pat, card, "Give it back", "You have not claimed this one")
    await server.sam.click(card, label="I promise")
    await server.settle()
    asked = server.with_button("Let them in", room)
    for label in ("Let them in", "Someone else"):
        await refused(server, boss, asked, label, THEIRS)
    await server.wait(minutes=11)
    offer = server.with_button("Keep waiting", room)
    for label in ("Keep waiting", "Someone else", "Stop"):
        await refused(server, boss, offer, label, THEIRS)
    for name in ("understand", "stop", "close"):
        before = state(server)
        told = await boss.slash(room, name)
        assert THEIRS in told.response.content
        elsewhere = await server.lee.slash(server.lobby, name)
        assert "This works in your own support channel" in elsewhere.response.content
        assert state(server) == before


async def test_twice(server: World) -> None:
    room = await server.ask(server.alex)
    notice = server.notice(room)
    await server.alex.click(notice, label="I understand")
    await server.settle()
    await refused(server, server.alex, notice, "I understand", "You said so before")
    claimed = server.with_button("Claim", server.board)
    await server.sam.click(claimed, label="Claim")
    await server.settle()
    card = server.with_button("I promise", server.board)
    await server.sam.click(card, label="I promise")
    await server.settle()
    asked = server.with_button("Let them in", room)
    await server.alex.click(asked, label="Let them in")
    await server.settle()
    await refused(server, server.alex, asked, "Let them in", "They are in")
    await server.alex.click(asked, label="Someone else")
    await server.settle()
    await refused(server, server.alex, asked, "Someone else", "answered already")
    await server.alex.click(notice, label="Not now")
    await server.settle()
    for label in ("I understand", "Not now"):
        await refused(server, server.alex, notice, label, "closed")
    assert not server.writes(server.alex, room)
