"""Tokens of programs and sources again, as far as they end: their secrets aren't in the log.

A token or a source that was made since the backup has to be made anew.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import Session

from db.commands.feeds import pause_feed, remove_feed
from db.commands.replaying.entry import Again, name, number, said, write_again
from db.commands.tokens import revoke_token
from db.models import ApiToken
from db.queries.audit import Decision
from db.queries.feeds import feed_key
from gamify.sources.errors import UnknownSource


def _revoke(session: Session, decision: Decision) -> None:
    row = session.get(ApiToken, number(decision))
    if row is None or row.revoked_at is not None:
        write_again(session, decision)
    else:
        revoke_token(session, token_id=number(decision), **said(decision))


def _pause(session: Session, decision: Decision) -> None:
    if _is_known(session, name(decision)):
        is_paused = decision.action == "source paused"
        pause_feed(session, name=name(decision), is_paused=is_paused, **said(decision))
    else:
        write_again(session, decision)


def _remove(session: Session, decision: Decision) -> None:
    """The imports that were taken back with it have entries of their own."""
    if _is_known(session, name(decision)):
        remove_feed(session, name=name(decision), with_ratings=False, **said(decision))
    else:
        write_again(session, decision)


def _is_known(session: Session, source: str) -> bool:
    try:
        feed_key(session, source)
    except UnknownSource:
        return False
    return True


AGAIN: Mapping[str, Again] = {
    "token revoked": _revoke,
    "source paused": _pause,
    "source resumed": _pause,
    "source removed": _remove,
}
