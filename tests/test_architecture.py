"""The house keeps its shape: who may import whom, how long a file and a function may be (design 4)."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BOT = ROOT / "bot"
FILES = sorted(BOT.rglob("*.py"))
LAYERS = {"core": 0, "store": 1, "flows": 2}
DISCORD_MAY = ("cogs/", "adapter", "client.py", "playground/", "app.py", "__main__.py")
CORE_MAY = {
    "abc", "ast", "bisect", "collections", "contextlib", "dataclasses", "datetime", "difflib", "enum",
    "functools", "hashlib", "heapq", "html", "itertools", "jinja2", "json", "math", "operator", "re",
    "string", "sys", "tomllib", "types", "typing", "unicodedata", "zoneinfo", "bot",
}  # fmt: skip
FILE_LINES = 300
FUNCTION_LINES = 60


def relative(file: Path) -> str:
    return file.relative_to(BOT).as_posix()


def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def imports_of(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("file", FILES, ids=relative)
def test_imports_run_one_way(file: Path) -> None:
    layer = relative(file).split("/", 1)[0]
    own = LAYERS.get(layer)
    if own is None:
        return
    for name in imports_of(file):
        parts = name.split(".")
        if parts[0] != "bot" or len(parts) < 2:
            continue
        other = parts[1]
        allowed = LAYERS.get(other, 99) <= own or other == "clock"
        assert allowed, f"{relative(file)} imports {name}"


@pytest.mark.parametrize("file", FILES, ids=relative)
def test_discord_is_imported_at_the_edge_only(file: Path) -> None:
    if relative(file).startswith(DISCORD_MAY):
        return
    assert not any(name.split(".")[0] == "discord" for name in imports_of(file))


@pytest.mark.parametrize("file", [file for file in FILES if relative(file).startswith("core/")], ids=relative)
def test_core_is_pure(file: Path) -> None:
    assert {name.split(".")[0] for name in imports_of(file)} <= CORE_MAY
    source = file.read_text(encoding="utf-8")
    assert "datetime.now(" not in source
    assert "open(" not in source.replace("is_open(", "").replace("_open(", "")


@pytest.mark.parametrize("file", FILES, ids=relative)
def test_sql_stays_in_the_store(file: Path) -> None:
    if relative(file).startswith("store/"):
        return
    assert not any(name.split(".")[0] in {"sqlalchemy", "aiosqlite", "alembic"} for name in imports_of(file))


@pytest.mark.parametrize("file", FILES, ids=relative)
def test_files_and_functions_have_one_job(file: Path) -> None:
    if "migrations/versions" in relative(file):
        return
    lines = file.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= FILE_LINES, f"{len(lines)} lines: look for the second job"
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= FUNCTION_LINES, f"{node.name} has {length} lines"


@pytest.mark.parametrize("file", FILES, ids=relative)
def test_every_public_name_says_what_it_answers(file: Path) -> None:
    if "migrations/versions" in relative(file) or file.stat().st_size == 0:
        return
    tree = tree_of(file)
    assert ast.get_docstring(tree), "the file says nothing of itself"
    for node in tree.body:
        if isinstance(
            node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
        ) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name} has no docstring"


def test_broad_excepts_stand_where_the_design_names_them() -> None:
    """The engine's round, client.on_error and its guards, tree.on_error, one outbox row, __main__."""
    found = []
    for file in FILES:
        for node in ast.walk(tree_of(file)):
            if isinstance(node, ast.ExceptHandler):
                names = [node.type] if node.type is not None else [None]
                broad = any(
                    name is None or (isinstance(name, ast.Name) and name.id in {"Exception", "BaseException"})
                    for name in names
                )
                if broad:
                    found.append(relative(file))
    # flows/each.py raises again what it took, once every row has had its turn.
    allowed = {"engine.py", "client.py", "__main__.py", "flows/each.py"}
    assert {name for name in found if not name.startswith("playground/")} <= allowed, found


def test_no_mock_anywhere() -> None:
    for file in sorted((ROOT / "tests").rglob("*.py")):
        if file.name == Path(__file__).name:
            continue
        assert "unittest" not in {name.split(".")[0] for name in imports_of(file)}, file.name


def test_every_setting_is_documented() -> None:
    from bot.settings import Settings

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    for field in Settings.model_fields.values():
        assert f"`{field.alias}`" in readme
        assert f"{field.alias}=" in example


def test_cited_ids_are_explained() -> None:
    """Every E, M, L, N and A id that a docstring or comment cites is explained in the repository."""
    import re

    told = (ROOT / "notices" / "README.md").read_text(encoding="utf-8")
    told += (ROOT / "tests" / "README.md").read_text(encoding="utf-8")
    cited: set[str] = set()
    for file in FILES:
        cited |= set(re.findall(r"\b([EMLN]\d\d|A\d{1,2}|P[1-8])\b", file.read_text(encoding="utf-8")))
    lacking = sorted(one for one in cited if not re.search(rf"\b{one}\b", told))
    assert not lacking
