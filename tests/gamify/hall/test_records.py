"""Records: what is higher breaks one, what is equal shares it, and what was broken stays told."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

from gamify.hall.kept import KeptPlace, KeptRules, KeptSeason, Ranking, engineers_of_the_year
from gamify.hall.records import Feat, records

RULES = KeptRules(1, "steady", "UTC/1", (), None, {})


def season(quarter: int, *places: KeptPlace, year: int = 2026) -> KeptSeason:
    first = date(year, 3 * quarter - 2, 1)
    return KeptSeason(
        f"{year}-Q{quarter}",
        first,
        first.replace(day=28),
        year,
        quarter,
        datetime(2027, 1, 8, tzinfo=UTC),
        RULES,
        places,
    )


def goals(n: int, name: str = "Ann", place: int = 1) -> KeptPlace:
    return KeptPlace(Ranking.SCORERS, place, 1, name, Fraction(n), Fraction(n))


def test_a_higher_score_breaks_a_record_and_an_equal_one_shares_it() -> None:
    seasons = [
        season(3, goals(12, "Cid"), goals(11, "Dan", place=2)),
        season(1, goals(9)),
        season(2, goals(12, "Bob")),
    ]

    (record,) = records(seasons)

    assert (record.feat, record.score) == (Feat.MOST_GOALS, Fraction(12))
    held = [(kept.code, place.name) for kept, place in record.holders]
    assert held == [("2026-Q2", "Bob"), ("2026-Q3", "Cid")]
    assert record.before is not None
    assert [place.name for _, place in record.before.holders] == ["Ann"]
    assert record.before.before is None


def test_a_season_without_a_goal_sets_no_record() -> None:
    assert records([season(1, goals(0))]) == []
    assert records([]) == []


def test_a_year_is_that_of_its_last_kept_quarter() -> None:
    seasons = [season(1), season(4, year=2025), season(2)]

    assert [one.code for one in engineers_of_the_year(seasons)] == ["2026-Q2", "2025-Q4"]
