"""The podium and the top scorers: five-star ratings, or the same net of their tickets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from gamify.averages import NOTHING, cut, show_difference
from gamify.chase import climb_of_engineer, engineer_climb_sentence
from gamify.credit import credited
from gamify.errors import N_
from gamify.explain import explain_engineer, read_aloud
from gamify.explain_form import form_sentence
from gamify.language import count, say, shown, translate
from gamify.ratings import CREDIT
from gamify.scorer_order import LEAST_NET
from gamify.scorers import Form, form_of, public_scorers
from gamify.standings import EngineerStanding, EngineerTable, RankMode, Rules
from pages.ui.coarse_note import Coarse, coarse_of

#: Places on the podium.
PODIUM = 3

TITLES = {False: N_("Top scorers"), True: N_("Top scorers, net")}
COUNTED_WHOLE = say("Against par, fives of own tickets count whole, and only those.")
_OWN_GOALS = N_(
    "One of the team’s best. How many goals it takes is told of the department’s best alone: with "
    "all teams’ goals, others’ places could be worked out."
)
NOTES = {False: N_("five-star ratings"), True: N_("form index: goals against par")}


@dataclass(frozen=True, slots=True)
class Scorer:
    """One line of the top scorers. `figure` ranks it: goals, or the form index of a net list.

    `detail` stands small beside it: what is known of the handicap, and of a net list the goals.
    It never has a minus. Goals have one decimal where credit was shared.
    """

    id: int
    place: str
    name: str
    initials: str
    team: str
    figure: str
    detail: tuple[str, ...]
    why: str
    #: "2-point source" where some of the ratings come from one.
    coarse: str = ""


@dataclass(frozen=True, slots=True)
class TopScorers:
    """The best three and those after them; `note` says how many scored in all.

    `subject` says what the figures are, `counting` how the goals of a net list count.
    """

    podium: tuple[Scorer, ...]
    rest: tuple[Scorer, ...]
    note: str
    title: str
    subject: str
    counting: str = ""


def top_scorers(
    table: EngineerTable,
    *,
    rules: Rules,
    language: str,
    coarse: Coarse | None = None,
    known: frozenset[int] | None = None,
) -> TopScorers:
    """The public part of the table: never more than the best half, never a bottom.

    `coarse` says by engineer how many ratings come from sources with few choices; from the first
    who isn't `known` on nobody's figure is told, None for everybody's.
    """
    is_net = table.mode is RankMode.FAIR
    best = public_scorers(table, rules=rules)
    told = len(best) if known is None else _told(best, known)
    lines = tuple(
        _scorer(row, table, coarse or {}, language) if at < told else _unknown(row, language)
        for at, row in enumerate(best)
    )
    return TopScorers(
        podium=lines[:PODIUM],
        rest=lines[PODIUM:],
        note=_note(len(lines), table.scored, is_net=is_net, language=language),
        title=translate(TITLES[is_net], language),
        subject=translate(NOTES[is_net], language),
        counting=translate(COUNTED_WHOLE, language) if is_net and lines else "",
    )


def _told(best: Sequence[EngineerStanding], known: frozenset[int]) -> int:
    """How many from the first on are known: who stands below another says something of both."""
    return len(list(takewhile(lambda row: row.tally.id in known, best)))


def _unknown(row: EngineerStanding, language: str) -> Scorer:
    """Somebody whose goals are told to nobody else, because the place among all isn't public."""
    tally = row.tally
    return Scorer(
        id=tally.id,
        place=shown(row.place, language),
        name=tally.name,
        initials=initials(tally.name),
        team=tally.team,
        figure=NOTHING,
        detail=(),
        why=translate(_OWN_GOALS, language),
    )


def initials(name: str) -> str:
    """The first letters of the first and the last word: "Anna Sokolova" is "AS"."""
    letters = [word[0] for word in re.findall(r"\w+", name)]
    return "".join(letters[:1] + letters[1:][-1:]).upper()


def _note(best: int, scored: int, *, is_net: bool, language: str) -> str:
    """How many there are beyond the shown, or why nobody is shown."""
    if best == scored > 0:
        return ""
    if is_net:
        nobody = say(
            "Nobody is ranked net yet: it takes {n} goals, and a par of as many.", n=LEAST_NET
        )
        some = say("The best {best} of {scored} who are ranked net", best=best, scored=scored)
    else:
        nobody = say("Nobody has scored five stars yet")
        some = say("The best {best} of {scored} who scored", best=best, scored=scored)
    return translate(some if scored else nobody, language)


def _scorer(row: EngineerStanding, table: EngineerTable, coarse: Coarse, language: str) -> Scorer:
    tally = row.tally
    badge, ratings = coarse_of(coarse, tally.id, language)
    form = form_of(table, tally) if tally.due else None
    is_net = table.mode is RankMode.FAIR
    figure = cut(form.index, decimals=1) if is_net and form else credited(tally.five)
    return Scorer(
        id=tally.id,
        place=shown(row.place, language),
        name=tally.name,
        initials=initials(tally.name),
        team=tally.team,
        figure=shown(figure, language),
        detail=_detail(row, form, is_net=is_net, language=language),
        why=" ".join(
            filter(None, (_why(table, row, form, language), _of_few_choices(ratings, language)))
        ),
        coarse=badge,
    )


def _of_few_choices(ratings: str, language: str) -> str:
    """The ratings whose stars are coarser than others', in a sentence."""
    told = say("Ratings of fewer choices than five: {ratings}.", ratings=ratings)
    return translate(told, language) if ratings else ""


def _detail(
    row: EngineerStanding, form: Form | None, *, is_net: bool, language: str
) -> tuple[str, ...]:
    """The handicap where it is a plus, and before it in a net list what it is the difference of."""
    if form is None:
        return ()
    plus = (show_difference(form.handicap, language=language),) if form.handicap >= 0 else ()
    if not is_net:
        against = (say("{handicap} against par", handicap=each) for each in plus)
        return tuple(translate(each, language) for each in against)
    goals = count("{n} goal", "{n} goals", n=row.tally.own_fives)
    par = say("par {par}", par=cut(form.par, decimals=1))
    return (translate(goals, language), translate(par, language), *plus)


def _why(table: EngineerTable, row: EngineerStanding, form: Form | None, language: str) -> str:
    """The arithmetic of the place, the handicap if it is known, and what the next place takes."""
    because = explain_engineer(table, row)
    if form is not None and table.mode is not RankMode.FAIR:
        because.append(form_sentence(row, form))
    if form is not None and row.tally.five != CREDIT * row.tally.own_fives:
        because.append(COUNTED_WHOLE)
    climb = climb_of_engineer(table, row)
    if climb is not None:
        because.append(engineer_climb_sentence(table, climb))
    return read_aloud(because, language)
