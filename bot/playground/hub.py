"""The live line to each open page: pictures go out, acts come in."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from aiohttp import WSMsgType, web

from bot.playground import curtain, tour
from bot.playground.acts import perform, same_world, tell_fault
from bot.playground.commands import commands_for, entities
from bot.playground.forms import Fields, Refused
from bot.playground.view import snapshot
from bot.playground.world import World

LARGEST_MESSAGE = 256 * 1024
LONGEST_JUMP = 24 * 3600
STRIDE = 300  # seconds; a long jump shows itself in steps
QUIET = {"commands", "entities", "autocomplete", "rows"}  # these change no picture


class Hub:
    """All open pages of one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.pages: set[web.WebSocketResponse] = set()
        self.watching: set[web.WebSocketResponse] = set()
        self._acts: set[asyncio.Task[None]] = set()

    async def live(self, request: web.Request) -> web.WebSocketResponse:
        """One page's whole visit. Acts run as tasks so that a slow one does not hold up the reading."""
        page = web.WebSocketResponse(heartbeat=20, max_msg_size=LARGEST_MESSAGE)
        await page.prepare(request)
        self.pages.add(page)
        try:
            async with self.world.lock:
                picture = self.picture()
            await page.send_json(picture)
            async for message in page:
                if message.type is not WSMsgType.TEXT:
                    continue
                task = asyncio.create_task(self._take(page, message.data))
                self._acts.add(task)
                task.add_done_callback(self._acts.discard)
        finally:
            self.pages.discard(page)
            self.watching.discard(page)
        return page

    async def close(self) -> None:
        """Send every page away and drop what they were still asking for."""
        for task in tuple(self._acts):
            task.cancel()
        for page in tuple(self.pages):
            await page.close(code=1001, message=b"the playground has ended")

    def picture(self) -> dict[str, Any]:
        """The whole state as one message."""
        return {"type": "state", **snapshot(self.world), "tour": tour.progress(self.world)}

    async def tell(self) -> None:
        """Send the new picture to every page, and the rows to those that look at them."""
        async with self.world.lock:  # never a world that is half built
            picture = self.picture()
        await self._send(self.pages, picture)
        if self.watching:
            rows = {"type": "rows", "tables": curtain.tables(self.world.database)}
            await self._send(self.watching, rows)

    async def _send(self, pages: set[web.WebSocketResponse], payload: dict[str, Any]) -> None:
        text = json.dumps(payload, ensure_ascii=False)
        for page in tuple(pages):
            try:
                await page.send_str(text)
            except (ConnectionError, RuntimeError):
                pages.discard(page)

    async def _take(self, page: web.WebSocketResponse, text: str) -> None:
        number, op = None, None
        try:
            payload = json.loads(text)
            if not isinstance(payload, dict):
                raise Refused("The page sent something that is not a request.")
            number, op = payload.get("id"), payload.get("op")
            reply = await self._do(page, payload)
        except Refused as refusal:
            reply = {"ok": False, "error": str(refusal)}
        except json.JSONDecodeError:
            reply = {"ok": False, "error": "The page sent something that cannot be read."}
        except Exception as error:  # one bad act must not end the visit; the terminal says where
            tell_fault(error, str(op))
            reply = {"ok": False, "error": "Something broke here. The terminal says what."}
        try:
            if op not in QUIET:
                await self.tell()
            await page.send_json({"type": "reply", "id": number, "ok": True, **reply})
        except (ConnectionError, RuntimeError):
            self.pages.discard(page)

    async def _do(self, page: web.WebSocketResponse, payload: dict[str, Any]) -> dict[str, Any]:
        fields, op = Fields(payload), payload.get("op")
        if op == "advance":
            return await self._advance(fields.number("seconds"))
        if op == "reset":
            async with self.world.lock:
                await self.world.reset()
            return {}
        if op == "rows":
            (self.watching.add if fields.flag("on") else self.watching.discard)(page)
            return {"tables": curtain.tables(self.world.database)}
        if op == "search":
            self.world.noted["searched"] = True
            return self._search(fields)
        person = fields.text("person", 20)
        if person not in self.world.members:
            raise Refused("The page asked for somebody who is not here.")
        if op == "see":
            same_world(self.world, payload)
            self.world.see(person, fields.number("channel"), fields.number("message"))
            return {}
        if op == "dismiss":
            self.world.dismissed.add(fields.number("message"))
            return {}
        if op == "commands":
            return {"commands": commands_for(self.world, person, fields.number("channel"))}
        if op == "entities":
            types = [int(t) for t in fields.texts("types") if t.isdecimal()]
            return {"entities": entities(self.world, person, fields.number("kind"), types)}
        return await perform(self.world, str(op), person, payload)

    async def _advance(self, seconds: int) -> dict[str, Any]:
        """Move the simulated clock, in strides, so that what happens on the way can be watched."""
        if not 0 < seconds <= LONGEST_JUMP:
            raise Refused("Time moves forward by at most a day at once.")
        while seconds > 0:
            stride = min(seconds, STRIDE)
            async with self.world.lock:
                with self.world.env.time_context():
                    await self.world.env.advance_time(stride)
            seconds -= stride
            await self.tell()
        return {}

    def _search(self, fields: Fields) -> dict[str, Any]:
        """Look for a phrase, or for everything people here have written, in the bot's files."""
        phrase = fields.text("phrase", 4000).strip()
        if phrase:
            return curtain.search(self.world.database, phrase)
        bot = self.world.env.backend.bot_user.id
        written = {
            m.content
            for stored in self.world.env.backend.messages.values()
            for m in stored.values()
            if m.author_id != bot and len(m.content) >= 4
        }
        counts = [curtain.search(self.world.database, text) for text in sorted(written)]
        nothing = curtain.search(self.world.database, "\x00" * 64)
        return {**nothing, "phrases": len(written), "found": sum(c["found"] for c in counts)}
