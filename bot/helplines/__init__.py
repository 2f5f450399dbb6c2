"""The helplines that travel with the bot, read from the data files beside this one."""

import tomllib
from importlib.resources import files

from bot.core.helplines import Emergency, Helpline, read_line


def load() -> tuple[tuple[Helpline, ...], dict[str, Emergency]]:
    """All shipped lines, and the emergency numbers by country. Raises ValueError naming a bad row."""
    here = files(__package__)
    rows = tomllib.loads(here.joinpath("helplines.toml").read_text(encoding="utf-8"))["line"]
    numbers = tomllib.loads(here.joinpath("emergency.toml").read_text(encoding="utf-8"))
    lines = []
    for row in rows:
        try:
            lines.append(read_line(row))
        except ValueError as error:
            raise ValueError(f"helplines.toml, {row.get('id', '?')}: {error}") from None
    return tuple(lines), {
        country: Emergency(country, row["dial"], row.get("note", "")) for country, row in numbers.items()
    }
