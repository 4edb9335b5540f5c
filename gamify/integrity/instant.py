"""F3 instant: ratings that come within a minute of closing."""

from __future__ import annotations

from collections import defaultdict

from gamify.integrity.evidence import SECOND, Evidence, RatedTicket
from gamify.integrity.flag import Flag, Rule, Severity, flag_key
from gamify.language import count

#: A rating sooner after closing than so many seconds is instant …
SECONDS = 60
#: … and in a chat, which asks at once, sooner than so many.
CHAT_SECONDS = 10
#: Words in a channel's name that make it a chat.
CHATS = ("chat", "чат")
#: So many instant ratings, and so large a share of all in per cent, make it worth a look.
LEAST_RATINGS, LEAST_PERCENT = 3, 20


def instants(evidence: Evidence) -> list[Flag]:
    """Engineers with at least 3 instant ratings that are at least 20 % of theirs (SCORING F3).

    Ratings whose time, or whose ticket's closing, isn't known are left out, and so are those
    stamped with the very time of closing. Surveys in a chat come soon by themselves: 0.6 to
    3.6 % of honest engineer-quarters.
    """
    mine: dict[int, list[RatedTicket]] = defaultdict(list)
    for rating in evidence.ratings:
        if rating.engineer_id and has_delay(rating):
            mine[rating.engineer_id].append(rating)
    found = []
    for engineer, ratings in sorted(mine.items()):
        soon = [rating.rating_id for rating in ratings if _is_instant(rating)]
        if len(soon) < LEAST_RATINGS or 100 * len(soon) < LEAST_PERCENT * len(ratings):
            continue
        found.append(
            Flag(
                rule=Rule.INSTANT,
                severity=Severity.NORMAL,
                ratings=tuple(sorted(soon)),
                engineer_id=engineer,
                other_id=None,
                evidence=count(
                    "{soon} of {n} rating came within a minute of closing the ticket "
                    "(in a chat: within 10 seconds).",
                    "{soon} of {n} ratings came within a minute of closing the ticket "
                    "(in a chat: within 10 seconds).",
                    n=len(ratings),
                    soon=len(soon),
                ),
                key=flag_key(engineer),
            )
        )
    return found


def has_delay(rating: RatedTicket) -> bool:
    """Whether the time between closing and rating is known."""
    return rating.is_timed and rating.solved_at is not None


def _is_instant(rating: RatedTicket) -> bool:
    if rating.solved_at is None:
        return False
    is_chat = any(word in rating.channel.casefold() for word in CHATS)
    limit = (CHAT_SECONDS if is_chat else SECONDS) * SECOND
    return 0 < rating.rated_at - rating.solved_at < limit
