"""Customers are stored as keyed hashes, old comments go, and whoever was erased stays erased."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session, col, select

from db.commands.cells import cell_differences
from db.commands.customers import erase_customer, make_discreet
from db.commands.erasure import erase_engineer
from db.commands.flags import keep_flags
from db.commands.memberships import leave_team
from db.commands.mergers import merge_engineers
from db.commands.people import add_alias, rename
from db.commands.words import forget_words, has_old_words
from db.discretion import Discretion, first_day_of_words, is_discreet, pseudonyms_of
from db.engine import reading, writing
from db.models import Account, AuditEntry, Flag, FlagWhitelist, Rating, Revision, Ticket
from db.nights import pass_the_night
from db.queries.evidence import season_evidence
from db.queries.people import Whom, people
from db.settings import Settings
from db.standings import engineer_table, team_table
from db.upkeep import keep_up
from gamify.access import console
from gamify.errors import DecisionRefused
from gamify.integrity.flag import Rule, flag_key
from gamify.integrity.own_rating import own_ratings
from gamify.post import KeyRefused
from gamify.pseudonyms import Pseudonyms, is_pseudonym, short_pseudonym
from gamify.seasons import Calendar, parse_season
from gamify.standings import Rules
from tests.factories import NOW, Row, chunk_of, store

LEAD = console("Lea")
KEY = Pseudonyms(b"k" * 32)
CALENDAR = Calendar()
QUARTER = parse_season("2026-Q4", calendar=CALENDAR)
ADDRESS = "Cleo.Fan+x@Client.example"


def settings(url: str, **told: object) -> Settings:
    return Settings(_env_file=None, database_url=url, **told)  # type: ignore[arg-type]


@pytest.fixture
def embedded(sqlite_url: str) -> Settings:
    """The settings of an embedded database, which makes a key of its own."""
    return settings(sqlite_url)


def figures(session: Session) -> object:
    rules = Rules()
    return (
        team_table(session, season=QUARTER, rules=rules, calendar=CALENDAR),
        [
            (row.tally.id, row.tally.units, row.place)
            for row in engineer_table(session, season=QUARTER).rows
        ],
    )


def everything(session: Session) -> str:
    """All texts of the database."""
    session.flush()
    tables = ("ticket", "rating", "revision", "flag", "flag_whitelist", "audit", "award", "alias",
              "engineer", "erased", "account", "import_batch", "assist")  # fmt: skip
    rows = [session.execute(text(f"SELECT * FROM {name}")).all() for name in tables]
    return json.dumps(rows, default=str, ensure_ascii=False).casefold()


def test_a_pseudonym_is_of_one_customer_and_one_domain() -> None:
    name = KEY.of_customer(ADDRESS)

    assert name == KEY.of_customer(" cleo.fan@client.EXAMPLE ")
    assert name.rpartition("@")[2] == KEY.of_customer("bo@client.example").rpartition("@")[2]
    assert name != KEY.of_customer("bo@client.example")
    assert name != Pseudonyms(b"other").of_customer(ADDRESS)
    assert KEY.of_customer(name) == name
    assert (is_pseudonym(name), is_pseudonym(ADDRESS)) == (True, False)
    assert (len(short_pseudonym(name)), short_pseudonym("Cleo")) == (9, "Cleo")
    assert "k" * 32 not in repr(KEY)


def test_nobody_is_stored_in_the_clear(engine: Engine, embedded: Settings) -> None:
    with writing(engine) as session:
        watched = Discretion(session, embedded, now=NOW).watch(
            [chunk_of([Row("T1", requester=ADDRESS, comment="thanks"), Row("T2", requester=None)])]
        )
        store(session, chunks=watched)

    with reading(engine) as session:
        names = session.exec(select(Ticket.requester).order_by(col(Ticket.id))).all()
        assert names == [pseudonyms_of(embedded).of_customer(ADDRESS), None]
        assert "client" not in everything(session)
        assert "cleo" not in everything(session)


def test_without_a_key_no_customer_is_taken_in(postgres_or_none: str, engine: Engine) -> None:
    keyless = settings(postgres_or_none)
    with writing(engine) as session:
        discretion = Discretion(session, keyless, now=NOW)

        assert next(discretion.watch([chunk_of([Row("T1")])])).requester == [None]
        with pytest.raises(KeyRefused):
            next(discretion.watch([chunk_of([Row("T1", requester="c")])]))


@pytest.fixture
def postgres_or_none() -> str:
    """An address of a server, which has no key of its own; nothing is connected."""
    return "postgresql://nobody@nowhere/none"


@pytest.fixture
def clear(engine: Engine) -> Iterator[Session]:
    """A database of an earlier version: customers by name in tickets, revisions and flags."""
    with writing(engine) as session:
        rows = [Row(f"T{n}", requester=ADDRESS, comment="thanks") for n in range(6)]
        store(session, *rows, Row("T6", requester="Bo", comment="fine"))
        store(session, Row("T1", requester="bo@else.example", comment="thanks", stars=4))
        for rule, key in (
            (Rule.FAN, flag_key(1, ADDRESS, 1)),
            (Rule.PAIR, flag_key(1, 2)),
            (Rule.BURST, flag_key(1, occurrence=3)),
        ):
            session.add(
                Flag(
                    season="2026-Q4", rule=rule.value, key=key, severity="normal", engineer_id=1,
                    ratings=[1], evidence={"template": "", "values": {}, "many": None},
                    found_at=NOW, state="fine",
                )
            )  # fmt: skip
        for other in (ADDRESS, "@client.example"):
            session.add(
                FlagWhitelist(rule="F4", engineer_id=1, other=other, actor="x", added_at=NOW)
            )
        session.flush()
        yield session


def test_what_was_stored_in_the_clear_becomes_discreet(clear: Session) -> None:
    assert not is_discreet(clear)

    renamed = make_discreet(clear, lambda: KEY)

    assert (renamed, is_discreet(clear)) == (7, True)
    assert "client" not in everything(clear)
    keys = clear.exec(select(Flag.key).order_by(col(Flag.id))).all()
    name = KEY.of_customer(ADDRESS)
    assert keys == [flag_key(1, name, 1), flag_key(1, 2), flag_key(1, occurrence=3)]
    trusted = clear.exec(select(FlagWhitelist.other).order_by(col(FlagWhitelist.id))).all()
    assert trusted == [name, f"@{name.rpartition('@')[2]}"]
    assert make_discreet(clear, lambda: KEY) == 0


def test_upkeep_makes_a_database_discreet_once(engine: Engine, embedded: Settings) -> None:
    with writing(engine) as session:
        store(session, Row("T1", requester=ADDRESS))

    keep_up(engine, embedded, now=NOW)

    with reading(engine) as session:
        assert session.exec(select(Ticket.requester)).one() == pseudonyms_of(embedded).of_customer(
            ADDRESS
        )


def test_a_colleague_is_still_seen_among_customers(session: Session) -> None:
    store(
        session, Row("T1", requester=KEY.of_customer("Bob+x@desk.example")), Row("T2", owner="Bob")
    )
    session.execute(text("UPDATE engineer SET email = 'bob@desk.example' WHERE name = 'Bob'"))
    told = {"season": QUARTER, "calendar": CALENDAR, "today": date(2026, 11, 22)}

    blind = own_ratings(season_evidence(session, **told))  # type: ignore[arg-type]
    (flag,) = own_ratings(season_evidence(session, **told, pseudonyms=KEY))  # type: ignore[arg-type]

    assert blind == []
    assert (flag.engineer_id, flag.other_id) == (1, 2)
    evidence = season_evidence(session, **told, pseudonyms=KEY)  # type: ignore[arg-type]
    assert keep_flags(session, evidence, season=QUARTER, now=NOW) == 1


def test_an_erased_customer_is_gone_and_no_sum_changes(clear: Session) -> None:
    make_discreet(clear, lambda: KEY)
    before = figures(clear)

    tickets = erase_customer(
        clear, identity="CLEO.fan@client.example", pseudonyms=KEY, actor=LEAD, now=NOW
    )

    assert tickets == 5
    assert figures(clear) == before
    assert cell_differences(clear, calendar=CALENDAR) == []
    hashes = [KEY.of_customer(ADDRESS) in key for key in clear.exec(select(Flag.key))]
    assert not any(hashes)
    kept = clear.exec(select(Ticket.requester).order_by(col(Ticket.id))).all()
    assert kept == [None, KEY.of_customer("bo@else.example"), None, None, None, None,
                    KEY.of_customer("Bo")]  # fmt: skip
    words = clear.exec(select(Rating.comment).order_by(col(Rating.id))).all()
    assert words == [None, "thanks", None, None, None, None, "fine"]
    with pytest.raises(DecisionRefused, match="nothing is stored"):
        erase_customer(clear, identity="nobody", pseudonyms=KEY, actor=LEAD, now=NOW)


def test_no_file_brings_an_erased_customer_back(engine: Engine, embedded: Settings) -> None:
    key = pseudonyms_of(embedded)
    rows = [Row("T1", requester=ADDRESS, comment="thanks"), Row("T2", requester="Bo")]

    def take_in(session: Session) -> int:
        watched = Discretion(session, embedded, now=NOW).watch([chunk_of(rows)])
        return store(session, chunks=watched).unchanged

    with writing(engine) as session:
        take_in(session)
        erase_customer(session, identity=ADDRESS, pseudonyms=key, actor=LEAD, now=NOW)

        assert take_in(session) == 2
        assert session.exec(select(Rating.comment).order_by(col(Rating.id))).all() == [None, None]
        requesters = session.exec(select(Ticket.requester).order_by(col(Ticket.id))).all()
        assert requesters == [None, key.of_customer("Bo")]


def test_an_erased_engineer_is_nobody_and_no_sum_changes(
    engine: Engine, embedded: Settings
) -> None:
    key = pseudonyms_of(embedded)
    rows = [
        Row("T1", owner="Zoe Quist"),
        Row("T2", owner="Bob", helpers=("Zoe Quist",)),
        Row("T3", owner="Z. Quist"),
    ]
    with writing(engine) as session:
        store(session, *rows)
        ids = {person.name: person.id for person in people(session)}
        zoe = ids["Zoe Quist"]
        merge_engineers(session, duplicate_id=ids["Z. Quist"], into_id=zoe, actor=LEAD, now=NOW)
        add_alias(session, Whom("engineer", zoe), name="zq@desk", actor=LEAD, now=NOW)
        rename(session, Whom("engineer", zoe), name="Zoe Quist-Ode", actor=LEAD, now=NOW)
        session.add(
            Account(
                login="quist@desk", name="Zoe Quist", role="engineer", engineer_id=zoe,
                created_at=NOW, created_by="Zoe Quist",
            )
        )  # fmt: skip
        before = figures(session)
        with pytest.raises(DecisionRefused, match="in a team still"):
            erase_engineer(session, engineer_id=zoe, pseudonyms=key, actor=LEAD, now=NOW)
        leave_team(session, engineer_id=zoe, last=date(2026, 11, 20), actor=LEAD, now=NOW)

        erase_engineer(session, engineer_id=zoe, pseudonyms=key, actor=LEAD, now=NOW)

        assert figures(session) == before
        assert cell_differences(session, calendar=CALENDAR) == []
        for name in ("zoe", "quist", "zq@"):
            assert name not in everything(session)
        (account,) = session.exec(select(Account)).all()
        assert (account.disabled, account.password) == (True, None)
        again = Discretion(session, embedded, now=NOW).watch([chunk_of(rows)])
        assert store(session, chunks=again).unchanged == 3
        named = {one.id: (one.name, one.is_erased) for one in people(session)}
        assert named[zoe] == (f"Engineer {zoe}", True)
        with pytest.raises(DecisionRefused, match="was erased"):
            rename(session, Whom("engineer", zoe), name="X", actor=LEAD, now=NOW)


def test_a_namesake_keeps_the_name(session: Session) -> None:
    store(session, Row("T1", owner="Ann", team="Zoe"), Row("T2", owner="Zoe", team="Zoe"))
    rename(session, Whom("team", 1), name="Zoe's team", actor=LEAD, now=NOW)
    leave_team(session, engineer_id=2, last=date(2026, 11, 20), actor=LEAD, now=NOW)

    erase_engineer(session, engineer_id=2, pseudonyms=KEY, actor=LEAD, now=NOW)

    entry = session.exec(select(AuditEntry).where(AuditEntry.action == "team renamed")).one()
    assert entry.before == {"name": "Zoe"}


@pytest.mark.parametrize(
    ("months", "today", "first"),
    [
        (0, date(2026, 11, 22), None),
        (1, date(2026, 3, 31), date(2026, 2, 28)),
        (12, date(2026, 11, 22), date(2025, 11, 22)),
        (13, date(2026, 1, 5), date(2024, 12, 5)),
    ],
)
def test_comments_are_kept_for_so_many_months(
    sqlite_url: str, months: int, today: date, first: date | None
) -> None:
    now = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)

    assert first_day_of_words(settings(sqlite_url, comment_months=months), now=now) == first


def test_the_night_deletes_old_comments_and_says_how_many(engine: Engine, sqlite_url: str) -> None:
    kept = settings(sqlite_url, comment_months=1)
    old, new = date(2026, 9, 1), date(2026, 11, 20)
    rows = [Row("T1", day=old, comment="long ago"), Row("T2", day=new, comment="new")]
    with writing(engine) as session:
        store(session, *rows)
        store(session, Row("T1", day=old, comment="changed", stars=4))

    pass_the_night(engine, kept, now=NOW)
    pass_the_night(engine, kept, now=NOW + timedelta(hours=1))

    with writing(engine) as session:
        assert session.exec(select(Rating.comment).order_by(col(Rating.id))).all() == [None, "new"]
        assert [one.before["comment"] for one in session.exec(select(Revision))] == [None]
        log = select(AuditEntry).where(AuditEntry.action == "comments deleted")
        (entry,) = session.exec(log).all()
        assert entry.after == {"comments": 1, "former": 1, "before": "2026-10-22"}
        assert not has_old_words(session, before=date(2026, 10, 22))
        # The same file brings them back no more.
        rows[0] = Row("T1", day=old, comment="changed", stars=4)
        watched = Discretion(session, kept, now=NOW).watch([chunk_of(rows)])
        assert store(session, chunks=watched).unchanged == 2
        assert forget_words(session, before=date(2026, 10, 22), actor=LEAD, now=NOW) == 0
