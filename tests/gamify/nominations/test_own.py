"""Own nominations: declared in a setting, judged like the others."""

from __future__ import annotations

from typing import Any

import pytest

from gamify.errors import NominationRefused
from gamify.language import describe, translate
from gamify.nominations.nomination import UnitKind, Verdict
from gamify.nominations.own import Field, Measure, OwnNomination, Thing, read_own
from gamify.nominations.own_rule import as_nomination
from gamify.nominations.sheet import Kind, SeasonSheet
from tests.sheets import MONDAY, Given, Worked, places, sheet_of, verdict, waiting

ENTRY: dict[str, Any] = {"key": "mine", "title": "Mine", "measure": "count", "of": "ratings"}
KINDS = {1: Kind("Second", "Network", "High", "Phone"), 2: Kind("First", "Mail", "Low", "Web")}


def found(sheet: SeasonSheet, **changes: Any) -> Verdict:
    return verdict(sheet, as_nomination(read_own(ENTRY | changes)))


def test_an_entry_is_read_with_its_defaults() -> None:
    assert read_own(ENTRY) == OwnNomination("mine", "Mine", Measure.COUNT, Thing.RATINGS)


def test_a_whole_entry_is_read() -> None:
    entry = {
        "key": "calls",
        "title": " Calls ",
        "measure": "share",
        "of": "fives",
        "where": {"channel": ["phone"], "comment": [True], "weekday": [6, 7]},
        "least": 5,
        "unit": "team",
    }
    assert read_own(entry) == OwnNomination(
        "calls",
        "Calls",
        Measure.SHARE,
        Thing.FIVES,
        {Field.CHANNEL: ("phone",), Field.COMMENT: (True,), Field.WEEKDAY: (6, 7)},
        5,
        UnitKind.TEAM,
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"key": "No Key"}, "“key” can't be “No Key”. Use small Latin letters, digits and “_”."),
        ({"title": "  "}, "“title” can't be “  ”. Use 1 to 60 characters."),
        ({"title": "x" * 61}, "Use 1 to 60 characters."),
        ({"measure": "sum"}, "“measure” can't be “sum”. Use count, share."),
        ({"measure": None}, "“measure” can't be “–”. Use count, share."),
        ({"of": "stars"}, "“of” can't be “stars”. Use ratings, fives, credits, goals, tickets."),
        ({"least": 0}, "“least” can't be “0”. Use a number from 1 to 1,000,000."),
        ({"least": True}, "“least” can't be “True”."),
        ({"least": "3"}, "“least” can't be “3”."),
        ({"unit": "desk"}, "“unit” can't be “desk”. Use engineer, team."),
        ({"unit": "team", "of": "goals"}, "“of” can't be “goals”. Use ratings, fives, tickets."),
        ({"where": []}, "“where” can't be “[]”. Use stars, line, "),
        ({"where": {"colour": ["red"]}}, "“where.colour” can't be “['red']”. Use stars, line, "),
        ({"where": {"stars": [6]}}, "“[6]”. Use a list of stars from 1 to 5."),
        ({"where": {"stars": [True]}}, "“where.stars” can't be “[True]”."),
        ({"where": {"stars": []}}, "“where.stars” can't be “[]”."),
        ({"where": {"stars": 5}}, "“where.stars” can't be “5”."),
        ({"where": {"weekday": [0]}}, "Use a list of weekdays from 1 (Monday) to 7."),
        ({"where": {"comment": ["yes"]}}, "Use [true] or [false]."),
        ({"where": {"team": [""]}}, "Use a list of labels."),
        ({"where": {"team": ["a"] * 51}}, "Use a list of labels."),
        ({"of": "fives", "where": {"stars": [5]}}, "“where.stars” can't be"),
        (
            {"of": "tickets", "where": {"weekday": [1]}},
            "Use line, category, priority, channel, team.",
        ),
        ({"measure": "share"}, "“where” can't be “”. Use at least one condition for a share."),
        ({"colour": "red"}, "“colour” can't be “red”. Use key, title, measure, "),
    ],
)
def test_what_makes_no_sense_is_refused_by_its_field(
    changes: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(NominationRefused) as refused:
        read_own(ENTRY | changes)
    assert sentence in describe(refused.value, "en")


@pytest.mark.parametrize("entry", [None, "x", [], 3])
def test_what_is_no_entry_at_all_is_refused(entry: object) -> None:
    with pytest.raises(NominationRefused):
        read_own(entry)


def test_a_title_with_braces_is_refused_literally() -> None:
    with pytest.raises(NominationRefused) as refused:
        read_own(ENTRY | {"title": "{field} {0}", "least": 0})
    assert describe(refused.value, "en").startswith("In the nomination “{field} {0}” the")


def test_ratings_are_counted_for_the_owner_with_the_least_as_gate() -> None:
    sheet = sheet_of(*[Given(stars=4, helpers=(3,))] * 2, Given(stars=3, owner=2), Given(owner=2))
    verdict_found = found(sheet, where={"stars": [4, 3]}, least=2)
    assert places(verdict_found) == [(1, "Ann", "2")]
    assert waiting(verdict_found) == [("Bob", "To be ranked, 1 more.")]
    assert str(verdict_found.winners[0].sentence) == "Counted ratings (stars: 4, 3): 2."


def test_a_share_needs_its_whole_and_says_both() -> None:
    mine = [Given(comment=True), Given(), Given()]
    theirs = [Given(owner=2, comment=True), Given(owner=2)]
    verdict_found = found(
        sheet_of(*mine, *theirs), measure="share", where={"comment": [True]}, least=3
    )
    assert places(verdict_found) == [(1, "Ann", "33.3 %")]
    assert waiting(verdict_found) == [("Bob", "To be ranked, 1 more.")]
    assert str(verdict_found.winners[0].sentence) == "Counted ratings (comment: yes): 1 of 3."


def test_of_equal_shares_the_greater_whole_wins() -> None:
    sheet = sheet_of(Given(), *[Given(owner=2)] * 2)
    assert places(found(sheet, measure="share", where={"stars": [5]})) == [
        (1, "Bob", "100.0 %"),
        (2, "Ann", "100.0 %"),
    ]


def test_of_equal_amounts_the_earlier_wins() -> None:
    assert places(found(sheet_of(Given(owner=2), Given()))) == [(1, "Bob", "1"), (2, "Ann", "1")]


@pytest.mark.parametrize(
    ("field", "value"),
    [("line", "second"), ("category", " NETWORK "), ("priority", "High"), ("channel", "phone")],
)
def test_labels_fit_whatever_their_capitals(field: str, value: str) -> None:
    sheet = sheet_of(Given(stratum=1), Given(stratum=2, owner=2), kinds=KINDS)
    assert places(found(sheet, where={field: [value]})) == [(1, "Ann", "1")]


def test_conditions_hold_together() -> None:
    sheet = sheet_of(
        Given(stratum=1, stars=4), Given(stratum=2), Given(stratum=1, owner=2), kinds=KINDS
    )
    assert places(found(sheet, where={"channel": ["phone"], "stars": [5]})) == [(1, "Bob", "1")]


def test_weekdays_begin_on_monday() -> None:
    sheet = sheet_of(Given(day=MONDAY), Given(day=MONDAY.replace(day=8), owner=2))
    assert places(found(sheet, where={"weekday": [1]})) == [(1, "Ann", "1")]
    assert places(found(sheet, where={"weekday": [7]})) == [(1, "Bob", "1")]


def test_credits_and_goals_count_by_shares() -> None:
    sheet = sheet_of(Given(helpers=(2,)), Given(stars=4))
    assert places(found(sheet, of="credits")) == [(1, "Ann", "1.5")]
    assert waiting(found(sheet, of="goals")) == [
        ("Ann", "To be ranked, 1 more."),
        ("Bob", "To be ranked, 1 more."),
    ]


def test_teams_count_whole_ratings_and_unknown_teams_none() -> None:
    sheet = sheet_of(Given(helpers=(2,)), Given(team=2), Given(team=2), Given(team=0))
    assert places(found(sheet, unit="team")) == [(1, "Beta", "2"), (2, "Alpha", "1")]


def test_a_team_can_be_a_condition() -> None:
    sheet = sheet_of(Given(), Given(team=2, owner=2))
    assert places(found(sheet, where={"team": ["beta"]})) == [(1, "Bob", "1")]


def test_tickets_are_counted_by_their_kind() -> None:
    tickets = [Worked(stratum=1), Worked(stratum=2), Worked(stratum=2, owner=2)]
    sheet = sheet_of(tickets=tickets, kinds=KINDS)
    assert places(found(sheet, of="tickets", where={"channel": ["Web"]})) == [
        (1, "Ann", "1"),
        (1, "Bob", "1"),
    ]


def test_what_is_lacking_is_said() -> None:
    sheet = sheet_of(Given())
    assert str(found(sheet, of="tickets").unavailable) == "No tickets are known."
    assert str(found(sheet, where={"line": ["x"]}).unavailable) == (
        "Tickets don't say what kind of work they are."
    )


def test_a_label_that_no_kind_of_work_has_is_lacking_and_not_a_zero() -> None:
    sheet = sheet_of(Given(stratum=1), kinds={1: Kind(category="Access")})
    assert found(sheet, where={"category": ["Billing"]}).unavailable is None
    assert str(found(sheet, where={"channel": ["chat"]}).unavailable) == (
        "Tickets don't say what kind of work they are."
    )


def test_the_words_are_made_of_the_conditions() -> None:
    own = as_nomination(
        read_own(ENTRY | {"measure": "share", "where": {"weekday": [6, 7], "line": ["{x}"]}})
    )
    assert str(own.formula) == (
        "Per cent of ratings with weekday: Saturday, Sunday; support line: {x}."
    )
    assert translate(as_nomination(read_own(ENTRY)).formula, "en") == "Counted: ratings."
