"""What colleagues have said that the daily message carries below the challenges."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from sqlmodel import Session

from db.queries.thanks import thanks_said
from db.queries.walls import announcements
from db.standings import hidden_engineer
from gamify.language import Message, say, translate
from gamify.seasons import Calendar, day_of
from gamify.thanks import thanks_sentence

_DAY = timedelta(days=1)

#: So many thanks of a day are told; the others stand on the page.
MOST_THANKS = 5


def daily_words(
    session: Session,
    *,
    day: date,
    now: datetime,
    team: int | None,
    calendar: Calendar,
    language: str,
) -> list[str]:
    """What is announced that day, and thanks of the day before and of the day up to `now`.

    Of a team: what is for it or for all, and thanks for help on its tickets.
    """
    return [
        *_announced(session, day=day, team=team, calendar=calendar, language=language),
        *_thanks(session, day=day, now=now, team=team, calendar=calendar, language=language),
    ]


def _announced(
    session: Session, *, day: date, team: int | None, calendar: Calendar, language: str
) -> list[str]:
    own = {None, team}
    return [
        translate(say("Announcement: {text}", text=" ".join(one.text.split())), language)
        for one in announcements(session, today=day)
        if day >= day_of(one.announced_at, calendar) and (team is None or one.team_id in own)
    ]


def _thanks(
    session: Session,
    *,
    day: date,
    now: datetime,
    team: int | None,
    calendar: Calendar,
    language: str,
) -> list[str]:
    since = datetime.combine(day - _DAY, time(), calendar.zone)
    until = datetime.combine(day + _DAY, time(), calendar.zone)
    said = thanks_said(
        session,
        hidden_name=hidden_engineer(language),
        since=since,
        until=min(until, now + timedelta(seconds=1)),
        teams=() if team is None else (team,),
        most=MOST_THANKS,
    )
    lines: list[str] = []
    for one in reversed(said):
        told = thanks_sentence(sayer=one.sayer, helper=one.helper, ticket=one.ticket)
        words = " ".join(one.words.split())
        if words:
            told = Message("{told}: “{words}”", {"told": told, "words": words})
        lines.append(translate(say("Thanks: {thanks}", thanks=told), language))
    return lines
