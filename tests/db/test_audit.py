"""The log is searched by the database first, then closely: nothing that fits is missed."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, select

from db.commands.ledger import record
from db.models import AuditEntry
from db.queries.audit import LogQuery, _fits, _may_hold, decisions, log_page
from gamify.access import console
from tests.factories import NOW

NOTES = ("Straße 812", "ГРУБО, 50 %_x", 'say "no" \\ {} back\nslash', "\u212aelvin ﬁx", "'; DROP--")
SEARCHES = (
    *("812", "STRASSE", "грубо", "50 %_X", "%", "_", '"NO"', "\\", "back\\nslash", "kelvin", "FIX"),
    *("drop--", "excluded", "rating 3 null", "note: ", '{"note": "Straße', "Lea", "zzz", " "),
)  # fmt: skip


def test_what_fits_is_found_whatever_its_signs(session: Session) -> None:
    for number, note in enumerate(NOTES):
        told: dict[str, Any] = {"actor": console("Lea"), "now": NOW, "after": {"note": note}}
        record(session, "rating excluded", subject=f"rating {number}", **told)
    entries = session.exec(select(AuditEntry)).all()

    for text in SEARCHES:
        fitting = {one.id for one in entries if _fits(one, None, None, text)}
        page, n = log_page(session, LogQuery(text=text), first=0, most=50)

        assert ({one.id for one in page}, n) == (fitting, len(fitting)), text
        assert {one.id for one in decisions(session, search=text)} == fitting, text


def test_the_database_leaves_out_most_of_what_does_not_fit(session: Session) -> None:
    for number in range(50):
        actor = console("Lea")
        record(session, "rating excluded", subject=f"rating {number}", actor=actor, now=NOW)

    found = session.exec(select(AuditEntry.id).where(_may_hold("rating 42"))).all()

    assert len(found) == 1
