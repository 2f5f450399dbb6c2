"""What the flows need of the outside, and every answer it may give. No Discord types, no exceptions.

`adapter.py` is the only implementation; it maps Discord's error codes to these answers.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.core.effects import Access


class Trouble(StrEnum):
    """Why something did not happen."""

    GONE = "gone"  # the channel, message or person is no longer there
    FORBIDDEN = "forbidden"  # the bot lacks a permission
    CLOSED = "closed"  # the person takes no direct messages
    FULL = "full"  # a limit of Discord is reached
    REFUSED = "refused"  # Discord does not accept it as it is; trying again would not help
    LATER = "later"  # Discord is down, slow or limiting: try again


class Style(StrEnum):
    """How a button looks; never the only sign of what it means (L15)."""

    PRIMARY = "primary"
    QUIET = "quiet"
    GOOD = "good"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """A labelled button. `action` is all the state it has, so it works after any restart."""

    action: str
    label: str
    style: Style = Style.QUIET


@dataclass(frozen=True, slots=True)
class Choice:
    """A menu of fixed choices."""

    action: str
    placeholder: str
    options: Sequence[tuple[str, str]]  # value, label


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it goes out: text, buttons, and exactly whom it notifies."""

    text: str
    buttons: Sequence[Button] = ()
    choices: Sequence[Choice] = ()
    pings: Sequence[int] = ()
    nonce: str | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """Where a message landed."""

    channel_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class Heard:
    """A message of a person, as the check needs it. Lives in memory for one call and is never kept."""

    guild_id: int
    channel_id: int
    message_id: int
    author_id: int
    text: str = field(repr=False)
    edited_at: datetime | None = None
    by_bot: bool = False


@dataclass(frozen=True, slots=True)
class Sight:
    """Who can read private channels by right, computed from the live server (E02, E12)."""

    owner_id: int
    admin_roles: tuple[str, ...]
    admin_bots: int
    other_bots_can_see: int = 0


@dataclass(frozen=True, slots=True)
class ServerView:
    """What the bot sees of a server right now."""

    guild_id: int
    name: str
    sight: Sight
    channels: frozenset[int]
    roles: frozenset[int]
    per_category: dict[int, int]
    lacking: tuple[str, ...]  # permissions the bot needs and has not
    content: bool  # the message content intent
    members: bool  # the members intent
    role_names: frozenset[str] = frozenset()

    @property
    def channel_count(self) -> int:
        """How many channels of the 500 there are."""
        return len(self.channels)


class Port(Protocol):
    """Everything that reaches Discord. Each call answers with its result or a Trouble, never raises."""

    def view(self, guild_id: int) -> ServerView | None:
        """The server as it is now; None while it is not available."""

    def people_with(self, guild_id: int, role_id: int | None) -> tuple[int, ...]:
        """Who has a role: people, no bots, in a stable order."""

    async def is_present(self, guild_id: int, user_id: int) -> bool | Trouble:
        """Is this person in the server?"""

    def can_read(self, channel_id: int, user_id: int) -> bool:
        """May this person read this channel right now, by any right?"""

    async def create_role(self, guild_id: int, name: str) -> int | Trouble:
        """Make a role without any permission."""

    async def create_lobby(self, guild_id: int, name: str) -> int | Trouble:
        """Make a channel that everybody can read and only the bot can write in."""

    async def create_staff_channel(
        self, guild_id: int, name: str, role_ids: Sequence[int | None]
    ) -> int | Trouble:
        """Make a private channel for some roles."""

    async def create_category(self, guild_id: int, name: str) -> int | Trouble:
        """Make a category that nobody but the bot can see."""

    async def create_channel(self, guild_id: int, category_id: int | None, name: str) -> int | Trouble:
        """Make a channel that is closed in the create call itself; its id."""

    def may_post(self, channel_id: int) -> bool:
        """Can the bot see this channel and write in it right now?"""

    def find_channel(self, guild_id: int, name: str) -> int | None:
        """A channel of this name: what a crash between making and noting it left behind."""

    def rooms_in(self, category_id: int) -> tuple[tuple[int, str], ...]:
        """The text channels of a category, each with its name."""

    async def close_channel(self, channel_id: int, keep: Sequence[int]) -> Trouble | None:
        """Take every way in from a channel that others made; `keep` lists who may go on reading."""

    async def personal_overwrites(self, channel_id: int) -> tuple[int, ...]:
        """The people (no bots) who have an overwrite of their own there."""

    async def holds_role(self, guild_id: int, user_id: int, role_id: int | None) -> bool | Trouble:
        """Does this person have this role? Asks Discord where the cache does not know them."""

    async def bar(self, channel_id: int, user_id: int) -> Trouble | None:
        """Keep one person out of a channel, whatever their roles allow."""

    async def let_role_see(self, channel_id: int, role_id: int | None) -> Trouble | None:
        """Let the people of a role see a channel, and read what stands there."""

    async def set_access(self, channel_id: int, user_id: int, access: Access) -> Trouble | None:
        """Give a person exactly this much."""

    async def delete_channel(self, channel_id: int) -> Trouble | None:
        """Remove a channel and all that was said in it."""

    async def send(self, channel_id: int, message: Message) -> Sent | Trouble:
        """Post in a channel."""

    async def send_dm(self, user_id: int, message: Message) -> Sent | Trouble:
        """Write to a person directly."""

    async def edit(self, channel_id: int, message_id: int, message: Message) -> Trouble | None:
        """Change a message of ours."""

    async def delete_message(self, channel_id: int, message_id: int) -> Trouble | None:
        """Remove a message of ours."""

    async def find_own(self, channel_id: int, action: str) -> int | Trouble | None:
        """A recent message of ours that carries a button with this action; None when there is none."""

    async def find_text(self, channel_id: int, text: str) -> int | Trouble | None:
        """A recent message of ours with exactly this text; None when there is none."""

    async def has_message(self, channel_id: int, message_id: int) -> bool | Trouble:
        """Does this message still stand there?"""

    async def clear(self, channel_id: int, message_id: int, emoji: str) -> Trouble | None:
        """Take one emoji off a message, whoever gave it."""

    async def pin(self, channel_id: int, message_id: int) -> Trouble | None:
        """Pin a message."""

    async def react(self, channel_id: int, message_id: int, emoji: str) -> Trouble | None:
        """Add the bot's own reaction."""

    async def unreact(self, channel_id: int, message_id: int, emoji: str, user_id: int) -> Trouble | None:
        """Take a person's reaction away."""

    async def reactions(self, channel_id: int, message_id: int, emoji: str) -> tuple[int, ...] | Trouble:
        """Who has given a reaction, both kinds, every page; the bot itself included."""

    async def history(self, channel_id: int, after: int) -> tuple[Heard, ...] | Trouble:
        """What people wrote after a message id, oldest first; a malformed one is set aside."""

    async def recent_edits(self, channel_id: int) -> tuple[Heard, ...] | Trouble:
        """The newest hundred messages that have been edited: `after` cannot see these."""

    def last_said(self, channel_id: int) -> datetime | None:
        """When the last message of a channel was posted, by its id; None where nothing is known."""

    def own_id(self) -> int:
        """The bot's own user id."""
