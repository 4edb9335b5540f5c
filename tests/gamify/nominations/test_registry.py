"""All nominations together: order, choices, and what must hold for each of them."""

from __future__ import annotations

import random
from dataclasses import replace
from string import Formatter
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gamify.errors import NominationRefused
from gamify.language import translate
from gamify.nominations.nomination import Nomination, Verdict
from gamify.nominations.registry import (
    NOMINATIONS,
    NominationChoice,
    find_nomination,
    judge_all,
    own_nominations,
)
from gamify.nominations.sheet import Defect, SeasonSheet
from gamify.ratings import StarCounts
from tests.sheets import SEASON, Earlier, Given, Worked, par_of, sheet_of

OWN = {
    "key": "phone",
    "title": "Phone",
    "measure": "count",
    "of": "ratings",
    "where": {"stars": [5]},
}


def full_sheet(seed: int) -> SeasonSheet:
    """A season with a bit of everything."""
    rng = random.Random(seed)
    engineers, kinds = range(1, 6), range(1, 4)
    ratings = [
        Given(
            stars=rng.choice([5, 5, 5, 4, 1]),
            owner=rng.choice(engineers),
            helpers=tuple(rng.sample(engineers, k=rng.choice([0, 0, 1, 2]))),
            team=rng.choice([1, 2]),
            stratum=rng.choice(kinds),
            customer=rng.randrange(6),
        )
        for _ in range(150)
    ]
    tickets = [
        Worked(rng.choice(engineers), 1, rng.choice(kinds), rng.randrange(40), rng.choice([0, 1]))
        for _ in range(300)
    ]
    earlier = [
        Earlier(StarCounts(10, rng.randrange(9)), engineer, back, rng.choice(kinds))
        for engineer in engineers
        for back in (1, 2, 3)
    ]
    return sheet_of(
        *ratings,
        tickets=tickets,
        earlier=earlier,
        par=par_of(9000, 20000, 30000, g4=13000),
        defects=[Defect(rng.choice(engineers), rng.randrange(4), True, None) for _ in range(30)],
        first_ticket=dict.fromkeys((1, 2), SEASON.first),
    )


def renumbered(sheet: SeasonSheet, seed: int) -> SeasonSheet:
    """The same season with the rows of sums, credits and tickets in another order."""
    rng = np.random.default_rng(seed)

    def shuffled(columns: Any, length: int) -> dict[str, Any]:
        order = rng.permutation(length)
        return {name: getattr(columns, name)[order] for name in type(columns).__slots__}

    sums, credit, tickets = sheet.sums, sheet.credits, sheet.tickets
    return replace(
        sheet,
        sums=type(sums)(**shuffled(sums, len(sums.back))),
        credits=type(credit)(**shuffled(credit, len(credit.rating))),
        tickets=type(tickets)(**shuffled(tickets, len(tickets.owner))),
        defects=list(reversed(sheet.defects or [])),
    )


def verdicts(sheet: SeasonSheet) -> dict[str, Verdict]:
    return {one.nomination.key: one.verdict for one in judge_all(sheet, {})}


def test_all_twelve_stand_in_the_written_order() -> None:
    assert [one.key for one in NOMINATIONS] == [
        "top_scorer",
        "top_scorer_net",
        "crown",
        "trouble_shooter",
        "customer_focus",
        "tester",
        "most_improved",
        "newcomer",
        "assists",
        "clean_sheet",
        "fastest",
        "hat_trick",
    ]


def test_a_nomination_is_found_by_its_key() -> None:
    assert find_nomination("crown") is NOMINATIONS[2]
    assert find_nomination("nobody") is None


@pytest.mark.parametrize("nomination", NOMINATIONS, ids=lambda one: one.key)
def test_gates_and_their_texts_name_the_same_numbers(nomination: Nomination) -> None:
    def named(template: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(template) if name}

    gates = {gate.name for gate in nomination.gates}
    assert named(nomination.gate.template) == gates
    if nomination.gate_without_customers is not None:
        assert named(nomination.gate_without_customers.template) == gates - {"customers"}
    assert ("customers" in gates) == (nomination.gate_without_customers is not None)


