"""Top scorer net: the golden index of SCORING B3."""

from __future__ import annotations

from fractions import Fraction

from gamify.nominations.top_scorer_net import NOMINATION
from tests.sheets import Given, Worked, par_of, places, sheet_of, verdict, waiting

# Ann's par is 140·0.12 + 120·0.08 + 96·0.05 = 31.2 fives, Bob's 3688·0.1 = 368.8: 400 in all.
PAR = par_of(500, 500, 500, 500, rho4=(1200, 800, 500, 1000))
TICKETS = [
    *[Worked(stratum=1)] * 140,
    *[Worked(stratum=2)] * 120,
    *[Worked(stratum=3)] * 96,
    *[Worked(stratum=4, owner=2)] * 3688,
]
RATINGS = [*[Given()] * 38, *[Given(owner=2)] * 362]


def test_the_golden_index_with_its_arithmetic() -> None:
    found = verdict(sheet_of(*RATINGS, tickets=TICKETS, par=PAR), NOMINATION)
    assert places(found) == [(1, "Ann", "116.5"), (2, "Bob", "98.2")]
    assert found.winners[0].score == Fraction(12000, 103)
    assert str(found.winners[0].sentence) == (
        "Fives: 38, par of the own tickets: 31.2 (+6.8); with 10 fives borrowed at the common "
        "rate 116.5."
    )


def test_helping_others_takes_nothing_from_the_own_fives() -> None:
    alone = verdict(sheet_of(*RATINGS, tickets=TICKETS, par=PAR), NOMINATION)
    shared = [Given(helpers=(2,))] * 38
    helped = sheet_of(*shared, *[Given(owner=2)] * 362, tickets=TICKETS, par=PAR)
    assert places(verdict(helped, NOMINATION)) == places(alone)


def test_a_par_and_three_fives_just_pass_the_gate() -> None:
    tickets = [*[Worked()] * 30, *[Worked(owner=2)] * 29, *[Worked(owner=3)] * 30]
    ratings = [*[Given()] * 3, *[Given(owner=2)] * 3, *[Given(owner=3)] * 2]
    found = verdict(sheet_of(*ratings, tickets=tickets, par=par_of(500)), NOMINATION)
    assert [one.candidate.name for one in found.placed] == ["Ann"]
    assert waiting(found) == [
        ("Bob", "Ranked from a par of 3 fives on; now it is 2.9."),
        ("Cid", "1 more five to be ranked."),
    ]


def test_of_equal_indices_more_fives_win() -> None:
    tickets = [*[Worked()] * 30, *[Worked(owner=2)] * 60]
    ratings = [*[Given()] * 3, *[Given(owner=2)] * 6]
    found = verdict(sheet_of(*ratings, tickets=tickets, par=par_of(500)), NOMINATION)
    assert places(found) == [(1, "Bob", "100.0"), (2, "Ann", "100.0")]


def test_without_tickets_ratings_stand_for_the_par_and_it_is_said() -> None:
    ratings = [*[Given()] * 5, *[Given(owner=2)] * 3, *[Given(owner=2, stars=4)] * 2]
    found = verdict(sheet_of(*ratings, par=par_of(500)), NOMINATION)
    assert [one.candidate.name for one in found.placed] == ["Ann", "Bob"]
    assert str(found.winners[0].sentence) == (
        "Fives: 5, par of the ratings: 4.0 (+1.0); with 10 fives borrowed at the common rate 107.1 "
        "(quality only: tickets aren't known)."
    )


def test_without_a_par_it_is_unavailable() -> None:
    found = verdict(sheet_of(*RATINGS, tickets=TICKETS), NOMINATION)
    assert str(found.unavailable) == "There is no par yet."
    assert (found.placed, found.waiting) == ((), ())
