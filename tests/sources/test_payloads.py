"""What ticket systems really hand over is read by their definitions.

The payloads are others' and lie beside the repository, never in it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import Engine

from gamify.ingest.fields import Field
from gamify.sources.answers import read_answers
from gamify.sources.binding import bind
from gamify.sources.definition import definitions
from tests.sources.desk import Desk, Fault
from tests.sources.pulling import Waits, add, asked_of, pull, ratings

PAYLOADS = Path(__file__).resolve().parents[3] / "shared" / "data" / "payloads"
LONG_AGO = datetime(2011, 1, 1, tzinfo=UTC)

pytestmark = pytest.mark.skipif(
    not PAYLOADS.is_dir(), reason="the payloads of ticket systems aren't in ../shared/data/payloads"
)


def text_of(name: str) -> str:
    return (PAYLOADS / name).read_text(encoding="utf-8")


def records_of(name: str, stream: str) -> list[Any]:
    """The records of one kind in a data pipeline's JSON lines."""
    lines = [json.loads(line) for line in text_of(name).splitlines() if line.strip()]
    return [line["data"] for line in lines if line["stream"] == stream]


def troubled(number: int) -> Fault | None:
    """The first request is throttled, the third breaks, the fifth gets no answer at all."""
    return {
        1: Fault(429, {"Retry-After": "7"}),
        3: Fault(503),
        5: Fault(0),
        6: Fault(429, {"Retry-After": "Sun, 22 Nov 2026 12:00:30 GMT"}),
    }.get(number)


def read(
    engine: Engine, system: str, items: Sequence[Any], *, since: datetime = LONG_AGO
) -> list[tuple[Any, ...]]:
    """Pull items from a server with every trouble, twice: the second time changes nothing."""
    desk = Desk(system, items, page=1, fault=troubled, repeats=1)
    waits = Waits()
    with desk.open(), asked_of(desk.definition):
        add(engine, system, since=since)
        pull(engine, system, sleep=waits)
        first = ratings(engine)
        again = pull(engine, system)
    assert (again.added, again.changed) == (0, 0)
    assert ratings(engine) == first
    assert waits.seconds[0] == 7
    return first


def test_zendesk_offers_are_no_ratings_and_a_good_one_is_a_five(engine: Engine) -> None:
    offered = records_of("zendesk/satisfaction_ratings_airbyte_sandbox.jsonl",
                         "satisfaction_ratings")  # fmt: skip
    example = json.loads(text_of("zendesk/satisfaction_rating_doc_example.json"))

    found = read(engine, "zendesk", [*offered, example])

    assert found == [
        ("146", None),
        ("158", None),
        ("161", None),
        ("208", "", 5, "good", None, "2011-07-20T22:55:29+00:00", "Agent 135", "Team 44", {}),
    ]


def test_freshdesk_reads_the_first_question_of_several(engine: Engine) -> None:
    name = "freshdesk/satisfaction_ratings_and_surveys_airbyte_sandbox.jsonl"

    found = read(engine, "freshdesk", records_of(name, "satisfaction_ratings"))

    assert found == [
        ("23", "67000499229", 5, "103", "test", "2022-11-22T15:02:29+00:00", "Agent 67013469919",
         None, {}),
    ]  # fmt: skip


def test_help_scout_is_read_in_all_its_spellings(engine: Engine) -> None:
    single = json.loads(text_of("helpscout/get_v2_ratings_1.json"))

    found = read(engine, "helpscout", [single], since=datetime(2026, 11, 1, tzinfo=UTC))

    # "id" of a single rating is its own; in the list it is the conversation's.
    assert [row[1:] for row in found] == [
        ("10", 5, "great", "Well done!", "2017-12-12T12:12:13+00:00", "Vernon Bear", None, {})
    ]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("rating_webhook_object", ("1560011", "3002084", "Great", "he was really helpful")),
        ("survey_response_data_faces", ("", "", "Happy", "Just awesome!")),
    ],
)
def test_help_scout_webhooks_are_fives(name: str, told: tuple[str, ...]) -> None:
    payload = json.loads(text_of(f"helpscout/{name}.json"))
    bound = bind(definitions()["helpscout"], {})

    (answer,) = read_answers(bound, [payload], {}, of_webhook=True)

    texts = answer.texts
    assert (texts[Field.SCORE], texts[Field.COMMENT]) == told[2:]
    assert bound.stars(texts[Field.SCORE]) == 5
    if told[0]:
        assert (answer.ticket, answer.key) == told[:2]
    else:
        assert answer.ticket.startswith("#")


def test_gorgias_tells_the_time_of_answering_from_that_of_asking(engine: Engine) -> None:
    excerpt = text_of("gorgias/satisfaction_survey_object_excerpt.txt")
    survey = json.loads(excerpt[excerpt.index("{") :].rstrip().rstrip(",") + ', "ticket_id": 88}')
    unanswered = {**survey, "id": 1235, "score": None, "scored_datetime": None, "ticket_id": 89}

    found = read(engine, "gorgias", [survey, unanswered])

    assert found == [
        ("88", "1234", 2, "2", "Such speed, much pertinent.", "2019-11-25T15:59:41.966927+00:00",
         "Agent 88", None, {}),
        ("89", None),
    ]  # fmt: skip


def test_intercom_credits_everybody_who_took_part(engine: Engine) -> None:
    schema = yaml.safe_load(text_of("intercom/conversation_rating_schema_openapi_2.14.yaml"))
    told = schema["conversation_rating"]["properties"]
    rating = {name: each["example"] for name, each in told.items() if "example" in each}
    rating |= {"contact": {"type": "contact", "id": "c1"}, "teammate": {"type": "admin", "id": 7}}
    admins = [{"type": "admin", "id": 7}, {"type": "admin", "id": 8}]
    one = {"id": "9", "created_at": rating["created_at"] - 60, "conversation_rating": rating,
           "teammates": {"admins": admins}}  # fmt: skip

    found = read(engine, "intercom", [one])

    assert found == [
        ("9", "", 5, "5", None, "2022-12-14T14:41:34+00:00", "Agent 7", None,
         {"Agent 7": 13860, "Agent 8": 13860}),
    ]  # fmt: skip
