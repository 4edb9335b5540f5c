"""What the stories on a page were given, and the department of their tests."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session
from streamlit.testing.v1 import AppTest

from gamify.access import Visitor, Way
from gamify.rights import Role
from tests.factories import Row, store

#: What a customer or a colleague may write to do harm.
HOSTILE = "<img src=x onerror=alert(1)> :red[x] $x$ [a](b) :)))"
ANN, CID, BOB, EVE = 1, 2, 3, 4
ALPHA, BETA = 1, 2


def engineer(name: str, engineer_id: int) -> Visitor:
    return Visitor(name, Role.ENGINEER, engineer_id, way=Way.PASSWORD, account_id=engineer_id)


def lead(*teams: int) -> Visitor:
    return Visitor("Lea", Role.LEAD, team_ids=frozenset(teams), way=Way.PASSWORD, account_id=9)


def department(session: Session) -> None:
    """Alpha's quarter is a crowd's: Ann 6, Cid 5, Eve 4 ratings; the one before Ann's and Cid's.

    Bob is alone in Beta with twenty ratings. Cid helped Ann with a five and a four, Bob with one.
    """
    begin, before = date(2026, 10, 5), date(2026, 7, 6)
    rows = [Row("B0", 2, "Bob", "Beta", begin, helpers=("Cid",)), Row("A0", day=begin)]
    rows += [
        Row(f"B{at}", 5, "Bob", "Beta", begin, helpers=("Cid",) * (at == 1)) for at in range(1, 20)
    ]
    for owner, n in (("Ann", 5), ("Cid", 5), ("Eve", 4)):
        rows += [
            Row(
                f"{owner}{at}",
                4 if at == 1 else 5,
                owner,
                day=begin + timedelta(days=7 * at),
                helpers=("Cid",) if owner == "Ann" and at < 2 else (),
                comment=HOSTILE if at == 1 else None,
            )
            for at in range(n)
        ]
    rows += [Row(f"O{at}", 5, "Cid" if at % 2 else "Ann", day=before) for at in range(20)]
    store(session, *sorted(rows, key=lambda row: row.day))


def told(page: AppTest) -> list[dict[str, Any]]:
    """The blocks of the stories on a page, in their order."""
    parts: list[Any] = [each for each in page.main if each.type == "bidi_component"]
    found = [json.loads(each.proto.bytes or "{}") for each in parts]
    return [block for story in found for block in story.get("blocks", ())]


def of_kind(page: AppTest, kind: str) -> list[dict[str, Any]]:
    """The blocks of a kind."""
    return [block for block in told(page) if block["kind"] == kind]
