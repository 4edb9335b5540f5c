"""What the page needs to know of people, teams and accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

from db.engine import reading
from db.queries.accounts import AccountCard, account_cards
from db.queries.namesakes import namesakes
from db.queries.people import ENGINEER, Person, TeamNames, people, teams_with_names
from db.queries.tokens import TokenCard, token_cards
from gamify.access import Visitor, may_at_all, reach_of
from gamify.rights import Reach, Right
from gamify.seasons import day_of
from gamify.similar import Alike, similar_names
from pages.ui import reads


@dataclass(frozen=True, slots=True)
class House:
    """Everybody and all teams as far as the reader may see them, in order of their names.

    Accounts and tokens are there for those alone who manage them.
    """

    people: tuple[Person, ...]
    teams: tuple[TeamNames, ...]
    accounts: tuple[AccountCard, ...]
    today: date
    tokens: tuple[TokenCard, ...] = ()
    #: Pairs of people that somebody has told apart.
    apart: frozenset[tuple[int, int]] = frozenset()

    def person(self, id_: int | None) -> Person | None:
        """A person by number."""
        return next((one for one in self.people if one.id == id_), None)

    def team(self, id_: int | None) -> TeamNames | None:
        """A team by number."""
        return next((one for one in self.teams if one.id == id_), None)

    @property
    def living(self) -> tuple[Person, ...]:
        """People who weren't erased."""
        return tuple(one for one in self.people if not one.is_erased)


def house(visitor: Visitor) -> House:
    """What somebody may see of the house. Raises DatabaseRefused."""
    today = day_of(datetime.now(UTC), reads.settings().calendar)
    with reading(reads.engine()) as session:
        everybody, teams = people(session), teams_with_names(session)
        accounts = account_cards(session)
        tokens = token_cards(session)
        apart = frozenset(namesakes(session, ENGINEER))
    if reach_of(visitor, Right.SEE_PEOPLE) is not Reach.ALL:
        led = visitor.team_ids
        teams = [team for team in teams if team.id in led]
        everybody = [one for one in everybody if any(stay.team_id in led for stay in one.stays)]
    if not may_at_all(visitor, Right.MANAGE_ACCOUNTS):
        accounts = []
    if not may_at_all(visitor, Right.MANAGE_TOKENS):
        tokens = []
    return House(tuple(everybody), tuple(teams), tuple(accounts), today, tuple(tokens), apart)


def alike(house: House) -> tuple[Alike, ...]:
    """People whose names look like one, looked for once as long as nobody is called otherwise."""
    return _alike(tuple((one.id, one.name) for one in house.living), house.apart)


@lru_cache(maxsize=8)
def _alike(
    names: tuple[tuple[int, str], ...], apart: frozenset[tuple[int, int]]
) -> tuple[Alike, ...]:
    return tuple(similar_names(dict(names), apart=apart))
