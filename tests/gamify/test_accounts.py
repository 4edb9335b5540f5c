"""What logins, names and passwords have to be like, and which role a claim names."""

from __future__ import annotations

import pytest

from gamify.accounts import claimed_role, name_problem, password_problem
from gamify.rights import Role

NAMES = {"leads": Role.LEAD, "all": Role.VIEWER, "boss": Role.ADMINISTRATOR}


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("correct horse", None),
        ("сложный пароль", None),
        ("nine char", "it has to have at least 10 characters"),
        ("x" * 201, "it may have at most 200 characters"),
        ("Password123!", "it is too easy to guess"),
        ("1234567890", "it is too easy to guess"),
        ("aaaabbbbaaaa", "it is too easy to guess"),
        ("ada@example.com!", "it is too easy to guess"),
    ],
)
def test_a_password_is_long_and_not_the_first_that_is_tried(
    password: str, problem: str | None
) -> None:
    found = password_problem(password, login="ada@example.com")

    assert (None if found is None else str(found)) == problem


@pytest.mark.parametrize("name", ["", "x" * 81, "two\nlines", "Crownboard", "COMMAND LINE"])
def test_a_name_is_one_line_and_not_the_logs_own(name: str) -> None:
    assert name_problem(name) is not None
    assert name_problem("Ada Lovelace") is None


@pytest.mark.parametrize(
    ("claims", "claim", "role"),
    [
        ({"groups": ["all", "leads"]}, "groups", Role.LEAD),
        ({"groups": "boss"}, "groups", Role.ADMINISTRATOR),
        ({"realm_access": {"roles": ["all"]}}, "realm_access.roles", Role.VIEWER),
        ({"groups": ["others"]}, "groups", None),
        ({"groups": [["leads"], 7, None]}, "groups", None),
        ({"groups": {"leads": True}}, "groups", None),
        ({}, "groups", None),
        ({"": "leads"}, "", None),
    ],
)
def test_a_claim_names_the_highest_of_its_roles_or_none(
    claims: dict[str, object], claim: str, role: Role | None
) -> None:
    assert claimed_role(claims, claim, NAMES) == role
