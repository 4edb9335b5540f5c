"""What each rule flags and what it leaves alone (SCORING F)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamify.integrity.burst import bursts, poisson_tail, usual_in_window
from gamify.integrity.evidence import (
    HOUR,
    MINUTE,
    SECOND,
    Asked,
    Evidence,
    Form,
    OwnerChange,
    RatedTicket,
    Relabelling,
)
from gamify.integrity.fan import binomial_tail, fans
from gamify.integrity.flag import (
    Flag,
    Rule,
    Severity,
    TrustedPair,
    other_of,
    without_whitelisted,
)
from gamify.integrity.instant import instants
from gamify.integrity.outlier import chance_above, outliers
from gamify.integrity.own_rating import own_ratings, plain_identity
from gamify.integrity.pair import pairs
from gamify.integrity.reassigned import reassigned
from gamify.integrity.relabelled import relabelled
from gamify.integrity.rules import RULES, find_flags, lacking_rules
from gamify.integrity.same_device import same_devices
from gamify.integrity.selective_asking import selective_asking
from gamify.integrity.twin_tickets import twin_tickets

DAY = 24 * HOUR
#: A quarter of 64 working days of eight hours.
QUARTER = 64 * 480
ANN, BEN, CY = 1, 2, 3
BLUE = 1


def rated(*rows: Mapping[str, Any]) -> list[RatedTicket]:
    """Ratings 1, 2, 3 … of tickets 1, 2, 3 … a day apart; unless said otherwise, Ann's fives."""
    base = RatedTicket(0, 0, 5, 0, engineer_id=ANN, team_id=BLUE)
    return [
        base._replace(**{"rating_id": id_, "ticket_id": id_, "rated_at": id_ * DAY, **row})
        for id_, row in zip(count(1), rows, strict=False)
    ]


def at(*minutes: int) -> list[RatedTicket]:
    return rated(*({"rated_at": minute * MINUTE} for minute in minutes))


def told(flag: Flag) -> tuple[Rule, Severity, tuple[int, ...], int, int | None]:
    return flag.rule, flag.severity, flag.ratings, flag.engineer_id, flag.other_id


# F1


def test_the_binomial_tails_have_their_known_answers() -> None:
    assert binomial_tail(6, 6, 1 / 8) == pytest.approx(3.814697e-06, rel=1e-6)
    assert binomial_tail(5, 9, 0.125) == pytest.approx(2.482280e-03, rel=1e-6)
    assert binomial_tail(0, 9, 0.125) == 1


def test_six_of_six_ratings_for_an_eighth_of_the_work_are_flagged() -> None:
    evidence = Evidence(
        ratings=rated(*[{"requester": "c"}] * 6),
        handled={(BLUE, ANN): 12, (BLUE, BEN): 84, (2, CY): 500},
        served={(BLUE, "c", ANN): 6},
    )

    (flag,) = fans(evidence)

    assert told(flag) == (Rule.FAN, Severity.NORMAL, (1, 2, 3, 4, 5, 6), ANN, None)
    assert str(flag.evidence) == (
        "6 of 6 ratings of one customer in this team went to the same engineer, who has 12 of "
        "the team's 96 tickets. By chance this happens in 1 of 262,144 cases."
    )


def test_five_of_nine_ratings_for_an_eighth_of_the_work_are_not() -> None:
    ratings = rated(*[{"requester": "c"}] * 5, *[{"requester": "c", "engineer_id": BEN}] * 4)

    assert fans(Evidence(ratings=ratings, handled={(BLUE, ANN): 12, (BLUE, BEN): 84})) == []


def test_a_fan_is_strong_where_the_customers_own_tickets_went_to_many() -> None:
    evidence = Evidence(
        ratings=rated(*[{"requester": "c"}] * 6),
        handled={(BLUE, ANN): 12, (BLUE, BEN): 84},
        served={(BLUE, "c", ANN): 6, (BLUE, "c", BEN): 42},
    )

    (flag,) = fans(evidence)

    assert flag.severity is Severity.HIGH
    assert "6 of this customer's 48 tickets and 12 of the team's 96" in str(flag.evidence)


def test_an_engineer_who_does_all_the_work_has_no_fans() -> None:
    evidence = Evidence(ratings=rated(*[{"requester": "c"}] * 9), handled={(BLUE, ANN): 12})

    assert fans(evidence) == []


@given(st.integers(1, 30), st.floats(0.01, 0.99))
def test_a_larger_share_of_the_work_explains_more(given_: int, share: float) -> None:
    smaller, larger = (binomial_tail(given_, given_, part) for part in (share / 2, share))

    assert smaller < larger == pytest.approx(share**given_)


