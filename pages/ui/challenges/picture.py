"""The burn-up of a running challenge as a chart that stands alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import altair as alt

from gamify.access import Visitor
from pages.ui.challenges.reading import following, following_query
from pages.ui.charts import PALETTES, Palette


def burn_up_of(
    challenge: str, *, visitor: Visitor, theme: str, language: str
) -> tuple[str, str, dict[str, Any]] | None:
    """Title, days and chart of a running challenge by its number, "" for the first one.

    None where there is none that the visitor may see.
    """
    cards = json.loads(following(following_query(visitor, language)).body)["cards"]
    card = next((one for one in cards if challenge in ("", one["id"])), None)
    if card is None or not card["chart"]:
        return None
    chart = burn_up_chart(card["chart"], theme=theme)
    return card["title"], card["until"], chart.to_dict(validate=False)


def running_in(picture: bytes) -> list[tuple[str, str]]:
    """Number and title of each challenge of a page's picture that has a chart."""
    return [(one["id"], one["title"]) for one in json.loads(picture)["cards"] if one["chart"]]


def burn_up_chart(drawn: Mapping[str, Any], *, theme: str) -> alt.LayerChart:
    """What there is as a line, the pace dashed, the fan of the forecast as an area, the goal."""
    palette = PALETTES[theme]
    fan = alt.Chart(
        alt.InlineData(
            values=[
                {"day": day, "low": low, "high": high}
                for (day, low), (_, high) in zip(drawn["low"], drawn["high"], strict=True)
            ]
        )
    )
    area = fan.mark_area(color=palette.leader, opacity=0.25).encode(
        x=_days(drawn, palette), y=_amount(drawn, palette, "low"), y2="high:Q"
    )
    pace = _line(drawn, "pace", palette).mark_line(
        color=palette.quiet, strokeDash=[5, 5], strokeWidth=1.5
    )
    so_far = _line(drawn, "so_far", palette).mark_line(color=palette.leader, strokeWidth=3)
    layers = [area, pace, so_far, *_goal(drawn, palette)]
    chart: alt.LayerChart = alt.layer(*layers).properties(height=360).configure_view(stroke=None)
    return chart


def _line(drawn: Mapping[str, Any], name: str, palette: Palette) -> alt.Chart:
    points = [{"day": day, "n": n} for day, n in drawn[name]]
    return alt.Chart(alt.InlineData(values=points)).encode(
        x=_days(drawn, palette), y=_amount(drawn, palette, "n")
    )


def _goal(drawn: Mapping[str, Any], palette: Palette) -> list[alt.Chart]:
    if drawn["goal"] is None:
        return []
    goal = alt.Chart(
        alt.InlineData(values=[{"day": 0, "n": drawn["goal"], "name": drawn["goal_name"]}])
    )
    amount = _amount(drawn, palette, "n")
    return [
        goal.mark_rule(color=palette.text).encode(y=amount),
        goal.mark_text(align="left", dx=4, dy=-9, font="Inter", fontSize=13).encode(
            x=_days(drawn, palette), y=amount, text="name:N"
        ),
    ]


def _days(drawn: Mapping[str, Any], palette: Palette) -> alt.X:
    """Days from the evening before the first one; the marks of the page stand at the axis."""
    names = {str(mark["at"]): mark["name"] for mark in drawn["along"]}
    return alt.X(
        "day:Q",
        title=None,
        scale=alt.Scale(domain=[0, drawn["days"]], nice=False),
        axis=alt.Axis(
            values=[mark["at"] for mark in drawn["along"]],
            labelExpr=f"{json.dumps(names, ensure_ascii=False)}[datum.value]",
            grid=False,
            labelColor=palette.quiet,
            labelFont="Inter",
        ),
    )


def _amount(drawn: Mapping[str, Any], palette: Palette, field: str) -> alt.Y:
    return alt.Y(
        f"{field}:Q",
        title=None,
        scale=alt.Scale(domain=[0, drawn["most"]], nice=False),
        axis=alt.Axis(
            values=[mark["at"] for mark in drawn["across"]],
            gridColor=palette.line,
            labelColor=palette.quiet,
            labelFont="Inter",
            format="d",
        ),
    )
