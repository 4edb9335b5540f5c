"""The house keeps its shape: imports run one way, and nothing grows too large to read.

app.py, api, pages → pages/ui → db → gamify → standard library, numpy, scipy; pyarrow and
calamine only where files are taken in, Babel only where texts are. The command line, `cli`
and `gamify/__main__.py`, stands beside the pages.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("api", "cli", "db", "gamify", "pages")
PAGE_LINES, MODULE_LINES, FUNCTION_LINES = 80, 250, 45

#: The parts of the house, the most particular first, and what each may import besides the
#: standard library and itself.
MAY_IMPORT = {
    "gamify/__main__.py": {"cli", "db", "gamify", "sqlalchemy.Engine", "sqlmodel.Session"},
    "cli": {"cli", "db", "gamify", "sqlalchemy.Engine", "sqlmodel.Session"},
    "gamify/ingest": {"gamify", "numpy", "pyarrow", "python_calamine", "openpyxl"},
    "gamify/language.py": {"gamify", "babel"},
    "gamify/shift/markup.py": {"gamify", "markdown_it"},
    "gamify/similar.py": {"gamify", "anyascii", "numpy", "rapidfuzz"},
    "gamify/sources": {"gamify", "jmespath"},
    "gamify/tables": {"gamify", "pyarrow", "xlsxwriter"},
    "gamify": {"gamify", "numpy", "scipy"},
    "db": {
        "db",
        "gamify",
        "alembic",
        "apprise",
        "argon2",
        "cryptography",
        "holidays",
        "httpx",
        "numpy",
        "psycopg",
        "pydantic",
        "pydantic_settings",
        "sqlalchemy",
        "sqlmodel",
        "tenacity",
    },
    "pages/ui": {
        "pages.ui",
        "db",
        "gamify",
        "altair",
        "anyio",
        "segno",
        "sqlalchemy.Engine",
        "sqlmodel.Session",
        "starlette",
        "streamlit",
        "vl_convert",
    },
    "pages": {"pages.ui", "db", "gamify", "streamlit", "altair"},
    "api": {
        "api",
        "pages.ui",
        "db",
        "gamify",
        "anyio",
        "fastapi",
        "jinja2",
        "prometheus_client",
        "pydantic",
        "sqlalchemy.Engine",
        "sqlmodel.Session",
        "starlette",
        "streamlit",
        "typing_extensions",
    },
    "app.py": {"api", "pages.ui", "db", "gamify", "streamlit", "starlette"},
}


def modules() -> list[Path]:
    """Every module of the product; migrations are generated from the tables."""
    found = [ROOT / "app.py"] if (ROOT / "app.py").exists() else []
    for part in FOLDERS:
        found += sorted((ROOT / part).rglob("*.py"))
    return [path for path in found if "versions" not in path.parts]


def part_of(path: Path) -> str:
    name = path.relative_to(ROOT).as_posix()
    return next(part for part in MAY_IMPORT if name == part or name.startswith(f"{part}/"))


def imported(path: Path) -> Iterator[str]:
    """Dotted names that a module imports from outside the standard library."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write the whole name instead of a relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from (name for name in names if name.split(".")[0] not in sys.stdlib_module_names)


def is_under(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


MODULES = modules()
NAMES = [path.relative_to(ROOT).as_posix() for path in MODULES]


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_a_module_imports_only_what_lies_below_it(path: Path) -> None:
    allowed = MAY_IMPORT[part_of(path)]
    foreign = [
        name for name in imported(path) if not any(is_under(name, package) for package in allowed)
    ]
    assert foreign == []


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_a_module_is_short_enough_to_be_read_at_once(path: Path) -> None:
    is_page = path.parent == ROOT / "pages"
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= (PAGE_LINES if is_page else MODULE_LINES)


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_a_function_is_short_enough_to_be_read_at_once(path: Path) -> None:
    functions = (
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    long = {
        node.name: length
        for node in functions
        if (length := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    }
    assert long == {}


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_a_module_says_its_job(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not tree.body or ast.get_docstring(tree)


def test_the_import_rule_sees_what_it_forbids(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text("import json\nimport streamlit as st\nfrom db import models\n")
    assert list(imported(module)) == ["streamlit", "db.models"]
    assert is_under("pages.ui.frame", "pages.ui")
    assert not is_under("pages.uncle", "pages.ui")
