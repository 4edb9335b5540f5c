"""Draws the menu of downloads: what of a page's tables the visitor may have, as links."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from streamlit.components.v2.types import ComponentRenderer

from db.tables.table import NobodysOwn, Table, demand_table
from gamify.access import NotAllowed, Visitor
from gamify.errors import N_
from gamify.language import translate
from gamify.tables.sheet import Format
from pages.ui.board_component import PARTS as SHARED
from pages.ui.board_component import SHARED_STYLES, component_of

PARTS = Path(__file__).parent

#: What formats are called; the same in every language.
FORMAT_NAMES = {
    Format.CSV: "CSV",
    Format.XLSX: "Excel",
    Format.PARQUET: "Parquet",
    Format.JSON: "JSON",
}


class Line(NamedTuple):
    """A line of the menu beside those of tables: names of links, their addresses, their queries.

    Where it `opens`, a link leads to a page instead of a file.
    """

    title: str
    links: Sequence[tuple[str, str, dict[str, str]]]
    opens: bool = False


def downloads_component() -> ComponentRenderer:
    """Register the menu's component and return what mounts it."""
    return component_of(
        "downloads",
        html=PARTS / "menu.html",
        styles=[SHARED_STYLES[0], PARTS / "menu.css"],
        scripts=[SHARED / "draw.js", PARTS / "menu.js"],
    )


_mount = downloads_component()


def show_downloads(
    tables: Sequence[Table],
    visitor: Visitor,
    language: str,
    *,
    season: str = "",
    more: Sequence[Line] = (),
) -> None:
    """A line that opens into the formats of each table; nothing where none is the visitor's.

    `season` is its code as the address has it, "" for the newest one.
    """
    rows = [_line(line, language) for line in more]
    rows += [_table(table, season, language) for table in tables if is_given(table, visitor)]
    if rows:
        title = translate(N_("Download"), language)
        _mount(key="downloads", data={"title": title, "language": language, "rows": rows})


def is_given(table: Table, visitor: Visitor) -> bool:
    """Whether somebody gets a table."""
    try:
        demand_table(visitor, table)
    except (NotAllowed, NobodysOwn):
        return False
    return True


def _table(table: Table, season: str, language: str) -> dict[str, Any]:
    query = {"lang": language}
    if table.is_of_season and season:
        query["season"] = season
    return {
        "title": translate(table.title, language),
        "links": [
            {"name": name, "path": f"export/{table.name}.{format_}", "query": query, "opens": False}
            for format_, name in FORMAT_NAMES.items()
        ],
    }


def _line(line: Line, language: str) -> dict[str, Any]:
    return {
        "title": translate(line.title, language),
        "links": [
            {"name": translate(name, language), "path": path, "query": query, "opens": line.opens}
            for name, path, query in line.links
        ],
    }
