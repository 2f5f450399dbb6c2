"""The tour follows what is, not what was clicked: other routes, other orders, other ways out."""

from __future__ import annotations

from typing import Any

import pytest

from bot.playground.stage import ForthrightStage
from tests.browser.line import Line, served

pytestmark = pytest.mark.slow  # CI runs these as well


def now(line: Line) -> dict[str, Any]:
    """The step it is time for."""
    tour = line.state["tour"]
    step: dict[str, Any] = tour["steps"][tour["at"]]
    return step


async def ask(line: Line, person: str = "alex", **answers: Any) -> None:
    """Ask for support by the command, which is as good as the button."""
    lobby = line.channel(person, "general")["id"]
    answer = await line.ask("slash", person=person, channel=lobby, name="support", options=answers)
    assert answer["ok"], answer


async def press(line: Line, person: str, verb: str) -> None:
    """Press this person's newest button of a kind."""
    for channel in reversed(line.pane(person)["channels"]):
        for message in reversed(channel["messages"]):
            for row in message["components"]:
                for part in row.get("components", []):
                    if verb in part.get("custom_id", "").split(":"):
                        where = {"channel": channel["id"], "message": message["id"]}
                        answer = await line.ask("click", person=person, **where, custom_id=part["custom_id"])
                        assert answer["ok"], answer
                        return
    raise AssertionError(f"{person} sees no {verb}")


def talk(line: Line, person: str = "alex") -> dict[str, Any]:
    """Alex's conversation as this person sees it."""
    return next(one for one in line.pane(person)["channels"] if one["name"].startswith("talk"))


async def test_commands_do_as_well_as_buttons() -> None:
    async with served(ForthrightStage()) as (_, line):
        assert now(line)["id"] == "ask"
        await ask(line)
        assert now(line)["id"] == "read"
        assert talk(line)["unread"] > 0
        await line.ask("slash", person="alex", channel=talk(line)["id"], name="understand", options={})
        assert now(line)["id"] == "read"  # they agreed, and still have the notice to read
        last = talk(line)["messages"][-1]["id"]
        await line.ask("see", person="alex", channel=talk(line)["id"], message=last)
        assert now(line)["id"] == "claim"
        await line.ask("slash", person="alex", channel=talk(line)["id"], name="stop", options={})
        assert "Paused by Alex" in talk(line)["closed"]


async def test_the_moderator_can_try_the_words_that_page() -> None:
    async with served(ForthrightStage()) as (_, line):
        room = line.channel("max", "moderators")["id"]
        said = {"text": "i want to kill myself"}
        answer = await line.ask("slash", person="max", channel=room, name="lexicon test", options=said)
        assert answer["ok"], answer
        assert "pages" in line.messages("max", "moderators")[-1]
        closed = await line.ask("slash", person="alex", channel=room, name="lexicon test", options=said)
        assert not closed["ok"]


async def test_who_lets_any_peer_in_is_not_asked_again() -> None:
    async with served(ForthrightStage()) as (_, line):
        await ask(line, any_peer=True)
        await line.ask("see", person="alex", channel=talk(line)["id"], message="9" * 19)
        await press(line, "alex", "agree")
        await press(line, "sam", "claim")
        assert now(line)["id"] == "pledge"
        target = now(line)["target"]
        where = {"channel": target["channel"], "message": target["message"], "emoji": target["emoji"]}
        await line.ask("react", person="sam", **where, on=True)
        assert now(line)["id"] == "talk"
        assert now(line)["target"]["person"] == "sam"


async def test_another_way_out_is_told_kindly_and_leads_to_starting_over() -> None:
    async with served(ForthrightStage()) as (_, line):
        await ask(line)
        await line.ask("see", person="alex", channel=talk(line)["id"], message="9" * 19)
        await press(line, "alex", "notnow")
        step = now(line)
        assert step["id"] == "agree"
        assert "another way" in step["task"]
        assert step["target"]["element"] == "reset"
        await line.ask("reset")
        assert now(line)["id"] == "ask"


async def test_nobody_but_the_two_and_who_took_it_sees_the_conversation() -> None:
    async with served(ForthrightStage()) as (_, line):
        await ask(line)
        for person in ("sam", "jo", "max"):
            assert not [one for one in line.pane(person)["channels"] if one["name"].startswith("talk")]
        await press(line, "alex", "agree")
        secret = "a sentence that only Alex has seen"
        await line.ask("send", person="alex", channel=talk(line)["id"], content=secret)
        assert secret in str(line.pane("alex"))
        for person in ("sam", "jo", "max"):
            assert secret not in str(line.pane(person))
        assert (await line.ask("search", phrase=secret))["found"] == 0
