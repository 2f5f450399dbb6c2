"""Editing the notice: the form, the draft, two editors at once, what a reader would see, and publishing.

What a moderator types is kept as a draft at once, so that a restart loses nothing; members see it only
after it was checked against the live server and a named person said that they read it as a member would.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.core import notice_check, slots
from bot.core.effects import Told
from bot.core.notice import Texts
from bot.core.notice_check import Report
from bot.core.notice_diff import SlotDiff, diff
from bot.core.notice_slot import Finding, split
from bot.core.server import Server
from bot.core.templates import Value
from bot.flows import notice_change
from bot.flows.context import Context
from bot.flows.notice import digest_of, facts, stand_in
from bot.store import journal, notice, notice_draft
from bot.store import server as servers
from bot.store.database import Tx
from bot.store.notice import Version

KINDS = ("minor", "material")


@dataclass(frozen=True, slots=True)
class Form:
    """What a form shows: today's words of one group. `marks` tell later whether somebody else was faster."""

    locale: str
    group: str
    texts: dict[str, str]
    marks: str


@dataclass(frozen=True, slots=True)
class Saved:
    """The words are in the draft; nobody but moderators sees them."""

    locale: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else changed the same parts meanwhile: theirs stand, and the difference is shown."""

    by: int | None
    changes: tuple[SlotDiff, ...]
    mine: dict[str, str]


@dataclass(frozen=True, slots=True)
class Look:
    """Everything there is to see before publishing, in one language."""

    report: Report
    changes: tuple[SlotDiff, ...]
    mark: str


def shipped(ctx: Context) -> dict[str, dict[str, str]]:
    """The shipped words of every slot, by language."""
    return {locale: split(ctx.words.source(locale, slots.FILE)) for locale in ctx.words.locales}


def laid_over(base: Texts, own: Texts) -> dict[str, dict[str, str]]:
    """All slots of all languages: the own words where there are some, else the base."""
    return {locale: {**texts, **own.get(locale, {})} for locale, texts in base.items()}


async def in_force(tx: Tx, ctx: Context, guild_id: int) -> dict[str, dict[str, str]]:
    """All slots as new conversations show them today."""
    last = await notice.latest(tx, guild_id)
    own = await notice.texts(tx, last.id) if last is not None else {}
    return laid_over(shipped(ctx), own)


async def worked_on(tx: Tx, ctx: Context, guild_id: int) -> dict[str, dict[str, str]]:
    """All slots with the drafts laid over what is in force."""
    drafts = {draft.locale: draft.texts for draft in await notice_draft.all_of(tx, guild_id)}
    return laid_over(await in_force(tx, ctx, guild_id), drafts)


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:6]


async def form(ctx: Context, guild_id: int, locale: str, group: str) -> Form | Told:
    """Today's words of one group of slots, in at most five inputs."""
    if locale not in ctx.words.locales or group not in slots.GROUPS:
        return Told("editor.not_there")
    texts = (await ctx.db.read(lambda tx: worked_on(tx, ctx, guild_id)))[locale]
    mine = {name: texts.get(name, "") for name, one in slots.ELEMENTS.items() if one.group == group}
    return Form(locale, group, mine, ".".join(_mark(text) for text in mine.values()))


async def save(ctx: Context, user_id: int, guild_id: int, sent: Form) -> Saved | Conflict | Told:
    """Keep what was typed as a draft, unless somebody changed the same words since the form was shown."""
    names = [name for name, one in slots.ELEMENTS.items() if one.group == sent.group]
    seen = dict(zip(names, sent.marks.split("."), strict=False))
    if sent.locale not in ctx.words.locales or set(sent.texts) != set(names) or len(seen) != len(names):
        return Told("editor.not_there")
    now = ctx.clock()
    typed = {name: sent.texts[name].strip() for name in names}

    async def work(tx: Tx) -> Saved | Conflict:
        draft = await notice_draft.get(tx, guild_id, sent.locale)
        today = (await worked_on(tx, ctx, guild_id))[sent.locale]
        moved = [name for name in names if _mark(today.get(name, "")) != seen[name]]
        clash = [name for name in moved if today.get(name, "") != typed[name]]
        if clash:
            theirs = {name: today.get(name, "") for name in clash}
            own = {name: typed[name] for name in clash}
            return Conflict(draft.edited_by if draft is not None else None, diff(theirs, own), typed)
        texts = {**today, **typed}
        revision = draft.revision if draft is not None else 0
        await notice_draft.save(tx, guild_id, sent.locale, texts, user_id, now, revision)
        await journal.note(tx, now, guild_id, "notice_draft", user_id=user_id, detail=sent.locale)
        return Saved(sent.locale)

    return await ctx.db.write(work)


async def put_draft(ctx: Context, user_id: int, guild_id: int, texts: Texts) -> None:
    """Lay whole languages into the drafts: from a file, or from an older version."""
    now = ctx.clock()

    async def work(tx: Tx) -> None:
        today = await worked_on(tx, ctx, guild_id)
        for locale, slots_ in texts.items():
            draft = await notice_draft.get(tx, guild_id, locale)
            revision = draft.revision if draft is not None else 0
            whole = {**today[locale], **slots_}
            await notice_draft.save(tx, guild_id, locale, whole, user_id, now, revision)
        await journal.note(tx, now, guild_id, "notice_draft", user_id=user_id, detail="whole")

    await ctx.db.write(work)


