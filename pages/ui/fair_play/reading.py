"""Reads what the page about fair play shows, kept by the data's version; the rules look first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from sqlmodel import Session

from db.commands.flags import keep_flags
from db.discretion import known_pseudonyms
from db.engine import reading, writing
from db.queries.assists import Claim, claims
from db.queries.engineers import engineer_names
from db.queries.evidence import season_evidence
from db.queries.exclusion_requests import exclusion_requests
from db.queries.exclusions import Excluded, excluded_ratings
from db.queries.flags import flag_cases, flagged_ratings
from db.queries.scorers import engineer_tallies
from db.queries.tallies import rated_days, team_tallies
from db.queries.teams import team_names
from db.standings import hidden_engineer
from gamify.exclusion import Request
from gamify.integrity.case import Case, CaseState, FlaggedRating
from gamify.integrity.effect import Effect, effect_of
from gamify.integrity.evidence import Evidence
from gamify.integrity.rules import RuleCard, lacking_rules
from gamify.seasons import Season
from pages.ui import reads
from pages.ui.clock import Stamp
from pages.ui.fair_play import splits
from pages.ui.gathering import asked_season
from pages.ui.season_picker import SeasonPicker, pick_season
from pages.ui.shelf import Shelf


@dataclass(frozen=True, slots=True)
class FairPlay:
    """Everything on the page. `picker` is None where the database holds no ratings."""

    picker: SeasonPicker | None = None
    cases: Sequence[Case] = ()
    ratings: Mapping[int, FlaggedRating] = field(default_factory=dict)
    #: Flag → scores with and without the ratings that still count.
    effects: Mapping[int, Effect] = field(default_factory=dict)
    engineers: Mapping[int, str] = field(default_factory=dict)
    teams: Mapping[int, str] = field(default_factory=dict)
    lacking: Sequence[RuleCard] = ()
    #: Help on the season's tickets that waits for a word.
    helping: Sequence[Claim] = ()
    #: Questions of engineers, of every season, and what is excluded in this one.
    requests: Sequence[Request] = ()
    excluded: Sequence[Excluded] = ()

    @property
    def open(self) -> list[Case]:
        """Flags that wait for a decision."""
        return [case for case in self.cases if case.state is CaseState.OPEN]

    @property
    def decided(self) -> list[Case]:
        """Flags that have been decided on, the latest decision first."""
        done = [case for case in self.cases if case.state is not CaseState.OPEN]
        return sorted(done, key=lambda case: case.decided_at or case.found_at, reverse=True)


_kept: Shelf[tuple[Stamp, str, str], FairPlay] = Shelf(32)


def fair_play(code: str, *, language: str) -> FairPlay:
    """The page of a season code, "" for the usual one, made once for each version of the data.

    Raises UnknownSeason, and DatabaseRefused.
    """
    stamp = reads.clock.look()
    return _kept.take((stamp, code, language), lambda: _read(stamp, code, language))


def look_anew() -> None:
    """Read the data's version at the next question: something has just been decided."""
    reads.clock.forget()


def forget() -> None:
    """Start anew, as a fresh process would."""
    _kept.clear()
    splits.forget()


def _read(stamp: Stamp, code: str, language: str) -> FairPlay:
    calendar = reads.settings().calendar
    with reading(reads.engine()) as session:
        span = rated_days(session)
        if span is None:
            return FairPlay()
        season = asked_season(code, span=span, today=stamp.day, calendar=calendar)
        evidence = season_evidence(
            session,
            season=season,
            calendar=calendar,
            today=stamp.day,
            pseudonyms=known_pseudonyms(reads.settings()),
        )
    with writing(reads.engine()) as session:
        keep_flags(session, evidence, season=season, now=datetime.now(UTC))
    with reading(reads.engine()) as session:
        return _filled(session, season, evidence, span=span, stamp=stamp, language=language)


def _filled(
    session: Session,
    season: Season,
    evidence: Evidence,
    *,
    span: tuple[date, date],
    stamp: Stamp,
    language: str,
) -> FairPlay:
    cases = flag_cases(session, season=season)
    hidden_name = hidden_engineer(language)
    ratings = flagged_ratings(session, (id_ for case in cases for id_ in case.flag.ratings))
    return FairPlay(
        picker=pick_season(
            season,
            span=span,
            today=stamp.day,
            calendar=reads.settings().calendar,
            language=language,
        ),
        cases=cases,
        ratings=ratings,
        effects=_effects(session, season, cases, ratings),
        engineers=engineer_names(session, hidden_name=hidden_name),
        teams=team_names(session),
        lacking=lacking_rules(evidence),
        helping=claims(session, season=season, open_only=True, hidden_name=hidden_name),
        requests=exclusion_requests(session),
        excluded=excluded_ratings(session, first=season.first, last=season.last),
    )


def _effects(
    session: Session,
    season: Season,
    cases: Sequence[Case],
    ratings: Mapping[int, FlaggedRating],
) -> dict[int, Effect]:
    first, last = season.first, season.last
    teams = {tally.id: tally.stars for tally in team_tallies(session, first=first, last=last)}
    people = engineer_tallies(session, first=first, last=last)
    units = {tally.id: tally.units for tally in people}
    return {
        case.id: effect_of(
            [ratings[id_] for id_ in case.flag.ratings if id_ in ratings],
            engineer_id=case.flag.engineer_id,
            teams=teams,
            units=units,
        )
        for case in cases
        if case.state is CaseState.OPEN and case.flag.ratings
    }
