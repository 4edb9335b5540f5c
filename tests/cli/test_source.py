"""`source` on the command line: from the first try to the last rating."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from cli.main import main
from tests.sources.desk import Desk

ITEMS: list[dict[str, Any]] = [
    {"id": n, "message_id": n, "conversation_id": n, "rating": 9 if n == 3 else 5,
     "feedback_message": "", "created_at": 1793880000, "contact": {"email": "c@d.example"},
     "assigned_agent": {"name": "Ann"}}
    for n in (1, 2, 3)
]  # fmt: skip


def test_a_source_from_the_first_try_to_the_last_rating(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)

    def said(*words: str, code: int = 0) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO("tell-nobody\nsigning-word\n"))
        assert main(["--language", "en", "source", *words]) == code
        return "".join(capsys.readouterr())

    desk = Desk("chatwoot", ITEMS, page=25)
    with desk.open():
        address = f"address=http://127.0.0.1:{desk.port}"
        adding = ("add", "chat", "--system", "chatwoot", "--set", address, "--set", "account=1")
        since = ("--since", "2026-10-01")
        tried = said(*adding, *since, "--dry-run", code=1)
        kept = said(*adding, *since)
        pulled = said("pull", "chat")
        told = said("show", "chat") + said("list") + said("show", "chat", "--json")
        tested = said("test", "chat", code=1)
    listed = json.loads(said("list", "--json"))["sources"]
    for words in (["pause", "chat"], ["resume", "chat"], ["change", "chat", "--set", "account=2"]):
        said(*words)
    said("again", "chat", "--since", "2026-10-01")
    gone = said("remove", "chat", "--ratings", "undo")
    missing = said("show", "chat", code=2)

    assert "2 of them are ratings" in tried
    assert "the score “9” isn't on the scale" in tried
    assert "Webhook: POST /api/v1/hooks/chat\n" in kept
    assert "2 new" in pulled
    assert "Ticket 3: the score “9” isn't on the scale" in told
    assert "nothing stored" in tested
    assert [(one["name"], one["answers"], one["refused"]) for one in listed] == [("chat", 3, 1)]
    assert "1 import was taken back" in gone
    assert "There is no source “chat”." in missing
    assert "tell-nobody" not in tried + kept + pulled + told + tested + str(listed)
    assert "zendesk: Zendesk" in said("systems")
