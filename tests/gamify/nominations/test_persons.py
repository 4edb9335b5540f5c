"""Engineers' sums over quarters beside par (SCORING B2, B3)."""

from __future__ import annotations

from gamify.nominations.persons import (
    Form,
    PersonSum,
    by_stratum,
    forms,
    person_sums,
    quarters_rated,
)
from gamify.ratings import CREDIT, StarCounts
from tests.sheets import Earlier, Given, Worked, column, par_of, sheet_of

PAR = par_of(1000, 3000, rho4=(2000, 500))
EARLIER = [
    Earlier(StarCounts(five=2, one=1), back=1, stratum=2),
    Earlier(StarCounts(four=1), back=2),
    Earlier(StarCounts(five=9), back=2, engineer=2),
]


def test_what_was_due_is_units_by_the_par_of_their_kind_of_work() -> None:
    sheet = sheet_of(Given(helpers=(2,)), Given(stars=4, stratum=2), par=PAR, earlier=EARLIER)
    assert person_sums(sheet.sums, PAR) == {
        1: PersonSum(StarCounts(five=CREDIT // 2, four=CREDIT), CREDIT * (500 + 3000)),
        2: PersonSum(StarCounts(five=CREDIT // 2), CREDIT * 500),
    }


def test_quarters_are_chosen_by_how_far_back_they_lie() -> None:
    sheet = sheet_of(Given(), earlier=EARLIER)
    assert person_sums(sheet.sums, PAR, first=1, last=1) == {
        1: PersonSum(StarCounts(five=2 * CREDIT, one=CREDIT), 9000 * CREDIT)
    }
    assert quarters_rated(sheet.sums, first=1, last=2) == {1: 2, 2: 1}
    assert quarters_rated(sheet.sums, first=0, last=1) == {1: 2}


def test_a_kind_of_work_without_a_par_has_the_common_one() -> None:
    assert by_stratum(PAR.par4, column([2, 9, 1, 9])).tolist() == [3000, 1313, 1000, 1313]


def test_forms_set_own_fives_against_the_par_of_own_tickets() -> None:
    ratings = [Given(helpers=(2,)), Given(owner=2), Given(stars=4), Given(owner=0)]
    tickets = [Worked(), Worked(stratum=2), Worked(owner=3)]
    assert forms(sheet_of(*ratings, tickets=tickets), PAR) == {
        1: Form(CREDIT, 2500),
        2: Form(CREDIT, 0),
        3: Form(0, 2000),
    }


def test_without_tickets_forms_are_of_quality_only() -> None:
    ratings = [Given(), Given(), Given(stars=1), Given(owner=2)]
    assert forms(sheet_of(*ratings), PAR) == {
        1: Form(2 * CREDIT, 22500, is_quality_only=True),
        2: Form(CREDIT, 7500, is_quality_only=True),
    }
