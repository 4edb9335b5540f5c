"""Does again what the log says, on the state with which it began.

After a restore it brings back what was decided since the backup, from the log that was saved
(`audit --json`). What never enters the log isn't brought back: customers' words that somebody has
changed, passwords, addresses of chats and mailboxes, links of screens, tokens, sources. They are
set anew; the former ones end. Imports are done again from their files, in between.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy.exc import NoResultFound
from sqlmodel import Session

from db.commands.replaying import (
    accounts,
    asking,
    connections,
    contest,
    context,
    feedback,
    house,
    messages,
    people,
    ratings,
    walls,
)
from db.commands.replaying.entry import Again
from db.numbering import let_numbers_go_on
from db.queries.audit import Decision
from gamify.errors import DecisionRefused
from gamify.language import say

_AGAIN: Mapping[str, Again] = {
    **ratings.AGAIN,
    **people.AGAIN,
    **contest.AGAIN,
    **context.AGAIN,
    **house.AGAIN,
    **accounts.AGAIN,
    **messages.AGAIN,
    **walls.AGAIN,
    **connections.AGAIN,
    **asking.AGAIN,
    **feedback.AGAIN,
}


def replay(session: Session, decisions: Iterable[Decision]) -> int:
    """Take decisions again, the oldest first; returns how many. Others are passed over.

    Raises DecisionRefused where one doesn't fit the state: then the log and the data differ; and
    for one of an earlier version that doesn't say enough.
    """
    done = 0
    for decision in decisions:
        again = _AGAIN.get(decision.action)
        if again is not None:
            _take_again(again, session, decision)
            done += 1
    let_numbers_go_on(session.connection())
    return done


def _take_again(again: Again, session: Session, decision: Decision) -> None:
    try:
        again(session, decision)
    except (KeyError, TypeError, ValueError, NoResultFound) as error:
        problem = say(
            "the entry “{action}” ({subject}) in the log doesn't say enough to be done again",
            action=decision.action,
            subject=decision.subject,
        )
        raise DecisionRefused(problem=problem) from error
    session.flush()
