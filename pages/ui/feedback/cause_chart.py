"""The chart of what causes cost: a bar for each month or quarter, a part for each cause."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from gamify.feedback.costs import Cost
from gamify.feedback.lesson import CAUSE_TITLES, Cause
from gamify.language import translate
from pages.ui.charts import PALETTES, Palette
from pages.ui.season_picker import season_title

#: What management can change is drawn first, at the foot of a bar.
ORDER: tuple[Cause | None, ...] = (
    Cause.PRODUCT,
    Cause.POLICY,
    Cause.DELIVERY,
    Cause.KNOWLEDGE,
    Cause.HANDLING,
    Cause.WRONG_PERSON,
    None,
)


def cause_bars(costs: Sequence[Cost], *, theme: str, language: str) -> dict[str, Any]:
    """Stars below five by time and cause, stacked; legend and tooltip say which is which."""
    palette = PALETTES[theme]
    rows = [
        {
            "time": season_title(one.season, language),
            "first": one.season.first.isoformat(),
            "cause": cause_name(one.cause, language),
            "at": ORDER.index(one.cause),
            "stars": one.stars,
            "ratings": one.ratings,
        }
        for one in costs
    ]
    chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar(stroke=palette.line, strokeWidth=1)
        .encode(
            x=alt.X(
                "time:N",
                title=None,
                sort=alt.EncodingSortField("first", order="ascending"),
                axis=alt.Axis(labelAngle=0, labelOverlap=True, labelLimit=150, labelFontSize=13),
            ),
            y=alt.Y(
                "sum(stars):Q",
                title=translate("Stars below five", language),
                axis=alt.Axis(format="d", tickMinStep=1, labelFontSize=13),
            ),
            color=_colours(palette, language),
            order=alt.Order("at:Q"),
            tooltip=[
                alt.Tooltip("time:N", title=translate("Time", language)),
                alt.Tooltip("cause:N", title=translate("Cause", language)),
                alt.Tooltip("stars:Q", title=translate("Stars below five", language)),
                alt.Tooltip("ratings:Q", title=translate("Ratings", language)),
            ],
        )
        .properties(height=460)
        .configure_view(stroke=None)
    )
    drawn: dict[str, Any] = chart.to_dict(validate=False)
    return drawn


def _colours(palette: Palette, language: str) -> alt.Color:
    return alt.Color(
        "cause:N",
        title=None,
        legend=alt.Legend(orient="bottom", columns=2, labelLimit=260, labelFontSize=13),
        scale=alt.Scale(
            domain=[cause_name(one, language) for one in ORDER],
            range=[palette.leader, *palette.others, palette.quiet, palette.muted],
        ),
    )


def cause_name(cause: Cause | None, language: str) -> str:
    """What a cause is called; None is one that nobody has noted yet."""
    return translate("not noted yet" if cause is None else CAUSE_TITLES[cause], language)
