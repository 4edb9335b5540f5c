"""A nomination as a card: who stands on it, and what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import pytest

from gamify.language import say
from gamify.nominations import crown, hat_trick, tester, top_scorer
from gamify.nominations.nomination import Candidate, Nomination, Placed, Verdict
from gamify.nominations.own_rule import as_nomination
from gamify.nominations.registry import Judged, NominationChoice, judge, own_nominations
from gamify.nominations.sheet import SeasonSheet
from gamify.nominations.wording import plainly
from pages.ui.nominations.cards import (
    EARNERS,
    Card,
    CardContext,
    Line,
    Own,
    in_order,
    nomination_card,
    own_line,
)
from tests.sheets import Given, sheet_of

RUNNING, OVER = CardContext(over=False, language="en"), CardContext(over=True, language="en")
HOSTILE = "<img src=x onerror=alert(1)> :red[x] $x$ [a](b) {n} %s 🙂 )))"


def judged(
    sheet: SeasonSheet, nomination: Nomination = top_scorer.NOMINATION, *, title: str = ""
) -> Judged:
    return judge(sheet, nomination, NominationChoice(nomination.key, title=title))


def fives(*amounts: int) -> SeasonSheet:
    """Ann has the first amount of fives, Bob the second …"""
    return sheet_of(
        *(Given(owner=owner) for owner, n in enumerate(amounts, start=1) for _ in range(n))
    )


def found(*places: int, reviewed: Sequence[int] = ()) -> Judged:
    """Top scorers on these places; those at the positions of `reviewed` are under review."""
    placed = tuple(
        Placed(
            place,
            Candidate(
                at,
                f"Engineer {at}",
                Fraction(100 - place),
                plainly(100 - place),
                say("Because."),
                is_under_review=at in reviewed,
            ),
        )
        for at, place in enumerate(places)
    )
    return card_of(top_scorer.NOMINATION, placed)


def card_of(nomination: Nomination, placed: tuple[Placed, ...]) -> Judged:
    return Judged(nomination, nomination.title, Verdict(placed), plainly("A gate."))


def names(lines: Sequence[Line]) -> list[str]:
    return [line.name for line in lines]


def test_a_card_has_the_winner_two_runners_up_and_how_it_is_counted() -> None:
    card = nomination_card(judged(fives(4, 3, 2, 1)), RUNNING)

    assert card == Card(
        id="top_scorer",
        symbol="top_scorer",
        kind="engineer",
        state="won",
        title="Top scorer",
        formula="Five-star ratings; one on which several worked counts by shares.",
        gate="Goals: at least 1.",
        standing="In the lead",
        winners=(Line("1", "Ann", "Alpha", "4 goals", "4 ratings of five stars."),),
        runners=(
            Line("2", "Bob", "Alpha", "3 goals", "3 ratings of five stars."),
            Line("3", "Cid", "Alpha", "2 goals", "2 ratings of five stars."),
        ),
    )


def test_a_card_speaks_the_readers_language() -> None:
    card = nomination_card(judged(fives(4)), CardContext(over=False, language="ru"))

    assert (card.title, card.standing, card.winners[0].value) == (
        "Лучший бомбардир",
        "Лидирует",
        "4 гола",
    )


@pytest.mark.parametrize(
    ("places", "winners", "runners", "more"),
    [
        ((1,), 1, 0, ""),
        ((1, 1, 3), 2, 1, ""),
        ((1, 2, 2, 2, 2), 1, 2, "2 more share place 2"),
        ((1, 1, 1, 1), 3, 0, "1 more shares place 1"),
        ((1, 2, 3, 4, 5), 1, 2, ""),
    ],
)
def test_never_more_than_three_stand_on_a_card_and_who_shares_a_place_is_counted(
    places: tuple[int, ...], winners: int, runners: int, more: str
) -> None:
    card = nomination_card(found(*places), RUNNING)

    assert (len(card.winners), len(card.runners), card.more) == (winners, runners, more)


@pytest.mark.parametrize(
    ("places", "context", "standing"),
    [
        ((1,), RUNNING, "In the lead"),
        ((1, 1), RUNNING, "Share the lead"),
        ((1,), OVER, "Winner"),
        ((1, 1), OVER, "Winners"),
    ],
)
def test_a_winner_is_called_so_when_the_season_is_over(
    places: tuple[int, ...], context: CardContext, standing: str
) -> None:
    assert nomination_card(found(*places), context).standing == standing


def test_under_review_is_a_badge_with_a_sentence_and_no_award() -> None:
    recorded = CardContext(over=True, language="en", recorded=date(2026, 10, 8))

    card = nomination_card(found(1, 2, reviewed=[0]), recorded)

    assert (card.state, card.review, card.standing, card.recorded) == (
        "review",
        "Under review",
        "In the lead",
        "",
    )
    assert card.note == "A lead looks at some of the ratings first; the award waits for that."
    assert names(card.winners) == ["Engineer 0"]


def test_a_runner_up_under_review_changes_nothing_and_is_not_told() -> None:
    assert nomination_card(found(1, 2, reviewed=[1]), RUNNING) == nomination_card(
        found(1, 2), RUNNING
    )


def test_a_recorded_award_says_since_when() -> None:
    card = nomination_card(found(1), CardContext(True, "en", recorded=date(2026, 10, 8)))

    assert (card.standing, card.recorded) == ("Winner", "Recorded on 8 Oct 2026")


@pytest.mark.parametrize(
    ("context", "note"),
    [(RUNNING, "Nobody has met the gate yet."), (OVER, "Nobody met the gate.")],
)
def test_nobody_past_the_gate_is_said_without_naming_anyone(
    context: CardContext, note: str
) -> None:
    sheet = sheet_of(Given(stars=4))

    card = nomination_card(judged(sheet, hat_trick.NOMINATION), context)

    assert (card.state, card.note, card.standing) == ("nobody", note, "")
    assert (card.winners, card.runners) == ((), ())


def test_those_who_wait_at_the_gate_are_on_no_public_card() -> None:
    sheet = fives(4, 3)
    choice = NominationChoice("top_scorer", gates={"goals": 4})

    card = nomination_card(judge(sheet, top_scorer.NOMINATION, choice), RUNNING)

    assert names([*card.winners, *card.runners]) == ["Ann"]


def test_a_badge_lists_its_earners_best_first_and_the_rest_a_click_away() -> None:
    amounts = [1] * EARNERS + [3, 2]
    placed = tuple(
        Placed(1, Candidate(at, f"E{at}", Fraction(n), plainly(n), say("Because.")))
        for at, n in enumerate(amounts)
    )

    card = nomination_card(card_of(hat_trick.NOMINATION, placed), OVER)

    assert (card.kind, card.standing, card.more) == ("badge", "Earned by 14", "and 2 more")
    assert names(card.winners)[:3] == [f"E{EARNERS}", f"E{EARNERS + 1}", "E0"]
    assert (len(card.winners), len(card.runners)) == (EARNERS, 2)


def test_what_lacks_data_says_which_and_how_to_bring_it() -> None:
    card = nomination_card(judged(sheet_of(), tester.NOMINATION), RUNNING)

    assert (card.state, card.note) == ("lacking", "No tracker of defects is connected.")
    assert card.remedy.startswith("It begins with defects")


def test_teams_stand_first_and_what_lacks_data_last() -> None:
    own = own_nominations(
        [
            {
                "key": "busy",
                "title": "Busy",
                "measure": "count",
                "of": "ratings",
                "unit": "team",
                "least": 1,
            }
        ]
    )
    sheet = fives(2, 1)
    cards = [
        judged(sheet, one)
        for one in (
            tester.NOMINATION,
            top_scorer.NOMINATION,
            crown.NOMINATION,
            hat_trick.NOMINATION,
            as_nomination(own[0]),
        )
    ]

    assert [one.nomination.key for one in in_order(cards)] == [
        "crown",
        "busy",
        "top_scorer",
        "hat_trick",
        "tester",
    ]
    assert nomination_card(cards[-1], RUNNING).symbol == "own"


def test_outside_texts_stay_as_they_were_written() -> None:
    sheet = sheet_of(Given(), names={1: HOSTILE}, team_of={1: HOSTILE})

    card = nomination_card(judged(sheet, title=HOSTILE), RUNNING)

    assert (card.title, card.winners[0].name, card.winners[0].team) == (HOSTILE,) * 3


def test_the_own_place_is_told_wherever_it_is() -> None:
    context = CardContext(False, "en", own=Own(engineer=4))

    own = own_line(judged(fives(5, 4, 3, 2)), context)

    assert own == Line("4", "Dee", "Alpha", "2 goals", "2 ratings of five stars.")


def test_somebody_before_the_gate_reads_what_is_still_asked_for() -> None:
    choice = NominationChoice("top_scorer", gates={"goals": 5})

    own = own_line(
        judge(fives(5, 4), top_scorer.NOMINATION, choice),
        CardContext(False, "en", own=Own(engineer=2)),
    )

    assert own == Line("", "Bob", "Alpha", "4 goals", "1 more five to be ranked.")


def test_a_team_nomination_knows_the_readers_team_and_not_the_engineer() -> None:
    sheet = sheet_of(*[Given(team=1)] * 20, *[Given(team=2, stars=4)] * 20)
    card = judged(sheet, crown.NOMINATION)

    own = own_line(card, CardContext(False, "en", own=Own(engineer=1, team=2)))

    assert own is not None
    assert (own.place, own.name) == ("2", "Beta")
    assert own_line(card, CardContext(False, "en", own=Own(engineer=1))) is None


def test_a_stranger_has_no_own_place() -> None:
    assert own_line(judged(fives(5)), RUNNING) is None
    assert own_line(judged(fives(5)), CardContext(False, "en", own=Own(engineer=9))) is None
