"""An organisation's own values win over the environment, and can be put back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlmodel import Session, col, select

from db.commands.cells import cell_differences
from db.commands.own_settings import SettingChange, change_settings
from db.models import AuditEntry, Setting
from db.queries.own_settings import own_values
from db.queries.strata import kept_fields
from db.queries.tallies import rated_days
from db.queries.version import data_version
from db.settings import Settings, merged
from gamify.access import NotAllowed, Visitor, console
from gamify.errors import CrownboardError, DecisionRefused, SettingRefused
from gamify.handicap.kinds import WorkField
from gamify.rights import Role
from tests.factories import NOW, Row, store

ADA = console("Ada")


@pytest.fixture
def base(monkeypatch: pytest.MonkeyPatch) -> Settings:
    """What the environment says: a name and nothing else."""
    monkeypatch.setenv("CROWNBOARD_ORGANISATION", "North")
    return Settings()


def change(session: Session, base: Settings, *released: str, **values: Any) -> SettingChange:
    told = SettingChange(values, frozenset(released))
    return change_settings(session, told, base=base, actor=ADA, now=NOW)


def in_force(session: Session, base: Settings) -> Settings:
    return merged(base, own_values(session))


def log(session: Session) -> list[tuple[str, str, Any, Any]]:
    statement = select(AuditEntry).order_by(col(AuditEntry.id))
    return [
        (one.action, one.subject, one.before, one.after)
        for one in session.exec(statement)
        if "setting" in one.action
    ]


def test_an_own_value_wins_and_a_released_one_gives_way(session: Session, base: Settings) -> None:
    before = data_version(session)

    change(session, base, organisation="South", public_top=5)
    own = in_force(session, base)
    change(session, base, "organisation")

    assert (own.organisation, own.public_top, own.rules.public_top) == ("South", 5, 5)
    assert in_force(session, base).organisation == "North"
    assert own_values(session) == {"public_top": 5}
    assert data_version(session) >= before + 2


def test_a_change_gives_back_what_undoes_it(session: Session, base: Settings) -> None:
    change(session, base, min_ratings_team=5)
    own = own_values(session)

    back = change(session, base, min_ratings_team=7, closing_days=3)

    assert back == SettingChange({"min_ratings_team": 5}, frozenset({"closing_days"}))
    change_settings(session, back, base=base, actor=ADA, now=NOW)
    assert own_values(session) == own


def test_the_log_says_what_was_before_and_after(session: Session, base: Settings) -> None:
    change(session, base, organisation="South")
    change(session, base, "organisation")

    assert log(session) == [
        (
            "setting changed",
            "setting organisation",
            {"value": "North", "from": "environment"},
            {"value": "South", "from": "here"},
        ),
        (
            "setting put back",
            "setting organisation",
            {"value": "South", "from": "here"},
            {"value": "North", "from": "environment"},
        ),
    ]


def test_another_time_zone_cuts_days_and_cells_anew(session: Session, base: Settings) -> None:
    store(session, Row(at=datetime(2026, 9, 30, 22, 30, tzinfo=UTC)))

    change(session, base, time_zone="Europe/Moscow")

    assert rated_days(session) == (date(2026, 10, 1), date(2026, 10, 1))
    assert cell_differences(session, calendar=in_force(session, base).calendar) == []


def test_another_kind_of_work_counts_anew(session: Session, base: Settings) -> None:
    store(session, Row("T1", kind=("", "Billing", "", "")), Row("T2", kind=("", "Net", "", "")))

    change(session, base, strata=["channel"])

    assert kept_fields(session) == (WorkField.CHANNEL,)
    assert in_force(session, base).strata == (WorkField.CHANNEL,)
    assert cell_differences(session, calendar=base.calendar) == []


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"time_zone": "Mars/Base"}, "The setting Time zone can't be “Mars/Base”."),
        ({"public_top": 2}, "The setting Scorers on a board can't be “2”."),
        ({"fiscal_start": 13}, "The setting First month of the fiscal year can't be “13”."),
        ({"crown": "gold"}, "The setting Table that carries the crown can't be “gold”."),
        (
            {"holiday_country": "DE", "holiday_region": "XX"},
            "The setting Country of public holidays can't be “DE/XX”.",
        ),
        ({"extra_holidays": ["soon"]}, "The setting Further days off can't be “soon”."),
        ({"working_weekdays": [7]}, "The setting Working days can't be “7”."),
        ({"working_weekdays": []}, "at least one has to be chosen"),
        ({"strata": []}, "at least one has to be chosen"),
        ({"organisation": " "}, "the name has 1 to 80 characters"),
        ({"organisation": "x" * 81}, "the name has 1 to 80 characters"),
        ({"open_reading": False}, "nobody could sign in; make an account first"),
        ({"database_url": "sqlite:///x.db"}, "only the organisation’s settings"),
        ({"star_labels": ["bad", "good"]}, "The setting What the stars are called can't be"),
        ({"star_labels": ["a", "b", "c", "d", ""]}, "The setting What the stars are called can't"),
        ({"organisation": "North"}, None),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    session: Session, base: Settings, values: dict[str, Any], sentence: str | None
) -> None:
    if sentence is None:
        change(session, base, **values)
        sentence = "it would change nothing"
    before = own_values(session)

    with pytest.raises((SettingRefused, DecisionRefused)) as refused:
        change(session, base, **values)

    assert sentence in str(refused.value)
    assert own_values(session) == before


def test_only_administrators_change_settings(session: Session, base: Settings) -> None:
    lead = Visitor("Lea", Role.LEAD)

    with pytest.raises(NotAllowed):
        change_settings(session, SettingChange({"public_top": 5}), base=base, actor=lead, now=NOW)

    assert own_values(session) == {}


def test_a_kept_value_that_cannot_be_used_any_more_is_passed_over(
    session: Session, base: Settings
) -> None:
    session.add(Setting(name="time_zone", value="Atlantis/Capital"))
    session.add(Setting(name="public_top", value=4))
    session.add(Setting(name="database_url", value="sqlite:///elsewhere.db"))
    session.flush()

    settings = in_force(session, base)

    assert (settings.time_zone, settings.public_top) == ("UTC", 4)
    assert settings.database_url == base.database_url


def test_errors_are_of_one_tree(session: Session, base: Settings) -> None:
    with pytest.raises(CrownboardError):
        change(session, base, "trusted_header")
