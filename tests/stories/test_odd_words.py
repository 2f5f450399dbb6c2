"""Only emoji, only zero-width, 4,000 characters: nothing breaks, and what matters in them is not missed."""

from tests.world import World, lengthen


async def test_odd_words_break_nothing(server: World) -> None:
    room = await server.open_talk(server.alex)
    for words in ("😀" * 40, "\u200b\u2060\ufeff", "a\n" * 900, "\u202e" * 20 + "ok"):
        await server.alex.send(room, words)
    await server.restart()
    assert server.rows("SELECT id FROM escalations") == []
    assert server.writes(server.alex, room)


async def test_the_end_of_4000_characters_is_read(server: World) -> None:
    room = await server.open_talk(server.alex)
    message = await server.alex.send(room, "so much to say")
    lengthen(server, message, "so much to say. " * 248 + "I want to kill myself")
    await server.restart()
    assert len(server.rows("SELECT id FROM escalations")) == 1
    assert "outside this server" in server.texts(room)
