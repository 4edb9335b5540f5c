"""Why a row stands where it stands: the arithmetic in a sentence or two (PRODUCT, rule 4).

Each sentence is a message that isn't translated yet; a row's sentences are read in order.
They say what a row has and what the one above has more of, and never what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from gamify.averages import DECIMALS, cut, decimals_apart
from gamify.credit import credited
from gamify.explain_form import explain_form
from gamify.handicap.published import PAR, Par
from gamify.language import Message, count, say, translate
from gamify.ratings import CREDIT, StarCounts
from gamify.standings import EngineerStanding, EngineerTable, RankMode, TeamStanding, TeamTable

#: What the fair arithmetic said before. Recorded awards keep their sentences, and these need
#: their translations.
FORMER_SENTENCES = (
    count(
        "With {n} rating borrowed at the common rate {percent}% of par was lost; by par a rating"
        " of the common mix of work loses {g} stars, so the fair average is {fair}.",
        "With {n} ratings borrowed at the common rate {percent}% of par was lost; by par a rating"
        " of the common mix of work loses {g} stars, so the fair average is {fair}.",
        n=0,
    ),
)


def explain_team(table: TeamTable, row: TeamStanding) -> list[Message]:
    """Why a team of this table has its place, or what it takes to be ranked."""
    if row.average is None or table.common is None:
        return [_still_needed(row)]
    if row.place is None:
        return [_team_arithmetic(table, row, DECIMALS), _still_needed(row)]
    above, below = _neighbours([ranked.tally.id for ranked in table.ranked], row.tally.id)
    if above is not None:
        rival = table.ranked[above]
        decimals = decimals_apart(rival.average, row.average)
        return [_team_arithmetic(table, row, decimals), _team_above(rival, row, decimals)]
    if below is not None and table.ranked[below].average != row.average:
        rival = table.ranked[below]
        decimals = decimals_apart(rival.average, row.average)
        return [_team_arithmetic(table, row, decimals), _team_below(rival, decimals)]
    return [_team_arithmetic(table, row, DECIMALS)]


def explain_engineer(table: EngineerTable, row: EngineerStanding) -> list[Message]:
    """Why an engineer of this table has that place among the scorers."""
    scorers = [standing for standing in table.rows if standing.place is not None]
    above, _ = _neighbours([scorer.tally.id for scorer in scorers], row.tally.id)
    if table.mode is RankMode.FAIR:
        return explain_form(table, row, above=None if above is None else scorers[above])
    arithmetic = [scorer_arithmetic(row.tally.units)]
    return arithmetic if above is None else [*arithmetic, _engineer_above(scorers[above], row)]


def scorer_arithmetic(units: StarCounts) -> Message:
    """What an engineer's goals are made of; of how many ratings would say how many were lower."""
    goals = credited(units.five)
    if units.five % CREDIT == 0:
        return count("{n} rating of five stars.", "{n} ratings of five stars.", n=int(goals))
    return say(
        "Ratings of five stars, {goals} in all: one on which several worked counts by shares.",
        goals=goals,
    )


def read_aloud(sentences: Iterable[Message], language: str) -> str:
    """The sentences of an explanation as one text in a language."""
    return " ".join(translate(sentence, language) for sentence in sentences)


def _neighbours(order: Sequence[int], unit: int) -> tuple[int | None, int | None]:
    """Positions right above and below a unit, None at the ends and for one without a place."""
    if unit not in order:
        return None, None
    at = order.index(unit)
    return (at - 1 if at else None), (at + 1 if at + 1 < len(order) else None)


def _team_arithmetic(table: TeamTable, row: TeamStanding, decimals: int) -> Message:
    if table.mode is RankMode.FAIR and table.par is not None:
        return _fair_arithmetic(table.par, row, decimals)
    if table.mode is RankMode.PLAIN:
        return count(
            "{n} rating has a plain average of {plain}.",
            "{n} ratings have a plain average of {plain}.",
            n=row.tally.stars.n,
            plain=_cut(row.plain, decimals),
        )
    return count(
        "{n} rating plus {k} borrowed at the common average {common} make {steady}.",
        "{n} ratings plus {k} borrowed at the common average {common} make {steady}.",
        n=row.tally.stars.n,
        k=table.strength.k,
        common=_cut(table.common, DECIMALS),
        steady=_cut(row.steady, decimals),
    )


def _fair_arithmetic(par: Par, row: TeamStanding, decimals: int) -> Message:
    """SCORING B2 as the share of par that is lost, borrowed ratings included, times common par."""
    lost = 5 - (row.average or Fraction(5))
    return count(
        "{percent}% of par was lost, with {n} rating borrowed at the common rate. On everybody's"
        " mix of work par is {g} stars a rating: the fair average is {fair}.",
        "{percent}% of par was lost, with {n} ratings borrowed at the common rate. On everybody's"
        " mix of work par is {g} stars a rating: the fair average is {fair}.",
        n=par.k_team,
        percent=cut(100 * lost * PAR / par.g4, decimals=1),
        g=cut(Fraction(par.g4, PAR), decimals=4),
        fair=_cut(row.average, decimals),
    )


def _still_needed(row: TeamStanding) -> Message:
    return count("{n} more rating to be ranked.", "{n} more ratings to be ranked.", n=row.missing)


def _team_below(rival: TeamStanding, decimals: int) -> Message:
    return say(
        "{team} follows with {steady}.", team=rival.tally.name, steady=_cut(rival.average, decimals)
    )


def _team_above(rival: TeamStanding, row: TeamStanding, decimals: int) -> Message:
    team, steady = rival.tally.name, _cut(rival.average, decimals)
    if rival.average == row.average:
        return _team_tie_break(rival, row)
    if steady == _cut(row.average, decimals):
        return say("{team}, right above, has less than 0.0001 more.", team=team)
    return say("{team}, right above, has {steady}.", team=team, steady=steady)


def _team_tie_break(rival: TeamStanding, row: TeamStanding) -> Message:
    team, theirs, ours = rival.tally.name, rival.tally.stars, row.tally.stars
    if rival.place == row.place:
        return say("The place is shared with {team}: nothing tells the two apart.", team=team)
    if rival.plain != row.plain:
        return say("{team}, right above, has the same and the higher plain average.", team=team)
    if theirs.n != ours.n:
        return say(
            "{team}, right above, has the same from more ratings: {n}.", team=team, n=theirs.n
        )
    if theirs != ours:
        return say("{team}, right above, has the same and fewer of the lowest stars.", team=team)
    return say("{team}, right above, had the same earlier.", team=team)


def _engineer_above(rival: EngineerStanding, row: EngineerStanding) -> Message:
    name, theirs, ours = rival.tally.name, rival.tally.units, row.tally.units
    if rival.place == row.place:
        return say("The place is shared with {name}: nothing tells the two apart.", name=name)
    if credited(theirs.five) != credited(ours.five):
        return say("{name}, right above, has {goals}.", name=name, goals=credited(theirs.five))
    if theirs.five != ours.five:
        return say("{name}, right above, has a small share more.", name=name)
    # Which of the two it was would say who has lower ratings.
    return say(
        "{name}, right above, has as many: then stars kept decide, and who had them first.",
        name=name,
    )


def _cut(average: Fraction | None, decimals: int) -> Decimal | None:
    return None if average is None else cut(average, decimals=decimals)
