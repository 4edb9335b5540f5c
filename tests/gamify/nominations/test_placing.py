"""Places over score and tie-break (SCORING 0)."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from gamify.nominations.nomination import Candidate, Placed, Verdict
from gamify.nominations.placing import place, verdict_on
from gamify.nominations.wording import plainly

fractions = st.fractions(min_value=-5, max_value=5, max_denominator=50)
fields = st.lists(st.tuples(fractions, st.integers(-2, 2)), max_size=8)


def candidate(
    unit: int, score: Fraction | int, *tie: int, missing: str = "", is_flagged: bool = False
) -> Candidate:
    return Candidate(
        id=unit,
        name=f"Engineer {unit}",
        score=Fraction(score),
        value=plainly(str(score)),
        sentence=plainly(""),
        tie=tie,
        missing=plainly(missing) if missing else None,
        is_under_review=is_flagged,
    )


def numbers(placed: tuple[Placed, ...]) -> list[tuple[int, int]]:
    return [(one.place, one.candidate.id) for one in placed]


def test_equal_ones_share_the_place_and_the_next_is_left_out() -> None:
    field = [candidate(4, 1), candidate(3, 5), candidate(2, 5), candidate(1, 7)]
    assert numbers(place(field)) == [(1, 1), (2, 2), (2, 3), (4, 4)]


def test_the_tie_break_tells_equal_scores_apart() -> None:
    assert numbers(place([candidate(1, 5, 2, 1), candidate(2, 5, 2, 3)])) == [(1, 2), (2, 1)]


def test_scores_that_differ_by_next_to_nothing_are_not_equal() -> None:
    near = Fraction(10**12 - 1, 10**12)
    assert numbers(place([candidate(1, near), candidate(2, 1)])) == [(1, 2), (2, 1)]
    neighbours = [candidate(1, Fraction(1, 50)), candidate(2, Fraction(1, 49))]
    assert numbers(place(neighbours)) == [(1, 2), (2, 1)]


def test_the_gate_keeps_a_candidate_waiting_whatever_the_score() -> None:
    found = verdict_on([candidate(1, 9, missing="more"), candidate(2, 3)])
    assert numbers(found.placed) == [(1, 2)]
    assert [one.id for one in found.waiting] == [1]


def test_everybody_finds_the_own_standing() -> None:
    stopped = candidate(1, 9, missing="more")
    first = candidate(2, 3)
    found = verdict_on([stopped, first])
    assert found.standing_of(2) == Placed(1, first)
    assert found.standing_of(1) == stopped
    assert found.standing_of(3) is None


def test_one_of_two_winners_under_review_holds_the_award() -> None:
    found = verdict_on([candidate(1, 5), candidate(2, 5, is_flagged=True), candidate(3, 1)])
    assert [one.id for one in found.winners] == [1, 2]
    assert found.is_under_review


def test_nobody_makes_an_empty_verdict() -> None:
    assert verdict_on([]) == Verdict()


@given(fields, st.randoms())
def test_places_follow_the_exact_order_however_the_candidates_come(
    scores: list[tuple[Fraction, int]], shuffle: st.DataObject
) -> None:
    field = [candidate(at, score, tie) for at, (score, tie) in enumerate(scores, start=1)]
    placed = place(field)
    assert [one.place for one in placed] == [
        1
        + sum(
            (other.score, other.tie) > (one.candidate.score, one.candidate.tie) for other in field
        )
        for one in placed
    ]
    assert place(reversed(field)) == placed
