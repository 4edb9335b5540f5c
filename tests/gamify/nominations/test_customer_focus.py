"""Customer focus (SCORING A8, B2, D)."""

from __future__ import annotations

from fractions import Fraction

from gamify.nominations.customer_focus import NOMINATION
from gamify.ratings import StarCounts
from tests.sheets import Earlier, Given, par_of, places, sheet_of, verdict, waiting

PAR = par_of(1000, g4=1000)


def test_in_one_kind_of_work_it_is_the_steady_average_of_four_quarters() -> None:
    earlier = [
        Earlier(StarCounts(five=20), back=3),
        Earlier(StarCounts(five=18, four=2), engineer=2, back=2),
        Earlier(StarCounts(one=50), back=4),
    ]
    found = verdict(sheet_of(Given(), Given(owner=2), earlier=earlier, par=PAR), NOMINATION)
    # 42 ratings lost 2 stars in all; everyone borrows 60 at 5 − 2/42.
    assert [one.candidate.score for one in found.placed] == [
        5 - Fraction(60 * 2, 42) / 81,
        5 - (2 + Fraction(60 * 2, 42)) / 81,
    ]
    assert places(found) == [(1, "Ann", "4.96"), (2, "Bob", "4.94")]
    assert str(found.placed[1].candidate.sentence) == (
        "Over four quarters 4.90, where such tickets usually bring 4.90; with 60 ratings borrowed "
        "at the common rate fair 4.94."
    )


def test_the_same_losses_on_harder_tickets_stand_higher() -> None:
    earlier = [
        Earlier(StarCounts(five=20, four=4), stratum=1),
        Earlier(StarCounts(five=20, four=4), engineer=2, stratum=2),
    ]
    found = verdict(sheet_of(earlier=earlier, par=par_of(500, 2500, g4=1000)), NOMINATION)
    assert [name for _, name, _ in places(found)] == ["Bob", "Ann"]


def test_twenty_ratings_of_five_customers_are_just_enough() -> None:
    enough = [Given(customer=at % 5 + 1) for at in range(20)]
    few = [Given(owner=2, customer=at % 5 + 1) for at in range(19)]
    same = [Given(owner=3, customer=at % 4 + 1) for at in range(20)]
    found = verdict(sheet_of(*enough, *few, *same, par=PAR), NOMINATION)
    assert [name for _, name, _ in places(found)] == ["Ann"]
    assert sorted(waiting(found)) == [
        ("Bob", "1 more rating to be ranked."),
        ("Cid", "1 more customer to be ranked."),
    ]


def test_of_equal_averages_more_ratings_win() -> None:
    sheet = sheet_of(*[Given()] * 20, *[Given(owner=2)] * 21, par=PAR)
    assert places(verdict(sheet, NOMINATION)) == [(1, "Bob", "5.00"), (2, "Ann", "5.00")]


def test_without_a_par_it_is_unavailable() -> None:
    assert str(verdict(sheet_of(Given()), NOMINATION).unavailable) == "There is no par yet."
