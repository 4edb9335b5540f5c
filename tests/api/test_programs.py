"""The API for programs: rows in, each answered; tables out; refusals as problem documents."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from api.programs import callers
from api.programs.bodies import LARGEST, MOST_ROWS
from db.commands.tokens import revoke_token
from db.engine import reading, writing
from db.models import AuditEntry, ImportBatch, KeptAnswer, Rating, Ticket
from db.queries.tokens import token_cards
from gamify.access import console
from gamify.ingest.options import ScaleName
from gamify.rights import Scope
from pages.ui import reads
from tests.api.programs import RATING, Program, token_with
from tests.api.visiting import Browser

TEAMS = "/seasons/2026-Q4/standings/teams"


@pytest.fixture
def engine(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A database that the routes use; what is stored is tried on both kinds in tests/db."""
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("CROWNBOARD_SECRET_KEY", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")
    monkeypatch.setenv("CROWNBOARD_MIN_RATINGS_TEAM", "1")
    reads.forget()
    callers.desk.forget()
    yield reads.engine()
    reads.forget()


@pytest.fixture
def program(engine: Engine) -> Program:
    """A program that may do everything."""
    return Program(token_with(engine))


def statuses(answer: Any) -> list[str]:
    return [one["status"] for one in answer.json()["results"]]


def test_a_rating_is_in_the_standings_as_soon_as_it_is_answered(program: Program) -> None:
    before = program.get(TEAMS).json()["rows"]

    answer = program.post("/ratings", RATING)

    assert (answer.status_code, statuses(answer)) == (200, ["created"])
    assert before == []
    row = program.get(TEAMS).json()["rows"][0]
    assert (row["team"], row["ratings"], row["plain_exact"]) == ("Alpha", 1, "5")
    assert "Alpha" in Browser().get("/api/v1/board").text


def test_each_row_of_many_is_told_what_became_of_it(program: Program) -> None:
    program.post("/ratings", RATING)

    answer = program.post(
        "/ratings",
        [RATING, {**RATING, "score": 4}, {**RATING, "ticket": "T2", "score": 8}],
    )

    assert answer.status_code == 207
    assert answer.json() == {
        "created": 0,
        "updated": 1,
        "unchanged": 1,
        "rejected": 1,
        "results": [
            {"index": 0, "status": "unchanged"},
            {"index": 1, "status": "updated"},
            {"index": 2, "status": "rejected", "reason": "the score “8” isn't on the scale"},
        ],
    }


def test_the_same_key_gets_the_same_answer_and_another_request_with_it_is_refused(
    program: Program, engine: Engine
) -> None:
    rows = [RATING, {**RATING, "ticket": "T2", "score": 8}]
    first = program.post("/ratings", rows, key="k1")

    again = program.post("/ratings", rows, key="k1")
    other = program.post("/ratings", RATING, key="k1")

    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert (other.status_code, other.json()["status"]) == (409, 409)
    with reading(engine) as session:
        assert len(session.exec(select(Rating)).all()) == 1
        assert [one.rows for one in session.exec(select(ImportBatch))] == [2]


def test_a_key_is_forgotten_after_a_day(program: Program, engine: Engine) -> None:
    program.post("/ratings", RATING, key="k1")
    with writing(engine) as session:
        kept = session.exec(select(KeptAnswer)).one()
        kept.kept_at = datetime.now(UTC) - timedelta(hours=25)

    answer = program.post("/ratings", RATING, key="k1")

    assert statuses(answer) == ["unchanged"]


def test_another_scale_is_the_tokens_or_the_requests(engine: Engine) -> None:
    program = Program(token_with(engine, scale=ScaleName.ZERO_TEN))

    answers = [
        program.post("/ratings", {**RATING, "score": 9}),
        program.post("/ratings?scale=stars", {**RATING, "score": 9}),
        program.post(
            "/ratings?scale=custom&scale_table=wow=5,poor=1",
            {**RATING, "ticket": "T2", "score": "poor"},
        ),
        program.post("/ratings?scale=custom&scale_table=x", RATING),
    ]

    assert [answer.status_code for answer in answers] == [200, 207, 200, 422]
    with reading(engine) as session:
        assert sorted(session.exec(select(Rating.stars)).all()) == [1, 5]


def test_a_link_for_rating_is_made_and_its_ticket_noted(program: Program, engine: Engine) -> None:
    asked = {"ticket": "T7", "customer": "bo@example.com", "owner": "Ann", "language": "ru"}

    (made,) = program.post("/asks", asked).json()["links"]
    opened = Browser().get(made["link"], headers={"user-agent": "Mozilla/5.0 Safari/604.1"})

    with reading(engine) as session:
        ticket = session.exec(select(Ticket)).one()
    assert (ticket.external_id, ticket.surveyed) == ("T7", True)
    assert made["link"].startswith("http://crownboard.example/rate/")
    assert made["html"].count("stars=") == made["text"].count("stars=") == 5
    assert opened.status_code == 404  # Nobody is asked until the settings say so.
    assert program.post("/asks", [asked] * 101).status_code == 422
    for wrong in ({"ticket": ""}, {"ticket": "a\0b"}, {"ticket": "T1", "owner": "x\n"}):
        assert program.post("/asks", wrong).status_code == 422


def test_a_ticket_is_stored_before_its_rating(program: Program) -> None:
    ticket = {"ticket": "T1", "owner": "Ann", "team": "Alpha", "solved_at": "2026-11-01T08:00:00Z"}

    answers = [program.post("/tickets", ticket), program.post("/ratings", RATING)]

    assert [statuses(one) for one in answers] == [["created"], ["created"]]


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"content": b"{", "headers": {"Content-Type": "application/json"}}, 400),
        ({"content": b"a=1", "headers": {"Content-Type": "text/plain"}}, 415),
        ({"json": {"ticket": "T1"}}, 422),
        ({"json": {**RATING, "more": 1}}, 422),
        ({"json": []}, 422),
        ({"json": [RATING] * (MOST_ROWS + 1)}, 422),
        ({"content": b" " * (LARGEST + 1), "headers": {"Content-Type": "application/json"}}, 413),
        ({"json": RATING, "headers": {"Idempotency-Key": "x" * 201}}, 422),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_problem(
    program: Program, sent: dict[str, Any], status: int
) -> None:
    answer = program.ask("POST", "/ratings", **sent)

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status


