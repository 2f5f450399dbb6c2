"""`forthright check`: what is wrong with a notice or lexicon is named with file and line; nothing starts."""

import shutil
from pathlib import Path

import pytest

from bot import app, lexicons
from bot.__main__ import main
from bot.core.vocabulary import VOCABULARY
from bot.core.words import Words


@pytest.fixture
def notices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the notices that may be spoilt."""
    folder = tmp_path / "notices"
    shutil.copytree(app.notices_folder(), folder)
    monkeypatch.setattr(app, "notices_folder", lambda: folder)
    monkeypatch.setenv("DISCORD_TOKEN", "a-made-up-token")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'store.db'}")
    monkeypatch.chdir(tmp_path)
    return folder


def test_all_is_fine(notices: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert "are fine" in capsys.readouterr().out


def test_an_unknown_variable_in_two_files(notices: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (notices / "en" / "gate.jinja").write_text("{% block a %}\nhello {{ nmae }}\n{% endblock %}\n")
    (notices / "es" / "help.jinja").write_text("{% block a %}{% if wich %}x{% endif %}{% endblock %}")
    assert main(["check"]) == 2
    said = capsys.readouterr().err
    assert "forthright: notices/en/gate.jinja:2: unknown variable: nmae" in said
    assert "forthright: notices/es/help.jinja:1: unknown variable: wich" in said


@pytest.mark.parametrize(
    ("source", "why"),
    [
        (b"{% block a %}{% for x in y %}{% endfor %}{% endblock %}", ":1: "),
        (b"{% block a %}\n\n{% if %}{% endblock %}", ":3: "),
        (b"{% block a %}\n\xff{% endblock %}", ":2: not UTF-8 text"),
        (b"x" * 30_000, ":0: longer than"),
    ],
)
def test_a_template_that_cannot_be_used(
    notices: Path, capsys: pytest.CaptureFixture[str], source: bytes, why: str
) -> None:
    (notices / "en" / "gate.jinja").write_bytes(source)
    assert main(["check"]) == 2
    assert f"forthright: notices/en/gate.jinja{why}" in capsys.readouterr().err


def test_a_template_that_cannot_be_read(notices: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (notices / "en" / "broken.jinja").symlink_to(notices / "nowhere")
    assert main(["check"]) == 2
    assert "broken.jinja: cannot be read" in capsys.readouterr().err


def test_a_lexicon_with_a_bad_row(
    notices: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = {"en/bad.toml": 'schema = 1\nlanguage = "en"\n\n[[rule]]\nid = "x.y"\ntier = 9\npatterns = ["("]\n'}
    app.shipped_lexicon.cache_clear()
    monkeypatch.setattr(lexicons, "sources", lambda languages=None: bad)
    try:
        assert main(["check"]) == 1
    finally:
        app.shipped_lexicon.cache_clear()
    said = capsys.readouterr().err
    assert "forthright: lexicons/en/bad.toml:" in said
    assert "Traceback" not in said


def test_the_vocabulary_is_what_the_templates_name() -> None:
    words = Words.load(app.read_notices(app.notices_folder()))
    named = {
        name for locale in words.locales for key in words.keys(locale) for name in words.needs(locale, key)
    }
    assert named == VOCABULARY
