"""The demo's challenges: one of the department that is open, and two of the quarters before."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from fractions import Fraction

from sqlalchemy import delete
from sqlmodel import Session, col, select

from db.challenge_proposals import draft_challenge
from db.challenges import stars_between
from db.commands.challenges import close_challenge, create_challenge
from db.commands.plans import remove_plan
from db.demo.presence import ACTOR
from db.models import ChallengeRecord, DigestPlan
from gamify.averages import cut
from gamify.challenges.challenge import DEPARTMENT
from gamify.challenges.criteria import AverageGoal, Criteria
from gamify.challenges.preview import likely_count
from gamify.seasons import Calendar, Season, SeasonKind, day_of, previous_season, season_on

#: The probability that the running challenge shall have: open, whatever the day.
OPEN = 0.45

_STEP = Fraction(1, 100)


def seed_challenges(session: Session, *, now: datetime, calendar: Calendar) -> None:
    """Set the running quarter's challenge and close those of the two quarters before.

    The older one was met, the other one had more ratings to ask for than came.
    """
    running = season_on(day_of(now, calendar), kind=SeasonKind.QUARTER, calendar=calendar)
    latest = previous_season(running, calendar=calendar)
    older = previous_season(latest, calendar=calendar)
    _past(session, older, ratings=(9, 10), now=now, calendar=calendar)
    _past(session, latest, ratings=(11, 10), now=now, calendar=calendar)
    goal = _open_goal(session, running, now=now, calendar=calendar)
    _set(session, running, goal, now=now, calendar=calendar)


def remove_challenges(session: Session, *, now: datetime) -> None:
    """Take the demo's challenges out, with the messages that were planned about them."""
    demo = select(ChallengeRecord.id).where(ChallengeRecord.created_by == ACTOR.name)
    planned = select(DigestPlan.id).where(col(DigestPlan.challenge_id).in_(demo))
    for plan in session.exec(planned).all():
        if plan is not None:
            remove_plan(session, plan_id=plan, actor=ACTOR, now=now)
    session.execute(delete(ChallengeRecord).where(col(ChallengeRecord.created_by) == ACTOR.name))


def _past(
    session: Session, season: Season, *, ratings: tuple[int, int], now: datetime, calendar: Calendar
) -> None:
    """A challenge of a quarter that is over: its average held over that share of its ratings."""
    stars = stars_between(session, owner=DEPARTMENT, season=season)
    if stars.average is None:
        return
    part, whole = ratings
    goal = AverageGoal(Fraction(cut(stars.average, decimals=2)), _round(stars.n * part // whole))
    challenge = _set(session, season, goal, now=now, calendar=calendar)
    after = datetime.combine(season.last + timedelta(days=2), time(6), UTC)
    close_challenge(session, challenge, calendar=calendar, actor=ACTOR, now=min(after, now))


def _open_goal(
    session: Session, season: Season, *, now: datetime, calendar: Calendar
) -> AverageGoal:
    """Of averages in steps of 0.01 the one that is most nearly open."""
    drafting = draft_challenge(session, owner=DEPARTMENT, season=season, now=now, calendar=calendar)
    over = likely_count(drafting.preview(Criteria(ratings=1)).standing)
    goals = [AverageGoal(5 - _STEP * at, over) for at in range(1, 31)]
    chances = {goal: drafting.preview(Criteria(average=goal)).standing.chance for goal in goals}
    return min(goals, key=lambda goal: abs((chances[goal] or 0.0) - OPEN))


def _set(
    session: Session, season: Season, goal: AverageGoal, *, now: datetime, calendar: Calendar
) -> int:
    """Set on the first morning of its season."""
    morning = datetime.combine(season.first, time(8), calendar.zone)
    return create_challenge(
        session,
        criteria=Criteria(average=goal),
        season=season,
        actor=ACTOR,
        now=min(morning, now),
    )


def _round(n: int) -> int:
    """A number as a lead would choose it: full tens."""
    return max(n // 10 * 10, 10)
