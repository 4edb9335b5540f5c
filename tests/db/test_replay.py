"""The log of decisions, done again on the state they began with, gives the state they led to."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from db.commands.accounts import set_password
from db.commands.decisions import exclude_rating
from db.commands.doubts import send_again
from db.commands.replay import replay
from db.models import Account, AuditEntry, Delivery
from gamify.errors import DecisionRefused
from gamify.ratings import ExclusionReason
from tests.db.random_decisions import LEAD
from tests.db.replayed import (
    at_random,
    every_step,
    everything,
    filled,
    last_entry,
    play_and_replay,
    told,
    undone,
)
from tests.deciding import CALENDAR, CONSOLE, NEW, commands, department, settings
from tests.factories import NOW, Row, store

#: Sequences of decisions; `python -m tests.bench replays` plays two hundred.
SEQUENCES = 25
#: What isn't done again, and why.
NOT_REPLAYED = {
    "store_ratings": "imports are done again from their files",
    "post_rows": "what programs sent is sent again, like files",
    "post_chunk": "the same",
    "ask_about": "a link that was made stays good; what was asked about is asked again",
    "keep_mapping": "how files of a source are read is kept with the next one",
    "post_people": "the same",
    "post_teams": "the same",
    "create_token": "its secret isn't in the log; it is made anew",
    "add_feed": "the same",
    "change_feed": "the same",
    "read_again": "what was read of a source isn't replayed",
    "answer_pulse": "an entry in the log would tell whose answer it was",
    "send_again": "a message that may have gone out stays unsure",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("replay")


@pytest.fixture(scope="module")
def base(sqlite_pattern: Path, folder: Path) -> Iterator[Engine]:
    """What decisions at random begin with. One engine for all: it keeps its compiled statements."""
    shutil.copy(sqlite_pattern, folder / "base.db")
    engine = filled(f"sqlite:///{folder / 'base.db'}", everything)
    yield engine
    engine.dispose()


def test_the_log_replays_to_the_same_state(base: Engine, folder: Path) -> None:
    steps, seen = every_step(folder), Counter[str]()

    for seed in range(SEQUENCES):
        seen += play_and_replay(base, at_random(seed, steps))

    # Each of these was taken, and more than once; every command is replayed once further below.
    assert {
        "rating excluded", "rating restored", "rating edited", "credit set", "engineers merged",
        "engineer transferred", "engineer left", "engineer erased", "customer erased",
        "exclusion asked for", "assist claimed", "flag decided", "challenge set",
        "setting changed", "par published", "awards recorded", "account made",
        "destination added", "comments deleted", "import undone",
    } <= {action for action, times in seen.items() if times > 1}  # fmt: skip


@pytest.mark.postgres
def test_the_log_replays_on_postgresql_too(postgres_url: str, folder: Path) -> None:
    engine, steps = filled(postgres_url, everything), every_step(folder)

    for seed in range(4):
        play_and_replay(engine, at_random(seed, steps), numbered=False)

    engine.dispose()


@pytest.fixture(scope="module")
def small(sqlite_pattern: Path, folder: Path) -> Iterator[Engine]:
    """The small department of which every deciding command can be asked with sense."""
    path = str(folder / "small.db")
    shutil.copy(sqlite_pattern, path)
    engine = filled(f"sqlite:///{path}", lambda session: department(session, settings(path)))
    yield engine
    engine.dispose()


def test_every_deciding_command_is_replayed(small: Engine, folder: Path) -> None:
    """A new command is replayed, too, unless somebody writes down above why it isn't."""
    every = commands(settings(str(folder / "small.db")))

    for name in every.keys() - NOT_REPLAYED.keys():
        play_and_replay(small, partial(every[name], actor=CONSOLE))

    assert NOT_REPLAYED.keys() < every.keys()


def test_a_password_that_was_replaced_does_not_come_back(small: Engine) -> None:
    with undone(small) as session:
        set_password(session, account_id=2, password=NEW, actor=CONSOLE, now=NOW)
        last = last_entry(session)
        set_password(session, account_id=2, password=NEW, actor=CONSOLE, now=NOW)

        replay(session, told(session, last))

        assert session.get_one(Account, 2).password is None


def test_a_message_is_not_sent_a_third_time(small: Engine) -> None:
    with undone(small) as session:
        last = last_entry(session)
        send_again(session, delivery_id=1, calendar=CALENDAR, actor=CONSOLE, now=NOW)

        replay(session, told(session, last))

        assert session.get_one(Delivery, 1).state == "unsure"


def test_a_log_that_does_not_fit_the_data_is_refused(session: Session) -> None:
    store(session, Row("T1"), Row("T2"))
    exclude_rating(session, rating_id=1, reason=ExclusionReason.POLICY, actor=LEAD, now=NOW)
    (entry,) = told(session, 1)

    with pytest.raises(DecisionRefused, match="differ"):
        replay(session, [entry])

    assert replay(session, [replace(entry, subject="rating 2"), replace(entry, action="?")]) == 1
    entries = session.exec(select(AuditEntry).order_by(col(AuditEntry.id))).all()
    assert [one.subject for one in entries] == ["import 1", "rating 1", "rating 2"]


def test_an_entry_of_an_earlier_version_that_says_too_little_is_refused_in_a_sentence(
    small: Engine,
) -> None:
    with undone(small) as session:
        short: dict[str, Any] = {"subject": "challenge 9", "after": {"title": "x"}}
        entry = replace(told(session)[-1], action="challenge set", **short)

        with pytest.raises(DecisionRefused, match=r"“challenge set” \(challenge 9\) .* say enough"):
            replay(session, [entry])
