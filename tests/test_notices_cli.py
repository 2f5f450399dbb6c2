"""The command line for words and helplines: exit status, one line a finding, JSON."""

import json
from datetime import date
from pathlib import Path

import pytest

from bot.notices_cli import helplines_main, main, shipped

NOTICE = shipped()["en"]["notice"]


def write(root: Path, name: str, source: str) -> Path:
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(source, encoding="utf-8")
    return root


@pytest.mark.slow
def test_the_shipped_words_pass(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint"]) == 0
    assert "0 to mend" in capsys.readouterr().out


def test_a_finding_names_file_line_rule_slot_and_hint(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = NOTICE.replace("We are glad you are here.", "What you say is completely confidential.")
    assert main(["lint", str(write(tmp_path, "en/notice.jinja", source))]) == 1
    out = capsys.readouterr().out
    line = source[: source.index("block e24")].count("\n") + 1
    assert f'en/notice.jinja:{line}: block L01 in e24: "completely confidential" promises too much.' in out
    assert "1 files, 1 to mend" in out


def test_json_is_one_object_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = NOTICE.replace("{{ retention_days }}", "thirty")
    assert main(["lint", str(write(tmp_path, "en/notice.jinja", source)), "--json"]) == 1
    rows = [json.loads(row) for row in capsys.readouterr().out.splitlines()]
    assert ("fact", "e14", "retention_days") in [(row["rule"], row["slot"], row["words"]) for row in rows]


def test_other_files_are_held_to_the_rules_for_all_words(tmp_path: Path) -> None:
    assert (
        main(["lint", str(write(tmp_path, "en/more.jinja", "{% block a %}You can stop.{% endblock %}"))]) == 0
    )
    assert (
        main(["lint", str(write(tmp_path, "en/more.jinja", "{% block a %}Help is coming.{% endblock %}"))])
        == 1
    )


def test_an_unreadable_template_is_a_finding_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path, "en/more.jinja", "{% block a %}\n{{ 'A' * 99999999999 }}\n{% endblock %}")
    assert main(["lint", str(root)]) == 1
    assert "en/more.jinja:2: block template" in capsys.readouterr().out


def test_deep_nesting_is_a_finding_not_a_traceback(tmp_path: Path) -> None:
    deep = "{% block a %}{{ " + "not " * 250 + "x }}{% endblock %}"
    assert main(["lint", str(write(tmp_path, "en/more.jinja", deep))]) == 1


def test_a_new_language_is_told_what_it_lacks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write(tmp_path, "nl/notice.jinja", NOTICE.replace("{{ member_name }}", "jij"))
    assert main(["lint", str(root)]) == 1
    out = capsys.readouterr().out
    assert "nl/check.jinja: block parity in age: age is missing; English has it" in out
    assert "do not show the same facts: member_name" in out
    assert "no word checks for the language nl" in out


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_a_bad_path_is_said_in_one_line(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    assert main(["lint", str(tmp_path / name)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_bytes_that_are_no_text_are_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "notice.jinja").write_bytes(b"\xff\xfe\x00")
    assert main(["lint", str(tmp_path)]) == 2


def test_helplines_may_be_released_and_the_unchecked_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert helplines_main(["check"], today=date(2026, 5, 4)) == 0
    assert "61 lines, 0 must not be released, 61 never checked by us" in capsys.readouterr().out
    assert helplines_main(["check", "--json"], today=date(2026, 5, 4)) == 0
    assert all(json.loads(row)["level"] == "warn" for row in capsys.readouterr().out.splitlines())
