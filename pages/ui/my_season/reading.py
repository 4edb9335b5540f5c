"""Reads a person's season, kept by the data's version; what a section alone needs, when asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from sqlmodel import Session

from db.engine import reading
from db.explanations import EngineerExplanation, explain_engineer_figures
from db.own_challenges import own_challenges
from db.person_season import PersonQuarter, PersonSeason, person_quarters, person_season
from db.queries.engineers import engineer_names, is_hidden
from db.queries.exclusion_requests import exclusion_requests
from db.queries.memberships import team_on
from db.queries.rating_cards import RatingCard, engineer_ratings
from db.queries.tallies import rated_days
from db.standings import hidden_engineer
from gamify.challenges.challenge import Challenge
from gamify.challenges.standing import ChallengeStanding
from gamify.exclusion import Request
from gamify.seasons import Season
from pages.ui import reads
from pages.ui.clock import Stamp
from pages.ui.gathering import asked_season
from pages.ui.season_picker import SeasonPicker, pick_season
from pages.ui.shelf import Shelf


@dataclass(frozen=True, slots=True)
class MySeason:
    """A person's season. `picker` is None where the database holds no ratings.

    `requests` are the newest questions about ratings, by the rating. `facts` is None where
    nobody is shown. `running` are the challenges of the person, of the teams, of all.
    """

    person: int | None = None
    picker: SeasonPicker | None = None
    season: Season | None = None
    today: date = date.min
    name: str = ""
    is_hidden: bool = False
    ratings: Sequence[RatingCard] = ()
    requests: Mapping[int, Request] = field(default_factory=dict)
    facts: PersonSeason | None = None
    running: Sequence[tuple[Challenge, ChallengeStanding]] = ()


_kept: Shelf[tuple[Stamp, str, int | None, str], MySeason] = Shelf(128)
_explained: Shelf[tuple[Stamp, str, int, str], EngineerExplanation] = Shelf(64)
_quarters: Shelf[tuple[Stamp, int], list[PersonQuarter]] = Shelf(64)


def my_season(code: str, person: int | None, *, language: str) -> MySeason:
    """The season of a person, "" for the usual one, made once for each version of the data.

    Whoever asks has to be somebody who may see the person. Raises UnknownSeason, and
    DatabaseRefused.
    """
    stamp = reads.clock.look()
    return _kept.take((stamp, code, person, language), lambda: _read(stamp, code, person, language))


def explanation(season: Season, person: int, *, language: str) -> EngineerExplanation:
    """Nominations and handicap of a person's quarter. Raises DecisionRefused for another season."""

    def explain() -> EngineerExplanation:
        with reading(reads.engine()) as session:
            return explain_engineer_figures(
                session,
                person,
                season=season,
                rules=reads.settings().rules,
                calendar=reads.settings().calendar,
                hidden_name=hidden_engineer(language),
            )

    return _explained.take((reads.clock.look(), season.code, person, language), explain)


def quarters(person: int) -> list[PersonQuarter]:
    """A person's quarters side by side, the newest first."""
    stamp = reads.clock.look()

    def read() -> list[PersonQuarter]:
        with reading(reads.engine()) as session:
            calendar = reads.settings().calendar
            return person_quarters(session, person, until=stamp.day, calendar=calendar)

    return _quarters.take((stamp, person), read)


def forget() -> None:
    """Start anew, as a fresh process would."""
    for shelf in (_kept, _explained, _quarters):
        shelf.clear()


def _read(stamp: Stamp, code: str, person: int | None, language: str) -> MySeason:
    calendar = reads.settings().calendar
    with reading(reads.engine()) as session:
        span = rated_days(session)
        if span is None:
            return MySeason(person)
        season = asked_season(code, span=span, today=stamp.day, calendar=calendar)
        picker = pick_season(
            season, span=span, today=stamp.day, calendar=calendar, language=language
        )
        if person is None:
            return MySeason(person, picker, season, stamp.day)
        return _of_person(session, person, MySeason(person, picker, season, stamp.day), language)


def _of_person(session: Session, person: int, blank: MySeason, language: str) -> MySeason:
    season, calendar = blank.season, reads.settings().calendar
    assert season is not None  # noqa: S101 — `_read` has asked for it
    asked = exclusion_requests(session, open_only=False, engineer_id=person)
    hidden = hidden_engineer(language)
    is_now = season.first <= blank.today <= season.last
    return MySeason(
        person=person,
        picker=blank.picker,
        season=season,
        today=blank.today,
        name=engineer_names(session)[person],
        is_hidden=is_hidden(session, person),
        ratings=engineer_ratings(session, engineer_id=person, first=season.first, last=season.last),
        requests={one.rating_id: one for one in asked},
        facts=person_season(
            session, person, season=season, rules=reads.settings().rules, hidden_name=hidden
        ),
        running=own_challenges(
            session,
            teams={team_on(session, person, blank.today)},
            engineer_id=person,
            now=datetime.now(UTC),
            calendar=calendar,
            hidden_name=hidden,
        )
        if is_now
        else (),
    )
