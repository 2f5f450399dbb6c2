"""A conversation opens closed (design 3): the notice first, then sight, and nobody writes before a yes."""

import hashlib

import discord

from tests.world import ACK, World, calls, labels, mark, reactors, said, trespassers

SAID = (  # a few words of every element that a notice cannot do without (E01-E21)
    "Need help right now?",
    "999 or 112",
    "Who can see this channel",
    "What we cannot control",
    "audit log",
    "What stays private",
    "What may be shared",
    "a court tells us to",
    "We ask you first when we can",
    "only a last step, to save a life",
    "Your story is yours",
    "the data desk",
    "the complaints desk",
    "A word check runs here",
    "/privacy check off",
    "30 days later",
    "24 hours after",
    "aged 18 and up",
    "It goes both ways",
    "I have a question",
    "Not now",
    "/understand",
    "/stop",
    "Notice 1,",
    "If privacy is broken",
)


async def test_asking_opens_a_closed_channel_with_the_notice(server: World) -> None:
    start = mark(server)
    room = await server.ask(server.alex)
    log = server.env.http_requests[start:]

    made = next(one for one in log if one.method == "POST" and one.path.endswith("/channels"))
    everybody = next(one for one in made.json["permission_overwrites"] if int(one["id"]) == server.guild.id)
    denied = discord.Permissions(int(everybody["deny"]))
    assert denied.view_channel
    assert denied.send_messages
    assert denied.create_public_threads
    assert denied.send_polls
    assert denied.send_voice_messages
    assert denied.manage_webhooks
    assert denied.use_external_apps
    assert not denied.use_application_commands
    assert {int(one["id"]) for one in made.json["permission_overwrites"]} == {
        server.guild.id,
        server.env.backend.bot_user.id,
    }

    steps = [one.path for one in log if str(room.id) in one.path]
    marks = {"/reactions/": "seed", "/pins/": "pin", "/permissions/": "sight"}
    assert [marks[part] for path in steps for part in marks if part in path] == ["seed", "pin", "sight"]

    assert room.name is not None
    assert not any(person.name in room.name for person in (server.alex, server.sam, server.max))
    assert server.sees(server.alex, room)
    assert not server.writes(server.alex, room)
    assert not server.sees(server.sam, room)
    assert not server.sees(server.lee, room)
    assert trespassers(server) == []

    notice = server.notice(room)
    assert notice.pinned
    assert reactors(server, notice) == [server.env.backend.bot_user.id]
    assert labels(notice) == ["I understand", "I have a question", "Not now", "Help now", "Español"]
    text = server.texts(room)
    assert text.startswith("**Need help right now?**")
    assert [words for words in SAID if words not in text] == []
    row = server.rows("SELECT * FROM conversations")[0]
    shown = "\n".join(said(room))
    assert row["notice_digest"] == hashlib.sha256(shown.encode()).hexdigest()


async def test_a_panel_press_shows_a_form_and_opens_the_same_way(server: World) -> None:
    panel = server.with_button("Ask for peer support", server.lobby)
    form = await server.alex.click(panel, label="Ask for peer support")
    assert form.modal is not None
    told = await server.alex.submit_modal(form, {"topic": ["grief"], "door": ["any"], "avoid": [server.pat]})
    await server.settle()

    assert "Your channel is opening" in told.response.content
    row = server.rows("SELECT * FROM conversations")[0]
    assert (row["topic"], row["any_peer"], row["member_id"]) == ("grief", 1, server.alex.id)
    assert [one["user_id"] for one in server.rows("SELECT user_id FROM avoided")] == [server.pat.id]
    assert "You told us that any certified peer may." in server.texts()

    again = await server.alex.click(panel, label="Ask for peer support")
    assert again.modal is None
    assert f"You have a conversation open: <#{server.room.id}>" in again.response.content
    assert len(server.rooms()) == 1
    assert len(calls(server, "POST", "/guilds/*/channels")) == 1 + 4  # the room, and what set-up made


async def test_i_understand_opens_it_and_a_second_time_changes_nothing(server: World) -> None:
    room = await server.ask(server.alex)
    told = await server.alex.click(server.notice(room), label="I understand")
    await server.settle()
    assert "You said that you understand the notice" in told.response.content
    assert server.writes(server.alex, room)
    assert "You can write here now" in server.texts(room)

    again = await server.alex.slash(room, "understand")
    assert "You said so before" in again.response.content
    await server.alex.react(server.notice(room), ACK)
    records = server.rows("SELECT * FROM acknowledgements")
    assert len(records) == 1
    assert records[0]["route"] == "button"
    assert trespassers(server) == []
