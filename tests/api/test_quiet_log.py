"""Tokens of screens don't stand in the server's log."""

from __future__ import annotations

import logging

import pytest

from api.quiet_log import WithoutTokens, keep_tokens_out

SECRET = "GbkAo0L5M4y_MeYiYA7hSuL8xM2Tqo13ES2hlrEaQM0"
LINE = '%s - "%s %s HTTP/%s" %d'


@pytest.mark.parametrize(
    "path",
    [
        f"/wall?screen=lobby&token={SECRET}",
        f"/api/v1/wall/stream?token={SECRET}&screen=lobby",
        f"/api/v1/wall/picture?TOKEN={SECRET}",
    ],
)
def test_a_line_of_the_access_log_has_no_token(path: str) -> None:
    record = logging.LogRecord(
        "uvicorn.access", logging.INFO, "", 0, LINE, ("127.0.0.1:1", "GET", path, "1.1", 200), None
    )

    assert WithoutTokens().filter(record)
    said = record.getMessage()

    assert SECRET not in said
    assert "token=…" in said.lower()
    assert said.endswith("200")


def test_other_lines_are_as_they_were() -> None:
    record = logging.LogRecord("uvicorn.access", logging.INFO, "", 0, "%d%%", (5,), None)

    assert WithoutTokens().filter(record)
    assert record.getMessage() == "5%"


def test_a_log_is_watched_once() -> None:
    keep_tokens_out()
    keep_tokens_out()

    filters = logging.getLogger("uvicorn.access").filters
    assert sum(isinstance(one, WithoutTokens) for one in filters) == 1