# F2


def test_the_poisson_tail_has_its_known_answer() -> None:
    usual = usual_in_window(11, working_minutes=30720)

    assert usual == pytest.approx(0.021484, abs=5e-7)
    assert poisson_tail(4, usual) == pytest.approx(8.726054e-09, rel=1e-6)


def test_four_ratings_within_an_hour_are_a_burst() -> None:
    far = [DAY // MINUTE * day for day in range(1, 8)]

    (flag,) = bursts(Evidence(ratings=at(*far, 0, 20, 40, 60), working_minutes=QUARTER))

    assert told(flag) == (Rule.BURST, Severity.NORMAL, (8, 9, 10, 11), ANN, None)
    assert str(flag.evidence).startswith("4 ratings of one engineer arrived within 60 min; ")


@pytest.mark.parametrize(
    "ratings",
    [
        at(0, 20, 40),
        at(0, 20, 40, 61),
        [rating._replace(is_timed=False) for rating in at(0, 1, 2, 3)],
        [rating._replace(engineer_id=of) for of, rating in enumerate(at(0, 1, 2, 3), 1)],
    ],
    ids=["three", "over an hour", "days alone", "four engineers"],
)
def test_that_is_no_burst(ratings: list[RatedTicket]) -> None:
    assert bursts(Evidence(ratings=ratings, working_minutes=QUARTER)) == []


def test_four_an_hour_are_usual_where_ratings_come_by_the_hundred() -> None:
    busy = at(*range(0, 480, 15))

    assert bursts(Evidence(ratings=busy, working_minutes=480)) == []


def test_a_second_burst_is_a_finding_of_its_own() -> None:
    ratings = at(0, 1, 2, 3, 5000, 5001, 5002, 5003, 5004)

    flags = bursts(Evidence(ratings=ratings, working_minutes=QUARTER))

    assert [flag.ratings for flag in flags] == [(1, 2, 3, 4), (5, 6, 7, 8, 9)]
    assert len({flag.key for flag in flags}) == 2


# F3


def closed(seconds: int, channel: str = "") -> dict[str, Any]:
    return {"rated_at": 10 * DAY, "solved_at": 10 * DAY - seconds * SECOND, "channel": channel}


def test_three_of_ten_ratings_within_a_minute_are_instant() -> None:
    ratings = rated(*[closed(59)] * 3, *[closed(60)] * 7)

    (flag,) = instants(Evidence(ratings=ratings))

    assert told(flag) == (Rule.INSTANT, Severity.NORMAL, (1, 2, 3), ANN, None)
    assert str(flag.evidence).startswith("3 of 10 ratings came within a minute of closing")


@pytest.mark.parametrize(
    "rows",
    [
        [closed(5)] * 2,
        [closed(5)] * 3 + [closed(600)] * 13,
        [closed(0)] * 5,
        [closed(-5)] * 5,
        [closed(10, "Web chat")] * 5,
        [{"solved_at": None}] * 5,
    ],
    ids=["two", "under a fifth", "one stamp for both", "rated before", "a chat", "not closed"],
)
def test_that_is_not_instant(rows: list[dict[str, Any]]) -> None:
    assert instants(Evidence(ratings=rated(*rows))) == []


def test_in_a_chat_ten_seconds_are_the_limit() -> None:
    (flag,) = instants(Evidence(ratings=rated(*[closed(9, "Чат на сайте")] * 3)))

    assert flag.ratings == (1, 2, 3)


# F4


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (" Ann.Lee+survey@Desk.Example ", "ann.lee@desk.example"),
        ("Ann  LEE", "ann lee"),
        ("a+b", "a+b"),
    ],
)
def test_addresses_are_compared_without_capitals_and_tags(text: str, plain: str) -> None:
    assert plain_identity(text) == plain


def test_a_colleagues_address_as_the_customer_is_of_high_severity() -> None:
    ratings = rated({"requester": "Ben+x@desk.example"}, {"requester": "c@else.example"})

    (flag,) = own_ratings(Evidence(ratings=ratings, staff={"ben@desk.example": BEN}))

    assert told(flag) == (Rule.OWN_RATING, Severity.HIGH, (1,), ANN, BEN)
    assert str(flag.evidence) == "1 rating came from an address that is also a colleague's."


def test_an_own_address_names_no_colleague() -> None:
    ratings = rated({"requester": "ann@desk.example"})

    (flag,) = own_ratings(Evidence(ratings=ratings, staff={"ann@desk.example": ANN}))

    assert (flag.engineer_id, flag.other_id) == (ANN, None)


