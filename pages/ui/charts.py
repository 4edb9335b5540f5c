"""Charts: rows in, `alt.Chart` out. Colours come from the theme's two palettes below."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

import altair as alt

from gamify.history import SeasonHistory
from gamify.language import short_day, shown, translate
from gamify.standings import TeamTable

#: So many of the best teams have a colour and a name at the end of their line.
HIGHLIGHTED = 5
#: So many places are drawn; teams that never came so far up aren't.
PLACES_DRAWN = 15


@dataclass(frozen=True, slots=True)
class Palette:
    """The chart's colours in a theme: gold for the leader alone, the rest by hue and by label."""

    leader: str
    others: tuple[str, ...]
    muted: str
    text: str
    quiet: str
    line: str
    ground: str


#: The same colours as in `.streamlit/config.toml`; told apart with any colour vision.
PALETTES = {
    "dark": Palette(
        leader="#f7c843",
        others=("#6db3e8", "#4fd18b", "#e39a6c", "#c29bdf"),
        muted="#3a4c45",
        text="#f3f7f4",
        quiet="#9db0a7",
        line="#1c2a25",
        ground="#0c1512",
    ),
    "light": Palette(
        leader="#946b00",
        others=("#1f6fb0", "#0f7d4b", "#a2562a", "#8252a8"),
        muted="#c3cdc6",
        text="#0f1a16",
        quiet="#55645c",
        line="#e6ebe7",
        ground="#fbfcfa",
    ),
}


@dataclass(frozen=True, slots=True)
class RacePoint:
    """A team's place at the end of a day.

    `shade` chooses the line's colour: "1" to "5" for the best of the newest table, "chosen"
    for the team of the filter, "" for the others; `label` is its name where the line ends.
    """

    team: str
    day: date
    place: int
    shade: str
    label: str


def race_points(
    history: SeasonHistory, table: TeamTable, *, chosen: int | None
) -> tuple[RacePoint, ...]:
    """The points of the chart of places; nothing with fewer than two days to compare."""
    if len(history.weeks) < 2 or len(table.ranked) < 2:
        return ()
    names = {row.tally.id: row.tally.name for row in table.ranked}
    shades = {row.tally.id: str(at) for at, row in enumerate(table.ranked[:HIGHLIGHTED], start=1)}
    if chosen in names:
        shades.setdefault(chosen, "chosen")
    newest = history.weeks[-1]
    ends = _line_ends(newest.places, {team: names[team] for team in shades})
    return tuple(
        RacePoint(
            team=names[team],
            day=point.day,
            place=place,
            shade=shades.get(team, ""),
            label=ends.get(team, "") if point is newest else "",
        )
        for point in history.weeks
        for team, place in point.places.items()
        if team in names
    )


def _line_ends(places: Mapping[int, int], names: Mapping[int, str]) -> dict[int, str]:
    """What stands where a line ends; of teams that share a place, the first names them all."""
    sharing: dict[int, list[int]] = {}
    for team in names:
        if team in places:
            sharing.setdefault(places[team], []).append(team)
    return {teams[0]: " · ".join(names[team] for team in teams) for teams in sharing.values()}


def season_race(points: Sequence[RacePoint], *, theme: str, language: str) -> alt.LayerChart:
    """How the places moved: a line for each team, place 1 at the top, names at the ends."""
    palette = PALETTES[theme]
    quiet_first = sorted(points, key=lambda point: point.shade != "")
    rows = [
        {**asdict(point), "day": _noon(point.day), "until": shown(point.day, language)}
        for point in quiet_first
    ]
    lowest = min(max(point.place for point in points), PLACES_DRAWN)
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=_days(points, palette, language),
        y=_places(lowest, palette, language),
        color=_shades(palette),
        tooltip=[
            alt.Tooltip("team:N", title=translate("Team", language)),
            alt.Tooltip("place:Q", title=translate("Place", language)),
            alt.Tooltip("until:N", title=translate("At the end of", language)),
        ],
    )
    lines = base.mark_line(clip=True, interpolate="monotone").encode(
        detail="team:N",
        strokeWidth=alt.when("datum.shade == ''").then(alt.value(1.5)).otherwise(alt.value(2.5)),
        tooltip=alt.Tooltip("team:N", title=translate("Team", language)),
    )
    drawn = base.transform_filter(f"datum.place <= {lowest}")
    ends = drawn.mark_circle(size=80).encode(
        opacity=alt.when("datum.label == ''").then(alt.value(0)).otherwise(alt.value(1))
    )
    names = drawn.mark_text(
        align="left", dx=12, fontSize=14, fontWeight=600, font="Inter", limit=190
    ).encode(text="label:N")
    chart: alt.LayerChart = (
        alt.layer(lines, ends, names)
        .properties(
            height=max(240, 34 * lowest),
            padding={"left": 0, "right": 4, "top": 8, "bottom": 4},
            title=_title(palette, language),
        )
        .configure_view(stroke=None)
    )
    return chart


def _noon(day: date) -> str:
    """A day as the browser's own noon, so that no time zone moves it to another day."""
    return f"{day.isoformat()}T12:00:00"


def _shades(palette: Palette) -> alt.Color:
    return alt.Color(
        "shade:N",
        legend=None,
        scale=alt.Scale(
            domain=["", "1", "2", "3", "4", "5", "chosen"],
            range=[palette.muted, palette.leader, *palette.others, palette.text],
        ),
    )


def _days(points: Sequence[RacePoint], palette: Palette, language: str) -> alt.X:
    """An axis with the last day of each week, written as people of that language write it."""
    days = sorted({point.day for point in points})
    names = {f"{day:%m%d}": short_day(day, language) for day in days}
    return alt.X(
        "day:T",
        title=None,
        scale=alt.Scale(nice=False),
        axis=alt.Axis(
            values=[_noon(day) for day in days],
            labelExpr=f"{json.dumps(names, ensure_ascii=False)}[timeFormat(datum.value, '%m%d')]",
            labelColor=palette.quiet,
            labelFont="Inter",
            labelFontSize=12,
            labelOverlap="greedy",
            labelSeparation=12,
            grid=False,
            ticks=False,
            domain=False,
            labelPadding=10,
        ),
    )


def _places(lowest: int, palette: Palette, language: str) -> alt.Y:
    return alt.Y(
        "place:Q",
        title=None,
        scale=alt.Scale(domain=[lowest + 0.4, 0.6], nice=False, zero=False),
        axis=alt.Axis(
            values=list(range(1, lowest + 1)),
            format="d",
            labelColor=palette.quiet,
            labelFont="Sofia Sans Extra Condensed",
            labelFontSize=16,
            gridColor=palette.line,
            ticks=False,
            domain=False,
            labelPadding=10,
            description=translate("Place", language),
        ),
    )


def _title(palette: Palette, language: str) -> alt.TitleParams:
    return alt.TitleParams(
        translate("How the places moved", language),
        subtitle=translate("place at the end of each week, best at the top", language),
        anchor="start",
        offset=20,
        color=palette.text,
        font="Sofia Sans Extra Condensed",
        fontSize=26,
        fontWeight=700,
        subtitleColor=palette.quiet,
        subtitleFont="Inter",
        subtitleFontSize=14,
        subtitlePadding=6,
    )


def season_axis(palette: Palette) -> alt.Axis:
    """The foot of a chart over weeks or seasons: quiet names, no ticks."""
    return alt.Axis(
        labelAngle=0,
        labelColor=palette.quiet,
        labelFont="Inter",
        labelFontSize=12,
        labelOverlap="greedy",
        ticks=False,
        domain=False,
        labelPadding=8,
    )
