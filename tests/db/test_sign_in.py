"""Letting people in: by password, slowed down after wrong ones, or whom a provider knows."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from db import sign_in as signing
from db.commands.accounts import AccountChange, change_account, create_account
from db.commands.sign_ins import digest_of, end_all_sign_ins, end_sign_in, note_seen
from db.engine import reading, writing
from db.models import Engineer as Person
from db.models import Guess, SignIn
from db.queries.accounts import account_called, arrival
from db.secrets import Secret
from db.settings import Settings
from db.sign_in import Guesser, change_password, sign_in, sign_in_by_provider
from gamify.access import Visitor, Way, console
from gamify.accounts import (
    AccountRefused,
    PasswordRefused,
    SignInRefused,
    StrangerRefused,
    TooManyGuesses,
)
from gamify.rights import Role
from tests.factories import NOW, Row, store

CONSOLE = console("command line")
GOOD, BAD = Secret("correct horse battery"), Secret("wrong horse battery")
HERE = "192.0.2.7"


@pytest.fixture(autouse=True)
def ada(engine: Engine) -> int:
    """The administrator's account."""
    with writing(engine) as session:
        made = create_account(
            session, login="ada", role=Role.ADMINISTRATOR, password=GOOD, actor=CONSOLE, now=NOW
        )
    return made.id


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Passwords are compared at once; says how often that was done."""
    looked: list[str] = []

    def fits(password: Secret, kept: str | None) -> bool:
        looked.append(password.get_secret_value())
        return kept is not None and password == GOOD

    monkeypatch.setattr(signing, "fits", fits)
    return looked


def enter(
    engine: Engine,
    password: Secret = GOOD,
    *,
    login: str = "ada",
    address: str = HERE,
    now: datetime = NOW,
) -> Secret:
    return sign_in(engine, Guesser(login, address), password, lifetime=timedelta(days=14), now=now)


def who(engine: Engine, token: Secret, now: datetime = NOW) -> Visitor | None:
    with reading(engine) as session:
        found = arrival(session, digest_of(token.get_secret_value()), now=now)
    return None if found is None else found.visitor


def test_whoever_knows_the_password_is_let_in_until_the_sign_in_is_over(engine: Engine) -> None:
    token = enter(engine)

    visitor = who(engine, token)

    assert visitor is not None
    assert (visitor.name, visitor.role, visitor.way) == ("ada", Role.ADMINISTRATOR, Way.PASSWORD)
    assert who(engine, token, NOW + timedelta(days=14)) is None
    with reading(engine) as session:
        kept = session.exec(select(SignIn)).one()
    assert token.get_secret_value() not in str(kept.model_dump())


def test_each_sign_in_has_a_token_of_its_own(engine: Engine) -> None:
    assert enter(engine).get_secret_value() != enter(engine).get_secret_value()


@pytest.mark.parametrize("login", ["ada", "nobody", ""])
def test_a_wrong_password_and_an_unknown_login_are_refused_alike(
    engine: Engine, quick: list[str], login: str
) -> None:
    with pytest.raises(SignInRefused) as refused:
        enter(engine, BAD, login=login)

    assert quick == ["wrong horse battery"]
    assert str(refused.value) == (
        "Login and password don't fit together. Try again, or ask an administrator."
    )


def test_a_disabled_account_is_refused_like_an_unknown_one(engine: Engine, ada: int) -> None:
    with writing(engine) as session:
        create_account(session, login="bo", role=Role.ADMINISTRATOR, actor=CONSOLE, now=NOW)
        change = AccountChange(disabled=True)
        change_account(session, account_id=ada, change=change, actor=CONSOLE, now=NOW)

    with pytest.raises(SignInRefused):
        enter(engine)


def test_two_hundred_wrong_passwords_in_a_minute_are_looked_at_a_few_times(
    engine: Engine, quick: list[str]
) -> None:
    refused: list[type[Exception]] = []
    for n in range(200):
        try:
            enter(engine, BAD, now=NOW + timedelta(seconds=n * 0.3))
        except (SignInRefused, TooManyGuesses) as error:
            refused.append(type(error))

    assert len(refused) == 200
    # Five are free, then after 1, 2, 4, 8, 16 and 32 seconds.
    assert len(quick) == 11
    with pytest.raises(TooManyGuesses) as waiting:
        enter(engine, GOOD, now=NOW + timedelta(minutes=1))
    assert 0 < int(str(waiting.value.values["n"])) <= 64


def test_the_right_password_is_taken_once_the_wait_is_over(
    engine: Engine, quick: list[str]
) -> None:
    for n in range(6):
        with pytest.raises(SignInRefused):
            enter(engine, BAD, now=NOW + timedelta(seconds=n))

    with pytest.raises(TooManyGuesses):
        enter(engine, now=NOW + timedelta(seconds=5.5))
    enter(engine, now=NOW + timedelta(seconds=6))

    # It begins anew: five more are free.
    for _ in range(5):
        with pytest.raises(SignInRefused):
            enter(engine, BAD, now=NOW + timedelta(seconds=7))


def test_guesses_at_many_logins_from_one_address_are_slowed_down(
    engine: Engine, quick: list[str]
) -> None:
    for n in range(21):
        with pytest.raises(SignInRefused):
            enter(engine, BAD, login=f"somebody {n}")

    with pytest.raises(TooManyGuesses):
        enter(engine, login="ada")
    enter(engine, login="ada", address="192.0.2.8")


def test_an_own_account_does_not_buy_guesses_at_others(engine: Engine, quick: list[str]) -> None:
    """Signing in in between gives back one guess, not all of them."""
    refused = 0
    for n in range(60):
        try:
            enter(engine, BAD, login=f"somebody {n}")
        except SignInRefused:
            refused += 1
        except TooManyGuesses:
            break
        if n % 5 == 4:
            enter(engine)

    assert refused < 30


def test_addresses_of_one_household_count_as_one(engine: Engine, quick: list[str]) -> None:
    for n in range(21):
        with pytest.raises(SignInRefused):
            enter(engine, BAD, login=f"x{n}", address=f"2001:db8::{n:x}")

    with pytest.raises(TooManyGuesses):
        enter(engine, address="2001:db8::ffff")
    enter(engine, address="2001:db8:0:1::1")


def test_many_guesses_at_once_share_one_count(engine: Engine, quick: list[str]) -> None:
    def guess(_: int) -> type[Exception] | None:
        try:
            enter(engine, BAD)
        except (SignInRefused, TooManyGuesses) as error:
            return type(error)
        return None

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(guess, range(40)))

    assert answers.count(SignInRefused) == len(quick) == 6
    assert answers.count(TooManyGuesses) == 34


def test_a_clock_that_was_put_back_keeps_nobody_out(engine: Engine, quick: list[str]) -> None:
    for n in range(6):
        with pytest.raises(SignInRefused):
            enter(engine, BAD, now=NOW + timedelta(seconds=n))

    enter(engine, now=NOW - timedelta(days=1))


def test_logins_and_addresses_are_not_kept_as_they_were_typed(engine: Engine) -> None:
    with pytest.raises(SignInRefused):
        enter(engine, BAD, login="my secret password")

    with reading(engine) as session:
        kept = [row.model_dump() for row in session.exec(select(Guess))]
    assert len(kept) == 2
    assert "secret" not in str(kept)
    assert HERE not in str(kept)


def test_a_sign_out_ends_one_browser_or_all(engine: Engine, ada: int) -> None:
    one, two, three = enter(engine), enter(engine), enter(engine)

    with writing(engine) as session:
        end_sign_in(session, digest_of(one.get_secret_value()))
    after_one = [who(engine, token) is None for token in (one, two, three)]
    with writing(engine) as session:
        end_all_sign_ins(session, ada)

    assert after_one == [True, False, False]
    assert [who(engine, token) for token in (one, two, three)] == [None, None, None]


def test_it_is_noted_who_was_there_and_forgotten_what_is_over(engine: Engine) -> None:
    token, later = enter(engine), NOW + timedelta(days=13)
    old = enter(engine, now=NOW - timedelta(days=2))

    with writing(engine) as session:
        note_seen(session, [digest_of(token.get_secret_value())], now=later)

    with reading(engine) as session:
        rows = session.exec(select(SignIn)).all()
    assert [(row.digest, row.seen_at) for row in rows] == [
        (digest_of(token.get_secret_value()), later)
    ]
    assert who(engine, old, NOW) is None


def test_the_own_password_changes_with_the_former_one_alone(engine: Engine) -> None:
    here, there = enter(engine), enter(engine)
    visitor = who(engine, here)
    assert visitor is not None

    def change(former: Secret, password: str) -> None:
        change_password(
            engine,
            visitor,
            former=former,
            password=Secret(password),
            keep=digest_of(here.get_secret_value()),
            address=HERE,
            now=NOW,
        )

    with pytest.raises(SignInRefused):
        change(BAD, "another long one")
    with pytest.raises(PasswordRefused):
        change(GOOD, "short")
    change(GOOD, "another long one")

    assert (who(engine, here), who(engine, there)) == (visitor, None)
    enter(engine, Secret("another long one"))
    with pytest.raises(SignInRefused):
        enter(engine, GOOD)


CLAIMS = {"email": "Lea@Example.com", "email_verified": True, "name": "Lea L.", "groups": ["leads"]}


def provided(engine: Engine, claims: dict[str, Any], **told: Any) -> Visitor | None:
    settings = Settings(role_claim="groups", role_names={"leads": Role.LEAD}, **told)
    return who(engine, sign_in_by_provider(engine, settings, claims, now=NOW))


def person(session: Session) -> None:
    store(session, Row())
    session.get_one(Person, 1).email = "lea@example.com"


def test_a_claim_gives_a_role_and_takes_it_back_at_the_next_sign_in(engine: Engine) -> None:
    with writing(engine) as session:
        person(session)

    first = provided(engine, CLAIMS)
    second = provided(engine, CLAIMS | {"groups": []})

    assert first is not None
    assert second is not None
    assert (first.name, first.role, first.engineer_id) == ("Ann", Role.LEAD, 1)
    assert (second.role, second.engineer_id, second.way) == (Role.ENGINEER, 1, Way.PROVIDER)


def test_a_role_that_a_person_has_set_is_not_the_claims(engine: Engine) -> None:
    provided(engine, CLAIMS)
    with writing(engine) as session:
        card = account_called(session, "lea@example.com")
        assert card is not None
        change = AccountChange(role=Role.VIEWER)
        change_account(session, account_id=card.id, change=change, actor=CONSOLE, now=NOW)

    again = provided(engine, CLAIMS)

    assert again is not None
    assert again.role is Role.VIEWER


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": "false"},
        {"email": ""},
        {"email": None},
        {"groups": ["others"]},
    ],
)
def test_strangers_and_unverified_addresses_stay_outside(
    engine: Engine, claims: dict[str, Any]
) -> None:
    with pytest.raises(StrangerRefused):
        provided(engine, CLAIMS | claims)


def test_an_address_that_is_not_verified_never_opens_an_account(engine: Engine) -> None:
    with writing(engine) as session:
        create_account(session, login="lea@example.com", role=Role.LEAD, actor=CONSOLE, now=NOW)

    with pytest.raises(StrangerRefused):
        provided(engine, CLAIMS | {"email_verified": False})


def test_an_odd_name_from_a_provider_gives_way_to_the_address(engine: Engine) -> None:
    found = provided(engine, CLAIMS | {"name": "Crownboard"})

    assert found is not None
    assert found.name == "Lea@Example.com"


def test_a_disabled_account_stays_outside_at_a_provider_too(engine: Engine) -> None:
    provided(engine, CLAIMS)
    with writing(engine) as session:
        card = account_called(session, "lea@example.com")
        assert card is not None
        change = AccountChange(disabled=True)
        change_account(session, account_id=card.id, change=change, actor=CONSOLE, now=NOW)

    with pytest.raises((StrangerRefused, AccountRefused)):
        provided(engine, CLAIMS)
