"""Decisions at random around the competition and about the house, as an administrator may."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from db.commands.accounts import (
    AccountChange,
    change_account,
    create_account,
    sign_out_everywhere,
)
from db.commands.announcements import announce_on_walls, withdraw_announcement
from db.commands.assists import claim_assist, confirm_assist, decline_assist
from db.commands.awards import record_awards
from db.commands.challenges import (
    cancel_challenge,
    close_challenge,
    create_challenge,
    edit_challenge,
    start_challenge,
)
from db.commands.destinations import (
    add_destination,
    remove_destination,
    rename_destination,
    replace_address,
)
from db.commands.exclusion_requests import withdraw_exclusion
from db.commands.flags import decide_flag, reopen_flag, whitelist_pair
from db.commands.ledger import kept_calendar
from db.commands.nominations import (
    NominationChange,
    add_own_nomination,
    change_nomination,
    remove_own_nomination,
    set_hard,
)
from db.commands.own_settings import SettingChange, change_settings
from db.commands.pars import publish_par
from db.commands.plans import PlanChange, add_plan, change_plan, remove_plan
from db.commands.shifts import open_again, take_note_back, tick_off, write_note
from db.commands.thanks import take_thanks_back, thank
from db.commands.undo import undo_import
from db.commands.walls import change_screen, create_screen, delete_screen, renew_link, revoke_link
from db.commands.words import forget_words
from db.messages import stored_message
from db.models import (
    Account,
    Announcement,
    ChallengeRecord,
    Destination,
    DigestPlan,
    Engineer,
    Flag,
    NoteItem,
    ShiftNote,
    Thanks,
    Ticket,
)
from db.queries.nominations import stratum_labels
from db.secrets import Secret
from db.settings import Settings
from gamify.challenges.challenge import Owner
from gamify.challenges.reading import read_criteria
from gamify.integrity.case import CaseState
from gamify.integrity.flag import Rule, flag_key
from gamify.language import say
from gamify.rights import Role
from gamify.seasons import parse_season
from gamify.shift.notes import ItemKind
from gamify.standings import Rules
from gamify.wall.screen import Screen, Theme
from tests.db.random_decisions import LEAD, Chance
from tests.factories import NOW, Row, store

CRITERIA = tuple(read_criteria({"fives": fives}) for fives in ("1", "5", "90"))
SEASONS = ("2026-08", "2026-09", "2026-Q3", "2026-Q4")
OWN = {"title": "Words", "measure": "share", "of": "ratings", "where": {"comment": [True]}}
SETTINGS: tuple[tuple[str, Any], ...] = (
    ("organisation", "Desk"),
    ("public_top", 5),
    ("time_zone", "Pacific/Kiritimati"),
    ("time_zone", "America/Los_Angeles"),
    ("fiscal_start", 4),
    ("strata", ["category"]),
    ("strata", ["category", "priority"]),
    ("min_ratings_team", 3),
    ("extra_holidays", ["2026-12-24"]),
)


def begin_house(session: Session) -> None:
    """Flags of a fan and of a pair, each about ratings that there are; one more import."""
    pairs: tuple[tuple[Rule, str | int], ...] = (
        (Rule.FAN, "c@x.example"),
        (Rule.FAN, "d@x.example"),
        (Rule.PAIR, 2),
        (Rule.BURST, ""),
    )
    for number, (rule, other) in enumerate(pairs, 1):
        session.add(
            Flag(
                season="2026-Q4",
                rule=rule.value,
                key=flag_key(number % 3 + 1, other),
                severity="high",
                engineer_id=number % 3 + 1,
                other_id=other if isinstance(other, int) else None,
                ratings=[number, number + 1],
                evidence=stored_message(say("odd")),
                found_at=NOW,
            )
        )
    store(session, Row("L1", owner="Flo", team="Delta", comment="well"), source="late")


def _some(c: Chance, table: type[Any], *, sure: bool = False) -> int:
    """The number of a row that there is, or of none."""
    ids = c.session.exec(select(table.id).order_by(col(table.id))).all()
    found: int = c.rng.choice([*ids, *([] if sure and ids else [10**6])])
    return found


def _calendar(c: Chance) -> dict[str, Any]:
    return {"calendar": kept_calendar(c.session), "rules": Rules()}


def _help(c: Chance) -> None:
    about: dict[str, Any] = {
        "ticket_id": _some(c, Ticket),
        "engineer_id": _some(c, Engineer, sure=True),
    }
    if c.rng.random() < 0.5:
        claim_assist(c.session, minutes=c.rng.choice((None, 5, 20)), actor=LEAD, now=c.now, **about)
    else:
        confirm_assist(c.session, actor=LEAD, now=c.now, **about)


def _no_help(c: Chance) -> None:
    rows = c.session.exec(select(Ticket.id).order_by(col(Ticket.id)).limit(4)).all()
    decline_assist(
        c.session,
        ticket_id=c.rng.choice(rows) or 0,
        engineer_id=_some(c, Engineer),
        actor=LEAD,
        now=c.now,
    )


def _thanks(c: Chance) -> None:
    if c.rng.random() < 0.5:
        take_thanks_back(c.session, thanks_id=_some(c, Thanks, sure=True), actor=LEAD, now=c.now)
        return
    thank(
        c.session,
        ticket_id=_some(c, Ticket),
        engineer_id=_some(c, Engineer, sure=True),
        words="thank you",
        actor=LEAD,
        now=c.now,
    )


def _shift(c: Chance) -> None:
    note, item = _some(c, ShiftNote, sure=True), _some(c, NoteItem, sure=True)
    about: dict[str, Any] = {"actor": LEAD, "now": c.now}
    c.rng.choice(
        (
            lambda: write_note(c.session, form={ItemKind.OTHER: "a\nb"}, team_id=c.team(), **about),
            lambda: tick_off(c.session, item_id=item, **about),
            lambda: open_again(c.session, item_id=item, **about),
            lambda: take_note_back(c.session, note_id=note, **about),
        )
    )()


def _decide_flag(c: Chance) -> None:
    flag = c.session.get(Flag, _some(c, Flag, sure=True))
    is_fine = c.rng.random() < 0.3
    decide_flag(
        c.session,
        flag_id=flag.id if flag is not None and flag.id else 10**6,
        decision=CaseState.FINE if is_fine else CaseState.EXCLUDED,
        reason=None if is_fine else c.reason(),
        note="seen",
        ratings=() if is_fine or flag is None else flag.ratings[:1],
        actor=LEAD,
        now=c.now,
    )


def _trust(c: Chance) -> None:
    flag, domain = _some(c, Flag), c.rng.random() < 0.5
    whitelist_pair(c.session, flag_id=flag, whole_domain=domain, note="kin", actor=LEAD, now=c.now)


def _reopen(c: Chance) -> None:
    reopen_flag(c.session, flag_id=_some(c, Flag, sure=True), actor=LEAD, now=c.now)


def _set_challenge(c: Chance) -> None:
    owners = (Owner(), Owner(team_id=c.team()), Owner(engineer_id=c.engineer()))
    create_challenge(
        c.session,
        criteria=c.rng.choice(CRITERIA),
        season=parse_season(c.rng.choice(SEASONS), calendar=kept_calendar(c.session)),
        owner=c.rng.choice(owners),
        title=c.rng.choice(("", c.name())),
        is_draft=c.rng.random() < 0.4,
        actor=LEAD,
        now=c.now,
    )


def _change_challenge(c: Chance) -> None:
    one = _some(c, ChallengeRecord, sure=True)
    said: dict[str, Any] = {"actor": LEAD, "now": c.now}
    match c.rng.randrange(5):
        case 0:
            start_challenge(c.session, one, **said)
        case 1:
            cancel_challenge(c.session, one, reason="no", **said)
        case 2:
            edit_challenge(c.session, one, title=c.name(), **said)
        case 3:
            edit_challenge(c.session, one, criteria=c.rng.choice(CRITERIA), **said)
        case _:
            close_challenge(c.session, one, calendar=kept_calendar(c.session), **said)


def _nominate(c: Chance) -> None:
    change = NominationChange(
        is_on=c.rng.choice((None, True, False)),
        title=c.rng.choice((None, "", "Stars")),
        gates=c.rng.choice(({}, {"goals": c.rng.randrange(9)})),
    )
    change_nomination(c.session, "top_scorer", change=change, actor=LEAD, now=c.now)


def _own_nomination(c: Chance) -> None:
    key = c.rng.choice(("words", "deeds"))
    if c.rng.random() < 0.3:
        remove_own_nomination(c.session, key, actor=LEAD, now=c.now)
    else:
        entry = {**OWN, "key": key, "title": c.rng.choice((key.title(), f"Most {key}"))}
        add_own_nomination(c.session, entry, actor=LEAD, now=c.now)


def _harden(c: Chance) -> None:
    label, is_hard = c.rng.choice(stratum_labels(c.session)), c.rng.random() < 0.7
    set_hard(c.session, label, is_hard=is_hard, actor=LEAD, now=c.now)


def _settle(c: Chance) -> None:
    names = sorted({name for name, _ in SETTINGS})
    values = dict(c.rng.sample(SETTINGS, c.rng.choice((1, 2))))
    released = frozenset(c.rng.sample(names, c.rng.choice((0, 1))))
    change = SettingChange(values, released - values.keys())
    change_settings(c.session, change, base=Settings(), actor=LEAD, now=c.now)


def _publish(c: Chance) -> None:
    told = _calendar(c)
    season = parse_season(c.rng.choice(SEASONS[2:]), calendar=told["calendar"])
    publish_par(c.session, season=season, note="anew", actor=LEAD, now=c.now, **told)


def _award(c: Chance) -> None:
    told = _calendar(c)
    season = parse_season(c.rng.choice(SEASONS[2:]), calendar=told["calendar"])
    record_awards(c.session, season=season, actor=LEAD, now=c.now, **told)


def _account(c: Chance) -> None:
    if c.rng.random() < 0.5:
        create_account(
            c.session,
            login=f"{c.name()}@desk.example",
            role=c.rng.choice(list(Role)),
            engineer_id=c.rng.choice((None, c.engineer())),
            team_ids=c.rng.choice(((), (c.team(),))),
            claimed=c.rng.random() < 0.5,
            actor=LEAD,
            now=c.now,
        )
        return
    one = _some(c, Account, sure=True)
    if c.session.get(Account, one) is None:
        return
    if c.rng.random() < 0.2:
        sign_out_everywhere(c.session, account_id=one, actor=LEAD, now=c.now)
        return
    change = AccountChange(
        name=c.rng.choice((None, c.name())),
        role=c.rng.choice((None, *Role)),
        engineer_id=c.rng.choice((None, 0, c.engineer())),
        team_ids=c.rng.choice((None, frozenset({c.team()}))),
        disabled=c.rng.choice((None, True, False)),
    )
    change_account(c.session, account_id=one, change=change, actor=LEAD, now=c.now)


def _chat(c: Chance, kept: Settings) -> None:
    said: dict[str, Any] = {"actor": LEAD, "now": c.now}
    address = Secret("jsons://127.0.0.1:9/x")
    one = _some(c, Destination)
    match c.rng.randrange(6):
        case 0:
            remove_destination(c.session, destination_id=one, **said)
        case 1:
            rename_destination(c.session, destination_id=one, name=c.name(), **said)
        case 2:
            replace_address(c.session, destination_id=one, address=address, settings=kept, **said)
        case _:
            add_destination(c.session, name=c.name(), address=address, settings=kept, **said)


def _plan(c: Chance) -> None:
    said: dict[str, Any] = {"actor": LEAD, "now": c.now}
    match c.rng.randrange(4):
        case 0:
            remove_plan(c.session, plan_id=_some(c, DigestPlan), **said)
        case 1:
            change = PlanChange(minute=c.rng.randrange(1440), paused=c.rng.random() < 0.5)
            change_plan(c.session, plan_id=_some(c, DigestPlan), change=change, **said)
        case _:
            chat = _some(c, Destination, sure=True)
            challenge = c.rng.choice((None, _some(c, ChallengeRecord)))
            add_plan(c.session, destination_id=chat, minute=540, challenge_id=challenge, **said)


def _screen(c: Chance, kept: Settings) -> None:
    said: dict[str, Any] = {"actor": LEAD, "now": c.now}
    name = c.rng.choice(("main", "lobby"))
    screen = Screen(
        name,
        title=c.rng.choice(("", c.name())),
        theme=c.rng.choice(list(Theme)),
        teams=c.rng.choice(((), (c.team(),))),
    )
    match c.rng.randrange(6):
        case 0:
            delete_screen(c.session, name=name, **said)
        case 1:
            renew_link(c.session, name=name, settings=kept, **said)
        case 2:
            revoke_link(c.session, name=name, **said)
        case 3:
            change_screen(c.session, screen=screen, **said)
        case _:
            create_screen(c.session, screen=screen, settings=kept, **said)


def _announce(c: Chance) -> None:
    if c.rng.random() < 0.3:
        number = _some(c, Announcement)
        withdraw_announcement(c.session, announcement_id=number, actor=LEAD, now=c.now)
        return
    day = NOW.date()
    announce_on_walls(c.session, text=c.name(), last=day, today=day, actor=LEAD, now=c.now)


def _words(c: Chance) -> None:
    forget_words(c.session, before=c.day(), actor=LEAD, now=c.now)


def _undo(c: Chance) -> None:
    undo_import(c.session, batch=c.rng.choice((1, 2, 3, 3)), actor=LEAD, now=c.now)


def _withdraw(c: Chance) -> None:
    withdraw_exclusion(c.session, request_id=c.request(), actor=LEAD, now=c.now)


def house_steps(folder: Path) -> tuple[Callable[[Chance], None], ...]:
    """Kinds of steps; `folder` holds the key that seals addresses and links."""
    kept = Settings(database_url=f"sqlite:///{folder / 'keys.db'}")

    def chat(c: Chance) -> None:
        _chat(c, kept)

    def screen(c: Chance) -> None:
        _screen(c, kept)

    return (
        _shift, _thanks, _help, _help, _no_help, _decide_flag, _decide_flag, _trust, _reopen,
        _set_challenge, _set_challenge, _change_challenge, _change_challenge, _nominate,
        _own_nomination, _harden, _settle, _settle, _publish, _award, _account, _account, chat,
        chat, _plan, _plan, screen, screen, _announce, _words, _undo, _withdraw,
    )  # fmt: skip
