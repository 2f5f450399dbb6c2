"""The safety engine against other ways to find phrases, and against what discord.py spends anyway.

Everything is timed in one process with interleaved rounds, so ratios hold even on a busy machine. The other
engines get the plain phrases of the same length and number; they do no normalising, gaps or context.
Those that are not installed are left out and named.
"""

import asyncio
import importlib.util
import json
import random
import re
import statistics
import time
import tracemalloc
from collections.abc import Callable, Sequence
from typing import Any

from bot.core.lexicon import Lexicon, ServerTerm, load, with_server
from bot.lexicons import everyday, sources, uncollected

Scan = Callable[[str], object]
ROUNDS = 5
_WORDS = [
    "river",
    "lantern",
    "copper",
    "meadow",
    "violet",
    "harbour",
    "thunder",
    "pebble",
    "orchard",
    "candle",
    "marble",
    "tunnel",
    "feather",
    "anchor",
]


def messages(count: int, chance: random.Random, language: str = "en") -> list[str]:
    """Made-up messages near 80 characters, one in a hundred of them alarming."""
    sample = everyday(language)
    out = []
    for number in range(count):
        text = chance.choice(sample)
        while len(text) < 70:
            text += " " + chance.choice(sample)
        out.append(text[:90] + (" i want to kill myself" if number % 100 == 0 else ""))
    return out


def phrases(count: int) -> list[str]:
    """Phrases of three words that differ from each other."""
    size = len(_WORDS)
    return [
        f"{_WORDS[n % size]} {_WORDS[n // size % size]}{n} {_WORDS[n // size // size % size]}"
        for n in range(count)
    ]


def others(listed: Sequence[str]) -> dict[str, Scan]:
    """Every engine that is installed, loaded with the same phrases."""
    compiled = [re.compile(rf"\b{re.escape(p)}\b", re.IGNORECASE) for p in listed]
    union = re.compile(r"\b(?:" + "|".join(map(re.escape, listed)) + r")\b", re.IGNORECASE)
    found: dict[str, Scan] = {
        "re, one by one": lambda text: [p for p in compiled if p.search(text)],
        "re, one alternation": lambda text: union.findall(text),
    }
    if importlib.util.find_spec("ahocorasick_rs"):
        import ahocorasick_rs

        automaton = ahocorasick_rs.AhoCorasick([f" {p} " for p in listed])
        found["ahocorasick_rs"] = lambda text: automaton.find_matches_as_indexes(f" {text.lower()} ")
    if importlib.util.find_spec("flashtext"):
        import flashtext

        processor: Any = flashtext.KeywordProcessor()
        processor.add_keywords_from_list(list(listed))
        found["flashtext"] = processor.extract_keywords
    if importlib.util.find_spec("better_profanity"):
        from better_profanity import Profanity

        profanity: Any = Profanity(list(listed))
        found["better-profanity"] = profanity.contains_profanity
    return found


def discord_cost(texts: Sequence[str]) -> Scan:
    """discord.py's own work for one MESSAGE_CREATE: JSON, Message, dispatch and one listener run."""
    import discord
    from discord.state import ConnectionState

    loop = asyncio.new_event_loop()
    client = discord.Client(intents=discord.Intents(guilds=True, guild_messages=True, message_content=True))
    client.loop = loop
    state: ConnectionState[Any] = client._connection
    guild = {
        "id": "1", "name": "g", "owner_id": "2", "member_count": 1, "roles": [{
            "id": "1", "name": "@everyone", "color": 0, "hoist": False, "position": 0, "permissions": "1024",
            "managed": False, "mentionable": False,
        }],
        "channels": [{"id": "3", "type": 0, "name": "c", "position": 0, "permission_overwrites": []}],
        "emojis": [], "features": [], "verification_level": 0, "default_message_notifications": 0,
        "explicit_content_filter": 0, "mfa_level": 0, "premium_tier": 0, "preferred_locale": "en-US",
        "nsfw_level": 0, "system_channel_flags": 0, "afk_timeout": 0, "stickers": [], "members": [],
    }  # fmt: skip
    state._add_guild_from_data(guild)

    async def on_message(message: discord.Message) -> None:
        return None

    client.on_message = on_message  # type: ignore[attr-defined]
    payloads = {text: json.dumps(_payload(number, text)) for number, text in enumerate(texts)}

    async def one(text: str) -> None:
        state.parse_message_create(json.loads(payloads[text]))
        await asyncio.sleep(0)

    return lambda text: loop.run_until_complete(one(text))


def _payload(number: int, text: str) -> dict[str, Any]:
    user = {"id": "2", "username": "u", "discriminator": "0", "avatar": None, "global_name": "U"}
    return {
        "id": str(1000 + number), "channel_id": "3", "guild_id": "1", "author": user, "content": text,
        "type": 0,
        "timestamp": "2026-01-01T00:00:00+00:00", "edited_timestamp": None, "tts": False, "pinned": False,
        "mention_everyone": False, "mentions": [], "mention_roles": [], "attachments": [], "embeds": [],
        "flags": 0, "components": [], "nonce": str(number), "member": {
            "roles": [], "joined_at": "2025-01-01T00:00:00+00:00", "deaf": False, "mute": False, "flags": 0,
        },
    }  # fmt: skip


def timed(scan: Scan, texts: Sequence[str]) -> float:
    """Microseconds of processor time per text."""
    start = time.process_time()
    for text in texts:
        scan(text)
    return (time.process_time() - start) / len(texts) * 1e6


