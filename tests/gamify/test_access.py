"""Who may do what, by the table and by whose it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamify.access import (
    FOUNDER,
    ITSELF,
    NOBODY,
    READER,
    NotAllowed,
    Visitor,
    Way,
    console,
    demand,
    may,
    may_at_all,
)
from gamify.rights import RIGHT_TITLES, RIGHTS, Reach, Right, Role

ANN = Visitor("Ann", Role.ENGINEER, engineer_id=1, way=Way.PASSWORD)
LEA = Visitor("Lea", Role.LEAD, team_ids=frozenset({1, 2}), way=Way.PASSWORD)
MAX = Visitor("Max", Role.LEAD, way=Way.PASSWORD)
ADA = Visitor("Ada", Role.ADMINISTRATOR, way=Way.PASSWORD)

VISITORS = st.builds(
    Visitor,
    st.just("somebody"),
    st.sampled_from([None, *Role]),
    engineer_id=st.none() | st.integers(1, 3),
    team_ids=st.frozensets(st.integers(1, 3)),
)
ABOUT = st.fixed_dictionaries(
    {
        "teams": st.sets(st.none() | st.integers(1, 4)),
        "engineer_id": st.none() | st.integers(1, 4),
    }
)


def test_a_lead_decides_for_the_own_teams_alone() -> None:
    assert [
        may(LEA, Right.DECIDE_FLAGS, teams=teams) for teams in ({1}, {1, 2}, {1, 3}, {None}, set())
    ] == [True, True, False, False, False]


def test_a_lead_of_no_named_team_leads_all_and_the_department() -> None:
    assert may(MAX, Right.SET_CHALLENGES)
    assert may(MAX, Right.SET_CHALLENGES, teams={7})
    assert not may(LEA, Right.SET_CHALLENGES)


def test_a_person_sees_the_own_page_and_nobody_elses() -> None:
    assert [may(ANN, Right.SEE_PERSON, engineer_id=one) for one in (1, 2, None)] == [
        True,
        False,
        False,
    ]


def test_a_lead_who_is_an_engineer_hides_the_own_name_and_no_other() -> None:
    both = Visitor("Lea", Role.LEAD, engineer_id=3, way=Way.PASSWORD)

    assert [may(both, Right.HIDE_NAME, engineer_id=one) for one in (3, 1)] == [True, False]
    assert may_at_all(both, Right.HIDE_NAME)
    assert not may_at_all(MAX, Right.HIDE_NAME)


def test_a_viewer_linked_to_a_person_is_still_a_viewer() -> None:
    linked = Visitor("Vic", Role.VIEWER, engineer_id=1, way=Way.PASSWORD)

    assert not may(linked, Right.SEE_LOW_RATINGS, engineer_id=1)


@given(VISITORS, st.sampled_from(Right), ABOUT)
def test_nobody_without_a_role_may_do_anything(who: Visitor, right: Right, about: object) -> None:
    nobody = Visitor(who.name, None, who.engineer_id, who.team_ids)

    assert not may(nobody, right, **about)  # type: ignore[arg-type]


@given(VISITORS, st.sampled_from(Right), ABOUT)
def test_a_higher_role_never_may_less(who: Visitor, right: Right, about: object) -> None:
    everywhere = Visitor(who.name, who.role, who.engineer_id)
    roles = list(Role)
    higher = roles[roles.index(who.role) :] if who.role else []
    allowed = [
        may(Visitor("x", role, everywhere.engineer_id), right, **about)  # type: ignore[arg-type]
        for role in higher
    ]

    assert allowed == sorted(allowed)


@given(VISITORS, st.sampled_from(Right), ABOUT)
def test_demand_refuses_exactly_what_is_not_allowed(
    who: Visitor, right: Right, about: object
) -> None:
    try:
        demand(who, right, **about)  # type: ignore[arg-type]
    except NotAllowed:
        refused = True
    else:
        refused = False

    assert refused is not may(who, right, **about)  # type: ignore[arg-type]


def test_the_machine_itself_and_its_console_may_everything_but_what_is_a_persons_alone() -> None:
    for who in (ITSELF, console("cron")):
        assert {right for right in Right if not may(who, right)} == {Right.ANSWER_PULSE}


def test_until_there_is_an_account_the_own_machine_leads_but_does_not_administrate() -> None:
    assert may(FOUNDER, Right.SET_CHALLENGES)
    assert may(FOUNDER, Right.MANAGE_MESSAGES)
    assert not may(FOUNDER, Right.MANAGE_ACCOUNTS)
    assert [may_at_all(who, Right.SEE_BOARDS) for who in (READER, NOBODY)] == [True, False]


@pytest.mark.parametrize(
    ("who", "right", "sentence"),
    [
        (
            READER,
            Right.DECIDE_FLAGS,
            "Please sign in first. This is for leads and administrators: decisions on flags.",
        ),
        (ANN, Right.MANAGE_ACCOUNTS, "This is for administrators: accounts and roles."),
        (
            ANN,
            Right.SEE_LOW_RATINGS,
            (
                "This belongs to another team or person. It is for the person, the leads and "
                "administrators: low ratings and their comments."
            ),
        ),
        (
            NOBODY,
            Right.SEE_BOARDS,
            (
                "Please sign in first. This is for everybody who has signed in: boards, "
                "nominations and challenges."
            ),
        ),
    ],
)
def test_a_refusal_is_one_kind_sentence(who: Visitor, right: Right, sentence: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        demand(who, right, engineer_id=99)

    assert str(refused.value) == sentence
    assert refused.value.is_known is who.is_signed_in


def test_whoever_has_signed_in_decides_under_the_own_name() -> None:
    assert LEA.named("Somebody else") is LEA
    assert FOUNDER.named(" Lea ") == Visitor("Lea", Role.LEAD, way=Way.FOUNDER)


def test_every_right_has_a_title_and_an_administrator() -> None:
    assert set(RIGHT_TITLES) == set(RIGHTS) == set(Right)
    not_all = {right for right, reaches in RIGHTS.items() if reaches[-1] is not Reach.ALL}
    assert not_all == {Right.ANSWER_PULSE}  # nobody answers for somebody else
