"""Charts as pictures of their own: with what they show, their season, their day, and their ground.

vl-convert, because it draws Vega charts without a browser and without a network. It knows only the
fonts of the machine, so each family is followed by one that it brings along, Cyrillic included.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

import vl_convert
from streamlit import config

from gamify.errors import N_, CrownboardError
from gamify.language import say, shown, translate
from pages.ui import reads
from pages.ui.charts import PALETTES, Palette

WIDTH, SCALE = 960, 2.0
_FAMILIES = {
    "Inter": "Inter, Arial, sans-serif",
    "Sofia Sans Extra Condensed": "Sofia Sans Extra Condensed, Arial Narrow, sans-serif",
}


class Picture(StrEnum):
    """What a chart is drawn as; the value is how the name of the file ends."""

    SVG = "svg"
    PNG = "png"


PICTURE_TYPES = {Picture.SVG: "image/svg+xml", Picture.PNG: "image/png"}


class NoChart(CrownboardError):
    """A chart for which there is too little to be drawn yet."""

    sentence = N_("There is no chart yet: it takes two ranked teams and two weeks.")


class Drawn(NamedTuple):
    """A chart that is to be a picture. `code` is for the name of its file.

    `title` stands above it unless the chart has one, `lines` below that.
    """

    code: str
    title: str
    lines: Sequence[str]
    spec: Mapping[str, Any]


def picture_of(drawn: Drawn, picture: Picture, *, theme: str) -> bytes:
    """A chart as a file, in a theme ("light" or "dark")."""
    spec = _standing_alone(drawn, theme)
    if picture is Picture.SVG:
        return vl_convert.vegalite_to_svg(spec).encode()
    return bytes(vl_convert.vegalite_to_png(spec, scale=SCALE))


def below_title(season: str, *, now: datetime, language: str) -> str:
    """Whose chart it is, of which season, and as of when."""
    at = shown(now.astimezone(reads.settings().calendar.zone), language)
    parts = [reads.settings().organisation, season, f"{translate('As of', language)} {at}"]
    return " · ".join(part for part in parts if part)


def race_drawn(query: reads.BoardQuery, *, theme: str, now: datetime) -> Drawn:
    """The chart of the places. Raises NoChart, and as a board does."""
    board = reads.board(query)
    if not board.race:
        raise NoChart
    picker, language = json.loads(board.body)["picker"], query.language
    lines = [
        translate(say("place at the end of each week, best at the top"), language),
        below_title(picker["title"], now=now, language=language),
    ]
    return Drawn(picker["code"], "", lines, reads.race_chart(board, theme=theme))


def _standing_alone(drawn: Drawn, theme: str) -> dict[str, Any]:
    """A chart that needs no page around it."""
    ground = config.get_option(f"theme.{theme}.backgroundColor")
    palette = PALETTES[theme]
    title = drawn.spec.get("title") or {
        "text": drawn.title,
        "anchor": "start",
        "color": palette.text,
        "font": "Sofia Sans Extra Condensed",
        "fontSize": 26,
        "subtitleColor": palette.quiet,
        "subtitleFont": "Inter",
        "subtitleFontSize": 13,
        "offset": 18,
    }
    padding = {"left": 24, "right": 24, "top": 24, "bottom": 24}
    alone = {
        **drawn.spec,
        "width": WIDTH,
        "padding": padding,
        "background": ground,
        "title": {**title, "subtitle": list(drawn.lines)},
        "config": {**drawn.spec.get("config", {}), **_config(palette)},
    }
    known: dict[str, Any] = _with_families(alone)
    return known


def _config(palette: Palette) -> dict[str, Any]:
    """What a page's theme gives to a chart that says nothing about it itself."""
    return {
        "text": {"color": palette.text},
        "axis": {
            "labelColor": palette.quiet,
            "titleColor": palette.quiet,
            "labelFont": "Inter",
            "titleFont": "Inter",
            "gridColor": palette.line,
            "domainColor": palette.line,
            "tickColor": palette.line,
        },
        "legend": {"labelColor": palette.text, "labelFont": "Inter"},
    }


def _with_families(part: Any) -> Any:
    """The same with a known font behind each family."""
    if isinstance(part, dict):
        return {
            name: _FAMILIES.get(value, value)
            if name.lower().endswith("font") and isinstance(value, str)
            else _with_families(value)
            for name, value in part.items()
        }
    return [_with_families(each) for each in part] if isinstance(part, list) else part