def test_a_namesake_is_not_of_high_severity() -> None:
    (flag,) = own_ratings(Evidence(ratings=rated({"requester": "BEN Ode"}), staff={"ben ode": BEN}))

    assert flag.severity is Severity.NORMAL
    assert "same name" in str(flag.evidence)


def test_the_houses_domain_counts_only_among_customers_from_outside() -> None:
    inside, outside = {"requester": "x@desk.example"}, {"requester": "c@else.example"}
    mixed = Evidence(ratings=rated(inside, outside, outside), domains={"desk.example"})

    (flag,) = own_ratings(mixed)

    assert (flag.ratings, flag.severity) == ((1,), Severity.HIGH)
    assert own_ratings(replace(mixed, ratings=rated(inside, outside))) == []


# F5


def twin(hours: int, subject: str = "s", **more: Any) -> dict[str, Any]:
    return {"requester": "c", "subject_key": subject, "opened_at": hours * HOUR, **more}


def test_tickets_with_one_subject_within_a_day_are_twins() -> None:
    (flag,) = twin_tickets(Evidence(ratings=rated(twin(0), twin(23), twin(46), twin(70))))

    assert told(flag) == (Rule.TWIN_TICKETS, Severity.NORMAL, (1, 2, 3), ANN, None)
    assert str(flag.evidence).startswith("3 rated tickets of one customer and engineer have")


@pytest.mark.parametrize(
    "rows",
    [
        [twin(0), twin(24)],
        [twin(0), twin(1, subject="other")],
        [twin(0), twin(1, requester="d")],
        [twin(0), twin(1, engineer_id=BEN)],
        [twin(0, subject=""), twin(1, subject="")],
        [twin(0), twin(1, opened_at=None)],
        [twin(0, ticket_id=7), twin(0, ticket_id=7)],
    ],
    ids=["a day", "subject", "customer", "engineer", "no subject", "no time", "one ticket twice"],
)
def test_that_is_no_twin(rows: list[dict[str, Any]]) -> None:
    assert twin_tickets(Evidence(ratings=rated(*rows))) == []


# F6


def moved(rating: int, stars: int, hours_after: int) -> OwnerChange:
    return OwnerChange(rating, stars, 100 * DAY, ANN, BEN, at=100 * DAY + hours_after * HOUR)


def test_a_five_that_changed_hands_is_a_finding_of_the_one_who_received_it() -> None:
    (flag,) = reassigned(Evidence(owner_changes=[moved(1, 5, -23), moved(2, 5, -1)]))

    assert told(flag) == (Rule.REASSIGNED, Severity.NORMAL, (1, 2), BEN, ANN)
    assert str(flag.evidence).startswith("2 five-star ratings came to this engineer")


def test_a_low_rating_that_left_its_engineer_is_of_high_severity() -> None:
    low, five = reassigned(Evidence(owner_changes=[moved(1, 5, 20), moved(2, 2, 1)]))

    assert told(low) == (Rule.REASSIGNED, Severity.HIGH, (2,), ANN, BEN)
    assert told(five) == (Rule.REASSIGNED, Severity.NORMAL, (1,), BEN, ANN)
    assert str(low.evidence).startswith("1 rating below five stars went from this engineer")


def test_ratings_that_changed_places_are_two_findings() -> None:
    there, back = moved(1, 2, 1), moved(2, 5, 1)._replace(before_id=BEN, after_id=ANN)

    five, low = reassigned(Evidence(owner_changes=[there, back]))

    assert (five.engineer_id, low.engineer_id, five.key == low.key) == (ANN, ANN, False)


@pytest.mark.parametrize(
    "change",
    [
        moved(1, 5, -24),
        moved(1, 5, 1)._replace(before_id=0),
        moved(1, 5, 1)._replace(after_id=ANN),
    ],
    ids=["a day before", "nobody before", "the same"],
)
def test_that_is_no_reassignment(change: OwnerChange) -> None:
    assert reassigned(Evidence(owner_changes=[change])) == []


# F7


def test_tickets_that_got_a_higher_par_are_one_finding_of_their_engineer() -> None:
    changes = [
        Relabelling(1, ANN, 435, 1391),
        Relabelling(2, ANN, 435, 1391, by=ANN),
        Relabelling(3, ANN, 435, 1391, by=BEN),
        Relabelling(4, ANN, 1391, 435),
        Relabelling(5, 0, 435, 1391),
    ]

    (flag,) = relabelled(Evidence(relabellings=changes))

    assert told(flag) == (Rule.RELABELLED, Severity.NORMAL, (1, 2), ANN, None)


