"""What a change of settings would do is said before it is saved, and is then so."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from db.setting_effects import setting_effects
from db.settings import Settings, with_own
from gamify.language import translate
from tests.factories import NOW, Row, store

BASE = Settings(min_ratings_team=2)


def effects(session: Session, language: str = "en", **own: Any) -> list[str]:
    told = setting_effects(session, BASE, with_own(BASE, own), now=NOW)
    return [translate(one, language) for one in told]


@pytest.fixture
def teams(session: Session) -> Session:
    """Alpha with three ratings (one of them a four), Beta with two fives, Gamma with one."""
    rows = [Row("A1"), Row("A2"), Row("A3", stars=4)]
    rows += [Row("B1", owner="Bob", team="Beta"), Row("B2", owner="Bob", team="Beta", comment="x")]
    store(session, *rows, Row("G1", owner="Gil", team="Gamma", kind=("", "Net", "", "")))
    return session


def test_nothing_is_said_of_what_stays(teams: Session) -> None:
    assert effects(teams) == []


def test_another_minimum_names_the_teams(teams: Session) -> None:
    assert effects(teams, min_ratings_team=3) == ["1 team would no longer be ranked: Beta."]
    assert effects(teams, min_ratings_team=4) == ["2 teams would no longer be ranked: Alpha, Beta."]
    assert effects(teams, min_ratings_team=1) == ["1 more team would be ranked: Gamma."]
    assert effects(teams, min_ratings_team=2) == []


def test_another_table_says_who_would_hold_the_crown(teams: Session) -> None:
    assert effects(teams, crown="plain") == ["Beta would hold the crown as before."]


def test_a_crown_that_would_go_elsewhere(session: Session) -> None:
    # Steady averages borrow: two fives are less sure than fifty with a single four.
    many = [Row(f"A{n}", stars=4 if n == 0 else 5) for n in range(200)]
    bad = [Row(f"G{n}", owner="Gil", team="Gamma", stars=1 + n % 5) for n in range(100)]
    store(session, *many, *bad, *[Row(f"B{n}", owner="Bob", team="Beta") for n in range(2)])

    assert effects(session, crown="plain") == ["The crown would go from Alpha to Beta."]


def test_nobody_holds_a_crown_without_ratings(session: Session) -> None:
    assert effects(session, crown="plain") == [
        "No team is ranked yet, so nobody holds the crown by either table."
    ]


def test_sums_days_and_quarters(teams: Session) -> None:
    assert effects(teams, time_zone="Europe/Moscow")[0] == (
        "All sums are counted anew, from 6 ratings."
    )
    assert len(effects(teams, time_zone="Europe/Moscow")) == 2
    quarter = effects(teams, fiscal_start=2)[1]
    assert quarter == "The running quarter would go from 1 Nov 2026 to 31 Jan 2027."


def test_working_days_that_are_left(teams: Session) -> None:
    (told,) = effects(teams, working_weekdays=[0])

    assert told.startswith("The running quarter would have ")
    assert " working days left instead of " in told


def test_scorers_kinds_comments_and_quarters_are_counted(teams: Session) -> None:
    assert effects(teams, public_top=3) == ["A board would show 3 scorers instead of 3."]
    assert effects(teams, strata=["channel"])[0].startswith(
        "There would be 1 kind of work instead of 2;"
    )
    assert effects(teams, closing_days=60) == ["0 quarters would be closed at once."]


def test_comments_that_would_go_are_counted(session: Session) -> None:
    store(session, Row("O1", day=date(2026, 1, 5), comment="old"), Row("N1", comment="new"))

    (told,) = effects(session, comment_months=6)

    assert told.startswith("1 comment of before ")
    assert told.endswith(" May 2026 would be deleted in the coming night, for good.")


def test_own_names_of_stars_are_read_back(teams: Session) -> None:
    names = ["awful", "meh", "so-so", "fine", "wow"]

    assert effects(teams, star_labels=names) == [
        "Pages would say: 1 awful, 2 meh, 3 so-so, 4 fine, 5 wow."
    ]
    assert effects(teams, star_labels=[]) == []


def test_texts_of_the_rest(teams: Session) -> None:
    assert effects(teams, organisation="South") == ["Open pages and screens follow within seconds."]
    assert effects(teams, open_reading=False) == [
        "Pages and the API would ask for a sign-in; wall screens keep their links."
    ]
    assert effects(teams, sign_in_days=1) == [
        "Whoever is signed in stays so; the next sign-in lasts that long."
    ]