def test_a_full_season_places_somebody_in_every_nomination() -> None:
    gates = {
        "clean_sheet": NominationChoice("clean_sheet", gates={"run": 3}),
        "fastest": NominationChoice("fastest", gates={"tickets": 5}),
        "most_improved": NominationChoice("most_improved", gates={"z": -9}),
        "newcomer": NominationChoice("newcomer", gates={"days": 400}),
    }
    judged = judge_all(full_sheet(1), gates)
    assert {one.nomination.key: one.verdict.unavailable for one in judged} == dict.fromkeys(
        (one.key for one in NOMINATIONS), None
    )
    assert [one.nomination.key for one in judged if not one.verdict.placed] == []


@given(st.integers(0, 10**6))
@settings(max_examples=15)
def test_the_order_of_rows_changes_nothing(seed: int) -> None:
    sheet = full_sheet(seed)
    assert verdicts(renumbered(sheet, seed)) == verdicts(sheet)


def test_an_empty_season_never_raises() -> None:
    for sheet in (sheet_of(), sheet_of(par=par_of(), defects=[])):
        assert [one.verdict.placed for one in judge_all(sheet, {})] == [()] * len(NOMINATIONS)


def test_choices_switch_off_rename_and_move_gates() -> None:
    choices = {
        one.key: NominationChoice(one.key, is_on=one.key == "top_scorer") for one in NOMINATIONS
    }
    choices["top_scorer"] = NominationChoice("top_scorer", title="Golden boot", gates={"goals": 2})
    (judged,) = judge_all(sheet_of(Given()), choices)
    assert (str(judged.title), str(judged.gate)) == ("Golden boot", "Goals: at least 2.")
    assert judged.verdict.placed == ()


def test_the_gate_says_where_customers_are_not_known() -> None:
    only = {one.key: NominationChoice(one.key, is_on=one.key == "hat_trick") for one in NOMINATIONS}
    (unknown,) = judge_all(sheet_of(Given()), only)
    (known,) = judge_all(sheet_of(Given(customer=7)), only)
    assert str(unknown.gate) == (
        "In a week fives: at least 3 (customers aren't known, so they aren't counted)."
    )
    assert str(known.gate) == "In a week fives: at least 3, of different customers: at least 3."


HOSTILE = "{name} %s <b>[x](y)</b> $:red[Ы] )))"


def test_outside_text_stays_literally_what_it_is() -> None:
    own = own_nominations([OWN | {"title": HOSTILE, "where": {"team": [HOSTILE]}}])
    choices = {"top_scorer": NominationChoice("top_scorer", title=HOSTILE)}
    judged = judge_all(sheet_of(Given(), names={1: HOSTILE}), choices, own)
    for language in ("en", "ru"):
        assert translate(judged[0].title, language) == HOSTILE
        assert translate(judged[-1].title, language) == HOSTILE
        assert HOSTILE in translate(judged[-1].nomination.formula, language)
    assert judged[0].verdict.winners[0].name == HOSTILE


def test_own_nominations_stand_last_and_can_be_switched_off() -> None:
    own = own_nominations([OWN])
    sheet = sheet_of(Given())
    assert judge_all(sheet, {}, own)[-1].nomination.key == "phone"
    off = {"phone": NominationChoice("phone", is_on=False)}
    assert [one.nomination.key for one in judge_all(sheet, off, own)] == [
        one.key for one in NOMINATIONS
    ]


@pytest.mark.parametrize("entries", [[OWN | {"key": "crown"}], [OWN, OWN]])
def test_a_key_in_use_is_refused(entries: list[object]) -> None:
    with pytest.raises(NominationRefused, match="the field “key” can't be"):
        own_nominations(entries)
