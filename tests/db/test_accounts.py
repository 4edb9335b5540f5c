"""Accounts: made, changed, disabled; each logged, and never without an administrator."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from db.commands.accounts import (
    AccountChange,
    change_account,
    create_account,
    set_password,
    sign_out_everywhere,
)
from db.commands.sign_ins import digest_of, open_sign_in
from db.commands.undo import undo_import
from db.models import AuditEntry, Engineer, Team
from db.passwords import fits
from db.queries.accounts import (
    account_called,
    account_cards,
    arrival,
    engineer_mailed,
    kept_password,
    sign_in_count,
)
from db.secrets import Secret
from gamify.access import NotAllowed, Visitor, Way, console
from gamify.accounts import AccountRefused, PasswordRefused, UnknownAccount
from gamify.errors import UnknownEngineer, UnknownTeam
from gamify.rights import Role
from tests.factories import NOW, Row, store

CONSOLE = console("command line")
GOOD = Secret("correct horse battery")


def make(session: Session, login: str = "ada", role: Role = Role.ADMINISTRATOR, **told: Any) -> Any:
    return create_account(
        session, **{"login": login, "role": role, "actor": CONSOLE, "now": NOW, **told}
    )


def signed_in(session: Session, account: int) -> str:
    token = open_sign_in(
        session, account_id=account, way=Way.PASSWORD, lifetime=timedelta(days=1), now=NOW
    )
    return digest_of(token.get_secret_value())


def test_an_account_is_found_by_its_login_however_it_is_written(session: Session) -> None:
    store(session, Row())

    made = make(session, " Lea@Example.com ", Role.LEAD, name="Lea", engineer_id=1, team_ids=[1, 1])

    assert account_called(session, "LEA@example.com") == made == account_cards(session)[0]
    assert made.visitor(Way.PASSWORD) == Visitor(
        "Lea", Role.LEAD, 1, frozenset({1}), Way.PASSWORD, made.id
    )


def test_the_password_is_kept_as_a_hash_and_not_logged(session: Session) -> None:
    made = make(session, password=GOOD)

    kept = kept_password(session, made.id)
    entries = session.exec(select(AuditEntry)).all()

    assert kept is not None
    assert kept.startswith("$argon2id$")
    assert [fits(Secret(text), kept) for text in ("correct horse battery", "wrong")] == [
        True,
        False,
    ]
    assert GOOD.get_secret_value() not in str([entry.model_dump() for entry in entries])
    assert [entry.action for entry in entries] == ["account made"]


def test_without_a_password_none_fits(session: Session) -> None:
    made = make(session)

    assert not any(fits(Secret(text), kept_password(session, made.id)) for text in ("", "None"))


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ({"login": "ADA"}, AccountRefused),
        ({"login": " "}, AccountRefused),
        ({"login": "x", "name": "Crownboard"}, AccountRefused),
        ({"login": "x", "password": Secret("short")}, PasswordRefused),
        ({"login": "x", "engineer_id": 9}, UnknownEngineer),
        ({"login": "x", "team_ids": [9]}, UnknownTeam),
        ({"login": "x", "actor": Visitor("Lea", Role.LEAD)}, NotAllowed),
    ],
)
def test_what_can_not_be_kept_is_refused(
    session: Session, told: dict[str, Any], error: type[Exception]
) -> None:
    make(session)

    with pytest.raises(error):
        make(session, **told)


def test_a_role_holds_at_once_where_somebody_is_signed_in(session: Session) -> None:
    make(session)
    lea = make(session, "lea", Role.LEAD)
    digest = signed_in(session, lea.id)

    change_account(
        session, account_id=lea.id, change=AccountChange(role=Role.VIEWER), actor=CONSOLE, now=NOW
    )

    found = arrival(session, digest, now=NOW)
    assert found is not None
    assert found.visitor.role is Role.VIEWER


def test_a_disabled_account_is_signed_out_and_stays_in_the_log(session: Session) -> None:
    make(session)
    lea = make(session, "lea", Role.LEAD)
    digest = signed_in(session, lea.id)

    change_account(
        session, account_id=lea.id, change=AccountChange(disabled=True), actor=CONSOLE, now=NOW
    )

    assert arrival(session, digest, now=NOW) is None
    assert sign_in_count(session, lea.id, now=NOW) == 0
    assert session.exec(select(AuditEntry.action)).all()[-1] == "account changed"


@pytest.mark.parametrize("change", [AccountChange(role=Role.LEAD), AccountChange(disabled=True)])
def test_the_last_administrator_can_not_go(session: Session, change: AccountChange) -> None:
    only = make(session)

    with pytest.raises(AccountRefused, match="somebody has to stay"):
        change_account(session, account_id=only.id, change=change, actor=CONSOLE, now=NOW)
    session.rollback()


def test_another_password_signs_out_all_other_browsers(session: Session) -> None:
    lea = make(session, "lea", Role.LEAD, password=GOOD)
    here, there = signed_in(session, lea.id), signed_in(session, lea.id)
    new = Secret("another long one")

    set_password(
        session,
        account_id=lea.id,
        password=new,
        keep=here,
        actor=lea.visitor(Way.PASSWORD),
        now=NOW,
    )

    assert [arrival(session, each, now=NOW) is None for each in (here, there)] == [False, True]
    assert fits(new, kept_password(session, lea.id))


def test_nobody_sets_somebody_elses_password_without_the_right(session: Session) -> None:
    lea, max_ = make(session, "lea", Role.LEAD), make(session, "max", Role.LEAD)

    with pytest.raises(NotAllowed):
        set_password(
            session,
            account_id=max_.id,
            password=GOOD,
            actor=lea.visitor(Way.PASSWORD),
            now=NOW,
        )


def test_people_and_teams_of_an_account_stay_when_their_import_is_undone(session: Session) -> None:
    batch = store(session, Row()).batch
    lea = make(session, "lea", Role.LEAD, engineer_id=1, team_ids=[1])

    undo_import(session, batch=batch, actor=CONSOLE, now=NOW)

    assert (session.get(Engineer, 1), session.get(Team, 1)) != (None, None)
    assert account_called(session, "lea") == lea


def test_an_address_that_two_engineers_have_is_nobodys(session: Session) -> None:
    store(session, Row(), Row("T2", owner="Bob"))
    for number, address in ((1, "Ann@Example.com"), (2, "bob@example.com")):
        session.get_one(Engineer, number).email = address
    session.flush()
    before = engineer_mailed(session, "ann@example.com")
    session.get_one(Engineer, 2).email = "ann@example.com"
    session.flush()

    assert before == (1, "Ann")
    assert engineer_mailed(session, "ann@example.com") is None
    assert engineer_mailed(session, "") is None


def test_an_unknown_account_is_refused_in_a_sentence(session: Session) -> None:
    told: dict[str, Any] = {"account_id": 99, "actor": CONSOLE, "now": NOW}

    for decide in (
        lambda: sign_out_everywhere(session, **told),
        lambda: set_password(session, password=GOOD, **told),
        lambda: change_account(session, change=AccountChange(name="x"), **told),
    ):
        with pytest.raises(UnknownAccount, match="no account “99”"):
            decide()
