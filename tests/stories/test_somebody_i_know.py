"""A14, for escalations: somebody the member would rather not meet is asked last, and only after their yes."""

from tests.world import World


async def _avoiding(server: World, *people: object) -> None:
    """Alex's help room, with people whom Alex named when asking for a talk."""
    from bot.flows import conversation

    ids = tuple(one.id for one in people)  # type: ignore[attr-defined]
    ask = conversation.Ask(server.guild.id, server.alex.id, "en", avoid=ids)
    await server.race(conversation.ask(server.bot.ctx, ask))
    await server.says(server.alex, server.lobby, "help")


async def test_they_are_skipped_and_cannot_take_it(server: World) -> None:
    await _avoiding(server, server.jo)

    assert [server.pinged(one) for one in server.pages()] == [{server.kim.id}]
    assert "for people on call" in await server.take(server.jo)
    assert server.alert()["state"] == "raised"
    await server.wait(minutes=25)
    assert all(server.jo.id not in server.pinged(one) for one in server.pages())
    assert "rather not meet" not in server.texts(server.help_room)


async def test_when_nobody_else_is_left_the_member_is_asked_first(server: World) -> None:
    await server.says(server.max, server.lobby, "oncall remove", person=server.kim)
    await server.leave(server.kim)
    await _avoiding(server, server.jo)

    assert [server.pinged(one) for one in server.pages()] == [{server.max.id}]
    question = server.with_button("Yes, ask them", server.help_room)
    assert server.jo.mention in question.content
    assert server.pinged(question) == set()
    no = await server.press(server.alex, question, "No")
    assert "I do not ask them" in no
    await server.wait(minutes=16)
    assert all(server.jo.id not in server.pinged(one) for one in server.pages())

    yes = await server.press(server.alex, question, "Yes, ask them")

    assert "asking them now" in yes
    assert server.pinged(server.page) == {server.jo.id}
    assert "is yours" in await server.take(server.jo)
    assert server.writes(server.jo, server.help_room)
