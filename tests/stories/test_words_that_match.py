"""A7: words that match, live and by edit. The words stay where they are; one line, one page, one nudge."""

from tests.world import World, labels

CHECK_IN = "i want to die"
URGENT = "I am going to kill myself tonight"
CALM = "we painted the boat house today"
LINE = "made me ask someone from our on-call team to look in"


async def test_one_calm_line_and_one_page_to_one_person(server: World) -> None:
    room = await server.open_talk(server.alex)
    message = await server.alex.send(room, CHECK_IN)
    await server.settle()

    assert CHECK_IN in [one.content for one in room.history() if one.id == message.id]
    texts = server.texts(room)
    assert texts.count(LINE) == 1
    assert "I have not contacted anyone outside this server." in texts
    assert texts.count(CHECK_IN) == 1
    assert [server.pinged(one) for one in server.pages()] == [{server.jo.id}]
    assert CHECK_IN not in server.page.content
    assert server.page.content.startswith("**Check-in needed")
    sent = [
        one.json
        for one in server.env.http_requests
        if isinstance(one.json, dict) and server.alert()["code"] in str(one.json.get("content"))
    ]
    assert [one["allowed_mentions"]["users"] for one in sent] == [[server.jo.id]]
    assert all(one["allowed_mentions"]["parse"] == [] for one in sent)
    assert server.writes(server.alex, room)


async def test_an_edit_into_an_old_message_counts(server: World) -> None:
    room = await server.open_talk(server.alex)
    message = await server.alex.send(room, CALM)
    await server.wait(hours=3)
    assert not server.pages()

    await server.alex.edit(message, URGENT)
    await server.settle()

    assert len(server.pages()) == 1
    assert "Urgent" in server.page.content


async def test_an_edit_counts_while_the_gate_is_closed(server: World) -> None:
    room = await server.open_talk(server.alex)
    message = await server.alex.send(room, CALM)
    await server.says(server.alex, room, "stop")
    assert not server.writes(server.alex, room)

    await server.alex.edit(message, URGENT)
    await server.settle()

    assert len(server.pages()) == 1
    assert LINE in server.texts(room)


async def test_the_peer_is_nudged_in_private_and_their_own_words_page_nobody(server: World) -> None:
    room = await server.open_talk(server.alex)
    await server.bring_in(server.sam, room)
    await server.sam.send(room, "are you thinking of killing yourself? I want to die is what some people say")
    await server.settle()
    assert not server.pages()

    await server.alex.send(room, CHECK_IN)
    await server.settle()

    nudge = server.dms(server.sam)
    assert "someone on call has been asked to look in" in nudge
    assert CHECK_IN not in nudge
    assert len(server.pages()) == 1


async def test_i_am_okay_is_passed_on_and_hides_nothing(server: World) -> None:
    room = await server.open_talk(server.alex)
    await server.alex.send(room, CHECK_IN)
    await server.settle()

    line = server.with_button("I am okay", room)
    answer = await server.press(server.alex, line, "I am okay")

    assert "I passed it on" in answer
    assert server.texts(server.oncall).count("the member says that they are okay") == 1
    assert server.alert()["state"] == "raised"
    await server.wait(minutes=5.1)
    assert len(server.pages()) == 2


async def test_a_second_match_is_nothing_new_unless_it_is_more_urgent(server: World) -> None:
    room = await server.open_talk(server.alex)
    await server.alex.send(room, CHECK_IN)
    await server.alex.send(room, "really, I want to die")
    await server.settle()
    assert len(server.pages()) == 1
    assert server.texts(room).count(LINE) == 1

    await server.alex.send(room, URGENT)
    await server.settle()

    assert len(server.pages()) == 2
    assert "Urgent" in server.page.content
    assert server.pinged(server.page) == {server.jo.id}
    assert server.texts(room).count(LINE) == 1
    assert len(server.rows("SELECT * FROM escalations")) == 1


async def test_a_more_urgent_match_reaches_the_one_who_has_it(server: World) -> None:
    room = await server.open_talk(server.alex)
    await server.says(server.max, server.lobby, "oncall add", person=server.jo, direct_messages=True)
    await server.alex.send(room, CHECK_IN)
    await server.settle()
    await server.take(server.jo)
    before = len(server.dm_history(server.jo))

    await server.alex.send(room, URGENT)
    await server.settle()

    assert len(server.pages()) == 2
    assert server.pinged(server.page) == {server.jo.id}
    assert len(server.dm_history(server.jo)) == before + 1
    assert server.alert()["taken_by"] == server.jo.id


async def test_closing_says_what_was_shared_and_passes_no_verdict(server: World) -> None:
    room = await server.open_talk(server.alex)
    await server.alex.send(room, CHECK_IN)
    await server.settle()
    term = server.alert()["term"]
    assert term
    await server.take(server.jo)
    assert server.writes(server.jo, room)

    answer = await server.close_alert(server.jo, "false_alarm")

    assert "Thank you for being there" in answer
    last = room.history()[-1].content
    assert f"{server.jo.mention} could read this channel, and cannot any longer" in last
    assert "None of your words" in last
    assert "worry" not in last
    assert not server.sees(server.jo, room)
    assert server.writes(server.alex, room)
    assert server.rows("SELECT * FROM term_counts") == [
        {"guild_id": server.guild.id, "term": term, "outcome": "false_alarm", "times": 1}
    ]
    assert server.alert()["term"] is None
    assert server.alert()["state"] == "closed"
    assert "Take" not in labels(room.history()[-1])


async def test_a_new_match_after_closing_is_a_new_alert(server: World) -> None:
    room = await server.open_talk(server.alex)
    await server.alex.send(room, CHECK_IN)
    await server.settle()
    await server.take(server.jo)
    await server.close_alert(server.jo)
    await server.wait(minutes=12)
    assert len(server.rows("SELECT * FROM escalations")) == 1

    await server.alex.send(room, CHECK_IN)
    await server.settle()

    assert len(server.rows("SELECT * FROM escalations")) == 2
    assert len(server.pages()) == 2
    assert server.texts(room).count(LINE) == 2
