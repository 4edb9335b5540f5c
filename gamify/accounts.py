"""What logins, names and passwords have to be like, and what is refused about accounts."""

from __future__ import annotations

from collections.abc import Mapping

from gamify.access import ITSELF
from gamify.errors import N_, CrownboardError
from gamify.language import Message, count, say
from gamify.rights import Role

LEAST_LENGTH = 10
#: Longer ones would only keep the machine busy.
MOST_LENGTH = 200
LONGEST_NAME = 80

#: What is tried first everywhere, without its digits and signs.
_COMMON = frozenset({"", "password", "passwort", "qwerty", "qwertyuiop", "letmein", "crownboard"})

#: Names under which nobody may decide, because the log uses them itself.
_TAKEN = frozenset({ITSELF.name.casefold(), "command line"})


class UnknownAccount(CrownboardError):
    """Raised with `login`."""

    sentence = N_("There is no account “{login}”. `admin list` shows them.")


class AccountRefused(CrownboardError):
    """Raised with `problem`."""

    sentence = N_("The account can't be kept like this: {problem}.")


class PasswordRefused(CrownboardError):
    """Raised with `problem`; the password itself is never told."""

    sentence = N_("This password can't be used: {problem}.")


class SignInRefused(CrownboardError):
    """Raised for an unknown login, a wrong password and a disabled account alike."""

    sentence = N_("Login and password don't fit together. Try again, or ask an administrator.")


class TooManyGuesses(CrownboardError):
    """Raised with `n`, the seconds until the next guess is looked at."""

    sentence = N_("There were too many wrong guesses. Wait {n} s and try again.")


class StrangerRefused(CrownboardError):
    """Raised with `name`: an identity provider knows somebody whom Crownboard doesn't."""

    sentence = N_("“{name}” isn't known here yet. Ask an administrator for an account.")


def claimed_role(
    claims: Mapping[str, object], claim: str, names: Mapping[str, Role]
) -> Role | None:
    """The highest role that an identity provider's claim names; None where it names none.

    A claim within another one is written with a dot, like realm_access.roles.
    """
    told: object = claims
    for part in claim.split(".") if claim else ():
        told = told.get(part) if isinstance(told, Mapping) else None
    found = told if isinstance(told, list) else [told]
    roles = [names[each] for each in found if isinstance(each, str) and each in names]
    return max(roles, key=list(Role).index, default=None) if claim else None


def name_problem(name: str) -> Message | None:
    """Why a login or a name can't be used; None if it can."""
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        return say("a name needs 1 to {most} characters in one line", most=LONGEST_NAME)
    if name.casefold() in _TAKEN:
        return say("the log uses the name “{name}” itself", name=name)
    return None


def password_problem(password: str, *, login: str) -> Message | None:
    """Why a password can't be used; None if it can."""
    if len(password) < LEAST_LENGTH:
        return count(
            "it has to have at least {n} character",
            "it has to have at least {n} characters",
            n=LEAST_LENGTH,
        )
    if len(password) > MOST_LENGTH:
        return count(
            "it may have at most {n} character", "it may have at most {n} characters", n=MOST_LENGTH
        )
    plain = password.casefold()
    letters = "".join(char for char in plain if char.isalpha())
    if login.casefold() in plain or letters in _COMMON or len(set(plain)) < 4:
        return say("it is too easy to guess")
    return None
