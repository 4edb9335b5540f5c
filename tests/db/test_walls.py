"""Screens are set, changed and logged; a token is kept as a digest and sealed, and never told."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session, col, select

from db.commands.announcements import announce_on_walls, withdraw_announcement
from db.commands.walls import (
    change_screen,
    create_screen,
    delete_screen,
    link_token,
    renew_link,
    revoke_link,
)
from db.engine import reading, writing
from db.models import AuditEntry
from db.queries.teams import team_names
from db.queries.version import data_version
from db.queries.walls import ScreenCard, announcements, wall_screen, wall_screens
from gamify.access import READER, NotAllowed, console
from gamify.errors import DecisionRefused
from gamify.wall.links import digest_of
from gamify.wall.screen import (
    Hours,
    Scene,
    SceneKind,
    Screen,
    ScreenRefused,
    Sound,
    Theme,
    UnknownScreen,
)
from tests.factories import Row, store
from tests.post import settings_on

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ANN = console("Ann")
SETTINGS = settings_on("postgresql://")
LOBBY = Screen(
    name="lobby",
    title="Lobby",
    language="ru",
    theme=Theme.LIGHT,
    density=15,
    motion=False,
    sound=Sound.BELL,
    shift=False,
    scenes=(Scene(SceneKind.QUOTES, 10), Scene(SceneKind.STANDINGS, 60)),
    hours=Hours((0, 4), time(7, 30), time(20)),
)


def create(session: Session, screen: Screen = LOBBY) -> ScreenCard:
    return create_screen(session, screen=screen, settings=SETTINGS, actor=ANN, now=NOW)


def token_of(card: ScreenCard) -> str:
    token = link_token(card, SETTINGS)
    return "" if token is None else token.get_secret_value()


def log(session: Session) -> list[tuple[str, str, str]]:
    entries = session.exec(select(AuditEntry).order_by(col(AuditEntry.id)))
    return [(entry.actor, entry.action, entry.subject) for entry in entries]


def test_a_screen_comes_back_as_it_was_set(session: Session) -> None:
    version = data_version(session)

    card = create(session)

    assert card.screen == LOBBY
    assert (card.created_at, card.created_by) == (NOW, "Ann")
    assert wall_screens(session) == [card]
    assert wall_screen(session, "lobby") == card
    assert log(session) == [("Ann", "screen created", "screen lobby")]
    assert data_version(session) > version


def test_the_teams_of_a_screen_are_those_there_are(session: Session) -> None:
    store(session, Row("T1", team="Alpha"), Row("T2", team="Beta"))
    teams = {name: number for number, name in team_names(session).items()}

    card = create(session, replace(LOBBY, teams=(teams["Beta"],)))

    assert card.screen.teams == (teams["Beta"],)
    with pytest.raises(ScreenRefused):
        create(session, replace(LOBBY, name="other", teams=(teams["Beta"], 99)))


def test_a_name_belongs_to_one_screen(session: Session) -> None:
    create(session)

    with pytest.raises(ScreenRefused, match="lobby"):
        create(session, replace(LOBBY, title="Another"))


def test_a_link_is_known_by_its_digest_and_can_be_seen_again(session: Session) -> None:
    card = create(session)
    token = token_of(card)

    assert len(token) == 43
    assert card.digest == digest_of(token)
    assert token_of(wall_screen(session, "lobby")) == token
    assert token not in card.sealed


def test_each_screen_has_a_link_of_its_own(session: Session) -> None:
    tokens = {token_of(create(session, replace(LOBBY, name=f"s{at}"))) for at in range(5)}

    assert len(tokens) == 5


def test_a_renewed_link_ends_the_former_one_and_a_revoked_one_leaves_none(
    session: Session,
) -> None:
    first = create(session)

    second = renew_link(session, name="lobby", settings=SETTINGS, actor=ANN, now=NOW)
    revoke_link(session, name="lobby", actor=ANN, now=NOW)
    revoke_link(session, name="lobby", actor=ANN, now=NOW)
    third = wall_screen(session, "lobby")

    assert first.digest != second.digest != ""
    assert (third.digest, third.sealed, link_token(third, SETTINGS)) == ("", "", None)
    assert [action for _, action, _ in log(session)] == [
        "screen created",
        "screen link renewed",
        "screen link revoked",
    ]


def test_a_change_keeps_the_link_and_logs_what_has_changed_alone(session: Session) -> None:
    before = create(session)

    after = change_screen(session, screen=replace(LOBBY, density=9, hours=None), actor=ANN, now=NOW)

    entry = session.exec(select(AuditEntry).order_by(col(AuditEntry.id).desc())).first()
    assert after.screen == replace(LOBBY, density=9, hours=None)
    assert (after.digest, after.sealed) == (before.digest, before.sealed)
    assert entry is not None
    assert entry.before == {
        "density": 15,
        "sleep": {"weekdays": [0, 4], "from": "07:30", "until": "20:00"},
    }
    assert entry.after == {"density": 9, "sleep": None}


def test_a_change_that_changes_nothing_is_not_logged(session: Session) -> None:
    create(session)
    version = data_version(session)

    change_screen(session, screen=LOBBY, actor=ANN, now=NOW)

    assert (len(log(session)), data_version(session)) == (1, version)


def test_a_deleted_screen_is_unknown(session: Session) -> None:
    create(session)

    delete_screen(session, name="lobby", actor=ANN, now=NOW)

    assert wall_screens(session) == []
    for ask in (wall_screen, lambda s, name: revoke_link(s, name=name, actor=ANN, now=NOW)):
        with pytest.raises(UnknownScreen, match="lobby"):
            ask(session, "lobby")


def test_who_reads_may_set_nothing(session: Session) -> None:
    create(session)

    with pytest.raises(NotAllowed):
        create_screen(session, screen=LOBBY, settings=SETTINGS, actor=READER, now=NOW)
    with pytest.raises(NotAllowed):
        renew_link(session, name="lobby", settings=SETTINGS, actor=READER, now=NOW)
    with pytest.raises(NotAllowed):
        announce_on_walls(
            session, text="Hi", last=NOW.date(), today=NOW.date(), actor=READER, now=NOW
        )


def test_no_token_stands_in_the_database_or_its_log(engine: Engine) -> None:
    with writing(engine) as session:
        token = token_of(create(session))
        renew_link(session, name="lobby", settings=SETTINGS, actor=ANN, now=NOW)

    with reading(engine) as session:
        rows = [
            [list(row) for row in session.connection().execute(text(f"SELECT * FROM {table}"))]
            for table in ("wall_screen", "audit")
        ]
    assert token not in json.dumps(rows, default=str)


def announce(session: Session, said: str, last: date, now: datetime = NOW) -> int:
    return announce_on_walls(session, text=said, last=last, today=NOW.date(), actor=ANN, now=now)


def test_an_announcement_stands_up_to_its_last_day_the_latest_first(session: Session) -> None:
    today, tomorrow = date(2026, 11, 23), date(2026, 11, 24)
    announce(session, " Pizza <b>today</b> :) ", today)
    announce(session, "Meeting\nat nine", tomorrow, NOW.replace(hour=10))

    assert [one.text for one in announcements(session, today=today)] == [
        "Meeting\nat nine",
        "Pizza <b>today</b> :)",
    ]
    assert [one.text for one in announcements(session, today=tomorrow)] == ["Meeting\nat nine"]
    assert announcements(session, today=date(2026, 11, 25)) == []


def test_an_announcement_can_be_taken_back_once(session: Session) -> None:
    number = announce(session, "Pizza", NOW.date())

    withdraw_announcement(session, announcement_id=number, actor=ANN, now=NOW)

    assert announcements(session, today=NOW.date()) == []
    assert [action for _, action, _ in log(session)] == [
        "announced on the walls",
        "announcement withdrawn",
    ]
    with pytest.raises(DecisionRefused):
        withdraw_announcement(session, announcement_id=number, actor=ANN, now=NOW)


@pytest.mark.parametrize(
    ("said", "last"),
    [
        ("  ", date(2026, 11, 23)),
        ("x" * 281, date(2026, 11, 23)),
        ("bell \x07", date(2026, 11, 23)),
        ("Pizza", date(2026, 11, 22)),
    ],
)
def test_an_announcement_that_nobody_could_see_is_refused(
    session: Session, said: str, last: date
) -> None:
    with pytest.raises(DecisionRefused):
        announce(session, said, last)

    assert log(session) == []
