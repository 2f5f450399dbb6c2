"""A1: a question before agreeing. It reaches a named human, an answer comes back, and it is no yes."""

from tests.world import ACK, World, close_dms, forgive, heal, said, trespassers

WORDS = "What does the word check do with *my* words?"


def note_of(form: object) -> str:
    """What a form says before its first field."""
    modal = form.modal  # type: ignore[attr-defined]
    return str(modal["components"][0]["content"])


async def test_a_question_goes_back_and_forth_and_counts_as_no_yes(server: World) -> None:
    room = await server.ask(server.alex)
    form = await server.alex.click(server.notice(room), label="I have a question")
    assert server.max.mention in note_of(form)
    assert "It does not count as a yes" in note_of(form)
    told = await server.alex.submit_modal(form, {"words": WORDS})
    await server.settle()
    assert "You have agreed to nothing" in told.response.content
    assert "What does the word check do" in server.dms(server.max)
    assert room.mention in server.dms(server.max)

    letter = server.max.user.dm_channel.history()[-1]
    reply = await server.max.user.click(letter, label="Answer")
    told = await server.max.user.submit_modal(reply, {"words": "It looks, and keeps nothing."})
    await server.settle()
    assert "Your answer is in their channel" in told.response.content
    assert "It looks, and keeps nothing." in said(room)[-1]
    assert server.alex.mention in said(room)[-1]

    more = await server.alex.click(room.history()[-1], label="I have another question")
    await server.alex.submit_modal(more, {"words": "And who reads it?"})
    assert "And who reads it?" in server.dms(server.max)
    assert server.rows("SELECT * FROM acknowledgements") == []
    assert not server.writes(server.alex, room)
    assert trespassers(server) == []

    await server.alex.click(server.notice(room), label="I understand")
    await server.settle()
    record = server.rows("SELECT * FROM acknowledgements")[0]
    talk = server.rows("SELECT * FROM conversations")[0]
    version = server.rows("SELECT * FROM notices WHERE id = ?", record["notice_id"])[0]
    assert (record["user_id"], record["route"], record["locale"]) == (server.alex.id, "button", "en")
    assert record["digest"] == talk["notice_digest"]
    assert f"Notice {version['number']}," in server.texts(room)
    assert WORDS not in str(server.rows("SELECT * FROM outbox")) + str(server.rows("SELECT * FROM journal"))


async def test_a_contact_who_takes_no_messages(server: World) -> None:
    room = await server.ask(server.alex)
    close_dms(server, server.max)
    form = await server.alex.click(server.notice(room), label="I have a question")
    told = await server.alex.submit_modal(form, {"words": WORDS})
    assert "nothing was sent" in told.response.content
    assert "What does the word check do" in told.response.content
    assert told.response.ephemeral

    heal(server)
    form = await server.alex.click(server.notice(room), label="I have a question")
    told = await server.alex.submit_modal(form, {"words": "\u200b \n "})
    assert "There were no words in it" in told.response.content
    await server.alex.submit_modal(
        await server.alex.click(server.notice(room), label="I have a question"), {"words": "*_`" * 200}
    )
    letter = server.max.user.dm_channel.history()[-1]
    assert letter.content.count("\\*") == 200

    # Meanwhile the talk is closed: the answer has nowhere to go, and the contact is told.
    reply = await server.max.user.click(letter, label="Answer")
    await server.alex.click(server.notice(room), label="Not now")
    await server.settle()
    told = await server.max.user.submit_modal(reply, {"words": "Here I am."})
    assert "That conversation is closed" in told.response.content
    assert "Here I am." not in server.texts(room)
    assert forgive(server) == []


async def test_a_dangerous_word_in_a_question_is_not_missed(server: World) -> None:
    room = await server.ask(server.alex)
    form = await server.alex.click(server.notice(room), label="I have a question")
    await server.alex.submit_modal(form, {"words": "I want to kill myself, can I ask that here?"})
    await server.settle()
    assert len(server.rows("SELECT id FROM escalations WHERE source = 'check'")) == 1
    assert ACK not in server.texts(server.oncall)
    assert "kill" not in server.texts(server.oncall)
    assert not server.writes(server.alex, room)
