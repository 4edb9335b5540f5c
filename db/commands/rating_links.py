"""Takes customers' answers: stars and words that were sent by a link.

The link is the right to answer: it was signed, and says about which ticket and as which customer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import blake2b

from sqlalchemy import delete
from sqlmodel import Session, col

from db.commands.asked_rows import BY_LINK, store_asked
from db.commands.asking import link_key
from db.commands.decisions import exclude_rating, restore_rating
from db.instant import from_micros, to_micros
from db.models import AskedAnswer, Erased
from db.queries.asking import (
    AskedTicket,
    KeptAnswer,
    asked_ticket,
    kept_answer,
    open_template,
)
from db.settings import Settings
from gamify.access import ITSELF
from gamify.asking.answers import HOUR, MOST_AN_HOUR, Sent, Step, Verdict, is_late, judge
from gamify.asking.links import AskLink, LinkRefused
from gamify.asking.rows import AskedRow
from gamify.asking.words import (
    LONGEST_COMMENT,
    AskingOff,
    ChangesOver,
    CommentTooLong,
    NothingRated,
    TooManyComments,
    UnknownTicket,
)
from gamify.ratings import ExclusionReason

_WRITING = frozenset({Verdict.NEW, Verdict.CHANGE, Verdict.CONFIRMED})


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of an answer, and what is kept now; `engineer` may be shown where told."""

    verdict: Verdict
    kept: KeptAnswer | None
    ticket: AskedTicket | None


def settled_link(session: Session, link: AskLink, settings: Settings) -> AskLink:
    """The link as it holds: a template's with the template's source.

    Raises AskingOff, and LinkRefused for a template that was ended and for a customer who was
    erased: nothing of them is stored again.
    """
    if not settings.asking:
        raise AskingOff
    if link.customer and session.get(Erased, link.customer) is not None:
        raise LinkRefused
    if link.template is None:
        return link
    card = open_template(session, link.template)
    if card is None:
        raise LinkRefused
    return replace(link, source=card.source)


def find_answer(session: Session, link: AskLink) -> tuple[AskedTicket | None, KeptAnswer | None]:
    """The ticket of a settled link, and what its customer has answered so far.

    Raises UnknownTicket for a template's link whose ticket nothing else has told of.
    """
    ticket = asked_ticket(session, link)
    if ticket is None and link.template is not None:
        raise UnknownTicket
    kept = None if ticket is None else kept_answer(session, ticket, customer=link.customer)
    return ticket, kept


def give_stars(
    session: Session, *, link: AskLink, stars: int, step: Step, settings: Settings, now: datetime
) -> Answered:
    """Take the stars that were sent by a link, as far as they count.

    Raises what `settled_link` and `find_answer` raise.
    """
    link = settled_link(session, link, settings)
    ticket, kept = find_answer(session, link)
    lately = _Lately(session, link, settings, now=now)
    sent = Sent(stars, now, step)
    verdict = judge(
        sent, None if kept is None else kept.kept, lately.sent, days=settings.asking_days
    )
    if verdict is not Verdict.TOO_OFTEN:
        lately.note(sent)
    if verdict is Verdict.HOLD and kept is not None:
        _hold(session, kept, now=now)
    if verdict in _WRITING:
        words = None if kept is None else kept.comment
        row = _row(link, ticket, kept, stars=stars, comment=words, now=now)
        store_asked(session, row, link=link, known=ticket, settings=settings, now=now)
    if verdict is Verdict.CONFIRMED and kept is not None and kept.is_held:
        restore_rating(session, rating_id=kept.rating_id, actor=BY_LINK, now=now)
    return _answered(session, link, verdict)


def give_comment(
    session: Session, *, link: AskLink, comment: str, settings: Settings, now: datetime
) -> Answered:
    """Keep a customer's words with the rating; empty ones take them back.

    Raises CommentTooLong, NothingRated, ChangesOver, TooManyComments, and what `settled_link`
    and `find_answer` raise.
    """
    link = settled_link(session, link, settings)
    ticket, kept = find_answer(session, link)
    words = comment.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "�")
    if len(words) > LONGEST_COMMENT:
        raise CommentTooLong(most=LONGEST_COMMENT)
    if kept is None or kept.is_held:
        raise NothingRated
    if is_late(kept.kept, now, days=settings.asking_days):
        raise ChangesOver(day=(kept.given_at + timedelta(days=settings.asking_days)).date())
    lately = _Lately(session, link, settings, now=now)
    if len(lately.sent) >= MOST_AN_HOUR:
        raise TooManyComments
    lately.note(Sent(kept.stars, now, Step.CHANGE))
    said = words if words.strip() else None
    row = _row(link, ticket, kept, stars=kept.stars, comment=said, now=now)
    store_asked(session, row, link=link, known=ticket, settings=settings, now=now)
    return _answered(session, link, Verdict.SAME)


def _row(
    link: AskLink,
    ticket: AskedTicket | None,
    kept: KeptAnswer | None,
    *,
    stars: int,
    comment: str | None,
    now: datetime,
) -> AskedRow:
    """The answer as a row; it stays in the season in which it was first given."""
    is_nobodys = ticket is None or ticket.requester is None
    return AskedRow(
        link.ticket,
        key=link.customer,
        stars=stars,
        comment=comment,
        rated_at=now if kept is None else kept.given_at,
        # A second customer of a ticket isn't the one who opened it.
        requester=link.customer or None if is_nobodys else None,
    )


def _hold(session: Session, kept: KeptAnswer, *, now: datetime) -> None:
    """Take an answer out of what counts, until somebody confirms it."""
    if not kept.is_excluded:
        exclude_rating(
            session,
            rating_id=kept.rating_id,
            reason=ExclusionReason.UNCONFIRMED,
            actor=ITSELF,
            now=now,
        )


def _answered(session: Session, link: AskLink, verdict: Verdict) -> Answered:
    session.flush()
    ticket, kept = find_answer(session, link)
    return Answered(verdict, kept, ticket)


class _Lately:
    """What a link has sent within the last hour; older things are forgotten with every write."""

    def __init__(
        self, session: Session, link: AskLink, settings: Settings, *, now: datetime
    ) -> None:
        self._session, self._now = session, now
        whose = f"{link.ticket}\x1f{link.customer}".encode("utf-8", "surrogatepass")
        self._key = blake2b(whose, key=link_key(settings), digest_size=20).hexdigest()
        row = session.get(AskedAnswer, self._key)
        told = [] if row is None else row.sent
        every = [Sent(one["stars"], from_micros(one["at"]), Step(one["step"])) for one in told]
        self.sent = [one for one in every if now - one.at < HOUR]

    def note(self, sent: Sent) -> None:
        """Remember one more."""
        kept = [*self.sent, sent][-MOST_AN_HOUR:]
        told = [
            {"stars": one.stars, "at": to_micros(one.at), "step": one.step.value} for one in kept
        ]
        gone = delete(AskedAnswer).where(col(AskedAnswer.last_at) < self._now - HOUR)
        self._session.execute(gone)
        self._session.merge(AskedAnswer(key=self._key, sent=told, last_at=self._now))
        self._session.flush()
