"""The route of the nominations: what the page draws, once for each version."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from db.engine import writing
from pages.ui import reads
from pages.ui.nominations import reading
from pages.ui.nominations.gallery import Gallery, fill_gallery
from tests.api.conftest import Client
from tests.factories import Row, store

NOMINATIONS = "/api/v1/nominations"


@pytest.fixture(autouse=True)
def fresh_galleries() -> Iterator[None]:
    """Forget what another test has made."""
    reading.galleries.clear()
    yield
    reading.galleries.clear()


def rate(engine: Engine, owner: str, ratings: int, *, day: date = date(2023, 10, 2)) -> None:
    """Ratings of an engineer, a five a day, seen by the next question."""
    with writing(engine) as session:
        store(
            session,
            *(
                Row(f"{owner}{at}", owner=owner, day=day + timedelta(days=at))
                for at in range(ratings)
            ),
        )
    reads.clock.forget()


def test_the_answer_is_what_the_page_draws(client: Client, engine: Engine) -> None:
    rate(engine, "Ann", 25)
    rate(engine, "Ben", 12)

    answer = client.get(NOMINATIONS, params={"season": "2023-Q4", "lang": "en"})

    assert answer.status_code == 200
    assert answer.content == reading.gallery(reading.GalleryQuery("2023-Q4", "en")).body
    scorers = next(card for card in answer.json()["cards"] if card["id"] == "top_scorer")
    assert [one["value"] for one in scorers["winners"] + scorers["runners"]] == [
        "25 goals",
        "12 goals",
    ]


def test_the_answer_is_packed_for_who_takes_it_so(client: Client, engine: Engine) -> None:
    rate(engine, "Ann", 3)

    packed = client.get(NOMINATIONS, headers={"Accept-Encoding": "gzip"})
    plain = client.get(NOMINATIONS, headers={"Accept-Encoding": "identity"})

    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(reading.gallery(reading.GalleryQuery()).packed) == plain.content


def test_what_has_not_changed_is_304_and_anew_after_a_write(client: Client, engine: Engine) -> None:
    rate(engine, "Ann", 1)
    first = client.get(NOMINATIONS)
    asked = {"If-None-Match": first.headers["etag"]}

    same = client.get(NOMINATIONS, headers=asked)
    rate(engine, "Ben", 2)
    after = client.get(NOMINATIONS, headers=asked)

    assert (first.status_code, same.status_code, same.content) == (200, 304, b"")
    assert after.status_code == 200
    assert after.json()["version"] > first.json()["version"]


def test_nominations_are_judged_once_however_many_ask(
    client: Client, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    rate(engine, "Ann", 5)
    made = []

    def fill_and_count(*parts: Any, **named: Any) -> Gallery:
        made.append(parts)
        return fill_gallery(*parts, **named)

    monkeypatch.setattr(reading, "fill_gallery", fill_and_count)

    answers = client.get_at_once(NOMINATIONS, times=16)

    assert len(made) == 1
    assert {answer.content for answer in answers} == {answers[0].content}


@pytest.mark.parametrize("season", ["2023-Q9", "x" * 9999])
def test_a_season_that_does_not_exist_is_404_with_a_sentence(
    client: Client, engine: Engine, season: str
) -> None:
    rate(engine, "Ann", 1)

    answer = client.get(NOMINATIONS, params={"season": season})

    assert answer.status_code == 404
    assert answer.json()["empty"]["go"]["code"] == "2023-Q4"
    assert len(answer.json()["empty"]["title"]) < 500


def test_a_month_is_answered_with_the_way_to_its_quarter(client: Client, engine: Engine) -> None:
    rate(engine, "Ann", 1)

    answer = client.get(NOMINATIONS, params={"season": "2023-10"})

    assert answer.status_code == 200
    assert answer.json()["empty"]["go"]["code"] == "2023-Q4"
