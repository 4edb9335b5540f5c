"""Where a team's handicap comes from, by kind of work: asked for when somebody opens its row."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache

from sqlmodel import Session

from db.engine import reading
from db.queries.pars import ruling_par
from db.queries.tallies import rated_days, team_kinds
from gamify.averages import cut, show_difference
from gamify.errors import CrownboardError
from gamify.handicap.merging import shown_group
from gamify.handicap.published import Par
from gamify.handicap.waterfall import Step, team_waterfall
from gamify.language import count, translate
from gamify.ratings import StarCounts
from pages.ui import reads
from pages.ui.clock import Stamp
from pages.ui.gathering import asked_season
from pages.ui.kept import KeptPicture, keep_picture
from pages.ui.shelf import Shelf


@dataclass(frozen=True, slots=True)
class WorkQuery:
    """Whose work: a season as it stands in the address, and a team by its id."""

    season: str = ""
    team: int = 0
    language: str = "en"


@dataclass(frozen=True, slots=True)
class WorkBar:
    """A kind of work. `share` is −1 to 1 of the longest bar, below 0 where more than par was lost.

    `text` says all that the bar shows but for `saved`, which has its sign.
    """

    group: str
    text: str
    saved: str
    share: float


works: Shelf[tuple[Stamp, WorkQuery], KeptPicture] = Shelf(256)


def work(query: WorkQuery) -> KeptPicture:
    """The bars of a team's season; none where no par rules it or the team has no ratings."""
    stamp = reads.clock.look()
    return works.take((stamp, query), lambda: _make(stamp, query))


def work_bars(kinds: Mapping[int, StarCounts], par: Par, language: str) -> tuple[WorkBar, ...]:
    """The kinds of work of a team, the largest difference from par first."""
    steps = team_waterfall(kinds, par)
    longest = max((abs(step.kept) for step in steps), default=0)
    return tuple(_work_bar(step, longest, language) for step in steps)


def _make(stamp: Stamp, query: WorkQuery) -> KeptPicture:
    with reading(reads.engine()) as session:
        bars = _bars(session, stamp, query)
    body = json.dumps({"bars": [asdict(bar) for bar in bars or ()]}, ensure_ascii=False)
    return keep_picture(body.encode(), known=bars is not None)


def _bars(session: Session, stamp: Stamp, query: WorkQuery) -> tuple[WorkBar, ...] | None:
    """None for a season that an address can't mean, and without any ratings."""
    span = rated_days(session)
    if span is None:
        return None
    try:
        season = asked_season(
            query.season, span=span, today=stamp.day, calendar=reads.settings().calendar
        )
    except CrownboardError:
        return None
    par = ruling_par(session, season=season)
    if par is None:
        return ()
    kinds = team_kinds(session, quarter=season.first, team_id=query.team)
    return work_bars(kinds.get(query.team, {}), par, query.language)


def _work_bar(step: Step, longest: int, language: str) -> WorkBar:
    share = round(step.kept / longest, 3) if longest else 0.0
    return WorkBar(*_bar_words(step, language), share)


@lru_cache(maxsize=16_384)
def _bar_words(step: Step, language: str) -> tuple[str, str, str]:
    """What stands beside a bar; a rating changes one of hundreds, and the others are known."""
    text = count(
        "{n} rating · usually {par} off · lost {lost}",
        "{n} ratings · usually {par} off · lost {lost}",
        n=step.n,
        par=cut(step.par, decimals=1),
        lost=int(step.lost),
    )
    group = shown_group(step.group, language)
    return group, translate(text, language), show_difference(step.saved, language=language)
