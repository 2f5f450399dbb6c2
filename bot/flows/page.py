"""Pages and lines about an escalation, as rows of the outbox: who is told what, each of them once."""

from datetime import datetime

from bot.clock import to_ms
from bot.core import escalation as core
from bot.core.conversation import Conversation
from bot.core.effects import Place, Post
from bot.core.escalation import Step, Urgency
from bot.store import journal, oncall, outbox
from bot.store.database import Tx
from bot.store.escalation import Escalation


async def page(tx: Tx, row: Conversation, raised: Escalation, step: Step, now: datetime) -> None:
    """Queue the page of a step: one mention of one person, or of everybody by their ids (M14, M15)."""
    purpose = f"esc:{raised.id}:{raised.round}:{step.index}"
    facts = {
        "code": raised.code,
        "room_channel": row.channel_id,
        "urgent": raised.urgency == Urgency.URGENT,
        "source": raised.source,
        "raised_ago": int(raised.raised_at.timestamp() * 1000),
        "again": raised.round > 0 or step.index > 0,
    }
    key = "escalation.page_everyone" if step.everyone else "escalation.page"
    buttons = f"page:{raised.id}"
    for start in range(0, len(step.pages), core.EVERYONE_LIMIT):
        some = step.pages[start : start + core.EVERYONE_LIMIT]
        part = f"{purpose}:part{start}" if start else purpose
        pinged = {**facts, "people_ids": list(some)}
        post = Post(Place.ONCALL, key, part, pinged, buttons=buttons, pings=some)
        await put(tx, row, raised, post, now)
    if not step.pages:
        await journal.note(tx, now, row.guild_id, "nobody_reachable", escalation_id=raised.id)
    willing = {one.user_id for one in await oncall.everyone(tx, row.guild_id) if one.dm}
    for person in step.pages:
        if person in willing:
            post = Post(Place.DM, "escalation.page_dm", f"{purpose}:dm{person}", facts, buttons, (), person)
            await put(tx, row, raised, post, now)
    if step.everyone:
        if raised.exhausted_at is not None and to_ms(raised.exhausted_at) == to_ms(now):
            # Once each time it comes to this, not every fifteen minutes.
            said = f"nobody:{raised.round}"
            await say(tx, row, raised, "escalation.nobody_yet", said, now, f"helplines:{raised.id}")
        if step.ask_about is not None:
            facts_avoided: dict[str, int] = {"person_id": step.ask_about}
            post = Post(
                Place.CONVERSATION,
                "escalation.ask_avoided",
                f"esc:{raised.id}:avoided{step.ask_about}",
                facts_avoided,
                buttons=f"ask_avoided:{raised.id}.{step.ask_about}",
            )
            await put(tx, row, raised, post, now)


async def retire(tx: Tx, row: Conversation, raised: Escalation, now: datetime, taker: int | None) -> None:
    """Old pages lose their buttons and say how it stands: nobody should press what does nothing any more."""
    for old in await outbox.pages_of(tx, raised.id):
        if old.message_id is None or not old.buttons or old.place not in (Place.ONCALL, Place.DM):
            continue
        if taker is not None and old.buttons.startswith("taken:"):
            continue  # the buttons of the one who has it stay
        state = f"taken{raised.round}" if taker is not None else "closed"
        theirs = taker is not None and old.place == Place.DM and old.user_id == taker
        post = Post(
            Place.EDIT,
            "escalation.page_over",
            f"esc:{raised.id}:over:{old.id}:{state}",
            {"edits": old.id, "code": raised.code, "person_id": taker},
            buttons=f"taken:{raised.id}" if theirs else "",
        )
        await put(tx, row, raised, post, now)


async def say(
    tx: Tx,
    row: Conversation,
    raised: Escalation,
    key: str,
    what: str,
    now: datetime,
    buttons: str = "",
    **facts: int | str | bool | None,
) -> None:
    """Queue a line in the member's channel about an escalation; each is said once."""
    post = Post(
        Place.CONVERSATION,
        key,
        f"esc:{raised.id}:{what}",
        {"member_id": row.member_id, **facts},
        buttons=buttons,
    )
    await put(tx, row, raised, post, now)


async def put(tx: Tx, row: Conversation, raised: Escalation, post: Post, now: datetime) -> None:
    """Queue a message that belongs to an escalation."""
    await outbox.put(tx, post, now, guild_id=row.guild_id, conversation_id=row.id, escalation_id=raised.id)
