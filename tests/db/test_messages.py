"""Messages come out of a JSON column as they went in."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from db.messages import read_message, stored_message
from gamify.language import count, say, translate


def test_a_stored_message_reads_the_same_in_every_language() -> None:
    message = count(
        "{n} rating", "{n} ratings", n=5, of=Decimal("4.90"), day=date(2026, 11, 2), why=say("over")
    )

    again = read_message(json.loads(json.dumps(stored_message(message))))

    assert again == message
    assert translate(again, "ru") == "5 оценок"


def test_a_value_that_json_would_change_is_refused() -> None:
    with pytest.raises(TypeError, match="float"):
        stored_message(say("{x}", x=0.1))
