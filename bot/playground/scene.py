"""What the tour looks at: who can see which button right now, and what the bot has written down so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from simcord.backend.models import Message

from bot.playground.rows import OVER, gate, journal
from bot.playground.view import visible_channels
from bot.playground.world import World


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the page: in whose pane, which channel, which message, which button or reaction."""

    person: str | None = None
    channel: str | None = None
    message: str | None = None
    custom_id: str | None = None
    emoji: str | None = None
    command: str | None = None
    composer: bool = False
    advance: int | None = None
    element: str | None = None


class Scene:
    """One look at the world, made anew for every picture: the tour follows what is, not what was clicked."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.events = journal(world.database)

    def happened(self, *events: str) -> bool:
        """Has the bot noted any of these?"""
        return any(event in events for event in self.events)

    def after(self, event: str, before: str) -> bool:
        """Is the last `event` in the journal later than the last `before`?"""
        last = {name: i for i, name in enumerate(self.events)}
        return before in last and last.get(event, -1) > last[before]

    def button(self, person: str, *verbs: str) -> Spot | None:
        """The newest button of one of these kinds that this person can see."""
        for message in self._newest(person):
            for part in _parts(message.components):
                custom_id = part.get("custom_id")
                if custom_id and not part.get("disabled") and set(verbs) & set(custom_id.split(":")):
                    return Spot(person, str(message.channel_id), str(message.id), custom_id)
        return None

    def reaction(self, person: str, *verbs: str) -> Spot | None:
        """The reaction the bot has put under the message with such a button."""
        found = self.button(person, *verbs)
        if found is None:
            return None
        message = self.world.env.backend.messages[int(found.channel or 0)][int(found.message or 0)]
        if not message.reactions:
            return found
        return Spot(person, found.channel, found.message, emoji=message.reactions[0].emoji)

    def form(self, person: str) -> Spot | None:
        """The way on in a private answer that asks something: its most prominent button."""
        newest = next((m for m in self._newest(person) if m.is_ephemeral), None)
        buttons = [p for p in _parts(newest.components) if p.get("type") == 2] if newest is not None else []
        if newest is None or not buttons:
            return None
        chosen = next((b for b in buttons if b.get("style") in (1, 3)), None)
        if chosen is None:
            return None
        return Spot(person, str(newest.channel_id), str(newest.id), chosen.get("custom_id"))

    def talk(self) -> int | None:
        """The channel of Alex's conversation, while it is there to be seen and is not over."""
        spot = self.button("alex", "agree", "stop")
        if spot is None or spot.channel is None:
            return None
        found = gate(self.world.database, int(spot.channel))
        return None if found is not None and found[2] in OVER else int(spot.channel)

    def wrote(self, person: str) -> bool:
        """Has this person written in Alex's conversation?"""
        channel, user = self.talk(), self.world.members[person].id
        return channel is not None and any(
            m.author_id == user for m in self.world.env.backend.messages.get(channel, {}).values()
        )

    def writing(self, person: str) -> Spot | None:
        """This person's composer in Alex's conversation."""
        channel = self.talk()
        return Spot(person, str(channel), composer=True) if channel is not None else None

    def place(self, spot: Spot | None) -> Spot | None:
        """Only the channel of a spot: there is something to read, not to press."""
        return Spot(spot.person, spot.channel) if spot is not None else None

    def has_read(self, person: str, spot: Spot | None) -> bool:
        """Has this person had the message of this spot in front of them?"""
        if spot is None or spot.channel is None or spot.message is None:
            return False
        return self.world.read.get((person, int(spot.channel)), 0) >= int(spot.message)

    def _newest(self, person: str) -> Iterator[Message]:
        backend, user = self.world.env.backend, self.world.members[person].id
        channels = [c.id for c in visible_channels(self.world, user)]
        direct = backend.dm_channels.get(user)
        places = [*channels, *([direct] if direct is not None else [])]
        found = [m for place in places for m in backend.messages.get(place, {}).values()]
        hidden = self.world.dismissed
        yield from sorted(
            (m for m in found if m.visible_to(user) and m.id not in hidden), key=lambda m: -m.id
        )


def _parts(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for part in components:
        yield part
        yield from _parts(part.get("components") or [])
        if isinstance(part.get("accessory"), dict):
            yield part["accessory"]
