"""Seasons side by side: what each quarter brought a person, and the chart of the goals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction

import altair as alt

from db.person_season import PersonQuarter
from gamify.averages import NOTHING, cut, show_average, show_difference
from gamify.credit import show_credits
from gamify.errors import N_
from gamify.language import shown, translate
from gamify.ratings import CREDIT
from pages.ui.charts import PALETTES, season_axis
from pages.ui.season_picker import season_title
from pages.ui.story.blocks import Table

COLUMNS = (
    N_("Season"),
    N_("Goals"),
    N_("Ratings"),
    N_("Average"),
    N_("Place by goals"),
    N_("Place, handicapped"),
    N_("Goals against par"),
    N_("Form index"),
)


@dataclass(frozen=True, slots=True)
class GoalBar:
    """The goals of a quarter: `goals` draws, `text` says them; `is_newest` is drawn in gold."""

    season: str
    goals: float
    text: str
    is_newest: bool


def beside(quarters: Sequence[PersonQuarter], language: str) -> Table:
    """A row for each quarter, the newest first; every season began anew."""
    return Table(
        title=translate("Seasons side by side", language),
        columns=tuple(translate(each, language) for each in COLUMNS),
        rows=tuple(_row(one, language) for one in quarters),
        note=translate(
            "Places are among all who scored in that season; a season’s par is its own.", language
        ),
    )


def goal_bars(quarters: Sequence[PersonQuarter], language: str) -> list[GoalBar]:
    """The bars of the chart, the oldest quarter first; none for a single one."""
    if len(quarters) < 2:
        return []
    return [
        GoalBar(
            season_title(one.season, language),
            float(Fraction(one.units.five, CREDIT)),
            show_credits(one.units.five, language=language),
            one is quarters[0],
        )
        for one in reversed(quarters)
    ]


def goals_by_season(bars: Sequence[GoalBar], *, theme: str, language: str) -> alt.LayerChart:
    """A bar with its figure for each quarter."""
    palette = PALETTES[theme]
    base = alt.Chart(alt.InlineData(values=[asdict(bar) for bar in bars])).encode(
        x=alt.X(
            "season:N",
            sort=None,
            title=None,
            scale=alt.Scale(paddingInner=0.6, paddingOuter=0.3),
            axis=season_axis(palette),
        ),
        y=alt.Y("goals:Q", title=None, axis=None, scale=alt.Scale(zero=True)),
        tooltip=[
            alt.Tooltip("season:N", title=translate("Season", language)),
            alt.Tooltip("text:N", title=translate("Goals", language)),
        ],
    )
    bars_ = base.mark_bar(cornerRadiusEnd=4).encode(
        color=alt.when("datum.is_newest")
        .then(alt.value(palette.leader))
        .otherwise(alt.value(palette.others[0]))
    )
    texts = base.mark_text(
        dy=-10, fontSize=18, fontWeight=700, font="Sofia Sans Extra Condensed", color=palette.text
    ).encode(text="text:N")
    chart: alt.LayerChart = (
        alt.layer(bars_, texts)
        .properties(height=220, padding={"left": 0, "right": 4, "top": 16, "bottom": 4})
        .configure_view(stroke=None)
    )
    return chart


def _row(one: PersonQuarter, language: str) -> tuple[str, ...]:
    form = one.form
    return (
        season_title(one.season, language),
        show_credits(one.units.five, language=language),
        show_credits(one.units.n, language=language),
        show_average(one.units.average, language=language),
        _place(one.place, language),
        _place(one.net_place, language),
        NOTHING if form is None else show_difference(form.handicap, language=language),
        NOTHING if form is None else shown(cut(form.index, decimals=1), language),
    )


def _place(place: int | None, language: str) -> str:
    return NOTHING if place is None else shown(place, language)
