"""Every control that Discord has, driven through the live line against a real discord.py bot."""

from __future__ import annotations

from tests.browser.line import Line, served
from tests.browser.props import PropsStage


def _panel(line: Line, person: str = "alex") -> dict[str, str]:
    lobby = line.channel(person, "lobby")
    return {"person": person, "channel": lobby["id"], "message": lobby["messages"][0]["id"]}


async def test_a_private_answer_is_for_one_person_and_can_be_dismissed() -> None:
    async with served(PropsStage()) as (_, line):
        assert (await line.ask("click", **_panel(line), custom_id="p:press"))["ok"]
        answer = line.channel("alex", "lobby")["messages"][-1]
        assert answer["content"].startswith("pressed in <#")
        assert answer["ephemeral"]
        assert list(answer["channels"].values()) == ["lobby"]
        assert len(line.channel("sam", "lobby")["messages"]) == 1
        await line.ask("dismiss", person="alex", message=answer["id"])
        assert len(line.channel("alex", "lobby")["messages"]) == 1


async def test_menus_of_words_people_and_places() -> None:
    async with served(PropsStage()) as (_, line):
        jo = line.pane("jo")["id"]
        room = line.channel("alex", "room")["id"]
        for custom_id, kind, values, said in (
            ("p:words", 3, ["Red", "Blue"], "words Red,Blue"),
            ("p:words", 3, [], "words "),
            ("p:people", 5, [jo], "person Jo"),
            ("p:places", 8, [room], "place room"),
        ):
            answer = await line.ask("select", **_panel(line), custom_id=custom_id, kind=kind, values=values)
            assert answer["ok"], answer
            assert line.messages("alex", "lobby")[-1].strip() == said.strip()


async def test_a_form_is_shown_filled_and_sent_once() -> None:
    async with served(PropsStage()) as (_, line):
        shown = (await line.ask("click", **_panel(line), custom_id="p:form"))["modal"]
        assert shown["title"] == "A form"
        fields = [part["component"] for part in shown["components"] if part["type"] == 18]
        given = (
            {"kind": 4, "value": "Who reads?"},
            {"kind": 3, "value": ["Two"]},
            {"kind": 5, "value": [line.pane("jo")["id"]]},
        )
        values = {field["custom_id"]: answer for field, answer in zip(fields, given, strict=True)}
        assert (await line.ask("modal", person="alex", modal=shown["key"], values=values))["ok"]
        assert line.messages("alex", "lobby")[-1] == "form Who reads? Two Jo"
        again = await line.ask("modal", person="alex", modal=shown["key"], values=values)
        assert "no longer open" in again["error"]


async def test_somebody_else_cannot_send_my_form() -> None:
    async with served(PropsStage()) as (_, line):
        shown = (await line.ask("click", **_panel(line), custom_id="p:form"))["modal"]
        assert not (await line.ask("modal", person="sam", modal=shown["key"], values={}))["ok"]


async def test_a_bot_that_does_not_answer_is_told_as_discord_tells_it() -> None:
    async with served(PropsStage()) as (_, line):
        answer = await line.ask("click", **_panel(line), custom_id="p:silent")
        assert answer["error"] == "The application did not respond."


async def test_a_command_with_an_option_of_every_kind() -> None:
    async with served(PropsStage()) as (_, line):
        room = line.channel("sam", "room")["id"]
        listed = (await line.ask("commands", person="sam", channel=room))["commands"]
        command = next(one for one in listed if one["name"] == "try")
        kinds = {option["name"]: option["kind"] for option in command["options"]}
        assert kinds == {
            "count": 4, "colour": 3, "flag": 5, "person": 6, "role": 8, "place": 7, "land": 3,
        }  # fmt: skip
        roles = (await line.ask("entities", person="sam", kind=8, types=[]))["entities"]
        peer = next(one["value"] for one in roles if one["name"] == "@peer")
        typed = {"person": "sam", "channel": room, "name": "try"}
        offered = await line.ask("autocomplete", **typed, option="land", value="ken", options={"count": "x"})
        assert offered["choices"] == [{"name": "Kenya", "value": "KE"}]
        options = {
            "count": "3", "colour": "red", "flag": True, "person": line.pane("jo")["id"], "role": peer,
            "place": room, "land": "KE",
        }  # fmt: skip
        assert (await line.ask("slash", **typed, options=options))["ok"]
        assert line.messages("sam", "room")[-1] == "3 red True Jo peer room KE"


async def test_reactions_edits_and_deletions() -> None:
    async with served(PropsStage()) as (_, line):
        assert (await line.ask("react", **_panel(line), emoji="✅", on=True))["ok"]
        assert line.channel("sam", "lobby")["messages"][0]["reactions"] == [
            {"emoji": "✅", "count": 2, "mine": False, "names": ["Forthright", "Alex"]}
        ]
        assert (await line.ask("react", **_panel(line), emoji="✅", on=False))["ok"]
        room = line.channel("alex", "room")["id"]
        await line.ask("send", person="alex", channel=room, content="first")
        own = {"channel": room, "message": line.channel("alex", "room")["messages"][0]["id"]}
        assert not (await line.ask("edit", person="sam", **own, content="mine"))["ok"]
        assert (await line.ask("edit", person="alex", **own, content="second"))["ok"]
        assert line.channel("jo", "room")["messages"][0]["edited"]
        assert not (await line.ask("delete", person="sam", **own))["ok"]
        assert (await line.ask("delete", person="alex", **own))["ok"]
        assert line.messages("jo", "room") == []


async def test_unread_marks_go_when_a_person_looks() -> None:
    async with served(PropsStage()) as (_, line):
        room = line.channel("alex", "room")["id"]
        await line.ask("send", person="alex", channel=room, content=f"<@{line.pane('jo')['id']}> hello")
        assert (line.channel("jo", "room")["unread"], line.channel("jo", "room")["mentioned"]) == (1, True)
        assert (line.channel("sam", "room")["unread"], line.channel("sam", "room")["mentioned"]) == (1, False)
        assert line.channel("alex", "room")["unread"] == 0
        last = line.channel("jo", "room")["messages"][-1]["id"]
        await line.ask("see", person="jo", channel=room, message=last)
        assert line.channel("jo", "room")["unread"] == 0
        assert line.channel("sam", "room")["unread"] == 1


async def test_the_rows_are_shown_as_they_are_and_every_byte_is_searched() -> None:
    async with served(PropsStage()) as (_, line):
        tables = {table["name"]: table for table in (await line.ask("rows", on=True))["tables"]}
        assert tables["journal"]["rows"] == [["1", "started"]]
        assert tables["rows_without"]["rows"] == []
        room = line.channel("alex", "room")["id"]
        await line.ask("send", person="alex", channel=room, content="a canary in the room")
        assert (await line.ask("search", phrase="canary"))["found"] == 0
        assert (await line.ask("search", phrase="started"))["found"] > 0
        everything = await line.ask("search", phrase="")
        assert (everything["phrases"], everything["found"]) == (1, 0)


async def test_a_long_message_arrives_whole() -> None:
    async with served(PropsStage()) as (_, line):
        room = line.channel("alex", "room")["id"]
        text = "0123456789" * 400
        assert (await line.ask("send", person="alex", channel=room, content=text))["ok"]
        assert line.messages("jo", "room") == [text]
