"""What engineers and teams are called on a wall; who hides the name keeps it hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from db.queries.engineers import engineer_names
from db.queries.teams import team_names
from db.queries.wall_ratings import WallRating
from db.standings import hidden_engineer


@dataclass(frozen=True, slots=True)
class People:
    """Public names by id."""

    engineers: Mapping[int, str]
    teams: Mapping[int, str]

    def who(self, rating: WallRating) -> list[str]:
        """Everybody who is credited with a rating, the owner first."""
        return [self.engineers[one] for one in rating.engineers if one in self.engineers]

    def team(self, rating: WallRating) -> str:
        """The team of a rating; "" where it is unknown."""
        return self.teams.get(rating.team or 0, "")


def people_of(session: Session, language: str) -> People:
    """The public names in a language."""
    names = engineer_names(session, hidden_name=hidden_engineer(language))
    return People(names, team_names(session))
