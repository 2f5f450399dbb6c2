"""What a moderator does with /notice, step by step, for the stories of the editor."""

from typing import Any

import simcord

from tests.world import World, labels

WARM = "Hi {{ member_name }}. Come in and sit down. This is how privacy works in this place."


async def open_form(world: World, who: simcord.MemberActor, group: str, language: str = "en") -> Any:
    """`/notice edit`, and the form of one group."""
    general = world.channel("general")
    menu = await who.slash(general, "notice edit", language=language)
    assert menu.response is not None
    shown = await who.select(menu.response, [group])
    assert shown.modal is not None
    return shown


async def send_form(who: simcord.MemberActor, shown: Any, **texts: str) -> Any:
    """Change some parts of an open form and send it; the others stay as they are."""
    values = {**words_in(shown), **texts}
    return await who.submit_modal(shown, values)


def words_in(shown: Any) -> dict[str, str]:
    """The words that stand in an open form, by slot."""
    out = {}
    for row in shown.modal["components"]:
        field = row.get("component") or row["components"][0]
        out[field["custom_id"]] = field.get("value") or ""
    return out


def said(result: Any) -> str:
    """Everything a moderator was shown."""
    first = [result.response.content] if result.response is not None else []
    return "\n".join([*first, *(one.content for one in result.followups)])


def with_button(result: Any, label: str) -> Any:
    """The shown message with this button; None when there is none."""
    for message in [result.response, *result.followups]:
        if message is not None and label in labels(message.message):
            return message
    return None


async def publish(who: simcord.MemberActor, result: Any, kind: str) -> Any:
    """Press *Publish as ...* and say that one has read it."""
    button = f"Publish as {kind}"
    message = with_button(result, button)
    assert message is not None, said(result)
    asked = await who.click(message, label=button)
    return await who.click(asked.response, label="I read this as a member would")


async def change(world: World, kind: str, group: str = "start", **texts: str) -> Any:
    """Max edits some parts and publishes them."""
    shown = await open_form(world, world.max, group)
    result = await publish(world.max, await send_form(world.max, shown, **texts), kind)
    await world.settle()
    return result
