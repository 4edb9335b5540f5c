"""The handicapped side of a team's row: fair average, both places, and whose work it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gamify.averages import show_difference
from gamify.handicap.overlap import OWN_WORK, OWN_WORK_HINT, is_mostly, own_due
from gamify.handicap.published import Par
from gamify.handicap.waterfall import Step
from gamify.language import say, shown, translate
from gamify.ratings import StarCounts
from gamify.standings import TeamStanding
from pages.ui.tables import Tables

#: Ratings of each team by kind of work: team → stratum → stars.
Kinds = Mapping[int, Mapping[int, StarCounts]]


@dataclass(frozen=True, slots=True)
class HandicapRow:
    """What stands beside the raw figures. `places` is "7 → 1", raw and handicapped."""

    fair: str
    places: str
    places_text: str
    saved: str
    badge: str
    hint: str


@dataclass(frozen=True, slots=True)
class HandicapContext:
    """What all rows share: the par, and the ranked teams' two places.

    `kinds` are the ratings on kinds of work that may be a team's own.
    """

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
    own = own_due({kind: stars.n * par.par4(kind) for kind, stars in mine.items()}, par, team)
    is_own = is_mostly(own, row.tally.due)
    raw_place, fair_place = context.places.get(team, (None, None))
    return HandicapRow(
        fair=fair,
        places=both_places(raw_place, fair_place, language),
        places_text=places_in_words(raw_place, fair_place, language),
        saved=show_difference(row.handicap.saved, language=language),
        badge=translate(OWN_WORK, language) if is_own else "",
        hint=translate(OWN_WORK_HINT, language) if is_own else "",
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


def whole_work(row: TeamStanding) -> Sequence[Step]:
    """A team's whole work as one step: what par expects of it, and what was lost."""
    if row.handicap is None:
        return ()
    tally = row.tally
    return (Step("", tally.stars.n, tally.due, tally.stars.lost),)
