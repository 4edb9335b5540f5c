"""What leads announce, as the head of every board shows it; the words are shown literally."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from db.queries.pauses import rest_on
from db.queries.teams import team_names
from db.queries.walls import announcements
from gamify.language import say, translate
from gamify.pause_words import pause_sentence


@dataclass(frozen=True, slots=True)
class Notice:
    """The words, and below them for whom, by whom and until when."""

    text: str
    note: str


def notices_of(session: Session, *, today: date, language: str) -> tuple[Notice, ...]:
    """What rests on a day, then everything that is announced, the latest first."""
    found, rest = announcements(session, today=today), rest_on(session, today)
    teams = team_names(session) if found or rest.pauses else {}
    paused = tuple(
        Notice(
            text=translate(pause_sentence(one, team=teams.get(one.team_id or 0, "")), language),
            note=one.reason,
        )
        for one in rest.pauses
    )
    return paused + tuple(
        Notice(
            text=one.text,
            note=" · ".join(
                filter(
                    None,
                    (
                        teams.get(one.team_id or 0, ""),
                        one.announced_by,
                        translate(say("until {day}", day=one.last), language),
                    ),
                )
            ),
        )
        for one in found
    )
