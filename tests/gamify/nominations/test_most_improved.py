"""Most improved figures: the golden z of SCORING D."""

from __future__ import annotations

from fractions import Fraction

from gamify.nominations.most_improved import NOMINATION
from gamify.ratings import StarCounts
from tests.sheets import Earlier, Given, par_of, places, sheet_of, verdict, waiting

PAR = par_of(1000)

# Ann lost 1 star now where 4 were due and 14 before where 9.8 were. The company lost 19 of 20
# now (.95 of par) and 24 of 24 before (just par).
NOW = [
    *[Given()] * 39,
    Given(stars=4),
    *[Given(owner=2)] * 142,
    *[Given(owner=2, stars=4)] * 18,
]
BEFORE = [
    Earlier(StarCounts(five=50, four=10), back=1),
    Earlier(StarCounts(five=34, four=4), back=3),
    Earlier(StarCounts(five=132, four=10), engineer=2, back=2),
]


def test_the_golden_z_with_its_arithmetic() -> None:
    found = verdict(sheet_of(*NOW, earlier=BEFORE, par=PAR), NOMINATION)
    assert places(found) == [(1, "Ann", "1.38")]
    assert found.winners[0].score == Fraction(1388892, 1_000_000)
    assert str(found.winners[0].sentence) == (
        "Stars taken off in per cent of what is usual: 142 before, 26 now; that is 1.38 times "
        "what chance does."
    )


def test_who_has_not_improved_by_as_much_waits() -> None:
    earlier = [*BEFORE, Earlier(StarCounts(five=10), engineer=2, back=1)]
    found = verdict(sheet_of(*NOW, earlier=earlier, par=PAR), NOMINATION)
    assert waiting(found) == [("Bob", "Ranked from an improvement of 1 times what chance does on.")]


def test_ten_ratings_now_and_twenty_in_two_quarters_before_are_just_enough() -> None:
    now = [Given(owner=owner) for owner in (1, 2, 3) for _ in range(10 - (owner == 2))]
    others = [Given(owner=5, stars=4)]
    earlier = [
        *[Earlier(StarCounts(four=10), engineer=1, back=back) for back in (1, 2)],
        *[Earlier(StarCounts(four=10), engineer=2, back=back) for back in (1, 2)],
        Earlier(StarCounts(four=20), engineer=3, back=1),
        *[Earlier(StarCounts(five=500), engineer=4, back=back) for back in (1, 2)],
    ]
    found = verdict(sheet_of(*now, *others, earlier=earlier, par=PAR), NOMINATION)
    assert [name for _, name, _ in places(found)] == ["Ann"]
    assert sorted(waiting(found)) == [
        ("Bob", "1 more rating to be ranked."),
        ("Cid", "Ranked from 20 earlier ratings in 2 quarters on."),
    ]


def test_an_improvement_just_as_great_as_asked_for_counts_and_ties_go_to_more_ratings() -> None:
    now = [*[Given()] * 10, *[Given(owner=2)] * 11, Given(owner=5, stars=4)]
    earlier = [
        Earlier(StarCounts(five=10), engineer=engineer, back=back)
        for engineer in (1, 2)
        for back in (1, 2)
    ]
    others = Earlier(StarCounts(four=1), engineer=5)
    sheet = sheet_of(*now, earlier=[*earlier, others], par=PAR)
    assert places(verdict(sheet, NOMINATION, z=0)) == [(1, "Bob", "0.00"), (2, "Ann", "0.00")]


def test_who_has_no_earlier_rating_is_no_candidate() -> None:
    sheet = sheet_of(*NOW, Given(owner=3), earlier=BEFORE, par=PAR)
    assert "Cid" not in [name for name, _ in waiting(verdict(sheet, NOMINATION))]


def test_without_a_par_or_earlier_quarters_it_is_unavailable() -> None:
    found = verdict(sheet_of(*NOW, earlier=BEFORE), NOMINATION)
    assert str(found.unavailable) == "There is no par yet."
    found = verdict(sheet_of(*NOW, par=PAR), NOMINATION)
    assert str(found.unavailable) == "There are no earlier quarters to compare with."
