"""What becomes of stars that were sent: one click counts, a scanner's five don't."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from gamify.asking.answers import MOST_AN_HOUR, Kept, Sent, Step, Verdict, judge
from gamify.asking.glances import Glances, Turnstile

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
HOUR_AGO = NOW - timedelta(hours=1)


def ago(**told: float) -> datetime:
    return NOW - timedelta(**told)


def sent(stars: int, at: datetime = NOW, step: Step = Step.FIRST) -> Sent:
    return Sent(stars, at, step)


@pytest.mark.parametrize(
    ("what", "kept", "lately", "expected"),
    [
        (sent(5), None, [], Verdict.NEW),
        (sent(5), Kept(5, HOUR_AGO), [], Verdict.SAME),
        (sent(4), Kept(5, HOUR_AGO), [], Verdict.ASK),
        (sent(4, step=Step.CHANGE), Kept(5, HOUR_AGO), [], Verdict.CHANGE),
        # Several stars out of the mail within seconds: whichever was first doesn't count either.
        (sent(2), Kept(1, ago(seconds=1)), [sent(1, ago(seconds=1))], Verdict.HOLD),
        (sent(2), Kept(1, ago(seconds=31)), [sent(1, ago(seconds=31))], Verdict.ASK),
        # Somebody mends what was clicked by mistake, once.
        (
            sent(2, step=Step.CHANGE),
            Kept(1, ago(seconds=9)),
            [sent(1, ago(seconds=9))],
            Verdict.CHANGE,
        ),
        # Three within seconds are too many, also when they are pressed.
        (
            sent(3, step=Step.CHANGE),
            Kept(2, ago(seconds=9)),
            [sent(1, ago(seconds=9)), sent(2, ago(seconds=5), Step.CHANGE)],
            Verdict.HOLD,
        ),
        (sent(3), Kept(1, HOUR_AGO, is_held=True), [], Verdict.HELD),
        (sent(3, step=Step.CHANGE), Kept(1, HOUR_AGO, is_held=True), [], Verdict.HELD),
        (sent(3, step=Step.CONFIRM), Kept(1, HOUR_AGO, is_held=True), [], Verdict.CONFIRMED),
        # A program that presses what it finds doesn't read the question.
        (
            sent(3, step=Step.CONFIRM),
            Kept(1, HOUR_AGO, is_held=True),
            [sent(1, ago(seconds=0.4))],
            Verdict.HELD,
        ),
        (sent(4, step=Step.CHANGE), Kept(5, ago(days=14)), [], Verdict.CHANGE),
        (sent(4, step=Step.CHANGE), Kept(5, ago(days=14, seconds=1)), [], Verdict.LATE),
        (sent(5), Kept(5, ago(days=20)), [], Verdict.SAME),
        (
            sent(3, step=Step.CONFIRM),
            Kept(3, ago(days=15), is_held=True),
            [],
            Verdict.LATE,
        ),
        (sent(5), None, [sent(5, ago(minutes=9))] * MOST_AN_HOUR, Verdict.TOO_OFTEN),
        (sent(5), None, [sent(5, HOUR_AGO)] * MOST_AN_HOUR, Verdict.NEW),
    ],
)
def test_stars_are_judged_by_what_is_kept_and_what_came_before(
    what: Sent, kept: Kept | None, lately: list[Sent], expected: Verdict
) -> None:
    assert judge(what, kept, lately, days=14) is expected


def test_looks_at_several_stars_of_one_link_are_noticed_for_half_a_minute() -> None:
    glances = Glances(most=2)
    glances.note("a", 5, now=NOW)
    glances.note("a", 5, now=NOW)
    alone = glances.are_several("a", now=NOW)
    glances.note("b", 1, now=NOW)
    glances.note("a", 4, now=NOW)

    assert not alone
    assert glances.are_several("a", now=NOW + timedelta(seconds=29))
    assert not glances.are_several("a", now=NOW + timedelta(seconds=30))
    assert not glances.are_several("b", now=NOW)

    glances.note("c", 1, now=NOW)
    glances.note("d", 1, now=NOW)
    assert not glances.are_several("a", now=NOW)


def test_a_turnstile_lets_each_pass_so_often_within_an_hour() -> None:
    turnstile = Turnstile(2)

    passed = [turnstile.lets_pass(key, now=NOW) for key in ("a", "a", "a", "b")]

    assert passed == [True, True, False, True]
    assert turnstile.lets_pass("a", now=NOW + timedelta(hours=1))