# F8


def test_far_fewer_surveys_than_the_teams_share_are_flagged() -> None:
    # Of 200 tickets 100 were sent a survey: 50 ± 5 are due to each; z = (35 − 50)/5 = −3.
    evidence = Evidence(asked=[Asked(ANN, BLUE, 1, 100, 35), Asked(BEN, BLUE, 1, 100, 65)])

    (flag,) = selective_asking(evidence)

    assert told(flag) == (Rule.SELECTIVE_ASKING, Severity.NORMAL, (), ANN, None)
    assert str(flag.evidence) == (
        "35 of 100 closed tickets were sent a survey; at the team's usual share it would be "
        "about 50."
    )


@pytest.mark.parametrize(
    "asked",
    [
        [Asked(ANN, BLUE, 1, 100, 36), Asked(BEN, BLUE, 1, 100, 64)],
        [Asked(ANN, BLUE, 1, 100, 100), Asked(BEN, BLUE, 1, 100, 100)],
        [Asked(ANN, BLUE, 1, 100, 0), Asked(BEN, 2, 1, 100, 100)],
        [Asked(0, BLUE, 1, 100, 35), Asked(BEN, BLUE, 1, 100, 65)],
        [Asked(ANN, BLUE, 1, 14, 13), Asked(BEN, BLUE, 1, 300, 300)],
    ],
    ids=["just above", "all asked", "teams apart", "nobody's tickets", "a single bounced mail"],
)
def test_that_is_asking_as_usual(asked: list[Asked]) -> None:
    assert selective_asking(Evidence(asked=asked)) == []


# F9


def test_the_chance_above_a_ratio_is_a_gamma_tail() -> None:
    # Gamma(1, rate 1) above 2 is e⁻².
    assert chance_above(2, goals=1, par=1, borrowed=0, common=1) == pytest.approx(0.1353352832)


def test_more_than_twice_the_par_is_looked_at_once() -> None:
    forms = [Form(ANN, Fraction(120), Fraction(30)), Form(BEN, Fraction(300), Fraction(390))]

    (flag,) = outliers(Evidence(forms=forms, kappa=10))

    assert told(flag) == (Rule.OUTLIER, Severity.NORMAL, (), ANN, None)
    assert str(flag.evidence).startswith("120.0 goals where the par of the tickets handled is 30.0")


def test_without_par_nobody_is_an_outlier() -> None:
    assert outliers(Evidence(forms=[Form(ANN, Fraction(9), Fraction(0))])) == []


# F10


def helped(engineer: int, *helpers: int, stars: int = 5) -> dict[str, Any]:
    return {"engineer_id": engineer, "helpers": helpers, "stars": stars}


def test_two_who_have_help_from_each_other_alone_are_a_pair() -> None:
    ratings = rated(*[helped(ANN, BEN)] * 6, *[helped(BEN, ANN)] * 6, *[helped(BEN, CY)] * 4)

    (flag,) = pairs(Evidence(ratings=ratings))

    assert told(flag) == (Rule.PAIR, Severity.NORMAL, tuple(range(1, 13)), ANN, BEN)
    assert str(flag.evidence) == (
        "6 of 6 assists to the one came from the other, and 6 of 10 the other way round."
    )


@pytest.mark.parametrize(
    "rows",
    [
        [helped(ANN, BEN)] * 5 + [helped(BEN, ANN)] * 6,
        [helped(ANN, BEN)] * 6 + [helped(BEN, ANN)] * 6 + [helped(BEN, CY)] * 5,
        [helped(ANN, BEN)] * 12,
        [helped(ANN, BEN)] * 6 + [helped(BEN, ANN, stars=4)] * 6,
    ],
    ids=["five", "under 60 %", "one way", "no fives"],
)
def test_that_is_no_pair(rows: list[dict[str, Any]]) -> None:
    assert pairs(Evidence(ratings=rated(*rows))) == []


# F11


def test_a_rating_from_a_colleagues_device_is_flagged() -> None:
    ratings = rated({"device": "h1"}, {"device": "h2"}, {})

    (flag,) = same_devices(Evidence(ratings=ratings, staff_devices={"h1": BEN}))

    assert told(flag) == (Rule.SAME_DEVICE, Severity.NORMAL, (1,), ANN, BEN)


# All of them


