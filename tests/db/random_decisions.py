"""Decisions at random about people and ratings, as an administrator may take them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from sqlmodel import Session, col, select

from db.commands.credit import set_credit, share_by_rule
from db.commands.customers import erase_customer
from db.commands.decisions import RatingEdit, edit_rating, exclude_rating, restore_rating
from db.commands.erasure import erase_engineer
from db.commands.exclusion_requests import accept_exclusion, ask_exclusion, decline_exclusion
from db.commands.memberships import join_team, leave_team, transfer_engineer
from db.commands.mergers import merge_engineers, merge_teams
from db.commands.namesakes import ask_again, tell_apart
from db.commands.people import add_alias, hide_engineer, remove_alias, rename
from db.models import Alias, Engineer, ExclusionRequest, Rating, Team
from db.queries.people import Whom
from gamify.access import console
from gamify.errors import CrownboardError, DecisionRefused
from gamify.pseudonyms import Pseudonyms
from gamify.ratings import CREDIT, ExclusionReason
from tests.factories import NOW, Row, store

PSEUDONYMS = Pseudonyms(b"k" * 32)
FIRST = date(2026, 8, 20)
LAST = FIRST + timedelta(days=90)
CUSTOMERS = ("ann@client.example", "Bo", "cy@client.example")
NAMES = ("Ann", "Anna", "Bob", "Bobby", "Cy", "Dee", "Alpha", "Beta", "Gamma")
LEAD = console("Lea")


def begin(session: Session) -> None:
    """Two teams and their ratings, some shared, on two quarters."""
    rng = Random(7)
    rows = [
        Row(
            ticket=f"T{number}",
            stars=rng.choice((0, 1, 3, 4, 5, 5, 5)),
            owner=rng.choice(("Ann", "Bob", "Cy", "Dee", None)),
            team=rng.choice(("Alpha", "Beta", "Gamma", None)),
            day=FIRST + timedelta(days=rng.randrange(80)),
            helpers=tuple(rng.sample(("Ann", "Bob", "Eve"), rng.choice((0, 0, 1, 2)))),
            kind=("", rng.choice(("Network", "Mail")), "", ""),
            comment=rng.choice((None, "fine", "no")),
            requester=PSEUDONYMS.of_customer(rng.choice(CUSTOMERS)),
        )
        for number in range(24)
    ]
    store(session, *rows)
    store(session, *[Row(f"T{number}", stars=4, owner="Ann") for number in range(3)])


@dataclass(frozen=True)
class Chance:
    """One step: picks of what there is, and the moment."""

    session: Session
    rng: Random
    now: datetime

    def rating(self) -> int:
        return self._pick(Rating)

    def engineer(self) -> int:
        return self._pick(Engineer)

    def team(self) -> int:
        return self._pick(Team)

    def day(self) -> date:
        return FIRST + timedelta(days=self.rng.randrange(90))

    def name(self) -> str:
        return self.rng.choice(NAMES)

    def whom(self) -> Whom:
        return Whom("engineer", self.engineer()) if self.rng.random() < 0.7 else self._a_team()

    def reason(self) -> ExclusionReason:
        return self.rng.choice(list(ExclusionReason))

    def request(self) -> int:
        waiting = select(ExclusionRequest.id).where(ExclusionRequest.state == "open")
        ids = self.session.exec(waiting.order_by(col(ExclusionRequest.id))).all()
        return self.rng.choice([*ids, 10**6]) or 0

    def _a_team(self) -> Whom:
        return Whom("team", self.team())

    def _pick(self, table: type[Rating | Engineer | Team]) -> int:
        ids = self.session.exec(select(table.id).order_by(col(table.id))).all()
        return self.rng.choice([*ids, 10**6]) or 0


def _exclude(c: Chance) -> None:
    exclude_rating(c.session, rating_id=c.rating(), reason=c.reason(), actor=LEAD, now=c.now)


def _restore(c: Chance) -> None:
    excluded = select(Rating.id).where(col(Rating.excluded_at).is_not(None))
    ids = c.session.exec(excluded.order_by(col(Rating.id))).all()
    restore_rating(
        c.session, rating_id=c.rng.choice(ids) if ids else c.rating(), actor=LEAD, now=c.now
    )


def _edit(c: Chance) -> None:
    edit = RatingEdit(
        stars=c.rng.choice((None, 1, 5)),
        owner_id=c.rng.choice((None, c.engineer())),
        helpers=c.rng.choice(((), (c.engineer(),))),
        team_id=c.rng.choice((None, c.team())),
    )
    people = {edit.owner_id, *edit.helpers, edit.team_id}
    if 10**6 not in people:
        edit_rating(c.session, rating_id=c.rating(), edit=edit, note="typo", actor=LEAD, now=c.now)


def _set_credit(c: Chance) -> None:
    one, part = c.engineer(), c.rng.randrange(1, CREDIT)
    units = {one: part, c.engineer(): CREDIT - part}
    set_credit(c.session, rating_id=c.rating(), units=units, note="helped", actor=LEAD, now=c.now)


def _by_rule(c: Chance) -> None:
    share_by_rule(c.session, rating_id=c.rating(), actor=LEAD, now=c.now)


def _hide(c: Chance) -> None:
    hidden = c.rng.random() < 0.5
    hide_engineer(c.session, engineer_id=c.engineer(), hidden=hidden, actor=LEAD, now=c.now)


def _enter(c: Chance) -> None:
    act = c.rng.choice((join_team, transfer_engineer, transfer_engineer))
    act(
        c.session,
        engineer_id=c.engineer(),
        team_id=c.team(),
        since=c.day(),
        actor=LEAD,
        now=c.now,
    )


def _leave(c: Chance) -> None:
    leave_team(c.session, engineer_id=c.engineer(), last=c.day(), actor=LEAD, now=c.now)


def _rename(c: Chance) -> None:
    rename(c.session, c.whom(), name=c.name(), actor=LEAD, now=c.now)


def _alias(c: Chance) -> None:
    add_alias(c.session, c.whom(), name=c.name(), actor=LEAD, now=c.now)


def _no_alias(c: Chance) -> None:
    aliases = c.session.exec(select(Alias).order_by(col(Alias.name_key))).all()
    if aliases:
        one = c.rng.choice(aliases)
        whom = Whom(one.kind, one.engineer_id or one.team_id or 0)
        remove_alias(c.session, whom, name=one.name, actor=LEAD, now=c.now)


def _merge(c: Chance) -> None:
    one, other = c.engineer(), c.engineer()
    merge_engineers(c.session, duplicate_id=one, into_id=other, actor=LEAD, now=c.now)


def _merge_teams(c: Chance) -> None:
    merge_teams(c.session, duplicate_id=c.team(), into_id=c.team(), actor=LEAD, now=c.now)


def _tell_apart(c: Chance) -> None:
    whom = c.whom()
    other = c.engineer() if whom.kind == "engineer" else c.team()
    act = c.rng.choice((tell_apart, tell_apart, ask_again))
    act(c.session, whom, other_id=other, actor=LEAD, now=c.now)


def _erase(c: Chance) -> None:
    engineer = c.engineer()
    with suppress(DecisionRefused):
        leave_team(c.session, engineer_id=engineer, last=LAST, actor=LEAD, now=c.now)
    erase_engineer(c.session, engineer_id=engineer, pseudonyms=PSEUDONYMS, actor=LEAD, now=c.now)


def _erase_customer(c: Chance) -> None:
    erase_customer(
        c.session,
        identity=c.rng.choice(CUSTOMERS),
        pseudonyms=PSEUDONYMS,
        actor=LEAD,
        now=c.now,
    )


def _ask(c: Chance) -> None:
    rating = c.session.get(Rating, c.rating())
    owner = rating.owner_id if rating is not None else None
    ask_exclusion(
        c.session,
        rating_id=rating.id if rating is not None else 10**6,
        engineer_id=owner or c.engineer(),
        reason=c.reason(),
        words="not mine",
        actor=LEAD,
        now=c.now,
    )


def _answer(c: Chance) -> None:
    act = c.rng.choice((accept_exclusion, decline_exclusion))
    act(c.session, request_id=c.request(), answer="so be it", actor=LEAD, now=c.now)


STEPS: tuple[Callable[[Chance], None], ...] = (
    _exclude, _exclude, _restore, _edit, _edit, _set_credit, _set_credit, _by_rule, _hide, _enter,
    _enter, _leave, _rename, _alias, _no_alias, _merge, _merge, _merge_teams, _erase,
    _erase_customer, _ask, _ask, _answer, _answer, _tell_apart,
)  # fmt: skip


def decide_at_random(
    session: Session, rng: Random, *, of: Sequence[Callable[[Chance], None]], steps: int
) -> int:
    """Take so many decisions, each whole or not at all; returns how many weren't refused."""
    done = 0
    for minute in range(steps):
        chance = Chance(session, rng, NOW + timedelta(minutes=minute))
        step = session.begin_nested()
        try:
            rng.choice(of)(chance)
            session.flush()
        except CrownboardError:
            step.rollback()
        else:
            step.commit()
            done += 1
    return done
