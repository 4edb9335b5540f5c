"""What programs send: ratings and tickets, people and teams; every row is answered."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from api.programs.bodies import MOST_PEOPLE, PersonIn, RatingIn, Rows, TeamIn, TicketIn
from api.programs.callers import token_card
from api.programs.metrics import count_rows
from api.programs.problems import LANGUAGE, Refused
from api.programs.writer import writer
from db.commands.posts import RowResult
from db.commands.roster_posts import post_people, post_teams
from db.commands.taking import Post
from db.engine import writing
from db.queries.tokens import TokenCard
from gamify.errors import CrownboardError
from gamify.ingest.fields import Field
from gamify.ingest.options import ReadOptions, ScaleName
from gamify.ingest.rows import RowStatus
from gamify.ingest.scales import choose_scale
from gamify.language import translate
from gamify.rights import Right
from pages.ui import reads

Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        pattern=r"^[\x21-\x7e]+$",
        description="own for each request: sent once more within 24 hours, it is answered the same",
    ),
]
AskedScale = Annotated[
    ScaleName | None, Query(description="how scores are written; the token's scale unless told")
]
#: A score of a custom scale: it begins with something that can be seen.
_WORD = r"[^,=\x00-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f\u3000][^,=]*"
AskedTable = Annotated[
    str | None,
    Query(
        max_length=2000,
        pattern=f"^{_WORD}=[0-5](,{_WORD}=[0-5])*$",
        description="stars of each score of a custom scale: great=5,poor=1",
    ),
]

router = APIRouter(prefix="/v1")
RATINGS, TICKETS = Rows(RatingIn), Rows(TicketIn)
PEOPLE, TEAMS = Rows(PersonIn, most=MOST_PEOPLE), Rows(TeamIn, most=MOST_PEOPLE)


async def post_ratings(
    request: Request, key: Key = None, scale: AskedScale = None, scale_table: AskedTable = None
) -> Response:
    """Store one rating, or up to 10,000 of them.

    Answered once they are on disk. A rating is known by the token's source, `ticket` and
    `rating_id`: the same one again is `unchanged`, one that differs is `updated`.
    """
    card = await token_card(request, Right.IMPORT_RATINGS)
    wanted = card.scale if scale is None else scale
    table = (card.scale_table if scale is None else "") if scale_table is None else scale_table
    if wanted is ScaleName.CUSTOM and not table:
        raise Refused(409, "The token has no table of an own scale: send scale_table.")
    choose_scale(ReadOptions(scale=wanted, scale_table=table))
    body, rows = await RATINGS.of(request)
    return await _store(card, rows, body, key=key, scale=wanted, scale_table=table)


async def post_tickets(request: Request, key: Key = None) -> Response:
    """Store one ticket, or up to 10,000 of them, rated or not."""
    card = await token_card(request, Right.IMPORT_RATINGS)
    body, rows = await TICKETS.of(request)
    return await _store(card, rows, body, key=key, scale=ScaleName.STARS)


async def store_people(request: Request) -> Response:
    """Make people known, or change them: the team from a day on, the e-mail address.

    Work since that day goes along to the team.
    """
    card = await token_card(request, Right.MANAGE_PEOPLE)
    _, rows = await PEOPLE.of(request)

    def store() -> list[RowResult]:
        with writing(reads.engine()) as session:
            return post_people(
                session,
                rows,
                settings=reads.settings(),
                actor=card.visitor,
                now=datetime.now(UTC),
            )

    return _answer(await run_in_threadpool(store))


async def store_teams(request: Request) -> Response:
    """Make teams known by name."""
    card = await token_card(request, Right.MANAGE_PEOPLE)
    _, rows = await TEAMS.of(request)

    def store() -> list[RowResult]:
        with writing(reads.engine()) as session:
            return post_teams(session, rows, actor=card.visitor, now=datetime.now(UTC))

    return _answer(await run_in_threadpool(store))


async def _store(
    card: TokenCard,
    rows: Sequence[Mapping[str, Any]],
    body: bytes,
    *,
    key: str | None,
    scale: ScaleName,
    scale_table: str = "",
) -> Response:
    said = hashlib.sha256(f"{scale}:{scale_table}:".encode() + body).hexdigest() if key else ""
    fields = [{Field(name): value for name, value in row.items()} for row in rows]
    post = Post(card, fields, scale, scale_table, key=key, request=said)
    answer = await writer.store(post)
    if isinstance(answer, CrownboardError):
        raise answer
    count_rows(answer)
    return _answer(answer)


def _answer(results: Sequence[RowResult]) -> Response:
    """200 where all rows are stored, 207 where one or more were rejected."""
    counts = Counter(one.status for one in results)
    body = {
        **{status.value: counts[status] for status in RowStatus},
        "results": [_result(place, one) for place, one in enumerate(results)],
    }
    return Response(
        json.dumps(body, ensure_ascii=False),
        status_code=207 if counts[RowStatus.REJECTED] else 200,
        headers={"Cache-Control": "no-store"},
        media_type="application/json",
    )


def _result(place: int, one: RowResult) -> dict[str, Any]:
    told: dict[str, Any] = {"index": place, "status": one.status.value}
    if one.reason is not None:
        told["reason"] = translate(one.reason, LANGUAGE)
    return told
