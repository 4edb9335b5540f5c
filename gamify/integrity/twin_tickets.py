"""F5 twin tickets: the same matter of the same customer, opened again within a day, rated twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from gamify.integrity.evidence import HOUR, Evidence, RatedTicket
from gamify.integrity.flag import Flag, Rule, Severity, flag_key
from gamify.language import count

#: Tickets opened less than so many hours apart may be twins.
HOURS = 24


def twin_tickets(evidence: Evidence) -> list[Flag]:
    """Rated tickets of one customer and engineer with one subject, opened under 24 h apart.

    Three or more in a row are one finding (SCORING F5). Genuine repeats after reopening look
    the same.
    """
    alike: dict[tuple[int, str, str], dict[int, list[RatedTicket]]] = defaultdict(dict)
    for rating in evidence.ratings:
        if rating.engineer_id and rating.requester and rating.subject_key:
            subject = rating.engineer_id, rating.requester, rating.subject_key
            alike[subject].setdefault(rating.ticket_id, []).append(rating)
    found = []
    for (engineer, customer, _), tickets in sorted(alike.items()):
        for run in _runs(tickets):
            ids = sorted(rating.rating_id for ticket in run for rating in tickets[ticket])
            found.append(
                Flag(
                    rule=Rule.TWIN_TICKETS,
                    severity=Severity.NORMAL,
                    ratings=tuple(ids),
                    engineer_id=engineer,
                    other_id=None,
                    evidence=count(
                        "{n} rated ticket of one customer and engineer has the same subject as "
                        "another, opened less than 24 hours apart.",
                        "{n} rated tickets of one customer and engineer have the same subject, "
                        "opened less than 24 hours apart.",
                        n=len(run),
                    ),
                    key=flag_key(engineer, customer, min(run)),
                )
            )
    return found


def _runs(tickets: dict[int, list[RatedTicket]]) -> Iterator[list[int]]:
    """Tickets in chains, each opened less than a day after the one before it."""
    opened = sorted(
        (at, ticket)
        for ticket, ratings in tickets.items()
        if (at := ratings[0].opened_at) is not None
    )
    run: list[int] = []
    last = 0
    for at, ticket in opened:
        if run and at - last >= HOURS * HOUR:
            if len(run) > 1:
                yield run
            run = []
        run.append(ticket)
        last = at
    if len(run) > 1:
        yield run
