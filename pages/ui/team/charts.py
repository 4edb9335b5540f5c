"""A team's charts: the share of each star over the weeks, averages over the quarters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

import altair as alt

from db.team_season import TwoYears
from gamify.averages import show_average
from gamify.crowd import Stretch
from gamify.language import short_day, translate
from pages.ui.charts import PALETTES, Palette, season_axis
from pages.ui.season_picker import season_title

#: Colours of five stars down to one; the order of the layers and their figures say it as well.
_FIGURES = "Sofia Sans Extra Condensed"


@dataclass(frozen=True, slots=True)
class StarShare:
    """How many ratings of some days have so many stars. `order` is 0 for five, drawn at the foot.

    `days` name the stretch, `first` is what stands below its bar, `top` is the share of fives
    in per cent.
    """

    first: str
    days: str
    stars: str
    order: int
    n: int
    top: str


@dataclass(frozen=True, slots=True)
class AveragePoint:
    """A quarter's average; `is_before` is that of the same quarter a year before.

    `is_lower` is one below that of a year before: what it says stands below, out of its way.
    """

    season: str
    average: float
    text: str
    line: str
    is_before: bool
    is_lower: bool = False


def star_shares(
    stretches: Sequence[Stretch], names: Sequence[str], language: str
) -> list[StarShare]:
    """The layers of the bars, in order of time; `names` are those of one star to five."""
    return [
        StarShare(
            first=short_day(one.first, language),
            days=f"{short_day(one.first, language)} – {short_day(one.last, language)}",
            stars=f"{5 - order} ★ {names[4 - order]}",
            order=order,
            n=n,
            top=f"{100 * one.stars.five // one.stars.n}%" if order == 0 else "",
        )
        for one in stretches
        if one.stars.n
        for order, n in enumerate(one.stars)
    ]


def stars_over_time(shares: Sequence[StarShare], *, theme: str, language: str) -> alt.LayerChart:
    """A bar of shares for each stretch, fives at the foot, their per cent written in it."""
    palette = PALETTES[theme]
    base = alt.Chart(alt.InlineData(values=[asdict(one) for one in shares])).encode(
        x=alt.X("first:N", sort=None, title=None, axis=season_axis(palette)),
        tooltip=[
            alt.Tooltip("days:N", title=translate("Days", language)),
            alt.Tooltip("stars:N", title=translate("Stars", language)),
            alt.Tooltip("n:Q", title=translate("Ratings", language)),
        ],
    )
    names = [one.stars for one in sorted(shares, key=lambda one: one.order)]
    bars = base.mark_bar(size=44, stroke=palette.ground, strokeWidth=1).encode(
        y=alt.Y("n:Q", stack="normalize", title=None, axis=None),
        order=alt.Order("order:Q"),
        color=alt.Color(
            "stars:N",
            scale=alt.Scale(domain=list(dict.fromkeys(names)), range=star_colours(palette)),
            legend=_legend(palette),
        ),
    )
    texts = (
        base.transform_filter("datum.order == 0")
        .mark_text(dy=-8, baseline="bottom", font=_FIGURES, fontSize=18, fontWeight=700)
        .encode(y=alt.value(0), text="top:N", color=alt.value(palette.text))
    )
    chart: alt.LayerChart = (
        alt.layer(bars, texts)
        .properties(height=260, padding={"left": 0, "right": 4, "top": 24, "bottom": 4})
        .configure_view(stroke=None)
    )
    return chart


def star_colours(palette: Palette) -> list[str]:
    """Green for five, quiet because there are most of them; the others apart from each other."""
    blue, green, orange, violet = palette.others
    return [green, blue, palette.quiet, violet, orange]


def average_points(years: Sequence[TwoYears], language: str) -> list[AveragePoint]:
    """The quarters, the oldest first, each with that of a year before; none for a single one."""
    if len(years) < 2:
        return []
    return list(_points(years, language))


def _points(years: Sequence[TwoYears], language: str) -> Iterator[AveragePoint]:
    now, before = translate("this quarter", language), translate("a year before", language)
    for one in reversed(years):
        season = season_title(one.now.season, language)
        for quarter, line in ((one.now, now), (one.before, before)):
            if quarter is not None and quarter.average is not None:
                text = show_average(quarter.average, language=language)
                is_lower = one.before is not None and (one.before.average or 0) >= quarter.average
                yield AveragePoint(
                    season, float(quarter.average), text, line, quarter is one.before, is_lower
                )


def averages_by_season(
    points: Sequence[AveragePoint], *, theme: str, language: str
) -> alt.LayerChart:
    """Two lines over the quarters: as it is, and dashed the same quarter a year before."""
    palette = PALETTES[theme]
    axis, lowest = season_axis(palette), min(point.average for point in points)
    base = alt.Chart(alt.InlineData(values=[asdict(point) for point in points])).encode(
        x=alt.X("season:N", sort=None, title=None, axis=axis, scale=alt.Scale(padding=0.4)),
        y=alt.Y(
            "average:Q",
            title=None,
            axis=None,
            scale=alt.Scale(domain=[lowest - (5 - lowest) * 0.35 - 0.005, 5.0], zero=False),
        ),
        color=alt.when("datum.is_before")
        .then(alt.value(palette.quiet))
        .otherwise(alt.value(palette.leader)),
        tooltip=[
            alt.Tooltip("season:N", title=translate("Season", language)),
            alt.Tooltip("line:N", title=translate("Which", language)),
            alt.Tooltip("text:N", title=translate("Average", language)),
        ],
    )
    lines = base.mark_line(strokeWidth=2.5).encode(
        detail="line:N",
        strokeDash=alt.when("datum.is_before").then(alt.value([5, 5])).otherwise(alt.value([1, 0])),
    )
    dots = base.mark_point(size=70, filled=True).encode(
        shape=alt.when("datum.is_before").then(alt.value("square")).otherwise(alt.value("circle"))
    )
    texts = [
        base.transform_filter(f"!datum.is_before && {sign}datum.is_lower")
        .mark_text(dy=dy, font=_FIGURES, fontSize=18, fontWeight=700)
        .encode(text="text:N", color=alt.value(palette.text))
        for sign, dy in (("", 18), ("!", -16))
    ]
    chart: alt.LayerChart = (
        alt.layer(lines, dots, *texts)
        .properties(height=240, padding={"left": 0, "right": 4, "top": 20, "bottom": 4})
        .configure_view(stroke=None)
    )
    return chart


def _legend(palette: Palette) -> alt.Legend:
    return alt.Legend(
        title=None,
        orient="bottom",
        labelColor=palette.text,
        labelFont="Inter",
        labelFontSize=13,
        symbolType="square",
        columns=3,
    )
