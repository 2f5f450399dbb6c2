"""Take, I can't, Close: by button, reaction, command, direct message; by the wrong person, twice, late."""

from bot.flows import response
from bot.flows.response import Specialist
from tests.world import World

RAISE_HAND = "🙋"


async def test_by_the_reaction(server: World) -> None:
    await server.says(server.alex, server.lobby, "help")
    await server.max.react(server.page, RAISE_HAND)
    await server.settle()
    assert server.alert()["state"] == "raised"

    await server.jo.react(server.page, RAISE_HAND)
    await server.settle()

    assert server.alert()["taken_by"] == server.jo.id
    assert server.writes(server.jo, server.help_room)


async def test_by_the_commands(server: World) -> None:
    await server.says(server.alex, server.lobby, "help")
    code = server.alert()["code"]
    assert "for people on call" in await server.says(server.lee, server.lobby, "alert take", code=code)
    assert "no alert by that name" in await server.says(server.jo, server.lobby, "alert take", code="?")

    answer = await server.says(server.jo, server.lobby, "alert pass", code=code)
    assert "Thank you for saying so" in answer
    assert server.pinged(server.page) == {server.kim.id}
    assert "is yours" in await server.says(server.kim, server.lobby, "alert take", code=code.lower())
    assert "yours already" in await server.says(server.kim, server.lobby, "alert take", code=code)
    assert server.kim.mention in await server.says(server.jo, server.lobby, "alert take", code=code)
    refused = await server.says(server.jo, server.lobby, "alert close", code=code, outcome="talked")
    assert server.kim.mention in refused
    closed = await server.says(server.kim, server.lobby, "alert close", code=code, outcome="talked")
    assert "is closed" in closed
    assert "closed" in await server.says(server.kim, server.lobby, "alert take", code=code)
    assert "closed" in await server.says(server.kim, server.lobby, "alert pass", code=code)
    assert "closed" in await server.says(server.kim, server.lobby, "alert close", code=code, outcome="talked")


async def test_from_the_direct_messages(server: World) -> None:
    await server.says(server.max, server.lobby, "oncall add", person=server.jo, direct_messages=True)
    await server.says(server.alex, server.lobby, "help")
    page = server.dm_history(server.jo)[-1]
    assert server.alert()["code"] in page.content
    assert server.alex.mention not in page.content

    answer = await server.press_dm(server.jo, page, "Take")

    assert "is yours" in answer
    assert server.writes(server.jo, server.help_room)
    assert server.dm_history(server.kim) == []


async def test_only_the_one_being_asked_moves_it_on(server: World) -> None:
    await server.says(server.alex, server.lobby, "help")
    await server.press(server.kim, server.page, "I can't")
    assert len(server.pages()) == 1

    await server.press(server.jo, server.page, "I can't")

    assert [server.pinged(one) for one in server.pages()] == [{server.jo.id}, {server.kim.id}]
    await server.wait(minutes=4.9)
    assert len(server.pages()) == 2


async def test_handing_back_opens_it_again_from_the_top(server: World) -> None:
    await server.says(server.alex, server.lobby, "help")
    await server.press(server.jo, server.page, "I can't")
    await server.take(server.kim)
    assert server.writes(server.kim, server.help_room)

    await server.press(server.kim, server.with_button("Hand it back", server.oncall), "Hand it back")

    assert server.alert()["state"] == "raised"
    assert not server.sees(server.kim, server.help_room)
    assert server.pinged(server.page) == {server.jo.id}
    assert "asking our on-call team once more" in server.texts(server.help_room)


async def test_two_takes_at_once(server: World) -> None:
    await server.says(server.alex, server.lobby, "help")
    row = server.alert()["id"]
    people = [Specialist(one.id, server.guild.id, frozenset()) for one in (server.jo, server.kim)]

    answers = await server.race(*(response.take(server.bot.ctx, one, row) for one in people))

    assert sorted(one.key for one in answers) == ["escalation.taken_already", "escalation.you_have_it"]
    assert sum(server.sees(one, server.help_room) for one in (server.jo, server.kim)) == 1
    assert server.texts(server.help_room).count("is here now") == 1


async def test_taken_and_forgotten(server: World) -> None:
    await server.says(server.alex, server.lobby, "help")
    await server.take(server.jo)
    await server.wait(minutes=29)
    assert "is still open with you" not in server.texts(server.oncall)
    await server.wait(minutes=2)
    reminder = server.oncall.history()[-1]
    assert "is still open with you" in reminder.content
    assert server.pinged(reminder) == {server.jo.id}
    assert server.writes(server.jo, server.help_room)

    await server.wait(minutes=15)

    assert server.alert()["state"] == "raised"
    assert len(server.pages()) == 2
    assert server.pinged(server.page) == {server.jo.id}
    assert not server.writes(server.jo, server.help_room)
    assert server.writes(server.alex, server.help_room)
    await server.wait(minutes=10)
    assert "nobody from our team has answered" in server.texts(server.help_room)


async def test_the_close_button_asks_how_it_went_and_an_old_answer_does_nothing(server: World) -> None:
    await server.says(server.alex, server.lobby, "help")
    await server.take(server.jo)
    asked = await server.jo.click(server.with_button("Close", server.oncall), label="Close")
    assert asked.response is not None
    assert "does not see your answer" in asked.response.content
    assert server.alert()["state"] == "taken"
    await server.close_alert(server.jo)
    assert server.alert()["state"] == "closed"

    again = await server.jo.select(asked.response, ["no_contact"])

    assert again.response is not None
    assert server.alert()["outcome"] == "talked"
    assert server.texts(server.help_room).count("is closed now") == 1
