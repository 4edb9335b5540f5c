"""The handicapped side of a team's row: fair average, both places, and what each work brought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gamify.averages import cut, show_difference
from gamify.handicap.merging import shown_group
from gamify.handicap.overlap import OWN_WORK, OWN_WORK_HINT, is_own_work
from gamify.handicap.published import Par
from gamify.handicap.waterfall import Step, team_waterfall
from gamify.language import count, say, shown, translate
from gamify.ratings import StarCounts
from gamify.standings import TeamStanding
from pages.ui.tables import Tables

#: Ratings of each team by kind of work: team → stratum → stars.
Kinds = Mapping[int, Mapping[int, StarCounts]]


@dataclass(frozen=True, slots=True)
class WorkBar:
    """A kind of work. `share` is −1 to 1 of the longest bar, below 0 where more than par was lost.

    `text` says all that the bar shows but for `saved`, which has its sign.
    """

    group: str
    text: str
    saved: str
    share: float


@dataclass(frozen=True, slots=True)
class HandicapRow:
    """What stands beside the raw figures. `places` is "7 → 1", raw and handicapped."""

    fair: str
    places: str
    places_text: str
    saved: str
    badge: str
    hint: str
    work: tuple[WorkBar, ...]


@dataclass(frozen=True, slots=True)
class HandicapContext:
    """What all rows share: the par, the teams' kinds of work, and the ranked teams' two places."""

    par: Par
    kinds: Kinds
    places: Mapping[int, tuple[int | None, int | None]]


def handicap_context(tables: Tables, kinds: Kinds) -> HandicapContext | None:
    """The context of a season with two tables; places are raw and handicapped by team id."""
    par, fair = tables.shown.par, tables.handicapped
    if par is None or fair is None:
        return None
    raw = {row.tally.id: row.place for row in tables.raw.rows}
    places = {row.tally.id: (raw.get(row.tally.id), row.place) for row in fair.rows}
    return HandicapContext(par, kinds, places)


def handicap_row(
    row: TeamStanding, fair: str, context: HandicapContext | None, language: str
) -> HandicapRow | None:
    """The handicapped side of a row whose fair average is shown as given; None without a par."""
    if context is None or row.handicap is None:
        return None
    team, par = row.tally.id, context.par
    mine = context.kinds.get(team, {})
    dues = {kind: stars.n * par.par4(kind) for kind, stars in mine.items()}
    is_own = bool(dues) and is_own_work(dues, par, team)
    raw_place, fair_place = context.places.get(team, (None, None))
    return HandicapRow(
        fair=fair,
        places=both_places(raw_place, fair_place, language),
        places_text=places_in_words(raw_place, fair_place, language),
        saved=show_difference(row.handicap.saved, language=language),
        badge=translate(OWN_WORK, language) if is_own else "",
        hint=translate(OWN_WORK_HINT, language) if is_own else "",
        work=work_bars(mine, par, language),
    )


def both_places(raw: int | None, fair: int | None, language: str) -> str:
    """A team's places without and with handicap, like "7 → 1"; "" below the minimum."""
    if raw is None or fair is None:
        return ""
    return f"{shown(raw, language)} → {shown(fair, language)}"


def places_in_words(raw: int | None, fair: int | None, language: str) -> str:
    """The same for a reader's voice."""
    if raw is None or fair is None:
        return ""
    return translate(say("place {fair} handicapped, {raw} raw", fair=fair, raw=raw), language)


def work_bars(kinds: Mapping[int, StarCounts], par: Par, language: str) -> tuple[WorkBar, ...]:
    """The kinds of work of a team, the largest difference from par first."""
    steps = team_waterfall(kinds, par)
    longest = max((abs(step.kept) for step in steps), default=0)
    return tuple(_work_bar(step, longest, language) for step in steps)


def whole_work(row: TeamStanding) -> Sequence[Step]:
    """A team's whole work as one step: what par expects of it, and what was lost."""
    if row.handicap is None:
        return ()
    tally = row.tally
    return (Step("", tally.stars.n, tally.due, tally.stars.lost),)


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
