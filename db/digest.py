"""The daily message from the database: what happened, where we stand, what is left to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlmodel import Session

from db.challenges import (
    challenge_standing,
    day_end,
    day_scorers,
    ground_of,
    probability_history,
    seasons_before,
    stars_between,
)
from db.daily_words import daily_words
from db.queries.challenge_ratings import praise
from db.queries.challenges import challenge_by_id, challenge_edits, challenges_on
from db.queries.pauses import rest_on
from db.queries.teams import team_names
from db.standings import hidden_engineer
from gamify.challenges.challenge import DEPARTMENT, Challenge, as_of
from gamify.challenges.daily import kind_word
from gamify.challenges.digest import DigestDay, digest_text, digest_title, head_of
from gamify.challenges.ending import result_of
from gamify.challenges.states import Stage
from gamify.language import say, translate
from gamify.pause_words import pause_sentence
from gamify.pauses import Rest
from gamify.seasons import Calendar, day_of, same_season_year_before

_DAY, _WEEK = timedelta(days=1), 7


@dataclass(frozen=True, slots=True)
class DigestMessage:
    """A message in plain text, in one language."""

    title: str
    body: str


def digest_message(
    session: Session,
    *,
    challenge_id: int | None = None,
    day: date,
    now: datetime,
    calendar: Calendar,
    language: str = "en",
) -> DigestMessage | None:
    """The message of a day about a challenge, or about all that are on their way.

    Today's is as of `now`, one of a day before as of that day's end. The day after the last one
    tells the result. None where there is nothing to say: no challenge on that day, or a day that
    is still to come. Raises UnknownChallenge.
    """
    if day > day_of(now, calendar):
        return None
    moment = now if day == day_of(now, calendar) else day_end(day, calendar)
    hidden_name = hidden_engineer(language)
    every = challenges_on(session, day, calendar=calendar, hidden_name=hidden_name)
    found = [one for one in every if one.owner.is_public]
    if challenge_id is not None:
        found = [challenge_by_id(session, challenge_id, calendar=calendar, hidden_name=hidden_name)]
    told, rest = [one for one in found if _is_told(one, day)], rest_on(session, day)
    if not told:
        return None
    days = [
        _digest_day(
            session, one, day=day, moment=moment, calendar=calendar, hidden_name=hidden_name
        )
        for one in told
        if not rest.quiets((one.owner.team_id,))
    ]
    teams = {one.owner.team_id for one in told}
    words = daily_words(
        session,
        day=day,
        now=moment,
        team=teams.pop() if len(teams) == 1 else None,
        calendar=calendar,
        language=language,
    )
    message = _message(session, days, day, language) if days else _resting(session, rest, language)
    return replace(message, body="\n\n".join((message.body, *filter(None, ["\n".join(words)]))))


def _resting(session: Session, rest: Rest, language: str) -> DigestMessage:
    """Nothing of a race: until when the game is paused, and why."""
    pause = rest.of_all or max(rest.pauses, key=lambda one: one.last)
    team = team_names(session).get(pause.team_id or 0, "")
    return DigestMessage(translate(pause_sentence(pause, team=team), language), pause.reason)


def _is_told(challenge: Challenge, day: date) -> bool:
    """From the first day of a challenge that has started to the day after its last one."""
    season = challenge.season
    return challenge.stage is Stage.STARTED and season.first <= day <= season.last + _DAY


def _message(
    session: Session, days: Sequence[DigestDay], day: date, language: str
) -> DigestMessage:
    """One challenge has the head for itself; of several each has a part of the message."""
    if len(days) == 1:
        only = days[0]
        return DigestMessage(
            head_of(only.challenge, digest_title(only), language),
            digest_text(only, language=language),
        )
    parts = [
        "\n".join(
            (
                head_of(one.challenge, digest_title(one), language),
                digest_text(replace(one, comment=None), language=language),
            )
        )
        for one in _told_once(days)
    ]
    word = kind_word(praise(session, owner=DEPARTMENT, first=day - _DAY, last=day))
    if word is not None:
        parts.append(translate(word, language))
    title = translate(say("Our challenges, {day}", day=day), language)
    return DigestMessage(title, "\n\n".join(parts))


def _told_once(days: Sequence[DigestDay]) -> list[DigestDay]:
    """The department's part names everybody of the day; then the other parts needn't."""
    whole = [one for one in days if one.challenge.owner == DEPARTMENT]
    if not whole:
        return list(days)
    return [one if one is whole[0] else replace(one, brought=()) for one in days]


def _digest_day(
    session: Session,
    challenge: Challenge,
    *,
    day: date,
    moment: datetime,
    calendar: Calendar,
    hidden_name: str,
) -> DigestDay:
    edits = challenge_edits(session, challenge.id, calendar=calendar)
    challenge = as_of(challenge, edits, day, calendar=calendar)
    owner, ground = challenge.owner, ground_of(session, challenge=challenge, calendar=calendar)
    standing = challenge_standing(
        session, challenge=challenge, now=moment, calendar=calendar, ground=ground
    )
    before = probability_history(
        ground, challenge=challenge, today=day, calendar=calendar, days_back=(_WEEK,)
    )
    season = challenge.season
    days = [one for one in (day - _DAY, day) if season.first <= one <= season.last]
    is_over = day > season.last
    seasons = seasons_before(session, owner=owner, season=season, calendar=calendar)
    year_ago = same_season_year_before(season, calendar=calendar)
    return DigestDay(
        challenge=challenge,
        day=day,
        standing=standing,
        brought=tuple(
            day_scorers(session, owner=owner, day=one, hidden_name=hidden_name) for one in days
        ),
        week_ago=before[0].chance if before else None,
        edits=tuple(edits),
        comment=praise(session, owner=owner, first=day - _DAY, last=day),
        year_ago=stars_between(session, owner=owner, season=year_ago),
        result=(challenge.result or result_of(standing)) if is_over else None,
        is_closed=challenge.result is not None,
        best_before=max((stars.n for stars in seasons), default=0),
    )