def test_a_refusal_tells_where_and_never_what_was_sent(program: Program) -> None:
    answer = program.post("/ratings", [RATING, {**RATING, "score": ["secret"]}])

    assert answer.json()["errors"][0]["pointer"].startswith("/1/score")
    assert "secret" not in answer.text


@pytest.mark.parametrize(
    ("scope", "method", "path", "rows"),
    [
        (Scope.RATINGS_WRITE, "POST", "/ratings", RATING),
        (Scope.RATINGS_WRITE, "POST", "/tickets", {"ticket": "T", "solved_at": "2026-11-02"}),
        (Scope.RATINGS_WRITE, "POST", "/asks", {"ticket": "T"}),
        (Scope.PEOPLE_WRITE, "PUT", "/people", {"name": "Ann"}),
        (Scope.PEOPLE_WRITE, "POST", "/teams", {"name": "Alpha"}),
        (Scope.PEOPLE_READ, "GET", "/people", None),
        (Scope.READ, "GET", TEAMS, None),
        (Scope.READ, "GET", "/seasons/current/standings/engineers", None),
        (Scope.READ, "GET", "/seasons/current/nominations", None),
        (Scope.READ, "GET", "/seasons/current/challenges", None),
        (Scope.READ, "GET", "/seasons/current/cells", None),
        (Scope.READ, "GET", "/teams", None),
    ],
)
def test_an_address_takes_its_own_scope_and_no_other(
    engine: Engine, scope: Scope, method: str, path: str, rows: Any
) -> None:
    own = Program(token_with(engine, [scope]))
    other = Program(token_with(engine, set(Scope) - {scope}, name="other"))

    taken, refused = (one.ask(method, path, json=rows) for one in (own, other))

    assert taken.status_code == 200, taken.text
    assert (refused.status_code, refused.json()["title"]) == (403, "Forbidden")


@pytest.mark.parametrize("is_open", [True, False])
def test_without_a_taken_token_nothing_is_written_and_the_answer_is_401(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, *, is_open: bool
) -> None:
    monkeypatch.setenv("CROWNBOARD_OPEN_READING", str(is_open).lower())
    reads.forget()
    over = token_with(engine, now=datetime.now(UTC) - timedelta(days=2), name="over",
                      expires_at=datetime.now(UTC) - timedelta(days=1))  # fmt: skip
    revoked = token_with(engine, name="revoked")
    with writing(engine) as session:
        card = token_cards(session)[-1]
        revoke_token(session, token_id=card.id, actor=console("x"), now=datetime.now(UTC))

    answers = [Program(token).post("/ratings", RATING) for token in (over, revoked, "crown_x")]
    answers.append(Browser().ask("POST", "/api/v1/ratings", json=RATING))

    assert [answer.status_code for answer in answers] == [401] * 4
    assert {answer.headers["www-authenticate"] for answer in answers[:3]} == {"Bearer"}
    with reading(engine) as session:
        assert session.exec(select(Rating)).all() == []