def compare(lexicon: Lexicon, say: Callable[[str], None]) -> None:
    """Microseconds per message, median of interleaved rounds."""
    texts = messages(400, random.Random(1))
    engines: dict[str, Scan] = {"this engine, as shipped": lexicon.scan}
    for count in (300, 1000):
        engines |= {f"{name}, {count} phrases": scan for name, scan in others(phrases(count)).items()}
    engines["discord.py, MESSAGE_CREATE"] = discord_cost(texts)
    rounds: dict[str, list[float]] = {name: [] for name in engines}
    for number in range(ROUNDS + 1):
        for name, scan in engines.items():
            cost = timed(scan, texts)
            if number:
                rounds[name].append(cost)
    own = statistics.median(rounds["this engine, as shipped"])
    say(f"{'engine':44}{'us/message':>12}{'ratio':>9}")
    for name, costs in rounds.items():
        middle = statistics.median(costs)
        say(f"{name:44}{middle:>12.2f}{middle / own:>9.2f}")
    discord = min(rounds["discord.py, MESSAGE_CREATE"])
    for language in ("en", "es"):
        texts = messages(400, random.Random(3), language)
        timed(lexicon.scan, texts)
        each = sorted(min(timed(lexicon.scan, [text]) for _ in range(5)) for text in texts)
        mean = statistics.fmean(each)
        say(
            f"this engine, {language}: mean {mean:.1f} us, median {each[len(each) // 2]:.1f} us,"
            f" p99 {each[int(len(each) * 0.99)]:.1f} us; against discord.py's own cost: {mean / discord:.2f}"
        )


def growth(lexicon: Lexicon, say: Callable[[str], None]) -> None:
    """Build time, memory and scanning time as a server adds entries."""
    texts = messages(400, random.Random(2))
    say(f"\n{'server entries':>14}{'build ms':>10}{'MB':>8}{'us/message':>12}")
    for count in (0, 300, 1000, 5000):
        terms = [ServerTerm(f"bench.{n}", (phrase,)) for n, phrase in enumerate(phrases(count))]
        start = time.process_time()
        with_server(lexicon, terms)
        built = (time.process_time() - start) * 1000
        tracemalloc.start()
        again = with_server(lexicon, terms)
        size = tracemalloc.get_traced_memory()[0] / 1e6
        tracemalloc.stop()
        timed(again.scan, texts)
        say(f"{count:>14}{built:>10.1f}{size:>8.2f}{timed(again.scan, texts):>12.2f}")


def loading(say: Callable[[str], None]) -> None:
    """Time to read, check and compile lexicon files: what ships, and made-up ones of a given size."""
    say(f"\n{'lexicon files':>24}{'patterns':>10}{'ms':>8}{'ms per 1,000':>14}")
    shipped = sources()
    kinds: dict[str, dict[str, str]] = {"shipped": shipped}
    words = {name: text for name, text in shipped.items() if name == "en/words.toml"}
    for count in (300, 1000, 5000):
        kinds[f"made up, {count}"] = {**words, "en/made_up.toml": made_up(count)}
    for name, files in kinds.items():
        load(files)
        costs = []
        for _ in range(3):
            start = time.process_time()
            with uncollected():
                lexicon = load(files)
            costs.append((time.process_time() - start) * 1000)
        patterns = len(lexicon.shipped.compiled.every)
        say(f"{name:>24}{patterns:>10}{min(costs):>8.0f}{min(costs) / patterns * 1000:>14.0f}")


def made_up(count: int) -> str:
    """A lexicon file with so many patterns, of the kinds that shipped ones are made of, ten to a rule."""
    lines = ["schema = 1", 'language = "en"']
    listed = [phrase.split() for phrase in phrases(count)]
    for first in range(0, count, 10):
        lines += ["[[rule]]", f'id = "bench.{first}"', 'category = "topic"', "tier = 2", "patterns = ["]
        for number, (one, two, three) in enumerate(listed[first : first + 10]):
            kinds = (
                f"{{want}} ~2 {two} {three}",
                f"(i|my) ~1 ({one}|{three}) ~3 {two}",
                f"{two} ~2 {one} {three}?",
            )
            lines.append(f'  "{kinds[number % 3]}",')
        _, two, three = listed[first]
        lines += ["]", f'match = ["i want to {two} {three}"]']
    return "\n".join(lines) + "\n"


def lengths(lexicon: Lexicon, say: Callable[[str], None]) -> None:
    """Time over message length, for everyday words and for words that meet many rules."""
    calm = " ".join(everyday())
    alarming = "i want to end my life and take pills with a gun tonight goodbye world no one will miss me "
    say(f"\n{'characters':>10}{'everyday us':>13}{'alarming us':>13}")
    for size in (20, 80, 250, 500, 1000, 2000, 4000):
        costs = []
        for text in ((calm * 2)[:size], (alarming * 50)[:size]):
            lexicon.scan(text)
            costs.append(min(timed(lexicon.scan, [text]) for _ in range(7)))
        say(f"{size:>10}{costs[0]:>13.1f}{costs[1]:>13.1f}")


def run(say: Callable[[str], None]) -> None:
    """All tables, on standard output."""
    files = sources()
    lexicon = load(files)
    compiled = lexicon.shipped.compiled
    say(f"shipped: {len(compiled.terms)} terms, {len(compiled.every)} patterns\n")
    compare(lexicon, say)
    growth(lexicon, say)
    loading(say)
    lengths(lexicon, say)
    for name in ("ahocorasick_rs", "flashtext", "better_profanity"):
        if importlib.util.find_spec(name) is None:
            say(f"not installed, left out: {name}")
