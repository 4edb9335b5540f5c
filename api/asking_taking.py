"""Takes what the page for rating has sent: stars or words, from a person as far as can be told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from api.asking_drawings import asking, changing, held, resend, thanks
from api.asking_page import Drawing
from db.commands.rating_links import Answered, give_comment, give_stars
from db.engine import writing
from gamify.asking.answers import Step, Verdict
from gamify.asking.glances import Turnstile
from gamify.asking.links import AskLink
from gamify.asking.visits import is_program
from gamify.asking.words import ChangesOver, TooManyComments
from gamify.language import say
from pages.ui import reads

#: Ratings by templates' links from one address within an hour: numbers can be tried out there.
MOST_BY_TEMPLATE = 60
turnstile = Turnstile(MOST_BY_TEMPLATE)
COMMENT = "comment"


def take(
    link: AskLink,
    asked: Mapping[str, str],
    *,
    headers: Mapping[str, str],
    several: bool,
    whence: str,
    now: datetime,
) -> tuple[Drawing, int]:
    """What to show for what was sent, and the status. `several`: stars were opened in a row.

    Raises what `give_stars` and `give_comment` raise, and TooManyComments for an address that
    sends on and on by a template's links.
    """
    if link.template is not None and not turnstile.lets_pass(whence, now=now):
        raise TooManyComments
    if asked.get("step") == COMMENT:
        return _take_comment(link, asked.get("comment", ""), now=now)
    stars = int(asked["stars"]) if asked.get("stars") in set("12345") else 0
    if not stars:
        return asking(link, 0), 422
    is_by_itself = asked.get("way") == "itself"
    if is_program(headers) or (is_by_itself and several):
        return resend(link, stars), 200
    told = asked.get("step", "")
    step = Step(told) if told in set(Step) else Step.FIRST
    settings = reads.settings()
    with writing(reads.engine()) as session:
        found = give_stars(session, link=link, stars=stars, step=step, settings=settings, now=now)
    reads.clock.forget()
    return _shown(link, stars, found, now=now)


def _take_comment(link: AskLink, comment: str, *, now: datetime) -> tuple[Drawing, int]:
    settings = reads.settings()
    with writing(reads.engine()) as session:
        found = give_comment(session, link=link, comment=comment, settings=settings, now=now)
    reads.clock.forget()
    if found.kept is None:
        return asking(link, 0), 409
    done = say("Your words are kept.") if comment.strip() else say("Your words are taken back.")
    words = found.kept.comment or ""
    return thanks(found.kept, days=settings.asking_days, now=now, done=done, comment=words), 200


def _shown(link: AskLink, stars: int, found: Answered, *, now: datetime) -> tuple[Drawing, int]:
    """What a verdict looks like; a template's link tells nothing of what others have said."""
    kept, days, is_own = found.kept, reads.settings().asking_days, link.template is None
    match found.verdict:
        case Verdict.HOLD | Verdict.HELD:
            return held(), 200
        case Verdict.ASK:
            return changing(stars, kept if is_own else None), 200
        case Verdict.TOO_OFTEN:
            raise TooManyComments
        case Verdict.LATE:
            day = kept.given_at.date() if kept else now.date()
            if not is_own or kept is None:
                raise ChangesOver(day=day)
            return thanks(kept, days=days, now=now), 409
        case verdict:
            if kept is None:
                return asking(link, 0), 409
            is_changed = verdict is Verdict.CHANGE
            done = say("Your rating is changed.") if is_changed else say("Your rating is kept.")
            words = (kept.comment or "") if is_own else ""
            return thanks(kept, days=days, now=now, done=done, comment=words), 200
