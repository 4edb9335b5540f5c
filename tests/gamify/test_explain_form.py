"""Why a scorer has that place net of the tickets."""

from __future__ import annotations

import pytest

from gamify.explain import explain_engineer, read_aloud
from gamify.explain_form import form_sentence
from gamify.handicap.published import PAR
from gamify.scorers import form_of, rank_engineers
from gamify.standings import EngineerTable, EngineerTally
from tests.factories import tally_of

#: SCORING B3: 38 goals of a par of 31.2 are +6.8, with 10 borrowed 116.5.
KNOWN = EngineerTally(1, "Ann", "", own_fives=38, due=312_000)
OTHERS = EngineerTally(2, "All others", "", own_fives=362, due=4_000_000 - 312_000)


def why(table: EngineerTable) -> list[str]:
    return [read_aloud(explain_engineer(table, row), "en") for row in table.rows]


def test_a_scorer_reads_goals_par_index_and_the_one_above() -> None:
    assert why(rank_engineers([KNOWN, OTHERS], kappa=10)) == [
        (
            "Par for these tickets is 31.2 goals; brought 38: +6.8."
            " With 10 goals borrowed at the common rate the form index is 116.5."
        ),
        (
            "Par for these tickets is 368.8 goals; brought 362."
            " With 10 goals borrowed at the common rate the form index is 98.2."
            " Ann, right above, has 116.5."
        ),
    ]


def test_what_is_under_par_is_told_without_a_minus() -> None:
    table = rank_engineers([KNOWN, OTHERS], kappa=10)
    form = form_of(table, OTHERS)

    assert form is not None
    assert form.handicap < 0
    assert str(form_sentence(table.rows[1], form)) == (
        "Par for these tickets is 368.8 goals; brought 362."
    )


@pytest.mark.parametrize(
    ("above", "below", "sentence"),
    [
        ((10, 10), (10, 10), "The place is shared with A: nothing tells the two apart."),
        ((20, 20), (10, 10), "A, right above, has the same from more goals."),
        ((10_001, 10_000), (10_000, 10_000), "A, right above, has 100.009."),
        ((9_000_001, 9_000_000), (9_000_000, 9_000_000), "A, right above, has a small share more."),
    ],
)
def test_a_close_form_is_said_in_words(
    above: tuple[int, int], below: tuple[int, int], sentence: str
) -> None:
    pair = [
        EngineerTally(at, name, "", own_fives=fives, due=due * PAR)
        for at, (name, (fives, due)) in enumerate((("A", above), ("B", below)), start=1)
    ]

    assert why(rank_engineers(pair, kappa=10))[1].endswith(sentence)


def test_without_a_par_there_is_nothing_to_tell() -> None:
    nobody = rank_engineers([EngineerTally(1, "A", "", own_fives=5)], kappa=10)

    assert why(nobody) == [""]
    assert why(rank_engineers([tally_of(1, "A", KNOWN.units)])) == ["0 ratings of five stars."]
