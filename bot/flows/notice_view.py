"""What a moderator is shown of a notice: as a member, a peer and a phone see it, findings, history, diff."""

import textwrap
from collections.abc import Iterable, Mapping

from bot.core import slots
from bot.core.effects import Told
from bot.core.notice import NotImported, exported, imported
from bot.core.notice_diff import SlotDiff, diff, marked
from bot.core.notice_slot import Finding
from bot.core.templates import Safe, Value
from bot.flows import notice_edit
from bot.flows.context import Context
from bot.flows.notice_edit import Look, laid_over, shipped
from bot.flows.port import Button, Choice, Message, Style
from bot.flows.say import person
from bot.store import notice
from bot.store.database import Tx

VIEWS = ("member", "peer", "phone")
PHONE_COLUMNS = 38
PHONE_ROWS = 24
LIMIT = 1_700
MOST_VERSIONS = 12


def say(ctx: Context, locale: str, key: str, **values: Value) -> str:
    """Words of the editor, in the moderator's own language."""
    return ctx.words.render(locale, f"editor.{key}", values)


def slot_name(ctx: Context, locale: str, slot: str) -> str:
    """What a slot is called in the editor."""
    return ctx.words.render(locale, f"check.slot_{slot or 'whole'}")


def start(ctx: Context, locale: str, language: str) -> Message:
    """The menu of the five groups; choosing one opens its form."""
    options = tuple((group, say(ctx, locale, f"group_{group}")) for group in slots.GROUPS)
    choice = Choice(f"nedit:{language}", say(ctx, locale, "choose_group"), options)
    return Message(say(ctx, locale, "start", language=language), choices=(choice,))


def preview(ctx: Context, locale: str, language: str, look: Look, view: str) -> list[Message]:
    """The draft as somebody sees it, then what was found and what changed, then what can be done."""
    if view == "phone":
        shown = [_phone("\n\n".join(look.report.messages))]
    elif view == "peer":
        card = {"oncall_label": Safe(ctx.words.render(language, "escalation.oncall_label"))}
        shown = [ctx.words.render(language, "notice.pledge_card", card), *look.report.messages]
    else:
        shown = list(look.report.messages)
    out = [Message(text) for text in shown if text]
    out.append(Message(_found(ctx, locale, look)))
    differs = _differs(ctx, locale, look.changes)
    out.append(Message(differs, _actions(ctx, locale, language, look), (_views(ctx, locale, language),)))
    return out


def _phone(text: str) -> str:
    """The first screen of a phone, line by line: is what matters most on it?"""
    rows: list[str] = []
    for line in text.replace("*", "").split("\n"):
        rows += textwrap.wrap(line, PHONE_COLUMNS) or [""]
    return "```\n" + "\n".join(rows[:PHONE_ROWS]).replace("```", "") + "\n```"


def _found(ctx: Context, locale: str, look: Look) -> str:
    grade = look.report.reading.grade if look.report.reading is not None else None
    head = say(
        ctx,
        locale,
        "blocked" if look.report.blocked else "ready",
        grade=f"{max(grade, 0):.1f}" if grade is not None else "",
        length=" + ".join(str(len(text)) for text in look.report.messages),
    )
    return f"{head}\n{finding_lines(ctx, locale, look.report.findings)}".strip()


def finding_lines(ctx: Context, locale: str, findings: Iterable[Finding]) -> str:
    """One line a finding, with its slot and how to mend it; what blocks comes first (M28)."""
    lines: list[str] = []
    size = 0
    for finding in dict.fromkeys(findings):
        hint = ctx.words.render(locale, finding.hint, {"words": finding.words})
        mark = say(ctx, locale, "must" if finding.level == "block" else "may")
        line = f"- {mark} **{slot_name(ctx, locale, finding.slot)}**: {hint}"
        size += len(line) + 1
        if size > LIMIT:
            lines.append(say(ctx, locale, "and_more"))
            break
        lines.append(line)
    return "\n".join(lines)


def _differs(ctx: Context, locale: str, changes: tuple[SlotDiff, ...]) -> str:
    if not changes:
        return say(ctx, locale, "no_difference")
    return say(ctx, locale, "differences") + "\n" + diff_lines(ctx, locale, changes)


