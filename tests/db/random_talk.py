"""Decisions at random about what colleagues tell each other, and about when the game rests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from db.commands.asking import end_ask_template, open_ask_template
from db.commands.hall import keep_season
from db.commands.ledger import kept_calendar
from db.commands.lessons import note_lesson
from db.commands.newcomers import add_engineer, add_team
from db.commands.pauses import end_pause, pause_game
from db.commands.practices import share_practice, take_practice_back
from db.models import AskTemplate, GamePause, SharedPractice
from db.settings import Settings
from gamify.asking.email import Vendor
from gamify.feedback.lesson import Cause, LessonState, Nature
from gamify.seasons import parse_season
from gamify.standings import Rules
from tests.db.random_decisions import LEAD, Chance


def _told(c: Chance) -> dict[str, Any]:
    return {"actor": LEAD, "now": c.now}


def _one_of(c: Chance, table: type[Any]) -> int:
    ids = c.session.exec(select(table.id).order_by(col(table.id))).all()
    found: int = c.rng.choice([*ids, 10**6])
    return found


def _lesson(c: Chance) -> None:
    note_lesson(
        c.session,
        rating_id=c.rating(),
        cause=c.rng.choice((None, *Cause)),
        nature=c.rng.choice((None, *Nature)),
        lesson=c.rng.choice(("", "call back", "look twice")),
        state=c.rng.choice(list(LessonState)),
        **_told(c),
    )


def _practice(c: Chance) -> None:
    if c.rng.random() < 0.3:
        take_practice_back(c.session, practice_id=_one_of(c, SharedPractice), **_told(c))
        return
    quotes = c.rng.random() < 0.3
    share_practice(c.session, rating_id=c.rating(), quotes=quotes, words="Call.", **_told(c))


def _pause(c: Chance) -> None:
    if c.rng.random() < 0.3:
        end_pause(c.session, pause_id=_one_of(c, GamePause), **_told(c))
        return
    today = c.now.date()
    first = today + timedelta(days=c.rng.randrange(40))
    last = first + timedelta(days=c.rng.randrange(4))
    days: dict[str, Any] = {"first": first, "last": last, "today": today, "reason": "feast"}
    pause_game(c.session, team_id=c.rng.choice((None, c.team())), **days, **_told(c))


def _newcomer(c: Chance) -> None:
    c.rng.choice((add_team, add_engineer))(
        c.session, name=f"{c.name()} {c.rng.randrange(3)}", **_told(c)
    )


def _hall(c: Chance) -> None:
    calendar = kept_calendar(c.session)
    season = parse_season(c.rng.choice(("2026-Q3", "2026-Q4")), calendar=calendar)
    keep_season(c.session, season=season, calendar=calendar, rules=Rules(), **_told(c))


def talk_steps(folder: Path) -> tuple[Callable[[Chance], None], ...]:
    """Kinds of steps; `folder` holds the key that signs links for rating."""
    kept = Settings(database_url=f"sqlite:///{folder / 'keys.db'}")

    def template(c: Chance) -> None:
        if c.rng.random() < 0.4:
            end_ask_template(c.session, template=_one_of(c, AskTemplate), **_told(c))
        else:
            vendor = c.rng.choice(list(Vendor))
            open_ask_template(c.session, vendor=vendor, settings=kept, **_told(c))

    return (_lesson, _lesson, _practice, _practice, _pause, _newcomer, _hall, template)