async def restore(ctx: Context, user_id: int, guild_id: int, number: int) -> Told:
    """Lay an older version into the drafts; 0 is the words that came with the bot."""

    async def read(tx: Tx) -> dict[str, dict[str, str]] | None:
        if number == 0:
            return shipped(ctx)
        version = await notice.numbered(tx, guild_id, number)
        return None if version is None else laid_over(shipped(ctx), await notice.texts(tx, version.id))

    texts = await ctx.db.read(read)
    if texts is None:
        return Told("editor.no_such_version", {"version": str(number)})
    await put_draft(ctx, user_id, guild_id, texts)
    return Told("editor.restored", {"version": str(number)})


async def discard(ctx: Context, user_id: int, guild_id: int) -> Told:
    """Forget the drafts."""
    now = ctx.clock()

    async def work(tx: Tx) -> None:
        await notice_draft.drop(tx, guild_id)
        await journal.note(tx, now, guild_id, "notice_draft_gone", user_id=user_id)

    await ctx.db.write(work)
    return Told("editor.discarded")


async def look(ctx: Context, user_id: int, guild_id: int, locale: str) -> Look | Told:
    """The draft as a member would see it, what the checks say, and what differs from the version in force."""
    if locale not in ctx.words.locales:
        return Told("editor.not_there")
    values = await _values(ctx, user_id, guild_id, locale)
    if values is None:
        return Told("editor.try_again")

    async def read(tx: Tx) -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
        return await worked_on(tx, ctx, guild_id), await in_force(tx, ctx, guild_id)

    draft, force = await ctx.db.read(read)
    report = notice_check.check(ctx.words, locale, draft[locale], values, await _server(ctx, guild_id))
    report = replace(report, findings=(*report.findings, *notice_check.parity(draft)))
    return Look(report, diff(force[locale], draft[locale]), _mark(repr(sorted(draft.items()))))


async def _values(ctx: Context, user_id: int, guild_id: int, locale: str) -> dict[str, Value] | None:
    """The facts of the live server, as if the editor were the member; None while Discord is not there."""
    view = ctx.port.view(guild_id)
    if view is None:
        return None

    async def read(tx: Tx) -> tuple[Server, Version | None]:
        return await servers.get(tx, guild_id), await notice.latest(tx, guild_id)

    server, last = await ctx.db.read(read)
    number = (last.number if last is not None else 0) + 1
    date = ctx.clock().strftime("%Y-%m-%d")
    values = facts(ctx, server, view, stand_in(guild_id, user_id, locale, ctx.clock()))
    return {**values, "notice_version": str(number), "notice_date": date}


async def _server(ctx: Context, guild_id: int) -> notice_check.Server:
    view = ctx.port.view(guild_id)
    server = await ctx.db.read(lambda tx: servers.get(tx, guild_id))
    hours = (server.oncall_hours or "").replace(" ", "")
    return notice_check.Server(
        roles=view.role_names if view is not None else frozenset(),
        always_open="24/7" in hours,
        country=server.country or "",
    )


async def publish(
    ctx: Context, user_id: int, guild_id: int, kind: str, mark: str
) -> Told | tuple[Finding, ...]:
    """Make the drafts the version in force. Findings that block come back instead, and nothing changes.

    `mark` says which words the person saw; if they have moved since, they look again. Every language is
    checked, and that all of them say the same.
    """
    if kind not in KINDS:
        return Told("editor.not_there")
    drafts = await ctx.db.read(lambda tx: worked_on(tx, ctx, guild_id))
    if _mark(repr(sorted(drafts.items()))) != mark:
        return Told("editor.moved_on")
    blocking = list(notice_check.parity(drafts))
    for locale, texts in drafts.items():
        values = await _values(ctx, user_id, guild_id, locale)
        if values is None:
            return Told("editor.try_again")
        report = notice_check.check(ctx.words, locale, texts, values, await _server(ctx, guild_id))
        blocking += [finding for finding in report.findings if finding.level == "block"]
    if blocking:
        return tuple(blocking)
    return await _publish(ctx, user_id, guild_id, kind, drafts)


async def _publish(
    ctx: Context, user_id: int, guild_id: int, kind: str, drafts: Mapping[str, dict[str, str]]
) -> Told:
    now = ctx.clock()
    base = shipped(ctx)
    own = {
        locale: {slot: text for slot, text in texts.items() if text != base[locale].get(slot)}
        for locale, texts in drafts.items()
    }
    own = {locale: texts for locale, texts in own.items() if texts}

    async def work(tx: Tx) -> Told:
        if await worked_on(tx, ctx, guild_id) != drafts:
            return Told("editor.moved_on")
        if await in_force(tx, ctx, guild_id) == drafts and await notice.latest(tx, guild_id) is not None:
            return Told("editor.nothing_new")
        await notice.ensure(tx, guild_id, ctx.notice_digest, now)
        version = await notice.add(tx, guild_id, kind, ctx.notice_digest, own, now, made_by=user_id)
        await notice.add_read(tx, version.id, user_id, digest_of(repr(sorted(own.items()))), now)
        await notice_draft.drop(tx, guild_id)
        await journal.note(tx, now, guild_id, "notice_published", user_id=user_id, detail=kind)
        if kind == "material":
            await notice_change.schedule(tx, guild_id, version, now)
        return Told(f"editor.published_{kind}", {"version": str(version.number)})

    return await ctx.db.write(work)
