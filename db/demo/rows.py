"""The demo's tickets as the rows that an import hands to the database."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from db.demo.circumstances import Circumstance
from db.demo.tickets import DemoTicket
from db.instant import to_micros
from gamify.ingest.circumstances import subject_key
from gamify.ingest.rows import Circumstances, CleanChunk, Coded


def clean_chunk(tickets: Sequence[DemoTicket], *, number: Callable[[int], str]) -> CleanChunk:
    """Tickets column by column; `number` gives the external id of the ticket at a position."""
    kinds = [(one.line, one.category, one.priority, one.channel) for one in tickets]
    known = {kind: code for code, kind in enumerate(dict.fromkeys(kinds))}
    return CleanChunk(
        line=list(range(1, len(tickets) + 1)),
        ticket=[number(at) for at in range(len(tickets))],
        rating_key=[""] * len(tickets),
        stars=[one.stars for one in tickets],
        raw=[str(one.stars) if one.stars else None for one in tickets],
        comment=[one.comment for one in tickets],
        rated_at=[to_micros(one.rated_at) if one.rated_at else None for one in tickets],
        opened_at=[to_micros(one.opened_at) for one in tickets],
        solved_at=[to_micros(one.solved_at) for one in tickets],
        owner=_coded([one.owner for one in tickets]),
        team=_coded([one.team for one in tickets]),
        kind=list(known),
        kind_code=[known[kind] for kind in kinds],
        helpers={at: one.helpers for at, one in enumerate(tickets) if one.helpers},
        requester=[one.requester for one in tickets],
        circumstances=_circumstances([one.circumstance for one in tickets]),
        rejected=[],
        bytes_read=0,
    )


def _circumstances(each: Sequence[Circumstance]) -> Circumstances:
    return Circumstances(
        subject_key=[subject_key(one.subject) for one in each],
        reopens=[one.reopens for one in each],
        transfers=[one.transfers for one in each],
        surveyed=[one.surveyed for one in each],
        first_response_at=[to_micros(one.first_response_at) for one in each],
    )


def _coded(names: Sequence[str]) -> Coded:
    codes = {name: code for code, name in enumerate(dict.fromkeys(names))}
    return Coded(names=list(codes), codes=[codes[name] for name in names])
