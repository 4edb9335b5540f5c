"""Where a challenge stands, what it says, how it ends and what is told at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from gamify.averages import cut
from gamify.challenges.budget import Afford
from gamify.challenges.countdown import Countdown
from gamify.challenges.criteria import (
    AverageGoal,
    CountMode,
    Criteria,
    Criterion,
    SolvingGoal,
)
from gamify.challenges.forecast import Earlier
from gamify.challenges.milestones import Milestone, milestones
from gamify.challenges.sentences import (
    afford_sentences,
    chance_sentence,
    check_sentence,
    climb_sentence,
    days_sentence,
    needed_sentences,
    pace_sentence,
    projection_sentence,
    title_of,
    working_days_sentence,
)
from gamify.challenges.standing import (
    AverageStanding,
    ChallengeStanding,
    ChallengeSums,
    Check,
    judge_challenge,
)
from gamify.challenges.states import ChallengeState, Stage, state_of
from gamify.challenges.wording import stars_sentence
from gamify.language import translate
from gamify.ratings import StarCounts
from gamify.seasons import Calendar, parse_season

AVERAGE = AverageGoal(Fraction("4.96"), 100)
SEASON = parse_season("2026-Q4", calendar=Calendar())
EVERYTHING = Criteria(
    average=AVERAGE,
    ratings=100,
    fives=80,
    fives_share=Fraction(9, 10),
    response=Fraction(1, 8),
    solving=SolvingGoal(240, Fraction("4.9")),
)
HISTORY = Earlier(StarCounts(80, 5, 1), Fraction(64), StarCounts(800, 50, 10, 2, 2))


def countdown(left: int = 9, *, past: int = 55, days: int = 12, is_over: bool = False) -> Countdown:
    return Countdown(
        today=date(2026, 12, 19),
        days=days,
        working_days=left,
        past=Fraction(past),
        left=Fraction(left),
        has_begun=True,
        is_over=is_over,
    )


def stand(
    criteria: Criteria,
    stars: StarCounts,
    *,
    at: Countdown | None = None,
    earlier: Earlier | None = None,
    median: Fraction | None = None,
) -> ChallengeStanding:
    sums = ChallengeSums(stars, median_minutes=median)
    return judge_challenge(criteria, sums, countdown=at or countdown(), earlier=earlier)


def test_85_fives_and_a_four_meet_the_average_and_the_fives_but_not_the_count() -> None:
    """G2, and G4: what it was a year ago stands beside."""
    standing = stand(Criteria(average=AVERAGE, fives=80), StarCounts(85, 1))

    assert standing.show_average() == "4.98"
    assert standing.checks == (
        Check(Criterion.AVERAGE, True, Fraction(429, 86), Fraction("4.96")),
        Check(Criterion.RATINGS, False, 86, 100),
        Check(Criterion.FIVES, True, 85, 80),
    )
    assert not standing.is_met
    assert (standing.ratings_needed, standing.fives_needed) == (14, 0)
    assert [str(check_sentence(check)) for check in standing.checks] == [
        "4.98, goal 4.96",
        "86 of 100 ratings",
        "85 of 80 fives",
    ]
    assert str(cut(StarCounts(89, 11).average or Fraction(0), decimals=2)) == "4.89"


def test_an_average_of_4_959_is_not_met_and_shown_as_4_95() -> None:
    """G8."""
    standing = stand(Criteria(average=AVERAGE), StarCounts(959, 41))

    assert standing.show_average() == "4.95"
    assert not standing.is_met
    assert stand(Criteria(average=AVERAGE), StarCounts(96, 4)).is_met


def test_everything_about_a_challenge_near_its_end() -> None:
    standing = stand(Criteria(average=AVERAGE), StarCounts(84, 3), earlier=HISTORY)

    assert standing.average == AverageStanding(True, 1, Afford(1, 0, 0, 0), 0)
    assert standing.ratings_needed == 13
    assert standing.ratings_pace == Decimal("1.5")
    assert standing.projected == 101
    assert standing.chance is not None
    assert 0.1 < standing.chance < 0.9
    assert [str(one) for one in needed_sentences(standing)] == ["13 more ratings"]
    assert str(pace_sentence(standing)) == "1.5 ratings a working day"
    assert str(projection_sentence(standing)) == "101 ratings at the end at today's pace"
    assert [str(one) for one in afford_sentences(standing.average)] == [
        "1 four we can still afford"
    ]
    assert climb_sentence(standing.average) is None
    assert str(chance_sentence(standing)).endswith(" %: still open")


@pytest.mark.parametrize(
    ("criteria", "left", "sentence"),
    [
        (Criteria(ratings=100), 9, "1.5 ratings a working day"),
        (Criteria(fives=100), 8, "2.0 fives a working day"),
        (Criteria(ratings=100), 1, "13.0 ratings a working day"),
        (Criteria(ratings=100), 0, None),
        (Criteria(ratings=80), 9, None),
    ],
)
def test_the_pace_is_told_while_a_day_is_left(
    criteria: Criteria, left: int, sentence: str | None
) -> None:
    said = pace_sentence(stand(criteria, StarCounts(84, 3), at=countdown(left)))

    assert (None if said is None else str(said)) == sentence


def test_a_lost_average_says_the_way_back() -> None:
    standing = stand(Criteria(average=AVERAGE), StarCounts(58, 1, 1))

    assert standing.average == AverageStanding(False, 1, Afford(1, 0, 0, 0), 15)
    assert str(climb_sentence(standing.average)) == "15 fives in a row bring the average back"


def test_of_the_first_ratings_those_to_come_bound_the_way_back() -> None:
    first = Criteria(average=AVERAGE, count_mode=CountMode.FIRST_N)

    assert stand(first, StarCounts(92, 4, 1)).average == (
        AverageStanding(False, -2, Afford(0, 0, 0, 0), None)
    )
    assert not stand(first, StarCounts(95, 4)).is_complete
    assert stand(first, StarCounts(96, 4)).is_complete


def test_tickets_and_times_are_checked_once_they_are_known() -> None:
    sums = ChallengeSums(StarCounts(90, 5), tickets=800, rated=100, median_minutes=Fraction(481, 2))
    unknown = ChallengeSums(StarCounts())

    known = judge_challenge(EVERYTHING, sums, countdown=countdown()).checks
    nothing = judge_challenge(EVERYTHING, unknown, countdown=countdown()).checks

    assert [(check.criterion, check.is_met, str(check_sentence(check))) for check in known] == [
        (Criterion.AVERAGE, False, "4.94, goal 4.96"),
        (Criterion.RATINGS, False, "95 of 100 ratings"),
        (Criterion.FIVES, True, "90 of 80 fives"),
        (Criterion.FIVES_SHARE, True, "94.7 %, goal 90 %"),
        (Criterion.RESPONSE, True, "12.5 %, goal 12.5 %"),
        (Criterion.SOLVING, False, "half solved within 241 min, goal 240 min"),
    ]
    assert [check.is_met for check in nothing] == [False] * 6
    assert [str(check_sentence(check)) for check in nothing if check.has is None] == (
        ["nothing to tell from yet"] * 4
    )


@pytest.mark.parametrize(
    ("stars", "median", "is_met"),
    [
        (StarCounts(9, 1), Fraction(240), True),
        (StarCounts(9, 1), Fraction(481, 2), False),
        (StarCounts(9, 0, 1), Fraction(10), False),
        (StarCounts(), Fraction(10), False),
        (StarCounts(9, 1), None, False),
    ],
)
def test_speed_never_pays_at_the_cost_of_quality(
    stars: StarCounts, median: Fraction | None, is_met: bool
) -> None:
    quick = Criteria(solving=SolvingGoal(240, Fraction("4.9")))

    assert stand(quick, stars, median=median).is_met is is_met


def test_no_forecast_is_made_from_nothing() -> None:
    wanted = Criteria(fives=80)

    assert stand(wanted, StarCounts(9)).chance is None
    assert str(chance_sentence(stand(wanted, StarCounts(2), earlier=Earlier()))) == (
        "too early for a forecast"
    )


def test_a_finished_challenge_is_certain() -> None:
    over = countdown(0, past=64, days=0, is_over=True)
    met = stand(Criteria(average=AVERAGE), StarCounts(96, 4), at=over, earlier=HISTORY)
    missed = stand(Criteria(average=AVERAGE), StarCounts(95, 5), at=over, earlier=HISTORY)

    assert (met.chance, missed.chance) == (1.0, 0.0)
    assert [str(chance_sentence(one)) for one in (met, missed)] == [
        "100 %: on track",
        "0 %: out of reach",
    ]
    assert missed.ratings_pace == Decimal("0.0")


@pytest.mark.parametrize(
    ("stars", "english", "russian"),
    [
        (StarCounts(96, 4), "96 fives and 4 fours", "96 пятёрок и 4 четвёрки"),
        (StarCounts(1), "1 five", "1 пятёрка"),
        (
            StarCounts(21, 2, 1, 5, 1),
            "21 fives, 2 fours, 1 three, 5 twos and 1 one",
            "21 пятёрка, 2 четвёрки, 1 тройка, 5 двоек и 1 единица",
        ),
        (StarCounts(), "no ratings yet", "оценок пока нет"),
    ],
)
def test_ratings_in_words(stars: StarCounts, english: str, russian: str) -> None:
    message = stars_sentence(stars)

    assert (str(message), translate(message, "ru")) == (english, russian)


@pytest.mark.parametrize(
    ("criteria", "title"),
    [
        (Criteria(average=AVERAGE), "4.96 on average over 100 ratings"),
        (
            Criteria(average=AVERAGE, count_mode=CountMode.FIRST_N),
            "4.96 on average over the first 100 ratings",
        ),
        (Criteria(average=AVERAGE, fives=80), "4.96 on average over 100 ratings and 80 fives"),
        (
            EVERYTHING,
            (
                "4.96 on average over 100 ratings, 100 ratings, 80 fives, 90 % fives, "
                "12.5 % of tickets rated and half of the tickets solved within 240 minutes "
                "while the average is 4.90"
            ),
        ),
    ],
)
def test_a_challenge_has_a_title_of_its_criteria(criteria: Criteria, title: str) -> None:
    assert str(title_of(criteria)) == title


def test_the_days_are_counted_until_the_last() -> None:
    at = [countdown(9), countdown(0, days=1), countdown(0, days=0), countdown(is_over=True)]

    assert [str(days_sentence(each)) for each in at] == [
        "12 days left",
        "1 day left",
        "last day",
        "over",
    ]
    assert str(working_days_sentence(countdown(27))) == "27 working days"


@pytest.mark.parametrize(
    ("today", "stage", "stars", "state"),
    [
        (date(2026, 12, 31), Stage.DRAFT, StarCounts(96, 4), ChallengeState.DRAFT),
        (date(2027, 1, 31), Stage.CANCELLED, StarCounts(96, 4), ChallengeState.CANCELLED),
        (date(2026, 12, 31), Stage.STARTED, StarCounts(96, 4), ChallengeState.RUNNING),
        (date(2027, 1, 1), Stage.STARTED, StarCounts(96, 4), ChallengeState.CLOSING),
        (date(2027, 1, 2), Stage.STARTED, StarCounts(96, 4), ChallengeState.MET),
        (date(2027, 1, 2), Stage.STARTED, StarCounts(95, 5), ChallengeState.MISSED),
        (date(2027, 1, 2), Stage.STARTED, StarCounts(), ChallengeState.MISSED),
    ],
)
def test_an_average_is_judged_when_the_last_ratings_are_in(
    today: date, stage: Stage, stars: StarCounts, state: ChallengeState
) -> None:
    standing = stand(Criteria(average=AVERAGE), stars)

    assert state_of(standing, stage=stage, season=SEASON, today=today) is state


@pytest.mark.parametrize(
    ("criteria", "stars", "state"),
    [
        (Criteria(fives=80), StarCounts(80), ChallengeState.MET),
        (Criteria(fives=80), StarCounts(79), ChallengeState.RUNNING),
        (Criteria(ratings=9, fives=8), StarCounts(8, 1), ChallengeState.MET),
        (Criteria(fives=8, fives_share=Fraction(1, 2)), StarCounts(9), ChallengeState.RUNNING),
        (
            Criteria(average=AverageGoal(Fraction("4.9"), 10), count_mode=CountMode.FIRST_N),
            StarCounts(9, 1),
            ChallengeState.MET,
        ),
        (
            Criteria(average=AverageGoal(Fraction("4.9"), 10), count_mode=CountMode.FIRST_N),
            StarCounts(8, 2),
            ChallengeState.MISSED,
        ),
        (
            Criteria(average=AverageGoal(Fraction("4.9"), 10), count_mode=CountMode.FIRST_N),
            StarCounts(7, 2),
            ChallengeState.RUNNING,
        ),
        (
            Criteria(
                average=AverageGoal(Fraction("4.9"), 10),
                response=Fraction(1, 9),
                count_mode=CountMode.FIRST_N,
            ),
            StarCounts(9, 1),
            ChallengeState.RUNNING,
        ),
    ],
)
def test_what_no_rating_can_change_any_more_is_settled_early(
    criteria: Criteria, stars: StarCounts, state: ChallengeState
) -> None:
    found = state_of(
        stand(criteria, stars), stage=Stage.STARTED, season=SEASON, today=date(2026, 11, 2)
    )

    assert found is state


@pytest.mark.parametrize(
    ("before", "after", "passed"),
    [
        (StarCounts(49), StarCounts(50), (Milestone.HALF_WAY,)),
        (StarCounts(50), StarCounts(51), ()),
        (StarCounts(), StarCounts(0, 1), ()),
        (StarCounts(), StarCounts(1), ()),
        (StarCounts(25, 1), StarCounts(25, 2), (Milestone.AVERAGE_LOST,)),
        (
            StarCounts(48, 1, 1),
            StarCounts(73, 1, 1),
            (Milestone.AVERAGE_REGAINED,),
        ),
        (StarCounts(96, 3), StarCounts(96, 4), (Milestone.MET,)),
        (
            StarCounts(10, 1),
            StarCounts(100, 1),
            (Milestone.HALF_WAY, Milestone.AVERAGE_REGAINED, Milestone.MET),
        ),
        (StarCounts(96, 4), StarCounts(97, 4), ()),
        (StarCounts(51), StarCounts(48), ()),
    ],
)
def test_milestones_lie_between_two_standings(
    before: StarCounts, after: StarCounts, passed: tuple[Milestone, ...]
) -> None:
    wanted = Criteria(average=AVERAGE)

    assert milestones(stand(wanted, before), stand(wanted, after)) == passed


def test_half_of_the_fives_is_half_way_where_only_fives_are_wanted() -> None:
    wanted = Criteria(fives=9)

    assert milestones(stand(wanted, StarCounts(4, 9)), stand(wanted, StarCounts(5, 9))) == (
        Milestone.HALF_WAY,
    )
    share = Criteria(fives_share=Fraction(1, 2))
    assert milestones(stand(share, StarCounts()), stand(share, StarCounts(1))) == (Milestone.MET,)
