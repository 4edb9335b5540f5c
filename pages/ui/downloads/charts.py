"""Every chart that goes out as a picture, by its name, for whoever sees it on a page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from gamify.access import Visitor, demand
from gamify.errors import N_
from gamify.language import translate
from gamify.rights import Right
from gamify.seasons import SeasonKind
from gamify.star_names import star_names
from pages.ui import reads
from pages.ui.challenges.picture import burn_up_of
from pages.ui.downloads.chart import Drawn, NoChart, below_title, race_drawn
from pages.ui.feedback.cause_chart import cause_bars
from pages.ui.feedback.reading import costs, feedback_season
from pages.ui.feedback.sections import sees_causes
from pages.ui.my_season.beside import goal_bars, goals_by_season
from pages.ui.my_season.reading import my_season, quarters
from pages.ui.nominations.reading import reader_of
from pages.ui.season_picker import season_title
from pages.ui.team.charts import average_points, averages_by_season, star_shares, stars_over_time
from pages.ui.team.reading import own_team, team_facts
from pages.ui.team.seen import TeamSeen, seen_by

_TOO_LITTLE = N_("There is no chart yet: too little has been rated.")


class ChartAsked(NamedTuple):
    """Which chart, as the address says it, for whom. `kind` is that of the sums of a cause."""

    query: reads.BoardQuery
    visitor: Visitor
    theme: str
    now: datetime
    kind: SeasonKind = SeasonKind.MONTH
    challenge: str = ""

    def below(self, season: str) -> str:
        """The line below the title."""
        return below_title(season, now=self.now, language=self.query.language)


def _places(asked: ChartAsked) -> Drawn:
    return race_drawn(asked.query, theme=asked.theme, now=asked.now)


def _stars(asked: ChartAsked) -> Drawn:
    seen, language = _team(asked), asked.query.language
    names = star_names(reads.settings().star_labels, language)
    shares = star_shares(seen.facts.weeks, names, language)
    if not shares or seen.facts.picker is None:
        raise NoChart(_TOO_LITTLE)
    chart = stars_over_time(shares, theme=asked.theme, language=language)
    title = f"{_name(seen)}: {translate('Stars over time', language)}"
    below = asked.below(seen.facts.picker.title)
    return Drawn(seen.facts.picker.code, title, [below], chart.to_dict(validate=False))


def _averages(asked: ChartAsked) -> Drawn:
    seen, language = _team(asked), asked.query.language
    points = average_points(seen.facts.years, language)
    if not points:
        raise NoChart(_TOO_LITTLE)
    chart = averages_by_season(points, theme=asked.theme, language=language)
    title = f"{_name(seen)}: {translate('Seasons beside a year before', language)}"
    newest = seen.facts.years[0].now.season.code
    return Drawn(newest, title, [asked.below("")], chart.to_dict(validate=False))


def _team(asked: ChartAsked) -> TeamSeen:
    query, own = asked.query, own_team(asked.visitor)
    facts = team_facts(query.season, query.team, own, language=query.language)
    if facts.team is None:
        raise NoChart(_TOO_LITTLE)
    return seen_by(facts, asked.visitor)


def _name(seen: TeamSeen) -> str:
    return seen.facts.teams[seen.facts.team or 0]


def _goals(asked: ChartAsked) -> Drawn:
    language, own = asked.query.language, reader_of(asked.visitor)
    demand(asked.visitor, Right.SEE_PERSON, engineer_id=own)
    page = my_season(asked.query.season, own, language=language)
    bars = goal_bars(quarters(page.person), language) if page.person is not None else []
    if not bars:
        raise NoChart(_TOO_LITTLE)
    chart = goals_by_season(bars, theme=asked.theme, language=language)
    title = translate("Goals by season", language)
    below = asked.below("")
    return Drawn("own", title, [below], chart.to_dict(validate=False))


def _causes(asked: ChartAsked) -> Drawn:
    language = asked.query.language
    if not sees_causes(asked.visitor):
        # Of nobody in particular: it takes the right for a team at least.
        demand(asked.visitor, Right.SEE_LOW_RATINGS)
    season = feedback_season(asked.query.season, language=language)
    found = [] if season is None else costs(season.season, asked.visitor, kind=asked.kind)
    if season is None or not found:
        raise NoChart(N_("No rating below five stars in this time"))
    drawn = cause_bars(found, theme=asked.theme, language=language)
    below = asked.below(season_title(season.season, language))
    return Drawn(season.season.code, translate("What it cost", language), [below], drawn)


def _burn_up(asked: ChartAsked) -> Drawn:
    drawn = burn_up_of(
        asked.challenge,
        visitor=asked.visitor,
        theme=asked.theme,
        language=asked.query.language,
    )
    if drawn is None:
        raise NoChart(N_("No such challenge runs."))
    title, days, spec = drawn
    return Drawn(asked.challenge or "running", title, [asked.below(days)], spec)


#: Name → how it is drawn. All ask for the right to see the boards, some for more.
CHARTS: dict[str, Callable[[ChartAsked], Drawn]] = {
    "places": _places,
    "stars": _stars,
    "averages": _averages,
    "goals": _goals,
    "causes": _causes,
    "burn-up": _burn_up,
}
