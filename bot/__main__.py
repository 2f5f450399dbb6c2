"""The command line: run, demo, check, notices, lexicon, helplines."""

from __future__ import annotations

import argparse
import asyncio
import importlib
import os
import signal
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Imported where they are needed: `lexicon scan` must start without discord.py.
    from bot.client import Forthright
    from bot.settings import Settings

USAGE = """usage: forthright COMMAND

  run         start the bot (settings come from the environment or .env)
  check       look at the settings, the notices and the lexicon, and say what is wrong
  demo        the playground: the whole bot in your browser, no token needed
  notices     lint notices
  lexicon     scan, evaluate, lint
  helplines   check the helplines
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 when all went well. One of the five broad nets."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    commands = {"run": _run, "check": _check, "demo": _demo, "notices": _notices}
    commands |= {"lexicon": _lexicon, "helplines": _helplines}
    if command not in commands:
        print(USAGE, end="", file=sys.stdout if command in ("", "-h", "--help", "help") else sys.stderr)
        return 0 if command in ("-h", "--help", "help") else 2
    try:
        return commands[command](rest)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has enough (`| head`); what is left in the buffer must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except Exception as error:
        print(f"forthright: {command} failed: {type(error).__name__}", file=sys.stderr)
        return 1


def _load_settings() -> Settings | None:
    from pydantic import ValidationError

    from bot.settings import Settings, problems

    try:
        return Settings()
    except ValidationError as error:
        for line in problems(error):
            print(f"forthright: {line}", file=sys.stderr)
    except UnicodeDecodeError:
        print("forthright: .env is not UTF-8 text", file=sys.stderr)
    except OSError as error:
        print(f"forthright: {error.filename}: cannot be read", file=sys.stderr)
    return None


def _make_bot(settings: Settings) -> Forthright | None:
    from bot.app import create_bot
    from bot.core.templates import TemplateRefused

    try:
        return create_bot(settings)
    except TemplateRefused as refused:
        for fault in refused.faults:
            print(f"forthright: notices/{fault.file}:{fault.line}: {fault.why}", file=sys.stderr)
    except OSError as error:
        print(f"forthright: {error.filename}: cannot be read", file=sys.stderr)
    return None


def _run(rest: Sequence[str]) -> int:
    argparse.ArgumentParser(prog="forthright run").parse_args(rest)
    settings = _load_settings()
    if settings is None:
        return 2
    from bot import logs

    logs.set_up(settings.log_level)
    bot = _make_bot(settings)
    if bot is None:
        return 2
    return asyncio.run(_serve(bot, settings))


async def _serve(bot: Forthright, settings: Settings) -> int:
    import discord

    from bot import client, web
    from bot.store.database import StoreBroken

    page = None
    if settings.health_port is not None:
        try:
            page = await web.start(bot, settings.health_port)
        except OSError:
            print(f"forthright: HEALTH_PORT: {settings.health_port} is taken", file=sys.stderr)
            return 2
    running = asyncio.create_task(client.run(bot, settings.discord_token.get_secret_value()))
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, running.cancel)
    try:
        await running
    except asyncio.CancelledError:
        await bot.close()
    except discord.LoginFailure:
        print("forthright: DISCORD_TOKEN: Discord does not accept it", file=sys.stderr)
        return 2
    except discord.PrivilegedIntentsRequired:
        print(
            "forthright: switch on Message Content and Server Members in the developer portal, or set"
            " FORTHRIGHT_MESSAGE_CONTENT=0 or FORTHRIGHT_MEMBERS=0 and read what is then off",
            file=sys.stderr,
        )
        return 2
    except StoreBroken as error:
        print(f"forthright: DATABASE_URL: the store cannot be opened ({error.kind})", file=sys.stderr)
        return 2
    finally:
        if page is not None:
            await page.cleanup()
    return 0


def _check(rest: Sequence[str]) -> int:
    argparse.ArgumentParser(prog="forthright check").parse_args(rest)
    settings = _load_settings()
    if settings is None:
        return 2
    bot = _make_bot(settings)
    if bot is None:
        return 2
    for problem in bot.ctx.safety.problems:
        print(f"forthright: lexicons/{problem.file}:{problem.line}: {problem.why}", file=sys.stderr)
    if not bot.ctx.safety.working:
        return 1
    print("settings, notices and lexicon are fine")
    return 0


def _demo(rest: Sequence[str]) -> int:
    try:
        playground = importlib.import_module("bot.playground.cli")
    except ImportError as error:
        print(
            f"forthright: the playground needs the extra 'demo' ({error.name} is missing):"
            " pip install 'forthright[demo]'",
            file=sys.stderr,
        )
        return 2
    return int(playground.main(rest))


def _notices(rest: Sequence[str]) -> int:
    from bot import notices_cli

    return notices_cli.main(rest)


def _lexicon(rest: Sequence[str]) -> int:
    from bot import lexicon_cli

    return lexicon_cli.main(rest)


def _helplines(rest: Sequence[str]) -> int:
    from bot import notices_cli

    return notices_cli.helplines_main(rest)


if __name__ == "__main__":
    sys.exit(main())
