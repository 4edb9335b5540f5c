"""An organisation turns nominations on and off, names them, sets gates, and adds its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from sqlmodel import Session, col, select

from db.commands.nominations import (
    NominationChange,
    add_own_nomination,
    change_nomination,
    remove_own_nomination,
    set_hard,
)
from db.models import AuditEntry
from db.nominations import season_nominations
from db.queries.nominations import declared_nominations, hard_labels, nomination_choices
from db.queries.version import data_version
from gamify.access import console
from gamify.errors import DecisionRefused, NominationRefused, SettingRefused, UnknownNomination
from gamify.nominations.registry import NOMINATIONS, Judged, NominationChoice
from gamify.seasons import Calendar, parse_season
from gamify.standings import Rules
from tests.factories import NOW, Row, store

QUARTER = parse_season("2026-Q4", calendar=Calendar())
USUAL = [one.key for one in NOMINATIONS]
PRAISED = {
    "key": "praised",
    "title": "With words",
    "measure": "share",
    "of": "ratings",
    "where": {"comment": [True]},
}


def change(session: Session, key: str, **what: Any) -> None:
    change_nomination(session, key, change=NominationChange(**what), actor=console("Lea"), now=NOW)


def add(session: Session, entry: Mapping[str, Any]) -> str:
    return add_own_nomination(session, entry, actor=console("Lea"), now=NOW)


def cards(session: Session) -> dict[str, Judged]:
    found = season_nominations(session, season=QUARTER, rules=Rules(), calendar=Calendar())
    return {card.nomination.key: card for card in found.cards}


def log(session: Session) -> list[tuple[str, str, Any, Any]]:
    entries = session.exec(select(AuditEntry).order_by(col(AuditEntry.id))).all()
    return [
        (one.action, one.subject, one.before, one.after)
        for one in entries
        if "nomination" in one.action or "hard" in one.action
    ]


def test_all_twelve_are_there_and_say_what_is_lacking(session: Session) -> None:
    store(session, Row("T1"))

    found = cards(session)

    lacking = {key: str(card.verdict.unavailable) for key, card in found.items()}
    assert list(found) == USUAL
    assert {key: said for key, said in lacking.items() if said != "None"} == {
        "top_scorer_net": "There is no par yet.",
        "trouble_shooter": "There is no par yet.",
        "customer_focus": "There is no par yet.",
        "tester": "No tracker of defects is connected.",
        "most_improved": "There is no par yet.",
        "newcomer": "It isn't known when engineers had their first tickets.",
        "assists": "No ticket names several engineers.",
        "fastest": "There is no par yet.",
    }
    (winner,) = found["top_scorer"].verdict.placed
    assert (winner.place, winner.candidate.name, str(winner.candidate.value)) == (
        1,
        "Ann",
        "1 goal",
    )


def test_a_nomination_that_is_off_has_no_card_until_it_is_on_again(session: Session) -> None:
    change(session, "tester", is_on=False)
    without = list(cards(session))
    change(session, "tester", is_on=True)

    assert without == [key for key in USUAL if key != "tester"]
    assert list(cards(session)) == USUAL
    assert nomination_choices(session) == {}


def test_own_titles_and_gates_rule_the_card(session: Session) -> None:
    store(session, Row("T1"), Row("T2"))

    change(session, "top_scorer", title=" Golden {boot} ", gates={"goals": 3})

    card = cards(session)["top_scorer"]
    assert (str(card.title), str(card.gate)) == ("Golden {boot}", "Goals: at least 3.")
    assert [str(one.missing) for one in card.verdict.waiting] == ["1 more five to be ranked."]
    assert nomination_choices(session) == {
        "top_scorer": NominationChoice("top_scorer", title="Golden {boot}", gates={"goals": 3})
    }


def test_every_change_is_logged_and_seen_by_open_pages(session: Session) -> None:
    before = data_version(session)

    change(session, "tester", is_on=False)
    change(session, "tester", is_on=False)

    assert data_version(session) == before + 1
    usual = {"on": True, "title": "", "gates": {}}
    assert log(session) == [
        ("nomination changed", "nomination tester", usual, usual | {"on": False}),
    ]


@pytest.mark.parametrize(
    ("key", "what", "said"),
    [
        ("golf", {"is_on": False}, "There is no nomination “golf”. Use one of top_scorer, "),
        ("top_scorer", {"gates": {"golas": 1}}, "can't be “golas”. Use its gates: goals."),
        ("crown", {"gates": {"goals": 1}}, "can't be “goals”. Use its gates: –."),
        ("top_scorer", {"gates": {"goals": -1}}, "Use a number from 0 to 1,000,000."),
        ("top_scorer", {"title": "x" * 61}, "Use at most 60 characters."),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    session: Session, key: str, what: dict[str, Any], said: str
) -> None:
    with pytest.raises((UnknownNomination, SettingRefused)) as refused:
        change(session, key, **what)

    assert said in str(refused.value)
    assert nomination_choices(session) == {}


def test_an_own_nomination_is_judged_like_the_others(session: Session) -> None:
    store(session, Row("T1", comment="Thanks"), Row("T2"), Row("T3", owner="Bob"))

    assert add(session, PRAISED) == "praised"

    found = cards(session)
    placed = found["praised"].verdict.placed
    assert list(found) == [*USUAL, "praised"]
    assert [(one.place, one.candidate.name, str(one.candidate.value)) for one in placed] == [
        (1, "Ann", "50.0 %"),
        (2, "Bob", "0.0 %"),
    ]


def test_an_own_nomination_gets_a_next_wording_under_its_key(session: Session) -> None:
    add(session, PRAISED)
    add(session, PRAISED | {"key": "second"})
    change(session, "praised", gates={"least": 5})

    add(session, PRAISED | {"title": "Kind words"})

    assert [one.title for one in declared_nominations(session)] == ["Kind words", "With words"]
    assert log(session)[-1] == (
        "own nomination declared",
        "nomination praised",
        PRAISED,
        PRAISED | {"title": "Kind words"},
    )


@pytest.mark.parametrize("entry", [PRAISED | {"key": "crown"}, PRAISED | {"of": "smiles"}])
def test_an_own_nomination_that_can_not_be_judged_is_refused(
    session: Session, entry: dict[str, Any]
) -> None:
    with pytest.raises(NominationRefused):
        add(session, entry)

    assert declared_nominations(session) == []


def test_an_own_nomination_goes_with_what_was_set_about_it(session: Session) -> None:
    add(session, PRAISED)
    change(session, "praised", is_on=False)

    remove_own_nomination(session, "praised", actor=console("Lea"), now=NOW)

    assert (declared_nominations(session), nomination_choices(session)) == ([], {})
    with pytest.raises(UnknownNomination, match="There is no nomination “praised”"):
        remove_own_nomination(session, "praised", actor=console("Lea"), now=NOW)


def test_a_lead_sets_work_as_hard_and_takes_it_back(session: Session) -> None:
    store(session, Row("T1"))

    set_hard(session, "Network × High", is_hard=True, actor=console("Lea"), now=NOW)
    hard = hard_labels(session)
    set_hard(session, "Network × High", is_hard=False, actor=console("Lea"), now=NOW)

    assert (hard, hard_labels(session)) == (("Network × High",), ())
    assert [entry[0] for entry in log(session)] == ["hard work set", "hard work set"]
    with pytest.raises(DecisionRefused, match="no kind of work “Golf” among Network × High"):
        set_hard(session, "Golf", is_hard=True, actor=console("Lea"), now=NOW)
