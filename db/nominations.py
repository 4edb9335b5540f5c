"""The nominations of a season: recorded where it is closed, judged from its ratings until then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from db.queries.awards import SeasonAwards, closed_at, in_usual_order, recorded_awards
from db.queries.nominations import declared_nominations, nomination_choices
from db.queries.scorers import HIDDEN_ENGINEER
from db.queries.sheet import require_quarter, season_sheet
from gamify.nominations.registry import Judged, judge_all
from gamify.nominations.sheet import SeasonSheet
from gamify.seasons import Calendar, Season
from gamify.standings import Rules


@dataclass(frozen=True, slots=True)
class SeasonNominations:
    """All cards of a season in the usual order, the organisation's own ones last.

    `closed_at` is when the awards were recorded, None while they can still change. Those of a
    closed season whose winner is under review aren't awarded yet; they are judged as it stands.
    `off` are the keys of those that the organisation has turned off.
    """

    season: Season
    cards: tuple[Judged, ...]
    closed_at: datetime | None
    off: tuple[str, ...] = ()


def season_nominations(
    session: Session,
    *,
    season: Season,
    rules: Rules,
    calendar: Calendar,
    hidden_name: str = HIDDEN_ENGINEER,
    unit: int | None = None,
) -> SeasonNominations:
    """All nominations of a quarter that are on.

    Of recorded ones the first places are read, and that of one engineer if given. A hidden
    engineer is called `hidden_name`, in which "{id}" stands for the number. Raises
    DecisionRefused for a season that isn't a quarter.
    """
    require_quarter(season)
    closed = closed_at(session, season=season)
    awards = SeasonAwards((), frozenset())
    if closed is not None:
        awards = recorded_awards(session, season=season, hidden_name=hidden_name, unit=unit)
    cards = list(awards.cards)
    if closed is None or awards.waiting:
        sheet = season_sheet(
            session, season=season, rules=rules, calendar=calendar, hidden_name=hidden_name
        )
        judged = judge_season(session, sheet)
        cards += [one for one in judged if closed is None or one.nomination.key in awards.waiting]
        cards = in_usual_order(cards)
    off = [key for key, one in nomination_choices(session).items() if not one.is_on]
    return SeasonNominations(season, tuple(cards), closed, tuple(off))


def judge_season(session: Session, sheet: SeasonSheet) -> list[Judged]:
    """Judges the nominations that are on, by the gates and titles that are set."""
    return judge_all(sheet, nomination_choices(session), declared_nominations(session))
