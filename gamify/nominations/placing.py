"""Places for candidates: 1, 2, 2, 4 on exact scores and tie-breaks (SCORING 0)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from gamify.language import Message
from gamify.nominations.nomination import Candidate, Placed, Verdict
from gamify.nominations.sheet import SeasonSheet
from gamify.ranking import competition_places


def nominee(
    sheet: SeasonSheet,
    engineer: int,
    *,
    score: Fraction,
    value: Message,
    sentence: Message,
    tie: tuple[Fraction | int, ...] = (),
    missing: Message | None = None,
) -> Candidate:
    """An engineer of the sheet as a candidate, by the public name."""
    return Candidate(
        engineer,
        sheet.names[engineer],
        score,
        value,
        sentence,
        tie,
        sheet.team_of.get(engineer),
        missing,
        engineer in sheet.under_review,
    )


def verdict_on(candidates: Iterable[Candidate]) -> Verdict:
    """Places for those who are past the gate; the others wait, best score first."""
    candidates = list(candidates)
    ready = [candidate for candidate in candidates if candidate.missing is None]
    waiting = [candidate for candidate in candidates if candidate.missing is not None]
    return Verdict(place(ready), tuple(placed.candidate for placed in place(waiting)))


def place(candidates: Iterable[Candidate]) -> tuple[Placed, ...]:
    """Competition places over (score, tie), highest first; equal in all share the place.

    Two fractions whose denominators are at most d differ by at least 1/d², so scaled by d² and
    cut they keep their order as integers, which compare ten times faster.
    """
    by_id = {candidate.id: candidate for candidate in candidates}
    scale = max((one.score.denominator for one in by_id.values()), default=1) ** 2
    places = competition_places(
        ((-_whole(one.score, scale), *(-part for part in one.tie)), one.id)
        for one in by_id.values()
    )
    return tuple(Placed(number, by_id[unit]) for number, unit in places)


def _whole(score: Fraction, scale: int) -> int:
    return scale * score.numerator // score.denominator