def everything() -> Evidence:
    """A season in which every rule but the last finds something."""
    fan = rated(*[{"requester": "c"}] * 6)
    return Evidence(
        ratings=[
            *fan,
            *[rating._replace(rating_id=90 + rating.rating_id) for rating in at(0, 1, 2, 3)],
        ],
        handled={(BLUE, ANN): 12, (BLUE, BEN): 84},
        working_minutes=QUARTER,
    )


def test_rules_are_listed_once_each_in_their_order() -> None:
    assert [card.rule for card in RULES] == list(Rule)
    assert [str(rule) for rule in Rule] == [f"F{number}" for number in range(1, 12)]


def test_an_empty_season_has_no_flags_and_says_what_every_rule_needs() -> None:
    assert find_flags(Evidence()) == []
    assert lacking_rules(Evidence()) == list(RULES)


def test_rules_that_can_look_do() -> None:
    evidence = everything()

    assert [flag.rule for flag in find_flags(evidence)] == [Rule.FAN, Rule.BURST]
    assert not {Rule.FAN, Rule.BURST} & {card.rule for card in lacking_rules(evidence)}


@given(st.randoms(use_true_random=False))
def test_the_order_in_which_ratings_come_changes_no_finding(rng: object) -> None:
    evidence = everything()
    shuffled = list(evidence.ratings)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]

    again = find_flags(replace(evidence, ratings=shuffled))

    def found(flags: list[Flag]) -> list[object]:
        return [(flag.rule, flag.ratings, flag.key, str(flag.evidence)) for flag in flags]

    assert found(again) == found(find_flags(evidence))


def test_a_trusted_pair_is_left_out_under_its_rule_alone() -> None:
    flags = find_flags(everything())

    trusting = {
        rule: without_whitelisted(flags, frozenset({TrustedPair(rule, ANN, "c")}))
        for rule in (Rule.FAN, Rule.OWN_RATING)
    }

    assert [flag.rule for flag in trusting[Rule.FAN]] == [Rule.BURST]
    assert trusting[Rule.OWN_RATING] == flags


def test_a_trusted_domain_stands_for_all_its_addresses() -> None:
    evidence = Evidence(
        ratings=rated({"requester": "Ben@Desk.example"}), staff={"ben@desk.example": BEN}
    )
    flags = own_ratings(evidence)
    trusted = TrustedPair(Rule.OWN_RATING, ANN, "@desk.example")

    assert without_whitelisted(flags, frozenset({trusted})) == []
    assert without_whitelisted(flags, frozenset({replace(trusted, engineer_id=BEN)})) == flags


@given(
    st.lists(
        st.builds(
            OwnerChange,
            rating_id=st.integers(1, 9),
            stars=st.integers(1, 5),
            rated_at=st.integers(0, 3 * DAY),
            before_id=st.integers(0, 3),
            after_id=st.integers(0, 3),
            at=st.integers(0, 3 * DAY),
        )
    ),
    st.lists(
        st.builds(
            RatedTicket,
            rating_id=st.integers(1, 60),
            ticket_id=st.integers(1, 9),
            stars=st.integers(1, 5),
            rated_at=st.integers(0, DAY),
            engineer_id=st.integers(0, 3),
            team_id=st.integers(0, 2),
            requester=st.sampled_from(["", "c", "ben@desk.example", "d#1"]),
            opened_at=st.none() | st.integers(0, 3 * DAY),
            solved_at=st.none() | st.integers(0, DAY),
            subject_key=st.sampled_from(["", "s", "t"]),
            helpers=st.lists(st.integers(1, 3), max_size=2, unique=True).map(tuple),
        ),
        unique_by=lambda rating: rating.rating_id,
        max_size=60,
    ),
)
def test_no_two_findings_have_the_same_key(
    changes: list[OwnerChange], ratings: list[RatedTicket]
) -> None:
    evidence = Evidence(
        ratings=ratings,
        handled={(team, engineer): 1 + 99 * engineer for team in (1, 2) for engineer in (1, 2, 3)},
        working_minutes=QUARTER,
        staff={"ben@desk.example": BEN},
        owner_changes=changes,
    )

    flags = find_flags(evidence)

    assert len({(flag.rule, flag.key) for flag in flags}) == len(flags)
    assert all(flag.engineer_id and flag.engineer_id != flag.other_id for flag in flags)


@given(st.text())
def test_whatever_a_customer_is_called_the_key_gives_it_back(name: str) -> None:
    ratings = rated(*[{"requester": name or "x"}] * 6)
    (flag,) = fans(Evidence(ratings=ratings, handled={(BLUE, ANN): 1, (BLUE, BEN): 99}))

    assert other_of(flag.key) == (name or "x")
