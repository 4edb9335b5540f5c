"""Customers' words as a table: praise for everybody, low ratings for those concerned."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import Session

from db.queries.engineers import engineer_names
from db.queries.feedback import FeedbackCard, feedback_page
from db.queries.feedback_filter import FeedbackFilter
from db.queries.teams import team_names
from db.standings import hidden_engineer
from db.tables.table import Asked, Table
from gamify.errors import N_
from gamify.rights import Right
from gamify.tables.column import Column, Kind, Row

#: Ratings that are read at once.
PORTION = 5_000


def _feedback(session: Session, asked: Asked) -> Iterator[Row]:
    people = engineer_names(session, hidden_name=hidden_engineer(asked.language))
    teams = team_names(session)
    for card in _cards(session, asked):
        note = card.note
        yield (
            card.rated_at,
            card.day,
            card.ticket,
            card.stars,
            card.comment,
            teams.get(card.team_id or 0),
            ", ".join(people[one] for one in card.engineers if one in people),
            card.category,
            card.excluded and card.excluded.value,
            note.cause and note.cause.value,
            note.nature and note.nature.value,
            note.lesson,
            None if card.stars == 5 else note.state.value,
        )


def _cards(session: Session, asked: Asked) -> Iterator[FeedbackCard]:
    """Praise first, then what the reader may see of the rest, the newest first."""
    season = asked.season
    for is_praise in (True, False):
        wanted = FeedbackFilter(season.first, season.last, is_praise=is_praise)
        skip = 0
        while cards := feedback_page(
            session, wanted, reader=asked.visitor, skip=skip, most=PORTION
        ):
            yield from cards
            skip += len(cards)


FEEDBACK = Table(
    name="feedback",
    title=N_("Feedback"),
    columns=(
        Column("rated_at", Kind.INSTANT, N_("when it was rated")),
        Column("day", Kind.DAY, N_("the day it counts for")),
        Column("ticket", Kind.TEXT, N_("the ticket")),
        Column("stars", Kind.WHOLE, N_("1 to 5 stars")),
        Column("comment", Kind.TEXT, N_("the customer's words")),
        Column("team", Kind.TEXT, N_("the team")),
        Column("engineers", Kind.TEXT, N_("who worked on it, the owner first")),
        Column("category", Kind.TEXT, N_("kind of work")),
        Column("excluded", Kind.TEXT, N_("why it doesn't count; empty if it does")),
        Column("cause", Kind.TEXT, N_("what a low rating is put down to")),
        Column("nature", Kind.TEXT, N_("complaint or claim")),
        Column("lesson", Kind.TEXT, N_("what is learned from it")),
        Column("state", Kind.TEXT, N_("new, answered or learned; of low ratings")),
    ),
    right=Right.SEE_BOARDS,
    shows=N_(
        "Everybody who may see the boards: fives with words. Lower ones: those who worked on it, "
        "leads of the team, administrators."
    ),
    rows=_feedback,
)
