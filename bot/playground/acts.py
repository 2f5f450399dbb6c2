"""What a person in a pane does, turned into one act of SimCord."""

from __future__ import annotations

import contextlib
import logging
import traceback
from collections.abc import Awaitable, Callable
from typing import Any, cast

import simcord
from simcord.backend.models import Message
from simcord.builders import UserHandle

from bot.playground.forms import Fields, Refused, entity, option_values
from bot.playground.world import World

log = logging.getLogger(__name__)

LONGEST = 4000  # what Discord lets a paying account write; SimCord checks for 2,000
SIMPLE = 2000

REFUSALS = {
    50001: "Discord refused: this person cannot see that channel.",
    50013: "Discord refused: this person may not do that here.",
    10003: "That channel is gone.",
    10008: "That message is gone.",
    50006: "Discord refuses an empty message.",
}


async def _send(world: World, person: str, fields: Fields) -> dict[str, Any]:
    channel_id, content = fields.number("channel"), fields.text("content", LONGEST)
    if not content.strip():
        raise Refused("There is nothing to send yet.")
    actor = world.actor(person, channel_id)
    if len(content) > SIMPLE:
        await _send_long(world, channel_id, actor.id, content)
    elif isinstance(actor, UserHandle):
        await actor.send_dm(content)
    else:
        reply = fields.number("reply_to", 0)
        await actor.send(
            world.channel(channel_id),
            content,
            reply_to=world.message(channel_id, reply) if reply else None,
        )
    return {}


async def _send_long(world: World, channel_id: int, user_id: int, content: str) -> None:
    """Past SimCord's 2,000 characters: its own two steps of sending, with the whole text put in between."""
    backend = world.env.backend
    channel = backend.get_channel(channel_id)
    backend.require_permissions(channel.guild_id, user_id, channel_id, "send_messages")
    message: Message = backend.prepare_message(channel_id, user_id, content[:SIMPLE])
    message.content = content
    backend.commit_message(message)
    await world.env.settle()


async def _edit(world: World, person: str, fields: Fields) -> dict[str, Any]:
    channel_id = fields.number("channel")
    content = fields.text("content", SIMPLE)
    if not content.strip():
        raise Refused("There is nothing to save.")
    message = world.message(channel_id, fields.number("message"))
    await world.actor(person, channel_id).edit(message, content)
    return {}


async def _delete(world: World, person: str, fields: Fields) -> dict[str, Any]:
    channel_id = fields.number("channel")
    message = world.message(channel_id, fields.number("message"))
    await world.actor(person, channel_id).delete(message)
    return {}


async def _react(world: World, person: str, fields: Fields) -> dict[str, Any]:
    channel_id = fields.number("channel")
    message = world.message(channel_id, fields.number("message"))
    actor = world.actor(person, channel_id)
    await actor.set_reaction(message, fields.text("emoji", 64), reacted=fields.flag("on"))
    return {}


async def _click(world: World, person: str, fields: Fields) -> dict[str, Any]:
    channel_id = fields.number("channel")
    message = world.message(channel_id, fields.number("message"))
    actor = world.actor(person, channel_id)
    return _answer(world, await actor.click(message, custom_id=fields.text("custom_id", 200)))


async def _select(world: World, person: str, fields: Fields) -> dict[str, Any]:
    channel_id = fields.number("channel")
    message = world.message(channel_id, fields.number("message"))
    kind = fields.number("kind", 3)
    values = [entity(world, kind, value) for value in fields.texts("values")]
    actor = world.actor(person, channel_id)
    return _answer(world, await actor.select(message, values, custom_id=fields.text("custom_id", 200)))


async def _modal(world: World, person: str, fields: Fields) -> dict[str, Any]:
    key = fields.text("modal", 40)
    shown = world.modals.get(key)
    if shown is None:
        raise Refused("This form is no longer open. Please start again.")
    values: dict[str, Any] = {}
    for custom_id, answer in fields.mapping("values").items():
        kind = answer.get("kind") if isinstance(answer, dict) else None
        given = answer.get("value") if isinstance(answer, dict) else None
        if isinstance(kind, int) and kind in (5, 6, 7, 8) and isinstance(given, list):
            given = [entity(world, kind, str(value)) for value in given]
        values[custom_id] = given
    actor = world.actor(person, shown._interaction.channel_id)
    result = await actor.submit_modal(shown, values)
    world.modals.pop(key, None)
    return _answer(world, cast("simcord.InteractionResult", result))


async def _slash(world: World, person: str, fields: Fields) -> dict[str, Any]:
    channel_id, name = fields.number("channel"), fields.text("name", 120)
    options = option_values(world, person, channel_id, name, fields.mapping("options"))
    actor = world.actor(person, channel_id)
    if isinstance(actor, UserHandle):
        return _answer(world, await actor.slash(name, **options))
    return _answer(world, await actor.slash(world.channel(channel_id), name, **options))


async def _autocomplete(world: World, person: str, fields: Fields) -> dict[str, Any]:
    channel_id, name = fields.number("channel"), fields.text("name", 120)
    option, value = fields.text("option", 64), fields.text("value", 100)
    filled = option_values(world, person, channel_id, name, fields.mapping("options"), partial=True)
    filled.pop(option, None)
    actor = world.actor(person, channel_id)
    if isinstance(actor, UserHandle):
        choices = await actor.autocomplete(name, option, value, **filled)
    else:
        choices = await actor.autocomplete(world.channel(channel_id), name, option, value, **filled)
    return {"choices": [{"name": str(c["name"]), "value": str(c["value"])} for c in choices]}


def tell_fault(fault: BaseException, op: str) -> None:
    """Log what kind of error and where, never its message: that may hold what somebody wrote."""
    where = "".join(traceback.format_tb(fault.__traceback__))
    log.error("%s during %s\n%s", type(fault).__name__, op, where)


def _answer(world: World, result: simcord.InteractionResult) -> dict[str, Any]:
    """What comes back to the person who pressed: nothing, a form to fill, or Discord's own failure line."""
    if result.modal is not None:
        return {"modal": {"key": world.keep_modal(result), **result.modal}}
    if not result.acknowledged:
        raise Refused("The application did not respond.")
    return {}


Act = Callable[[World, str, Fields], Awaitable[dict[str, Any]]]

ACTS: dict[str, Act] = {
    "send": _send,
    "edit": _edit,
    "delete": _delete,
    "react": _react,
    "click": _click,
    "select": _select,
    "modal": _modal,
    "slash": _slash,
    "autocomplete": _autocomplete,
}


def same_world(world: World, payload: dict[str, Any]) -> None:
    """Refuse what was meant for the world before a reset: its ids may name other things in this one."""
    if payload.get("life", world.life) != world.life:
        raise Refused("The playground has started over meanwhile.")


async def perform(
    world: World, op: str, person: str, payload: dict[str, Any], *, alone: bool = False
) -> dict[str, Any]:
    """Do one act under the lock (`alone`: the caller holds it already).

    Raises Refused with a sentence for the person when it cannot be done.
    """
    act = ACTS.get(op)
    if act is None or person not in world.members:
        raise Refused("The page asked for something this playground does not know.")
    async with contextlib.nullcontext() if alone else world.lock:
        same_world(world, payload)
        before = world.env.error_cursor
        try:
            with world.env.time_context():
                return await act(world, person, Fields(payload))
        except simcord.BackendError as error:
            raise Refused(REFUSALS.get(error.code, f"Discord refused: {error.message}.")) from error
        except (simcord.SetupError, TimeoutError) as error:
            raise Refused(str(error)) from error
        finally:
            for fault in world.env.errors_since(before):
                tell_fault(fault, op)
