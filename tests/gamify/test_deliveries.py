"""What a person reads about messages on their way, and what may be decided about them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from gamify.challenges.milestones import Milestone
from gamify.deliveries import (
    DOUBTS,
    MILESTONES,
    DeliveryLine,
    occasion_words,
    state_words,
    trouble_sentence,
)
from gamify.post import DeliveryState, Mishap
from gamify.seasons import Calendar

TODAY = date(2026, 11, 23)
YESTERDAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 23, 9, 2, tzinfo=UTC)
IN_EIGHT_MINUTES = NOW + timedelta(minutes=8)
#: Three hours ahead of UTC.
MOSCOW = Calendar(zone=ZoneInfo("Europe/Moscow"))
FAILED, UNSURE, SENT, DUE = (
    DeliveryState.FAILED,
    DeliveryState.UNSURE,
    DeliveryState.SENT,
    DeliveryState.DUE,
)


def line(state: DeliveryState, **told: Any) -> DeliveryLine:
    return DeliveryLine(
        **{
            "id": 1,
            "plan_id": 1,
            "destination_id": 1,
            "destination": "Leads",
            "service": "json",
            "day": TODAY,
            "occasion": "daily",
            "state": state,
            "attempts": 1,
            "next_try_at": NOW,
            "sent_at": None,
            "mishap": None,
            **told,
        }
    )


def words(state: DeliveryState, **told: Any) -> str:
    return str(state_words(line(state, **told), now=NOW, calendar=MOSCOW))


def trouble(*lines: DeliveryLine) -> str:
    return str(trouble_sentence(lines, today=TODAY) or "")


@pytest.mark.parametrize(
    ("said", "state", "told"),
    [
        ("sent at 12:02", SENT, {"sent_at": NOW}),
        ("has arrived", SENT, {}),
        ("nothing to say that day", DeliveryState.QUIET, {}),
        ("on its way", DeliveryState.CLAIMED, {}),
        ("on its way", DeliveryState.SENDING, {}),
        ("goes out in a moment", DUE, {"attempts": 0}),
        ("waiting, next try 12:10", DUE, {"attempts": 0, "next_try_at": IN_EIGHT_MINUTES}),
        ("waits while its plan rests", DUE, {"is_paused": True}),
        ("was not sent", DUE, {"day": YESTERDAY}),
        (
            "failed after 1 try: the service can't be reached; next try 12:10",
            FAILED,
            {"mishap": Mishap.UNREACHABLE, "next_try_at": IN_EIGHT_MINUTES},
        ),
        (
            "failed after 5 tries: the service refused the message",
            FAILED,
            {"mishap": Mishap.REFUSED, "attempts": 5, "day": YESTERDAY},
        ),
        (
            "failed after 9 tries: the service is out of order",
            FAILED,
            {"mishap": Mishap.BROKEN, "attempts": 9, "next_try_at": NOW + timedelta(hours=12)},
        ),
        (
            "failed: the day was over before the message could be sent",
            FAILED,
            {"mishap": Mishap.LATE, "attempts": 0, "day": YESTERDAY},
        ),
        (
            "may have arrived: the server stopped while it was sending",
            UNSURE,
            {"mishap": Mishap.LOST},
        ),
        (
            "may have arrived: the service took it and didn't answer",
            UNSURE,
            {"mishap": Mishap.SILENT},
        ),
    ],
)
def test_a_state_is_said_in_words_by_the_organisations_clock(
    said: str, state: DeliveryState, told: dict[str, Any]
) -> None:
    assert words(state, **told) == said


def test_every_state_has_words_today_and_later() -> None:
    for state in DeliveryState:
        for day in (TODAY, YESTERDAY):
            assert words(state, day=day)


def test_an_occasion_is_the_daily_message_or_a_milestone_of_a_challenge() -> None:
    daily, half = line(SENT), line(SENT, occasion="half_way:7")

    assert str(occasion_words(daily, challenge="100 fives")) == "daily message"
    assert str(occasion_words(half)) == "half way"
    assert str(occasion_words(half, challenge="100 fives")) == "half way (100 fives)"
    assert (daily.challenge_id, half.challenge_id) == (None, 7)
    assert set(MILESTONES) == set(Milestone)


def test_a_person_decides_about_what_failed_or_is_unsure() -> None:
    decidable = {
        state: (line(state).can_be_sent_again(TODAY), line(state).can_be_marked)
        for state in DeliveryState
    }

    assert decidable.pop(FAILED) == (True, False)
    assert decidable.pop(UNSURE) == (True, True)
    assert set(decidable.values()) == {(False, False)}
    late = line(UNSURE, day=YESTERDAY)
    assert (late.can_be_sent_again(TODAY), late.can_be_marked) == (False, True)


def test_a_message_moves_while_a_process_has_it_or_takes_it_next() -> None:
    def moves(state: DeliveryState, **told: Any) -> bool:
        return line(state, **told).is_moving(NOW, calendar=MOSCOW)

    for state in (DUE, FAILED, DeliveryState.CLAIMED, DeliveryState.SENDING):
        assert moves(state)
    assert not moves(FAILED, next_try_at=IN_EIGHT_MINUTES)
    assert not moves(DUE, is_paused=True)
    assert not moves(DUE, day=YESTERDAY)
    assert not moves(SENT)


def test_where_all_is_well_nothing_is_said() -> None:
    assert trouble() == ""
    assert trouble(line(SENT), line(DUE), line(DeliveryState.QUIET)) == ""


def test_a_single_message_is_named_with_what_became_of_it() -> None:
    failed = line(FAILED, mishap=Mishap.UNREACHABLE)

    assert trouble(failed) == (
        "The message of 23 Nov 2026 to “Leads” has not arrived: the service can't be reached."
    )
    assert trouble(line(UNSURE, mishap=Mishap.LOST)) == (
        "The message of 23 Nov 2026 to “Leads” may have arrived: the server stopped while it was "
        "sending. Look into the chat and say so below."
    )


def test_several_messages_are_counted() -> None:
    failed, unsure = line(FAILED, mishap=Mishap.BUSY), line(UNSURE, mishap=Mishap.LOST)

    assert trouble(failed, failed) == "2 messages have not arrived."
    assert trouble(unsure, unsure) == (
        "2 messages may have arrived: look into the chat and say so below."
    )
    assert trouble(failed, unsure, failed) == (
        "2 messages have not arrived, and 1 message may have arrived: look into the chat."
    )


def test_an_old_failure_is_forgotten_once_something_later_has_arrived_there() -> None:
    old = line(FAILED, mishap=Mishap.BUSY, day=YESTERDAY)
    elsewhere = line(SENT, destination_id=2)

    assert trouble(line(SENT), old) == ""
    assert trouble(elsewhere, old) == (
        "The message of 22 Nov 2026 to “Leads” has not arrived: the service asks to wait: "
        "it got too many messages."
    )
    # Of today's it is always said: it can still be sent again.
    assert trouble(line(SENT), line(FAILED, mishap=Mishap.BUSY)) != ""


def test_every_doubt_has_its_reason() -> None:
    assert set(DOUBTS) == {Mishap.LOST, Mishap.SILENT}
