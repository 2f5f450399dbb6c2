"""The word check switched off by the member, fixed on by the server, or blind without Message Content."""

from tests.world import World, world

WORDS = "i want to die"


async def test_off_in_this_conversation_and_on_again(server: World) -> None:
    room = await server.open_talk(server.alex)
    await server.bring_in(server.sam, room)
    assert "for the member" in await server.says(server.sam, room, "privacy check", state="off")

    answer = await server.says(server.alex, room, "privacy check", state="off")
    assert "The word check is off" in answer
    assert "The word check is off in this channel now" in server.texts(room)
    await server.alex.send(room, WORDS)
    await server.settle()
    assert not server.pages()
    assert "off here already" in await server.says(server.alex, room, "privacy check", state="off")

    await server.says(server.alex, room, "help")
    assert len(server.pages()) == 1
    await server.take(server.jo)
    await server.close_alert(server.jo)
    await server.says(server.alex, room, "privacy check", state="on")
    await server.alex.send(room, WORDS)
    await server.settle()
    assert len(server.rows("SELECT * FROM escalations")) == 2


async def test_elsewhere_it_says_where_it_works(server: World) -> None:
    assert "/support" in await server.says(server.alex, server.lobby, "privacy check", state="off")


async def test_fixed_on(server: World) -> None:
    await server.says(server.max, server.lobby, "setup promises", check_can_be_switched_off=False)
    room = await server.open_talk(server.alex)
    assert "/privacy check off" not in server.texts(room)

    answer = await server.says(server.alex, room, "privacy check", state="off")

    assert "keeps the word check on" in answer
    await server.alex.send(room, WORDS)
    await server.settle()
    assert len(server.pages()) == 1


async def test_without_message_content_the_notice_and_health_say_so(tmp_path) -> None:  # type: ignore[no-untyped-def]
    async with world(tmp_path, message_content=False) as server:
        room = await server.ask(server.alex)
        notice = server.texts(room)
        assert "The bot looks for words that can mean danger" not in notice
        await server.alex.react(server.notice(room), "✅")
        await server.settle()
        assert "The word check cannot read here right now" in server.texts(room)
        assert "word check is blind" in await server.says(server.max, server.lobby, "health")
        assert "word check is blind" in server.texts(server.oncall)
        await server.says(server.alex, room, "help")
        assert len(server.pages()) == 1


async def test_a_broken_lexicon_is_shouted_and_never_no_match(server: World) -> None:
    from bot.flows.safety import Safety

    room = await server.open_talk(server.alex)
    server.bot.ctx.safety = Safety(None)
    await server.alex.send(room, WORDS)
    await server.settle()

    assert "The word check does not work" in server.texts(server.oncall)
    assert "The word check does not work" in await server.says(server.max, server.lobby, "health")
    assert server.rows("SELECT * FROM heard") == []
