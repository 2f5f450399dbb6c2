"""Where the words are on disk, and reading them: {locale: {file: source}}."""

from importlib.resources import files
from pathlib import Path

from bot.core.templates import Fault, TemplateRefused

Sources = dict[str, dict[str, str]]


def notices_folder() -> Path:
    """Where the notices are: beside the code in an installed wheel, at the top of a checkout."""
    installed = Path(str(files("bot"))) / "notices"
    return installed if installed.is_dir() else installed.parents[1] / "notices"


def read_notices(folder: Path) -> Sources:
    """Every template of every language under a folder.

    Raises OSError where one is unreadable, TemplateRefused where one is not text.
    """
    return {
        place.name: {file.stem: _text(file) for file in sorted(place.glob("*.jinja"))}
        for place in sorted(folder.iterdir())
        if place.is_dir() and any(place.glob("*.jinja"))
    }


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        fault = Fault(f"{file.parent.name}/{file.name}", line, "not UTF-8 text")
        raise TemplateRefused((fault,)) from None
