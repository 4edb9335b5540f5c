"""What a target means while a lead drags it, and what history proposes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from gamify.challenges.challenge import season_of_days
from gamify.challenges.ground import Ground, SumsDay, standing_at
from gamify.challenges.preview import likely_count, past_of, preview_target, upper_count
from gamify.challenges.reading import read_criteria
from gamify.challenges.stretch import Past
from gamify.ratings import StarCounts
from gamify.seasons import Calendar, SeasonKind, parse_season

CALENDAR = Calendar()
QUARTER = parse_season("2026-Q4", calendar=CALENDAR)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
GROUND = Ground(
    season=QUARTER,
    days=tuple(SumsDay(QUARTER.first + timedelta(days=at), StarCounts(1)) for at in range(50)),
    company=StarCounts(300, 20),
    known_from=QUARTER.first,
)
PAST = Past(ratings=80, fives=75)


def previewed(**fields: object) -> tuple[StarCounts | None, list[str]]:
    preview = preview_target(GROUND, read_criteria(fields), past=PAST, now=NOW, calendar=CALENDAR)
    return preview.just_meets, [str(one) for one in preview.advice]


def test_a_target_says_what_just_meets_it() -> None:
    assert previewed(average="4.96", over=100)[0] == StarCounts(96, 4)
    assert previewed(average="5", over=3)[0] == StarCounts(3)
    assert previewed(average="1", over=3)[0] == StarCounts(0, 3)
    assert previewed(ratings=90)[0] is None


def test_a_far_goal_is_warned_of_in_words() -> None:
    _, advice = previewed(ratings=240)

    assert advice[0] == "<1 %: out of reach at the present pace."
    assert advice[1].startswith("200 % over the best so far.")


def test_the_best_average_is_that_of_a_season_with_enough_ratings() -> None:
    few, good, fair = StarCounts(19), StarCounts(49, 1), StarCounts(90, 10)

    past = past_of([few, good, fair], year_ago=fair, cap=120)

    assert past == Past(ratings=100, fives=90, best=good, year_ago=fair, cap=120)


def test_an_average_is_proposed_over_a_round_number_that_will_probably_come() -> None:
    standing = standing_at(GROUND, read_criteria({"ratings": 1}), now=NOW, calendar=CALENDAR)
    cap = upper_count(standing)

    over = likely_count(standing)

    assert cap is not None
    assert over % 5 == 0
    assert 50 < over < cap


def test_nothing_can_be_capped_without_a_forecast() -> None:
    standing = standing_at(
        Ground(season=QUARTER), read_criteria({"ratings": 1}), now=NOW, calendar=CALENDAR
    )

    assert (upper_count(standing), likely_count(standing)) == (None, 100)


@pytest.mark.parametrize(
    ("first", "last", "kind", "code"),
    [
        (date(2026, 10, 1), date(2026, 12, 31), SeasonKind.QUARTER, "2026-Q4"),
        (date(2026, 10, 1), date(2026, 10, 31), SeasonKind.MONTH, "2026-10"),
        (date(2026, 1, 1), date(2026, 12, 31), SeasonKind.YEAR, "2026"),
        (date(2026, 10, 1), date(2026, 12, 30), SeasonKind.RANGE, "2026-10-01..2026-12-30"),
    ],
)
def test_days_are_the_season_whose_edges_they_are(
    first: date, last: date, kind: SeasonKind, code: str
) -> None:
    season = season_of_days(first, last, calendar=CALENDAR)

    assert (season.kind, season.code) == (kind, code)
