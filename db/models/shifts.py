"""What a shift leaves to the next one: notes, and their items, which are ticked off one by one."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from db.instant import Instant


class ShiftNote(SQLModel, table=True):
    """A note at the end of a shift, for a team or for all of them.

    `author_id` is the engineer who wrote it, where it was one. Taken back it isn't shown.
    """

    __tablename__ = "shift_note"

    id: int | None = Field(default=None, primary_key=True)
    team_id: int | None = Field(default=None, foreign_key="team.id")
    author_id: int | None = Field(default=None, foreign_key="engineer.id")
    written_at: datetime = Field(sa_type=Instant, index=True)
    written_by: str
    withdrawn_at: datetime | None = Field(default=None, sa_type=Instant)


class NoteItem(SQLModel, table=True):
    """A line of a note. `kind` is ticket, alert, incident or other; open until it is ticked off.

    `text_key` is the text as it is searched for.
    """

    __tablename__ = "note_item"

    id: int | None = Field(default=None, primary_key=True)
    note_id: int = Field(foreign_key="shift_note.id", index=True)
    kind: str
    text: str
    text_key: str
    done_at: datetime | None = Field(default=None, sa_type=Instant, index=True)
    done_by: str | None = None
