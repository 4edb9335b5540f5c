"""Who asks, and the one place that says no.

Pages hide what a visitor hasn't got; it is `demand` in pages, routes and commands that refuses,
by the table in `gamify/rights.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from gamify.errors import N_, CrownboardError
from gamify.language import Message, say
from gamify.rights import RIGHT_TITLES, RIGHTS, SCOPES, Reach, Right, Role, Scope


class Way(StrEnum):
    """How somebody came in; `AWAY`: it can't be told while the database is away."""

    UNKNOWN = "unknown"
    AWAY = "away"
    FOUNDER = "founder"
    PASSWORD = "password"  # noqa: S105 — how, not which
    PROVIDER = "provider"
    PROXY = "proxy"
    TOKEN = "token"  # noqa: S105 — how, not which
    CONSOLE = "console"
    ITSELF = "itself"


_SIGNED_IN = frozenset({Way.PASSWORD, Way.PROVIDER, Way.PROXY, Way.TOKEN})


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever reads or acts. `role` is None for somebody who may see nothing.

    `engineer_id` is the person behind an engineer's account. A lead leads `team_ids`, or all
    teams where none is named. A program with a token has the `rights` of its scopes and no others.
    """

    name: str
    role: Role | None
    engineer_id: int | None = None
    team_ids: frozenset[int] = frozenset()
    way: Way = Way.UNKNOWN
    account_id: int | None = None
    rights: frozenset[Right] | None = None

    @property
    def is_signed_in(self) -> bool:
        """Whether it is known who this is."""
        return self.way in _SIGNED_IN

    @property
    def is_person(self) -> bool:
        """Whether somebody decides, not Crownboard by itself."""
        return self.way is not Way.ITSELF

    def named(self, name: str) -> Visitor:
        """The same visitor under the name that was given; who has signed in keeps the own one."""
        return self if self.is_signed_in else replace(self, name=name.strip())


NOBODY = Visitor("", None)
#: Whoever reads where boards are open to all.
READER = Visitor("", Role.VIEWER)
#: Everybody on the own machine until there is an account.
FOUNDER = Visitor("", Role.LEAD, way=Way.FOUNDER)
#: Who decides what nobody has to decide on.
ITSELF = Visitor("Crownboard", Role.ADMINISTRATOR, way=Way.ITSELF)


def console(name: str) -> Visitor:
    """Whoever sits at the machine itself: an administrator by the name that was given."""
    return Visitor(name, Role.ADMINISTRATOR, way=Way.CONSOLE)


def program(name: str, scopes: Iterable[Scope]) -> Visitor:
    """A program that has come with a token: it may what its scopes say."""
    rights = frozenset[Right]().union(*(SCOPES[scope] for scope in scopes))
    return Visitor(f"token {name}", Role.ADMINISTRATOR, way=Way.TOKEN, rights=rights)


class NotAllowed(CrownboardError):
    """Raised with `right`, and `who` may do it; `is_known` says whether the visitor signed in."""

    sentence = N_("This is for {who}: {right}.")

    @property
    def is_known(self) -> bool:
        """Whether signing in wouldn't help: it is known who asks."""
        return bool(self.values.get("is_known"))


def reach_of(visitor: Visitor, right: Right) -> Reach:
    """How far a right goes for somebody; whoever is a person has it at least for that person."""
    if visitor.role is None or (visitor.rights is not None and right not in visitor.rights):
        return Reach.NOBODY
    reach = _reach(visitor.role, right)
    if reach is Reach.TEAMS and not visitor.team_ids:
        return Reach.ALL
    if reach is Reach.NOBODY and _is_own(visitor, right, visitor.engineer_id):
        return Reach.OWN
    return reach


def may(
    visitor: Visitor,
    right: Right,
    *,
    teams: Iterable[int | None] = (None,),
    engineer_id: int | None = None,
) -> bool:
    """Whether somebody may do something to whatever is of all these teams, or of this person.

    A team of None is the department, or work that no team had.
    """
    reach = reach_of(visitor, right)
    if reach is Reach.ALL or _is_own(visitor, right, engineer_id):
        return True
    wanted = set(teams)
    return reach is Reach.TEAMS and bool(wanted) and wanted <= visitor.team_ids


def may_at_all(visitor: Visitor, right: Right) -> bool:
    """Whether somebody may do it to anything: pages show a part only then."""
    return reach_of(visitor, right) is not Reach.NOBODY


def demand(
    visitor: Visitor,
    right: Right,
    *,
    teams: Iterable[int | None] = (None,),
    engineer_id: int | None = None,
) -> None:
    """Let somebody do something, or raise NotAllowed with a kind sentence; see `may`."""
    if not may(visitor, right, teams=teams, engineer_id=engineer_id):
        raise refusal(visitor, right)


def refusal(visitor: Visitor, right: Right) -> NotAllowed:
    """What to say to somebody who hasn't got a right."""
    title = Message(RIGHT_TITLES[right])
    if visitor.way is Way.TOKEN:
        sentence = N_("This token has no scope for that: {right}.")
        return NotAllowed(sentence, who=_who(right), right=title, is_known=True)
    if not visitor.is_signed_in:
        sentence = N_("Please sign in first. This is for {who}: {right}.")
        return NotAllowed(sentence, who=_who(right), right=title, is_known=False)
    if may_at_all(visitor, right):
        sentence = N_("This belongs to another team or person. It is for {who}: {right}.")
        return NotAllowed(sentence, who=_who(right), right=title, is_known=True)
    return NotAllowed(who=_who(right), right=title, is_known=True)


def _who(right: Right) -> Message:
    viewer, engineer, lead, administrator = RIGHTS[right]
    if viewer is not Reach.NOBODY:
        return say("everybody who has signed in")
    if engineer is Reach.ALL:
        return say("engineers, leads and administrators")
    if engineer is not Reach.NOBODY:
        if administrator is Reach.NOBODY:
            return say("the person alone")
        return (
            say("the person and administrators")
            if lead is Reach.NOBODY
            else say("the person, the leads and administrators")
        )
    return say("leads and administrators") if lead is not Reach.NOBODY else say("administrators")


def _reach(role: Role, right: Right) -> Reach:
    return RIGHTS[right][list(Role).index(role)]


def _is_own(visitor: Visitor, right: Right, engineer_id: int | None) -> bool:
    return (
        visitor.role not in (None, Role.VIEWER)
        and engineer_id is not None
        and engineer_id == visitor.engineer_id
        and _reach(Role.ENGINEER, right) is Reach.OWN
    )
