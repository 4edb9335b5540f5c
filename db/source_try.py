"""Reads the first answers of a source, kept or not, and stores nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from db.engine import reading
from db.feed_secrets import open_feed
from db.pull import Puller
from db.queries.feeds import feed_key
from db.source_client import Surroundings
from db.source_reading import SourceReading
from gamify.access import Visitor, demand
from gamify.language import Message
from gamify.rights import Right
from gamify.sources.answers import Answer, clean_answers
from gamify.sources.binding import Bound, bind, check_wishes
from gamify.sources.definition import Definition
from gamify.sources.sweep import Reach, after_sweep, anew, next_sweep

#: Answers that a dry run reads at least, if there are so many.
LOOK: Final = 100


@dataclass(frozen=True, slots=True)
class Preview:
    """What a dry run found; nothing of it was stored. `answers` come with stars, 0 if unrated."""

    read: int
    rated: int
    reasons: tuple[Message, ...]
    points: int
    answers: tuple[tuple[Answer, int], ...]


def try_source(puller: Puller, name: str, *, actor: Visitor) -> Preview:
    """Read the first answers of a source and store nothing. Raises UnknownSource and PullFailed."""
    demand(actor, Right.IMPORT_RATINGS)
    with reading(puller.engine) as session:
        key = feed_key(session, name)
    reach = Reach.of(key.reach)
    return _look(puller, open_feed(key, puller.settings), reach)


def try_system(
    puller: Puller,
    definition: Definition,
    entered: Mapping[str, str],
    *,
    since: datetime,
    actor: Visitor,
) -> Preview:
    """Read the first answers of a source that isn't added yet.

    Raises SourceRefused, SettingRefused and PullFailed.
    """
    demand(actor, Right.IMPORT_RATINGS)
    bound = bind(definition, check_wishes(definition, entered))
    return _look(puller, bound, Reach(since=min(since, puller.clock())))


def _look(puller: Puller, bound: Bound, reach: Reach) -> Preview:
    pull, now = bound.definition.pull, puller.clock()
    reach = anew(next_sweep(reach, pull, now=now))
    found: dict[str, Answer] = {}
    with SourceReading(bound, Surroundings(puller.clock, puller.rng, puller.sleep)) as source:
        is_done = False
        while not is_done and len(found) < LOOK:
            for page in source.pages(reach):
                found.update({answer.digest: answer for answer in page.answers})
                if len(found) >= LOOK:
                    break
            reach, is_done = after_sweep(reach, pull, now=now)
    answers = list(found.values())
    chunk = clean_answers(bound, answers)
    stars = dict(zip(chunk.line, chunk.stars, strict=True))
    return Preview(
        read=len(answers),
        rated=sum(each > 0 for each in chunk.stars),
        reasons=tuple(row.reason for row in chunk.rejected),
        points=bound.points,
        answers=tuple(
            (answer, stars[line]) for line, answer in enumerate(answers) if line in stars
        ),
    )
