"""What a database needs from time to time: sums by calendar and settings, pars, awards, results."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Engine
from sqlmodel import Session

from db.commands.awards import keep_awards
from db.commands.cells import align_cells, are_cells_aligned
from db.commands.challenges import close_due_challenges
from db.commands.customers import has_plain_customers, make_discreet
from db.commands.flags import keep_flags
from db.commands.hall import keep_hall
from db.commands.milestones import tell_milestones
from db.commands.pars import keep_pars
from db.commands.payloads import forget_payloads, has_old_payloads
from db.commands.strata import choose_strata
from db.commands.words import forget_words, has_old_words
from db.discretion import first_day_of_words, is_discreet, known_pseudonyms, pseudonyms_of
from db.engine import reading, writing
from db.milestones import new_milestones
from db.queries.challenges import due_challenges
from db.queries.closing import seasons_to_record
from db.queries.evidence import season_evidence
from db.queries.hall import seasons_to_keep
from db.queries.pars import quarters_without_par
from db.queries.strata import kept_fields
from db.secrets import can_seal
from db.settings import Settings
from gamify.access import ITSELF
from gamify.seasons import Season, day_of


def keep_up(engine: Engine, settings: Settings, *, now: datetime) -> None:
    """Bring cells, kinds of work, pars, awards and results up to date.

    Only what is to be written is written.

    The server does it when it starts, every night and after an import, the command line before
    it prints standings.
    """
    with reading(engine) as session:
        if _is_kept_up(session, settings, now):
            return
    calendar, rules = settings.calendar, settings.rules
    with writing(engine) as session:
        if _can_name_customers(session, settings):
            make_discreet(session, partial(pseudonyms_of, settings))
        align_cells(session, calendar=calendar)
        choose_strata(session, settings.strata, calendar=calendar, rules=rules, now=now)
        keep_pars(session, calendar=calendar, rules=rules, now=now)
    # What looks odd in a season is to be known before its awards are recorded.
    for season in _seasons_to_record(engine, settings, now):
        look_at(engine, season, settings, now=now)
    with writing(engine) as session:
        keep_awards(
            session, calendar=calendar, rules=rules, closing_days=settings.closing_days, now=now
        )
        close_due_challenges(session, calendar=calendar, now=now)
        keep_hall(session, calendar=calendar, rules=rules, now=now)
        tell_milestones(session, calendar=calendar, now=now)


def look_at(engine: Engine, season: Season, settings: Settings, *, now: datetime) -> int:
    """Let the rules look at a season; returns how many flags are new.

    The evidence is gathered before any writer has to wait.
    """
    calendar = settings.calendar
    with reading(engine) as session:
        evidence = season_evidence(
            session,
            season=season,
            calendar=calendar,
            today=day_of(now, calendar),
            pseudonyms=known_pseudonyms(settings),
        )
    with writing(engine) as session:
        return keep_flags(session, evidence, season=season, now=now)


def forget_old_words(engine: Engine, settings: Settings, *, now: datetime) -> None:
    """Delete comments that are older than the organisation keeps them, with a line in the log."""
    first = first_day_of_words(settings, now=now)
    if first is None:
        return
    with reading(engine) as session:
        if not has_old_words(session, before=first):
            return
    with writing(engine) as session:
        forget_words(session, before=first, actor=ITSELF, now=now)


def forget_old_payloads(engine: Engine, settings: Settings, *, now: datetime) -> None:
    """Delete raw answers of ticket systems that are older than the organisation keeps them."""
    before = now - timedelta(days=settings.payload_days)
    with reading(engine) as session:
        if not has_old_payloads(session, before=before):
            return
    with writing(engine) as session:
        forget_payloads(session, before=before)


def _seasons_to_record(engine: Engine, settings: Settings, now: datetime) -> list[Season]:
    with reading(engine) as session:
        return seasons_to_record(
            session,
            calendar=settings.calendar,
            today=day_of(now, settings.calendar),
            closing_days=settings.closing_days,
        )


def _can_name_customers(session: Session, settings: Settings) -> bool:
    """Whether there is a key, or nobody whom it would be needed for."""
    return can_seal(settings) or not has_plain_customers(session)


def _is_kept_up(session: Session, settings: Settings, now: datetime) -> bool:
    calendar, today = settings.calendar, day_of(now, settings.calendar)
    return (
        are_cells_aligned(session, calendar=calendar)
        and (is_discreet(session) or not _can_name_customers(session, settings))
        and set(kept_fields(session)) == set(settings.strata)
        and not due_challenges(session, today=today)
        and not new_milestones(session, now=now, calendar=calendar)
        and not quarters_without_par(session, calendar=calendar, today=today)
        and not seasons_to_record(
            session, calendar=calendar, today=today, closing_days=settings.closing_days
        )
        and not seasons_to_keep(session, calendar=calendar)
    )
