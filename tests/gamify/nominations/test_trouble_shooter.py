"""Trouble-shooter: the golden points of SCORING D."""

from __future__ import annotations

from fractions import Fraction

from gamify.nominations.trouble_shooter import NOMINATION, hard_strata
from gamify.nominations.wording import tenths
from tests.sheets import Given, par_of, places, sheet_of, verdict, waiting

PAR = par_of(435, 1391, 2484)


def hard(n: int, *, owner: int = 1, customers: int = 2, stars: int = 5) -> list[Given]:
    return [
        Given(stratum=3, owner=owner, stars=stars, customer=at % customers + 1) for at in range(n)
    ]


def test_the_golden_points() -> None:
    found = verdict(sheet_of(*hard(4), *[Given()] * 9, par=PAR), NOMINATION)
    assert places(found) == [(1, "Ann", "7.5 points")]
    assert found.winners[0].score == Fraction(4 * 2484, 1313)
    assert str(found.winners[0].sentence) == (
        "Fives on hard tickets: 4; each counts by how much harder than usual its kind of work is: "
        "7.5 points."
    )


def test_hard_is_half_as_much_again_as_usual_and_no_less() -> None:
    sheet = sheet_of(par=par_of(1499, 1500, g4=1000))
    assert sheet.par is not None
    assert hard_strata(sheet, sheet.par) == {2}


def test_a_lead_can_set_a_kind_of_work_as_hard() -> None:
    sheet = sheet_of(*[Given(customer=at) for at in (1, 2, 2)], par=PAR, hard_strata=frozenset({1}))
    assert places(verdict(sheet, NOMINATION)) == [
        (1, "Ann", f"{tenths(Fraction(3 * 435, 1313))} points")
    ]


def test_two_and_a_half_hard_fives_wait_for_one_more() -> None:
    shared = Given(stratum=3, customer=1, helpers=(2,))
    found = verdict(sheet_of(*hard(2), shared, par=PAR), NOMINATION)
    assert waiting(found) == [
        ("Ann", "1 more five to be ranked."),
        ("Bob", "3 more fives to be ranked."),
    ]


def test_three_hard_fives_of_one_customer_wait_for_another() -> None:
    found = verdict(sheet_of(*hard(3, customers=1), par=PAR), NOMINATION)
    assert waiting(found) == [("Ann", "1 more customer to be ranked.")]


def test_where_customers_are_not_known_they_are_not_asked_for() -> None:
    sheet = sheet_of(*[Given(stratum=3)] * 3, par=PAR)
    assert [name for _, name, _ in places(verdict(sheet, NOMINATION))] == ["Ann"]


def test_of_equal_points_fewer_stars_lost_on_hard_tickets_win() -> None:
    easy = [Given(stars=1, owner=2)]
    sheet = sheet_of(*hard(3), *hard(3, owner=2), *hard(1, stars=4), *easy, par=PAR)
    assert [name for _, name, _ in places(verdict(sheet, NOMINATION))] == ["Bob", "Ann"]


def test_of_equal_points_more_hard_fives_win() -> None:
    sheet = sheet_of(
        *hard(3),
        *[Given(owner=2, stratum=2, customer=at % 2 + 1) for at in range(6)],
        par=par_of(100, 1000, 2000, g4=500),
    )
    assert places(verdict(sheet, NOMINATION)) == [
        (1, "Bob", "12.0 points"),
        (2, "Ann", "12.0 points"),
    ]


def test_without_a_par_or_a_hard_kind_of_work_it_is_unavailable() -> None:
    assert str(verdict(sheet_of(*hard(3)), NOMINATION).unavailable) == "There is no par yet."
    found = verdict(sheet_of(*hard(3), par=par_of(1000, 1000, g4=1000)), NOMINATION)
    assert str(found.unavailable) == "No kind of work is known to be hard."
