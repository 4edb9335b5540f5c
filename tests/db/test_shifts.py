"""Shift notes and the timeline: open first, ticked off once, found literally."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import Session

from db.commands.announcements import announce_on_walls, withdraw_announcement
from db.commands.mergers import merge_engineers, merge_teams
from db.commands.shifts import open_again, take_note_back, tick_off, write_note
from db.queries.shifts import NoteCard, notes_of, open_notes, ticked_notes
from db.queries.timeline import Entry, Sought, timeline, timeline_count
from gamify.access import Visitor, Way, console
from gamify.errors import DecisionRefused, UnknownTeam
from gamify.rights import Role
from gamify.shift.notes import ItemKind
from tests.factories import NOW, Row, store

LEA = console("Lea")
ANN = Visitor("Ann", Role.ENGINEER, 1, way=Way.PASSWORD)
ALPHA, BETA = 1, 2


@pytest.fixture(autouse=True)
def teams(session: Session) -> None:
    """Ann of Alpha, Bob of Beta."""
    store(session, Row("T1"), Row("T2", owner="Bob", team="Beta"))


def write(session: Session, text: str, *, team: int | None = None, hours: int = 0) -> int:
    return write_note(
        session,
        form={ItemKind.OTHER: text},
        team_id=team,
        actor=ANN,
        now=NOW + timedelta(hours=hours),
    )


def texts(notes: list[NoteCard]) -> list[list[str]]:
    return [[item.text for item in note.items] for note in notes]


def found(session: Session, **sought: object) -> list[Entry]:
    return timeline(session, Sought(**sought), most=9, offset=0)  # type: ignore[arg-type]


def test_the_next_shift_sees_open_items_first_and_ticks_them_off(session: Session) -> None:
    write(session, "one\ntwo", team=ALPHA)
    write(session, "three", hours=1)
    write(session, "four", team=BETA, hours=2)

    tick_off(session, item_id=1, actor=LEA, now=NOW)

    assert texts(open_notes(session, team_id=ALPHA, most=9)) == [["three"], ["two"]]
    assert texts(open_notes(session, team_id=None, most=9)) == [["four"], ["three"], ["two"]]
    (ticked,) = ticked_notes(session, since=NOW, team_id=None, most=9)
    assert [(one.text, one.done_by, one.done_at) for one in ticked.items] == [("one", "Lea", NOW)]
    with pytest.raises(DecisionRefused, match="Lea has ticked"):
        tick_off(session, item_id=1, actor=ANN, now=NOW)
    open_again(session, item_id=1, actor=ANN, now=NOW)
    assert texts(open_notes(session, team_id=ALPHA, most=9)) == [["three"], ["one", "two"]]
    with pytest.raises(DecisionRefused, match="open"):
        open_again(session, item_id=1, actor=ANN, now=NOW)


def test_a_note_that_is_taken_back_is_gone_with_its_items(session: Session) -> None:
    number = write(session, "secret")

    take_note_back(session, note_id=number, actor=ANN, now=NOW)

    assert open_notes(session, team_id=None, most=9) == []
    assert notes_of(session, [number]) == {}
    assert found(session) == []
    with pytest.raises(DecisionRefused):
        take_note_back(session, note_id=number, actor=ANN, now=NOW)
    with pytest.raises(DecisionRefused):
        tick_off(session, item_id=1, actor=ANN, now=NOW)


def test_the_timeline_finds_text_literally_in_any_case(session: Session) -> None:
    write(session, "Очередь 100%_done \\o/", hours=1)
    write(session, "другое")
    announced = announce_on_walls(
        session, text="ОЧЕРЕДЬ пиццы", last=NOW.date(), today=NOW.date(), actor=LEA, now=NOW
    )

    both = [Entry("note", 1), Entry("announcement", announced)]
    assert found(session, words=" очередь ") == both
    assert found(session, words="0%_D") == found(session, words="\\O/") == both[:1]
    assert found(session, words="%") == both[:1]
    assert found(session, words="о_е") == []
    withdraw_announcement(session, announcement_id=announced, actor=LEA, now=NOW)
    assert found(session, words="очередь") == both[:1]


def test_the_timeline_is_narrowed_by_team_and_period_and_turned_in_pages(session: Session) -> None:
    for hours, team in enumerate((ALPHA, BETA, None)):
        write(session, "x", team=team, hours=hours)
    hour = timedelta(hours=1)

    assert [one.id for one in found(session)] == [3, 2, 1]
    assert [one.id for one in found(session, team_id=ALPHA)] == [3, 1]
    assert [one.id for one in found(session, since=NOW + hour, until=NOW + 2 * hour)] == [2]
    assert [one.id for one in timeline(session, Sought(), most=1, offset=1)] == [2]
    assert timeline_count(session, Sought()) == 3


def test_announcements_and_notes_follow_a_merger(session: Session) -> None:
    announce_on_walls(
        session, text="x", last=NOW.date(), today=NOW.date(), team_id=BETA, actor=LEA, now=NOW
    )
    number = write(session, "y", team=BETA)

    merge_engineers(session, duplicate_id=1, into_id=2, actor=LEA, now=NOW)
    merge_teams(session, duplicate_id=BETA, into_id=ALPHA, actor=LEA, now=NOW)

    assert len(found(session, team_id=ALPHA)) == 2
    assert notes_of(session, [number])[number].author_id == 2


def test_a_team_that_there_is_not_is_refused(session: Session) -> None:
    with pytest.raises(UnknownTeam):
        write(session, "x", team=9)
    with pytest.raises(UnknownTeam):
        announce_on_walls(
            session, text="x", last=NOW.date(), today=NOW.date(), team_id=9, actor=LEA, now=NOW
        )
