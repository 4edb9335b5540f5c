"""The chart of the places as a picture of its own: with its season, its day, and its ground.

vl-convert, because it draws Vega charts without a browser and without a network. It knows only the
fonts of the machine, so each family is followed by one that it brings along, Cyrillic included.
"""

from __future__ import annotations

import json
from datetime import datetime
from enum import StrEnum
from typing import Any

import vl_convert
from streamlit import config

from gamify.errors import N_, CrownboardError
from gamify.language import say, shown, translate
from pages.ui import reads
from pages.ui.charts import PALETTES

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
    """A season of which there is no course to draw yet."""

    sentence = N_("There is no chart yet: it takes two ranked teams and two weeks.")


def race_picture(
    query: reads.BoardQuery, picture: Picture, *, theme: str, now: datetime
) -> tuple[str, bytes]:
    """The code of the season, and the chart in a theme ("light" or "dark").

    Raises NoChart, and as a board does.
    """
    board = reads.board(query)
    if not board.race:
        raise NoChart
    told = json.loads(board.body)
    title, language = told["picker"]["title"], query.language
    at = shown(now.astimezone(reads.settings().calendar.zone), language)
    lines = [
        translate(say("place at the end of each week, best at the top"), language),
        f"{told['organisation']} · {title} · {translate('As of', language)} {at}",
    ]
    spec = _standing_alone(reads.race_chart(board, theme=theme), lines, theme)
    if picture is Picture.SVG:
        drawn = vl_convert.vegalite_to_svg(spec).encode()
    else:
        drawn = vl_convert.vegalite_to_png(spec, scale=SCALE)
    return told["picker"]["code"], drawn


def _standing_alone(spec: dict[str, Any], lines: list[str], theme: str) -> dict[str, Any]:
    """A chart that needs no page around it."""
    ground = config.get_option(f"theme.{theme}.backgroundColor")
    title = spec["title"] | {"subtitle": lines}
    padding = {"left": 24, "right": 24, "top": 24, "bottom": 24}
    alone = spec | {"width": WIDTH, "padding": padding, "background": ground, "title": title}
    alone["config"] = spec.get("config", {}) | {"text": {"color": PALETTES[theme].text}}
    known: dict[str, Any] = _with_families(alone)
    return known


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