def diff_lines(ctx: Context, locale: str, changes: tuple[SlotDiff, ...]) -> str:
    """One line a changed slot: ~~what went~~ and __what came__."""
    lines: list[str] = []
    size = 0
    for change in changes:
        line = f"- **{slot_name(ctx, locale, change.slot)}**: {marked(change.pieces)}"
        size += len(line) + 1
        if size > LIMIT:
            lines.append(say(ctx, locale, "and_more"))
            break
        lines.append(line)
    return "\n".join(lines)


def _actions(ctx: Context, locale: str, language: str, look: Look) -> tuple[Button, ...]:
    buttons = [Button("nkeep", say(ctx, locale, "button_keep"))]
    if look.changes and not look.report.blocked:
        for kind in notice_edit.KINDS:
            buttons.append(
                Button(f"nask:{kind}:{look.mark}", say(ctx, locale, f"button_{kind}"), Style.PRIMARY)
            )
    if look.changes:
        buttons.append(Button("ndrop", say(ctx, locale, "button_drop")))
    return tuple(buttons)


def _views(ctx: Context, locale: str, language: str) -> Choice:
    options = tuple((view, say(ctx, locale, f"view_{view}")) for view in VIEWS)
    return Choice(f"nview:{language}", say(ctx, locale, "choose_view"), options)


def ask_to_read(ctx: Context, locale: str, kind: str, mark: str) -> Message:
    """The last step before publishing: a named person says that they read it as a member would."""
    tick = Button(f"npub:{kind}:{mark}", say(ctx, locale, "button_tick"), Style.GOOD)
    return Message(say(ctx, locale, f"ask_{kind}"), (tick,))


async def history(ctx: Context, locale: str, guild_id: int) -> str:
    """Every version with who made it, when, and what they called it."""

    async def read(tx: Tx) -> list[tuple[notice.Version, list[notice.Read]]]:
        versions = await notice.history(tx, guild_id)
        return [(one, await notice.reads(tx, one.id)) for one in versions[:MOST_VERSIONS]]

    rows = await ctx.db.read(read)
    lines = []
    for version, reads in rows:
        values: dict[str, Value] = {
            "version": str(version.number),
            "date": version.made_at.strftime("%Y-%m-%d"),
            "kind": Safe(say(ctx, locale, f"kind_{version.kind}")),
            "made_by": person(version.made_by) if version.made_by is not None else "",
            "read_by": Safe(", ".join(person(one.user_id) for one in reads)),
        }
        lines.append("- " + say(ctx, locale, "version_line", **values))
    return (
        say(ctx, locale, "history", lines=Safe("\n".join(lines))) if lines else say(ctx, locale, "no_history")
    )


async def compare(ctx: Context, locale: str, guild_id: int, language: str, first: int, second: int) -> str:
    """What differs between two versions in one language; 0 is the words that came with the bot."""

    async def read(tx: Tx) -> list[dict[str, str] | None]:
        return [await _numbered(tx, ctx, guild_id, number, language) for number in (first, second)]

    before, after = await ctx.db.read(read)
    if before is None or after is None:
        number = first if before is None else second
        return say(ctx, locale, "no_such_version", version=str(number))
    changes = diff(before, after)
    return diff_lines(ctx, locale, changes) if changes else say(ctx, locale, "no_difference")


async def _numbered(tx: Tx, ctx: Context, guild_id: int, number: int, language: str) -> dict[str, str] | None:
    if language not in ctx.words.locales:
        return None
    if number == 0:
        return shipped(ctx)[language]
    version = await notice.numbered(tx, guild_id, number)
    if version is None:
        return None
    return laid_over(shipped(ctx), await notice.texts(tx, version.id))[language]


async def export(ctx: Context, guild_id: int) -> str:
    """A file with every slot of every language, drafts included, to keep or to edit elsewhere."""
    texts: Mapping[str, Mapping[str, str]] = await ctx.db.read(
        lambda tx: notice_edit.worked_on(tx, ctx, guild_id)
    )
    return exported(texts)


async def bring_in(ctx: Context, user_id: int, guild_id: int, source: str) -> Told:
    """Take such a file into the drafts. It is checked before it can be published, like everything typed."""
    result = imported(source, ctx.words.locales)
    if isinstance(result, NotImported):
        return Told(result.key)
    await notice_edit.put_draft(ctx, user_id, guild_id, result.texts)
    return Told("editor.imported_changed" if result.changed else "editor.imported")
