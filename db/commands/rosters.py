"""Who is in which team when: as stored, and as a file shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from sqlmodel import Session, col, select

from db.days import Ints
from db.instant import from_day_number, to_day_number
from db.models import Membership

_FOREVER = 2**31


class Rosters:
    """The memberships of one transaction; `moved` lists its changes: id, former and new `since`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._times: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        #: Engineers, teams and the first days on which a chunk has them together.
        self._seen: list[Ints] = []
        self.moved: list[tuple[int, int | None, int]] = []
        for membership in session.exec(select(Membership).order_by(col(Membership.since))):
            until = _FOREVER if membership.until is None else to_day_number(membership.until)
            span = (to_day_number(membership.since), until, membership.team_id)
            self._times[membership.engineer_id].append(span)

    def teams_on(self, engineers: Ints, days: Ints) -> Ints:
        """The team of each engineer on each day, 0 where there is none; the latest one wins."""
        teams = np.zeros_like(engineers)
        for engineer in np.unique(engineers).tolist():
            rows = engineers == engineer
            for since, until, team in self._times.get(engineer, ()):
                teams[rows & (days >= since) & (days <= until)] = team
        return teams

    def note(self, engineers: Ints, teams: Ints, days: Ints) -> None:
        """Remember the first day on which engineers were seen in teams."""
        if engineers.size:
            self._seen.append(_first_days(np.column_stack([engineers, teams, days])))

    def settle(self) -> None:
        """Make a membership for each new pair that was seen, or let it begin earlier."""
        begun: list[Membership] = []
        seen = _first_days(np.concatenate(self._seen)).tolist() if self._seen else []
        for engineer, team, day in seen:
            starts = [since for since, _, its in self._times.get(engineer, ()) if its == team]
            if starts and min(starts) <= day:
                continue
            known = self._earliest(engineer, team)
            if known is None:
                since = from_day_number(day)
                begun.append(Membership(engineer_id=engineer, team_id=team, since=since))
            elif known.id is not None and to_day_number(known.since) > day:
                self.moved.append((known.id, to_day_number(known.since), day))
                known.since = from_day_number(day)
                self._session.add(known)
        self._begin(begun)

    def _begin(self, memberships: Sequence[Membership]) -> None:
        self._session.add_all(memberships)
        self._session.flush()
        self.moved += [(one.id, None, to_day_number(one.since)) for one in memberships if one.id]

    def _earliest(self, engineer: int, team: int) -> Membership | None:
        if all(span[2] != team for span in self._times.get(engineer, ())):
            return None
        statement = (
            select(Membership)
            .where(Membership.engineer_id == engineer, Membership.team_id == team)
            .order_by(col(Membership.since))
        )
        return self._session.exec(statement).first()


def _first_days(seen: Ints) -> Ints:
    """The first day of each engineer in each team, in order of both."""
    ordered = seen[np.lexsort(seen.T[::-1])]
    is_first = np.any(ordered[1:, :2] != ordered[:-1, :2], axis=1)
    firsts: Ints = ordered[np.concatenate([[True], is_first])]
    return firsts
