"""The beginning of a team's page: its place, what brings the next one, figures, challenges."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from gamify.averages import DECIMALS, NOTHING, decimals_apart, show_average
from gamify.chase import climb_of_team, team_climb_sentence
from gamify.crowd import FEWEST_PEOPLE, FEWEST_RATINGS
from gamify.language import Message, count, say, shown, translate
from gamify.standings import RankMode, TeamStanding, TeamTable
from pages.ui.season_picker import season_title
from pages.ui.story.blocks import Block, Figure, Hero, Ladder, Note, Rung
from pages.ui.story.countdowns import countdowns
from pages.ui.team.measures import MEASURES
from pages.ui.team.seen import TeamSeen

RANKED = {
    RankMode.FAIR: say("Fair averages of the neighbours"),
    RankMode.STEADY: say("Steady averages of the neighbours"),
    RankMode.PLAIN: say("Averages of the neighbours"),
}


def opening(seen: TeamSeen, language: str) -> list[Block]:
    """The blocks at the top of a team's quarter."""
    facts = seen.facts
    if facts.tables is None or facts.team is None or facts.season is None:
        return []
    row = row_of(facts.tables.shown, facts.team)
    blocks: list[Block] = [_hero(seen, row, language)]
    if row is not None and row.place is not None:
        blocks.append(_ladder(seen, facts.tables.shown, row, language))
    # A challenge of the team tells its average, as its figures do.
    is_shown = facts.team in seen.shown
    running = [one for one in facts.running if is_shown or one[0].owner.team_id is None]
    return [*blocks, *countdowns(running, language)]


def nothing_yet(language: str) -> list[Block]:
    """What stands there before anything has been rated."""
    return [
        Hero(
            translate("The team’s first rating will appear here", language),
            translate(
                "Then: its place, how many customers rate, how long tickets take, and who helps "
                "whom.",
                language,
            ),
        )
    ]


def quarters_only(language: str) -> list[Block]:
    """A team's story goes by the quarter."""
    text = translate("A team’s story goes by the quarter: choose one above.", language)
    return [Note("", (text,))]


def row_of(table: TeamTable, team: int) -> TeamStanding | None:
    """A team's row; None without ratings in the season."""
    return next((row for row in table.rows if row.tally.id == team), None)


def too_few() -> Message:
    """Why figures aren't shown."""
    return say(
        "Figures of a team are shown once at least {people} people have {ratings} ratings, most of "
        "them not by one: before, they would tell of single people.",
        people=FEWEST_PEOPLE,
        ratings=FEWEST_RATINGS,
    )


def _hero(seen: TeamSeen, row: TeamStanding | None, language: str) -> Hero:
    facts = seen.facts
    assert facts.tables is not None and facts.season is not None  # noqa: S101, PT018
    table, is_shown = facts.tables.shown, facts.team in seen.shown
    is_first = facts.tables.crowned is table and row is not None and row.place == 1
    notes = () if is_shown or row is None else (translate(too_few(), language),)
    return Hero(
        title=facts.teams[facts.team or 0],
        sentence=" ".join(translate(one, language) for one in _sentences(seen, table, row)),
        figures=tuple(_figures(seen, row, language)) if row is not None else (),
        notes=notes,
        mark="clear" if is_first else "",
        above=season_title(facts.season, language),
    )


def _sentences(seen: TeamSeen, table: TeamTable, row: TeamStanding | None) -> Iterator[Message]:
    facts = seen.facts
    if row is None:
        yield say("No rating of this season is the team’s yet: the first one will appear here.")
        return
    if row.place is None:
        yield count(
            "{n} more rating to be ranked.", "{n} more ratings to be ranked.", n=row.missing
        )
        return
    yield _places(seen, row)
    is_over = facts.season is not None and facts.season.last < facts.today
    if row.place > 1 and not is_over and facts.team in seen.shown:
        climb = climb_of_team(table, row, everyone=facts.everyone, everyone_due=facts.everyone_due)
        yield team_climb_sentence(table, climb)


def _places(seen: TeamSeen, row: TeamStanding) -> Message:
    """The place of the table that is shown, with the other one beside it."""
    tables = seen.facts.tables
    teams = 0 if tables is None else len(tables.shown.ranked)
    if row.raw_place is None or row.handicap is None or row.handicap.place is None:
        return say("Place {place} of {teams}.", place=row.place, teams=teams)
    return say(
        "Place {raw} raw, place {handicapped} handicapped, of {teams}.",
        raw=row.raw_place,
        handicapped=row.handicap.place,
        teams=teams,
    )


def _figures(seen: TeamSeen, row: TeamStanding, language: str) -> Iterator[Figure]:
    """What is measured, each beside the same quarter a year before."""
    facts = seen.facts
    years = next((one for one in facts.years if one.now.season == facts.season), None)
    for measure in MEASURES:
        now = NOTHING if years is None else measure.show(years.now, language)
        ago = NOTHING
        if years is not None and years.before is not None:
            ago = measure.show(years.before, language)
        note = say("a year before: {value}", value=ago) if ago != NOTHING else None
        yield Figure(now, translate(measure.name, language), _said(note, language))
    if row.handicap is not None and facts.team in seen.shown:
        par = show_average(row.handicap.par_average, language=language)
        yield Figure(
            show_average(row.handicap.fair, language=language),
            translate("fair average", language),
            translate(say("by par {par}", par=par), language),
        )


def _ladder(seen: TeamSeen, table: TeamTable, row: TeamStanding, language: str) -> Ladder:
    """The team between its neighbours; averages only of teams that are a crowd."""
    ranked = table.ranked
    at = ranked.index(row)
    around = ranked[max(at - 1, 0) : at + 2]
    averages = [one.average for one in around]
    decimals = max((decimals_apart(*each) for each in pairwise(averages)), default=DECIMALS)
    return Ladder(
        title=translate(RANKED[table.mode], language),
        rungs=tuple(
            Rung(
                place=shown(one.place, language),
                name=one.tally.name,
                value=show_average(
                    one.average if one.tally.id in seen.shown else None,
                    decimals=decimals,
                    language=language,
                ),
                own=one is row,
            )
            for one in around
        ),
    )


def _said(message: Message | None, language: str) -> str:
    return "" if message is None else translate(message, language)
