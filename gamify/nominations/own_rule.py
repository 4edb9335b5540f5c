"""How an organisation's own nomination is judged: rows that fit, counted or shared."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gamify.credit import credited
from gamify.language import Message, say
from gamify.nominations.nomination import (
    Candidate,
    Gate,
    GateValues,
    Nomination,
    UnitKind,
    Verdict,
)
from gamify.nominations.own import LABELS, SHARED, Field, Measure, OwnNomination, Thing, Wanted
from gamify.nominations.own_words import formula_of, gate_of, sentence_of, what_of
from gamify.nominations.placing import nominee, verdict_on
from gamify.nominations.sheet import Ints, RatingColumns, SeasonSheet, TicketColumns
from gamify.nominations.sums import newest, summed
from gamify.nominations.wording import plainly, tenths
from gamify.ratings import CREDIT

Flags = NDArray[np.bool_]

#: 1 January 1970 was a Thursday.
_WEEKDAY_BEFORE_1970 = 3


class Rows(NamedTuple):
    """What is counted, row by row: whose it is, how much, and whether it fits."""

    unit: Ints
    amount: Ints
    fits: Flags
    at: Ints


def as_nomination(own: OwnNomination) -> Nomination:
    """An own nomination as one like the others."""

    def judge(sheet: SeasonSheet, gates: GateValues) -> Verdict:
        return judge_own(sheet, own, least=gates["least"])

    return Nomination(
        key=own.key,
        title=plainly(own.title),
        formula=formula_of(own),
        gate=gate_of(own),
        judge=judge,
        gates=(Gate("least", own.least, say("So many, at least")),),
        unit=own.unit,
    )


def judge_own(sheet: SeasonSheet, own: OwnNomination, *, least: int) -> Verdict:
    """Ranks by the amount that fits or by its share.

    Ties of shares go to the greater whole, ties of amounts to the one who had it earlier.
    """
    lacking = _lacking(sheet, own)
    if lacking is not None:
        return Verdict(unavailable=lacking)
    rows = _rows(sheet, own)
    is_share = own.measure is Measure.SHARE
    part = summed(rows.unit[rows.fits], rows.amount[rows.fits])
    whole = summed(rows.unit, rows.amount) if is_share else part
    reached = newest(rows.unit[rows.fits], rows.at[rows.fits])
    what, one = what_of(own), CREDIT if own.of in SHARED else 1
    found = (
        _candidate(
            sheet,
            own,
            unit,
            score=Fraction(100 * part[unit], total) if is_share else Fraction(total, one),
            sentence=sentence_of(
                own, what, part=_amount(part[unit], one), whole=_amount(total, one)
            ),
            tie=total if is_share else -reached[unit],
            missing=_missing(total, least, one),
        )
        for unit, total in whole.items()
    )
    return verdict_on(candidate for candidate in found if candidate is not None)


def _candidate(
    sheet: SeasonSheet,
    own: OwnNomination,
    unit: int,
    *,
    score: Fraction,
    sentence: Message,
    tie: int,
    missing: Message | None,
) -> Candidate | None:
    """None for a unit that the sheet has no name for."""
    value = say("{share} %", share=tenths(score))
    if own.measure is Measure.COUNT:
        value = plainly(score.numerator if score.denominator == 1 else tenths(score))
    if own.unit is UnitKind.TEAM:
        name = _teams(sheet).get(unit)
        if name is None:
            return None
        return Candidate(unit, name, score, value, sentence, (tie,), missing=missing)
    if unit not in sheet.names:
        return None
    return nominee(
        sheet, unit, score=score, value=value, sentence=sentence, tie=(tie,), missing=missing
    )


def _missing(units: int, least: int, one: int) -> Message | None:
    short = least - units // one
    return None if short <= 0 else say("To be ranked, {n} more.", n=short)


def _amount(units: int, one: int) -> object:
    return units if one == 1 else credited(units)


def _lacking(sheet: SeasonSheet, own: OwnNomination) -> Message | None:
    """What data the nomination needs and the sheet hasn't got; None if all is there."""
    if own.of is Thing.TICKETS and not len(sheet.tickets.owner):
        return say("No tickets are known.")
    asked = [label for label in LABELS if label in own.where]
    if not all(any(getattr(kind, label) for kind in sheet.kinds.values()) for label in asked):
        return say("Tickets don't say what kind of work they are.")
    if Field.COMMENT in own.where and sheet.ratings.has_comment is None:
        return say("It isn't known which ratings have a comment.")
    return None


def _rows(sheet: SeasonSheet, own: OwnNomination) -> Rows:
    ratings, is_team = sheet.ratings, own.unit is UnitKind.TEAM
    if own.of is Thing.TICKETS:
        tickets = sheet.tickets
        unit = tickets.team if is_team else tickets.owner
        zeros = np.zeros(len(unit), dtype=np.int64)
        return Rows(unit, zeros + 1, _fitting_kinds(sheet, own, tickets), zeros)
    fits = _fitting_ratings(sheet, own)
    if own.of in SHARED:
        credit = sheet.credits
        chosen = Rows(credit.engineer, credit.units, fits[credit.rating], ratings.at[credit.rating])
        stars = ratings.stars[credit.rating]
    else:
        unit = ratings.team if is_team else ratings.owner
        chosen = Rows(unit, np.ones(len(unit), dtype=np.int64), fits, ratings.at)
        stars = ratings.stars
    if own.of in (Thing.FIVES, Thing.GOALS):
        chosen = Rows(*(column[stars == 5] for column in chosen))
    return chosen


def _fitting_ratings(sheet: SeasonSheet, own: OwnNomination) -> Flags:
    ratings = sheet.ratings
    fits = _fitting_kinds(sheet, own, ratings)
    if Field.STARS in own.where:
        fits &= np.isin(ratings.stars, own.where[Field.STARS])
    if Field.WEEKDAY in own.where:
        weekday = (ratings.day + _WEEKDAY_BEFORE_1970) % 7 + 1
        fits &= np.isin(weekday, own.where[Field.WEEKDAY])
    if Field.COMMENT in own.where and ratings.has_comment is not None:
        fits &= np.isin(ratings.has_comment, [int(one) for one in own.where[Field.COMMENT]])
    return fits


def _fitting_kinds(
    sheet: SeasonSheet, own: OwnNomination, columns: RatingColumns | TicketColumns
) -> Flags:
    """Rows whose team and labels of the kind of work are among those asked for."""
    fits = np.ones(len(columns.stratum), dtype=np.bool_)
    for label in (label for label in LABELS if label in own.where):
        wanted = _folded(own.where[label])
        strata = [
            stratum
            for stratum, kind in sheet.kinds.items()
            if str(getattr(kind, label)).casefold() in wanted
        ]
        fits &= np.isin(columns.stratum, strata)
    if Field.TEAM in own.where:
        wanted = _folded(own.where[Field.TEAM])
        teams = [team for team, name in _teams(sheet).items() if name.casefold() in wanted]
        fits &= np.isin(columns.team, teams)
    return fits


def _teams(sheet: SeasonSheet) -> dict[int, str]:
    return {row.tally.id: row.tally.name for row in sheet.team_table.rows}


def _folded(values: tuple[Wanted, ...]) -> frozenset[str]:
    return frozenset(str(value).strip().casefold() for value in values)
