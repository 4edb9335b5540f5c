"""What a board needs from the database, whichever table is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlmodel import Session

from db.engine import migrate, open_engine, reading, writing
from db.queries.tallies import rated_days, team_kinds
from db.settings import Settings
from db.upkeep import keep_up
from gamify.crown_rule import CrownRule
from gamify.handicap.overlap import own_due
from gamify.ratings import StarCounts
from gamify.scorers import public_scorers
from gamify.seasons import Calendar
from gamify.standings import RankMode, Rules
from pages.ui.board import BoardFacts, Reader
from pages.ui.gathering import board_facts
from tests.factories import NOW, Row, store

EASY, HARD = ("", "Access", "Low", ""), ("", "Data loss", "High", "")
#: Team → kind of work → ratings, and every so many of them a four or a two.
WORK = {
    ("Easy", EASY): (60, 20, 4),
    ("Both", EASY): (40, 20, 4),
    ("Both", HARD): (40, 2, 2),
    ("Hard", HARD): (60, 5, 3),
}


@pytest.fixture
def session(sqlite_url: str) -> Iterator[Session]:
    """Three teams with unequal work and a provisional par."""
    engine = open_engine(sqlite_url)
    migrate(engine)
    rows = [
        Row(
            f"{team}{kind[1]}{at}",
            low if at % every == 0 else 5,
            team,
            team,
            date(2026, 10, 2) + timedelta(days=at // 2),
            kind=kind,
        )
        for (team, kind), (ratings, every, low) in WORK.items()
        for at in range(ratings)
    ]
    with writing(engine) as writer:
        store(writer, *rows)
    keep_up(engine, Settings(), now=NOW)
    with reading(engine) as reader:
        yield reader
    engine.dispose()


def gathered(session: Session, table: str, *, crown: CrownRule = CrownRule.AUTO) -> BoardFacts:
    span = rated_days(session)
    assert span is not None
    reader = Reader("en", NOW.date(), Calendar(), Rules(crown=crown))
    return board_facts(session, "2026-Q4", "", span=span, reader=reader, table=table)


def places(facts: BoardFacts) -> list[str]:
    return [row.tally.name for row in facts.teams.ranked]


def test_each_table_has_its_own_order_and_its_own_history(session: Session) -> None:
    raw, fair = gathered(session, "raw"), gathered(session, "handicapped")

    assert [facts.teams.mode for facts in (raw, fair)] == [RankMode.STEADY, RankMode.FAIR]
    assert places(raw)[0] == "Easy"
    assert places(fair)[0] == "Hard"
    for facts in (raw, fair):
        ranked = {row.tally.id: row.place for row in facts.teams.ranked}
        assert facts.history.weeks[-1].places == ranked


@pytest.mark.parametrize(
    ("rule", "mode", "holder"),
    [
        (CrownRule.AUTO, RankMode.STEADY, "Easy"),
        (CrownRule.FAIR, RankMode.FAIR, "Hard"),
        (CrownRule.PLAIN, RankMode.PLAIN, "Easy"),
    ],
)
@pytest.mark.parametrize("table", ["", "raw", "handicapped"])
def test_the_crown_is_the_chosen_tables_whichever_is_shown(
    session: Session, rule: CrownRule, mode: RankMode, holder: str, table: str
) -> None:
    facts = gathered(session, table, crown=rule)

    crowned = facts.tables.crowned
    assert crowned.mode is mode
    assert crowned.ranked[0].tally.name == holder
    assert facts.crown is not None
    assert facts.crown.holders == (crowned.ranked[0].tally.id,)


@pytest.mark.parametrize("table", ["raw", "handicapped"])
def test_the_days_hold_all_ratings_and_all_that_par_expects(session: Session, table: str) -> None:
    facts = gathered(session, table)

    tallies = [row.tally for row in facts.teams.rows]
    assert sum((day.stars for day in facts.days), StarCounts()) == sum(
        (tally.stars for tally in tallies), StarCounts()
    )
    assert sum(day.due for day in facts.days) == sum(tally.due for tally in tallies) > 0


def test_whose_work_it_is_takes_only_the_kinds_that_may_be_somebodys_own(session: Session) -> None:
    facts = gathered(session, "handicapped")
    par = facts.teams.par
    assert par is not None

    kinds = team_kinds(session, quarter=facts.season.first)

    for team, mine in kinds.items():
        mays = facts.kinds.get(team, {})
        assert mays.items() <= mine.items()
        assert all(par.strata[kind].owner_team is None for kind in mine.keys() - mays.keys())
        due, may = ({k: s.n * par.par4(k) for k, s in each.items()} for each in (mine, mays))
        assert own_due(may, par, team) == own_due(due, par, team)


def test_a_team_s_list_knows_the_department_s_best_unless_a_lead_asks(session: Session) -> None:
    span = rated_days(session)
    assert span is not None
    everybody = gathered(session, "raw").scorers
    best = frozenset(row.tally.id for row in public_scorers(everybody, rules=Rules()))

    def known(team: str, *, lead: bool = False) -> frozenset[int] | None:
        reader = Reader("en", NOW.date(), Calendar(), Rules(), sees_days=lead)
        return board_facts(
            session, "2026-Q4", team, span=span, reader=reader, table="raw"
        ).known_scorers

    assert (known("Easy"), known(""), known("Easy", lead=True)) == (best, None, None)
