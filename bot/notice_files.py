"""Where the words are on disk, and reading them: {locale: {file: source}}."""

from importlib.resources import files
from pathlib import Path

Sources = dict[str, dict[str, str]]


def notices_folder() -> Path:
    """Where the notices are: beside the code in an installed wheel, at the top of a checkout."""
    installed = Path(str(files("bot"))) / "notices"
    return installed if installed.is_dir() else installed.parents[1] / "notices"


def read_notices(folder: Path) -> Sources:
    """Every template of every language under a folder.

    Raises OSError where one is unreadable, UnicodeDecodeError where one is not UTF-8.
    """
    return {
        place.name: {file.stem: file.read_text(encoding="utf-8") for file in sorted(place.glob("*.jinja"))}
        for place in sorted(folder.iterdir())
        if place.is_dir() and any(place.glob("*.jinja"))
    }