def test_reading_takes_a_token_where_boards_are_closed(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CROWNBOARD_OPEN_READING", "false")
    reads.forget()
    program = Program(token_with(engine, [Scope.READ]))

    assert (program.get(TEAMS).status_code, Browser().get(f"/api/v1{TEAMS}").status_code) == (
        200,
        401,
    )


def test_too_many_requests_are_told_when_to_come_back(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CROWNBOARD_API_RATE", "0.5")
    reads.forget()
    callers.forget_limits()
    program = Program(token_with(engine))

    answers = [program.get("/teams") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].headers["retry-after"] == "2"
    callers.forget_limits()


def test_a_table_comes_in_pages_and_as_csv_that_no_spreadsheet_runs(program: Program) -> None:
    program.post("/teams", [{"name": name} for name in ("=1+1", "Beta", "Gamma")])

    page = program.get("/teams?limit=2")
    rest = Browser().get(page.json()["next"])
    sheet = program.get("/teams?format=csv&limit=2")
    asked = program.get("/teams", headers={"Accept": "text/csv"})

    assert [row["name"] for row in page.json()["rows"] + rest.json()["rows"]] == [
        "=1+1",
        "Beta",
        "Gamma",
    ]
    assert page.headers["link"] == f'<{page.json()["next"]}>; rel="next"'
    assert list(csv.reader(io.StringIO(sheet.text))) == [
        ["name", "aliases"],
        ["'=1+1", ""],
        ["Beta", ""],
    ]
    assert asked.headers["content-type"] == "text/csv; charset=utf-8"


def test_the_public_sees_the_best_and_a_token_for_people_everybody(
    engine: Engine, program: Program
) -> None:
    rows = [{**RATING, "ticket": f"T{n}", "owner": f"Person {n}"} for n in range(12)]
    program.post("/ratings", rows)
    public = Program(token_with(engine, [Scope.READ], name="public"))
    path = "/seasons/2026-Q4/standings/engineers"

    # As on the board: never more than half of the scorers.
    assert len(public.get(path).json()["rows"]) == 6
    assert len(program.get(path).json()["rows"]) == 12
    assert public.get("/seasons/2026-Q4/cells?grain=engineer_day").status_code == 403


def test_people_are_made_moved_and_left_alone(program: Program, engine: Engine) -> None:
    ann = {"name": "Ann", "team": "Alpha", "since": "2026-10-01"}

    answers = [
        program.post("/people", ann),
        program.post("/people", ann),
        program.post("/people", {**ann, "team": "Beta", "since": "2026-11-01"}),
        program.post(
            "/people", [{"name": "Bo", "since": "soon"}, {"name": "Cy", "email": "c@d.e"}]
        ),
    ]

    assert [statuses(one) for one in answers] == [
        ["created"],
        ["unchanged"],
        ["updated"],
        ["rejected", "created"],
    ]
    assert [
        (one["name"], one["team"], one["email"]) for one in program.get("/people").json()["rows"]
    ] == [
        ("Ann", "Beta", None),
        ("Cy", None, "c@d.e"),
    ]
    with reading(engine) as session:
        assert "engineer transferred" in session.exec(select(AuditEntry.action)).all()


def test_an_unknown_season_and_an_unknown_address_are_404(program: Program) -> None:
    answers = [program.get("/seasons/2026-Q9/standings/teams"), program.get("/nothing")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert {answer.headers["content-type"] for answer in answers} == {"application/problem+json"}


def test_the_log_tells_of_a_token_but_never_the_token(program: Program, engine: Engine) -> None:
    token = token_with(engine, name="second")
    program.post("/ratings", RATING)

    with reading(engine) as session:
        entries = session.exec(select(AuditEntry)).all()
        assert [(one.action, one.actor) for one in entries] == [
            ("token made", "test"),
            ("token made", "test"),
            ("import", "token desk"),
        ]
        assert token not in repr([one.model_dump() for one in entries])
        callers.desk.note_used()
        assert token_cards(session)[0].used_at is not None


def test_the_document_and_its_page_need_nothing_from_elsewhere(engine: Engine) -> None:
    browser = Browser()

    document = browser.get("/api/openapi.json").json()
    page = browser.get("/api/docs")

    assert document["openapi"].startswith("3.1")
    assert all(f"/api{path}" in page.text for path in document["paths"])
    assert "<script" not in page.text
    assert 'src="http' not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_figures_are_for_this_machine_and_for_tokens_with_the_scope(
    program: Program, engine: Engine
) -> None:
    program.post("/ratings", RATING)
    scoped = token_with(engine, [Scope.METRICS_READ], name="prometheus")
    here = Browser("127.0.0.1", host="http://localhost")

    told = [
        here.get("/metrics"),
        Browser().get("/metrics", headers={"Authorization": f"Bearer {scoped}"}),
        Browser().get("/metrics"),
    ]

    assert [answer.status_code for answer in told] == [200, 200, 401]
    assert 'crownboard_rows_total{status="created"}' in told[0].text
    assert "crownboard_ratings 1.0" in told[0].text
