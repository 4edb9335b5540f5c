"""The crown card: who leads, by what, for how long, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from gamify.averages import show_average
from gamify.errors import N_
from gamify.history import Crown
from gamify.language import Message, count, say, translate
from gamify.standings import LeadLabel, RankMode, TeamStanding, TeamTable
from pages.ui.team_rows import interval_text

#: How many teams are named before "and 3 more".
NAMED = 4

VERDICTS = {
    LeadLabel.CLEAR: N_("Clear leader"),
    LeadLabel.AHEAD: N_("Ahead"),
    LeadLabel.TOO_CLOSE: N_("Too close to call"),
}
_RANKED_BY = {
    RankMode.FAIR: N_("Fair average"),
    RankMode.STEADY: N_("Steady average"),
    RankMode.PLAIN: N_("Steady average"),
}
CROWNS = {LeadLabel.CLEAR: "solid", LeadLabel.AHEAD: "outline", LeadLabel.TOO_CLOSE: "dashed"}


@dataclass(frozen=True, slots=True)
class CrownCard:
    """What the card shows; `crown` is solid, outline or dashed, as sure as the lead is.

    `ranked_by` names the `average` that ranks the crown's table, and `interval` is of it. `by`
    says which table gives the crown where another one is shown.
    """

    crown: str
    team: str
    ratings: str
    plain: str
    held: str
    verdict: str
    race: tuple[str, ...]
    ranked_by: str
    average: str
    interval: str
    before: str
    before_note: str
    by: str = ""


def crown_card(
    table: TeamTable,
    *,
    held: Crown | None,
    year_before: tuple[str, TeamTable] | None,
    over: bool,
    language: str,
    by: str = "",
) -> CrownCard | None:
    """The card of the leading team of the crown's table, or None while no team is ranked.

    `year_before` is the title and the table of the same season a year before. `by` says which
    table it is where another one is shown.
    """
    leaders = [row for row in table.ranked if row.place == 1]
    if not leaders:
        return None
    first = leaders[0]
    before, before_note = _year_before(first, year_before, language)
    return CrownCard(
        crown=CROWNS[table.lead.label] if table.lead else "outline",
        team=" · ".join(row.tally.name for row in leaders),
        ratings=translate(_ratings(first), language),
        plain=show_average(first.plain, language=language),
        held=translate(_held(held, over=over), language) if held else "",
        verdict=translate(VERDICTS[table.lead.label] if table.lead else _no_lead(table), language),
        race=tuple(translate(sentence, language) for sentence in in_the_race(table)),
        ranked_by=translate(_RANKED_BY[table.mode], language),
        average=show_average(_ranking(table, first), language=language),
        interval=interval_text(first.interval, language),
        before=before,
        before_note=before_note,
        by=by,
    )


def in_the_race(table: TeamTable) -> list[Message]:
    """How sure the lead is, and the teams that may as well turn out to be the best."""
    lead = table.lead
    if lead is None:
        return []
    sure = say("{percent}% sure", percent=max(1, min(99, int(lead.probability * 100))))
    if len(lead.contenders) < 2:
        return [sure]
    names = {row.tally.id: row.tally.name for row in table.ranked}
    named = ", ".join(names[team] for team in lead.contenders[:NAMED])
    more = len(lead.contenders) - NAMED
    if more <= 0:
        return [sure, say("in the race: {teams}", teams=named)]
    return [
        sure,
        count(
            "in the race: {teams}, {n} more", "in the race: {teams}, {n} more", n=more, teams=named
        ),
    ]


def _ranking(table: TeamTable, row: TeamStanding) -> Fraction | None:
    """The average beside the plain one: the fair, or the steady."""
    return row.average if table.mode is RankMode.FAIR else row.steady


def _no_lead(table: TeamTable) -> Message:
    if len(table.ranked) == 1:
        return say("The only team ranked")
    return say("Nothing but fives")


def _ratings(row: TeamStanding) -> Message:
    return count("{n} rating", "{n} ratings", n=row.tally.stars.n)


def _held(held: Crown, *, over: bool) -> Message:
    if over:
        return count(
            "Crown of the season, held for the last {n} day",
            "Crown of the season, held for the last {n} days",
            n=held.days,
        )
    if len(held.holders) > 1:
        return count(
            "Crown shared for {n} day, since {since}",
            "Crown shared for {n} days, since {since}",
            n=held.days,
            since=held.since,
        )
    return count(
        "Crown for {n} day, since {since}",
        "Crown for {n} days, since {since}",
        n=held.days,
        since=held.since,
    )


def _year_before(
    row: TeamStanding, year_before: tuple[str, TeamTable] | None, language: str
) -> tuple[str, str]:
    """The leading team's own average a year before, and its place then; "" where unknown."""
    title, table = year_before or ("", None)
    before = next((r for r in table.rows if r.tally.id == row.tally.id), None) if table else None
    if before is None or before.plain is None:
        return "", ""
    note = title
    if before.place is not None:
        note = translate(
            say("place {place} in {season}", place=before.place, season=title), language
        )
    return show_average(before.plain, language=language), note
