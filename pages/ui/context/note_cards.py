"""Notes and announcements as the list draws them: pieces of text, names and times in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from db.queries.shifts import Item, NoteCard
from db.queries.walls import AnnouncementCard
from gamify.language import say, shown, translate
from gamify.seasons import Calendar
from gamify.shift.markup import Piece, read_markup
from gamify.shift.notes import KIND_TITLES


@dataclass(frozen=True, slots=True)
class Line:
    """A line; `by` says who ticked it off and when."""

    id: int
    pieces: tuple[Piece, ...]
    done: bool
    by: str


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one kind."""

    title: str
    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A note with its groups, or an announcement with its `text`.

    `boxes` asks for a box at each line, `mine` for the button that takes the note back.
    """

    id: int
    title: str
    whence: str
    groups: tuple[Group, ...] = ()
    text: str = ""
    boxes: bool = False
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every card needs: names of teams by id, the organisation's calendar, the language."""

    teams: Mapping[int, str]
    calendar: Calendar
    language: str


def note_of(card: NoteCard, around: Surroundings, *, boxes: bool, mine: bool) -> Note:
    """A shift note. Items are in the order of the form, so that those of a kind stand together."""
    by_kind = groupby(card.items, key=lambda item: item.kind)
    return Note(
        id=card.id,
        title=_team(card.team_id, around),
        whence=f"{card.written_by} · {_at(card.written_at, around)}",
        groups=tuple(
            Group(
                translate(KIND_TITLES[kind], around.language),
                tuple(_line(item, around) for item in items),
            )
            for kind, items in by_kind
        ),
        boxes=boxes,
        mine=mine,
    )


def announcement_of(card: AnnouncementCard, around: Surroundings) -> Note:
    """An announcement, its words literally."""
    until = translate(say("until {day}", day=card.last), around.language)
    return Note(
        id=card.id,
        title=_team(card.team_id, around),
        whence=f"{card.announced_by} · {_at(card.announced_at, around)} · {until}",
        text=card.text,
    )


def _line(item: Item, around: Surroundings) -> Line:
    by = ""
    if item.done_at is not None:
        at = item.done_at.astimezone(around.calendar.zone)
        told = say("ticked off by {name}, {at}", name=item.done_by or "", at=at)
        by = translate(told, around.language)
    return Line(item.id, read_markup(item.text), item.done_at is not None, by)


def _at(at: datetime, around: Surroundings) -> str:
    return shown(at.astimezone(around.calendar.zone), around.language)


def _team(team: int | None, around: Surroundings) -> str:
    name = around.teams.get(team or 0, "")
    return name or translate("All teams", around.language)
