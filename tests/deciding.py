"""Every command that decides something, called with sense on a small department.

The department: Ann and Cid of Alpha, Bob of Beta, Dan of no team, each with a rated ticket; a
request and a flag about Ann's, challenges of Alpha (one runs, one is a draft, one is over), a chat
with a plan, a screen. What a command is about is Alpha's, or Ann's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session

from db.commands import (
    accounts,
    announcements,
    asking,
    assists,
    awards,
    challenges,
    credit,
    customers,
    decisions,
    destinations,
    doubts,
    erasure,
    exclusion_requests,
    feeds,
    file_mappings,
    flags,
    hall,
    imports,
    lessons,
    memberships,
    mergers,
    namesakes,
    newcomers,
    nominations,
    own_settings,
    pars,
    pauses,
    people,
    plans,
    posts,
    practices,
    pulse,
    roster_posts,
    shifts,
    strata,
    thanks,
    tokens,
    undo,
    walls,
    words,
)
from db.messages import stored_message
from db.models import Delivery, Flag
from db.queries.people import Whom
from db.secrets import Secret
from db.settings import Settings
from gamify.access import Visitor, console
from gamify.asking.email import Vendor
from gamify.challenges.challenge import Owner
from gamify.challenges.reading import read_criteria
from gamify.feedback.lesson import LessonState
from gamify.handicap.kinds import WorkField
from gamify.ingest.fields import Field
from gamify.integrity.case import CaseState
from gamify.integrity.flag import Rule, flag_key
from gamify.language import say
from gamify.pseudonyms import Pseudonyms
from gamify.pulse import Question
from gamify.ratings import CREDIT, ExclusionReason
from gamify.rights import Right, Role, Scope
from gamify.seasons import Calendar, parse_season
from gamify.shift.notes import ItemKind
from gamify.standings import Rules
from gamify.wall.screen import Screen
from tests.factories import NOW, Row, chunk_of, store

ANN, BOB, CID, DAN = 1, 2, 3, 4
ALPHA, BETA = 1, 2
CONSOLE = console("test")
CALENDAR, RULES = Calendar(), Rules()
PSEUDONYMS = Pseudonyms(b"key")
QUARTER = parse_season("2026-Q4", calendar=CALENDAR)
PAST = parse_season("2026-09", calendar=CALENDAR)
GOAL, OTHER = read_criteria({"fives": "80"}), read_criteria({"fives": "90"})
NEW = Secret("correct horse battery")
OWN = {
    "key": "words",
    "title": "Words",
    "measure": "share",
    "of": "ratings",
    "where": {"comment": [True]},
}


@dataclass(frozen=True, slots=True)
class Deciding:
    """A command with what it asks for; `department` where it is about no single team."""

    right: Right
    call: Callable[..., Any]
    told: Mapping[str, Any]
    department: bool = False

    def __call__(self, session: Session, actor: Visitor) -> None:
        """Decide, as somebody."""
        self.call(session, **self.told, actor=actor, now=NOW)


def settings(path: str) -> Settings:
    """Settings with a key of their own."""
    return Settings(database_url=f"sqlite:///{path}")


def department(session: Session, kept: Settings) -> None:
    """The small department."""
    old = [
        Row(f"P{n}", stars=6 - n, owner="Ann", day=date(2026, 8, 3), kind=("", "Old", "", ""))
        for n in (1, 2)
    ]
    store(session, *old, source="old")
    store(
        session,
        Row("T1", owner="Ann"),
        Row("T2", owner="Bob", team="Beta"),
        Row("T3", owner="Cid"),
        Row("T4", owner="Ann", stars=4),
    )
    tokens.create_token(session, name="desk", scopes=[Scope.READ], actor=CONSOLE, now=NOW)
    decisions.exclude_rating(
        session, rating_id=6, reason=ExclusionReason.ABUSE, actor=CONSOLE, now=NOW
    )
    for number, state in ((1, CaseState.OPEN), (2, CaseState.FINE)):
        session.add(
            Flag(
                season="2026-Q4",
                rule=Rule.FAN.value,
                key=flag_key(ANN, "customer@x.example", number),
                severity="high",
                engineer_id=ANN,
                ratings=[3],
                evidence=stored_message(say("odd")),
                found_at=NOW,
                state=state.value,
                decided_by=None if state is CaseState.OPEN else "Lea",
            )
        )
    assists.claim_assist(session, ticket_id=3, engineer_id=CID, actor=CONSOLE, now=NOW)
    for is_draft, season in ((False, QUARTER), (True, QUARTER), (False, PAST)):
        challenges.create_challenge(
            session,
            criteria=GOAL,
            season=season,
            owner=Owner(team_id=ALPHA),
            is_draft=is_draft,
            actor=CONSOLE,
            now=NOW,
        )
    credit.set_credit(session, rating_id=5, units={ANN: CREDIT}, note="x", actor=CONSOLE, now=NOW)
    store(session, Row("T5", owner="Dan", team=None, requester="bo"), source="late")
    people.add_alias(session, Whom("engineer", ANN), name="Annie", actor=CONSOLE, now=NOW)
    namesakes.tell_apart(session, Whom("engineer", CID), other_id=ANN, actor=CONSOLE, now=NOW)
    exclusion_requests.ask_exclusion(
        session,
        rating_id=3,
        engineer_id=ANN,
        reason=ExclusionReason.ABUSE,
        words="x",
        actor=CONSOLE,
        now=NOW,
    )
    later = NOW.date() + timedelta(days=30)
    rest: dict[str, Any] = {"first": later, "last": later, "today": NOW.date(), "reason": "x"}
    pauses.pause_game(session, **rest, team_id=ALPHA, actor=CONSOLE, now=NOW)
    ann = Visitor("Ann", Role.ENGINEER, ANN)
    note = {ItemKind.TICKET: "D-1", ItemKind.ALERT: "disk"}
    shifts.write_note(session, form=note, team_id=ALPHA, actor=ann, now=NOW)
    shifts.tick_off(session, item_id=2, actor=ann, now=NOW)
    thanks.thank(session, ticket_id=6, engineer_id=BOB, actor=CONSOLE, now=NOW)
    practices.share_practice(session, rating_id=1, words="Call back.", actor=CONSOLE, now=NOW)
    _messages(session, kept)
    feeds.add_feed(
        session,
        name="cases",
        system="freshdesk",
        entered={"subdomain": "demo", "token": "t"},
        since=NOW,
        settings=kept,
        actor=CONSOLE,
        now=NOW,
    )
    _accounts_and_screens(session, kept)


def _messages(session: Session, kept: Settings) -> None:
    destinations.add_destination(
        session,
        name="Chat",
        address=Secret("jsons://127.0.0.1:9/x"),
        settings=kept,
        actor=CONSOLE,
        now=NOW,
    )
    plans.add_plan(session, destination_id=1, minute=540, actor=CONSOLE, now=NOW)
    for occasion in ("one", "two"):
        session.add(
            Delivery(
                plan_id=1,
                day=NOW.date(),
                occasion=occasion,
                state="unsure",
                next_try_at=NOW,
            )
        )


def _accounts_and_screens(session: Session, kept: Settings) -> None:
    for login, role in (("ada", Role.ADMINISTRATOR), ("lea", Role.LEAD)):
        accounts.create_account(session, login=login, role=role, actor=CONSOLE, now=NOW)
    walls.create_screen(session, screen=Screen("lobby"), settings=kept, actor=CONSOLE, now=NOW)
    announcements.announce_on_walls(
        session,
        text="Cake",
        last=NOW.date(),
        today=NOW.date(),
        actor=CONSOLE,
        now=NOW,
    )
    nominations.add_own_nomination(session, OWN, actor=CONSOLE, now=NOW)
    asking.open_ask_template(session, vendor=Vendor.ZENDESK, settings=kept, actor=CONSOLE, now=NOW)


def commands(kept: Settings) -> dict[str, Deciding]:
    """Every deciding command by its name."""
    every = {**_of_teams(), **_of_messages(kept), **_of_screens(kept), **_of_the_house()}
    every |= _of_shifts() | _of_people() | _of_posts(kept) | _of_feeds(kept)
    return every | _of_requests() | _of_feedback() | _of_asking(kept)


def _of_teams() -> dict[str, Deciding]:
    rating = {"rating_id": 3}
    running, draft, over = ({"challenge_id": number} for number in (1, 2, 3))
    flag = {"flag_id": 1}
    help_ = {"ticket_id": 3, "engineer_id": CID}
    reason = ExclusionReason.ABUSE
    edit = decisions.RatingEdit(stars=4)
    return {
        "exclude_rating": _on(
            Right.EXCLUDE_RATINGS, decisions.exclude_rating, **rating, reason=reason
        ),
        "restore_rating": _on(Right.EXCLUDE_RATINGS, decisions.restore_rating, rating_id=6),
        "edit_rating": _on(
            Right.EXCLUDE_RATINGS, decisions.edit_rating, **rating, edit=edit, note="x"
        ),
        "set_credit": _on(
            Right.SHARE_CREDIT,
            credit.set_credit,
            **rating,
            units={ANN: CREDIT // 2, CID: CREDIT // 2},
            note="x",
        ),
        "share_by_rule": _on(Right.SHARE_CREDIT, credit.share_by_rule, rating_id=5),
        "decide_flag": _on(Right.DECIDE_FLAGS, flags.decide_flag, **flag, decision=CaseState.FINE),
        "whitelist_pair": _on(Right.DECIDE_FLAGS, flags.whitelist_pair, **flag),
        "reopen_flag": _on(Right.DECIDE_FLAGS, flags.reopen_flag, flag_id=2),
        "claim_assist": _on(Right.CLAIM_HELP, assists.claim_assist, ticket_id=5, engineer_id=ANN),
        "confirm_assist": _on(Right.DECIDE_HELP, assists.confirm_assist, **help_),
        "decline_assist": _on(Right.DECIDE_HELP, assists.decline_assist, **help_),
        "thank": _on(Right.DECIDE_HELP, thanks.thank, ticket_id=6, engineer_id=CID, words="Ta"),
        "take_thanks_back": _on(Right.DECIDE_HELP, thanks.take_thanks_back, thanks_id=1),
        "create_challenge": _on(
            Right.SET_CHALLENGES,
            challenges.create_challenge,
            criteria=OTHER,
            season=QUARTER,
            owner=Owner(team_id=ALPHA),
        ),
        "create_challenge of a person": _on(
            Right.SET_CHALLENGES,
            challenges.create_challenge,
            criteria=OTHER,
            season=QUARTER,
            owner=Owner(engineer_id=ANN),
        ),
        "create_challenge of the department": _of_all(
            Right.SET_CHALLENGES, challenges.create_challenge, criteria=OTHER, season=QUARTER
        ),
        "edit_challenge": _on(
            Right.SET_CHALLENGES, challenges.edit_challenge, **running, criteria=OTHER
        ),
        "start_challenge": _on(Right.SET_CHALLENGES, challenges.start_challenge, **draft),
        "cancel_challenge": _on(
            Right.SET_CHALLENGES, challenges.cancel_challenge, **running, reason="x"
        ),
        "close_challenge": _on(
            Right.SET_CHALLENGES, challenges.close_challenge, **over, calendar=CALENDAR
        ),
    }


def _of_messages(kept: Settings) -> dict[str, Deciding]:
    right, chat, plan = Right.MANAGE_MESSAGES, {"destination_id": 1}, {"plan_id": 1}
    address = {"address": Secret("jsons://127.0.0.1:9/y"), "settings": kept}
    rest = plans.PlanChange(paused=True)
    return {
        "add_destination": _on(right, destinations.add_destination, name="Other", **address),
        "rename_destination": _on(right, destinations.rename_destination, **chat, name="Leads"),
        "replace_address": _on(right, destinations.replace_address, **chat, **address),
        "remove_destination": _on(right, destinations.remove_destination, **chat),
        "add_plan": _on(right, plans.add_plan, **chat, minute=600),
        "change_plan": _on(right, plans.change_plan, **plan, change=rest),
        "remove_plan": _on(right, plans.remove_plan, **plan),
        "send_again": _on(right, doubts.send_again, delivery_id=1, calendar=CALENDAR),
        "mark_sent": _on(right, doubts.mark_sent, delivery_id=2),
    }


def _of_screens(kept: Settings) -> dict[str, Deciding]:
    right, screen = Right.MANAGE_SCREENS, {"name": "lobby"}
    lobby = {"screen": Screen("lobby", title="Lobby")}
    day = NOW.date()
    return {
        "create_screen": _on(right, walls.create_screen, screen=Screen("hall"), settings=kept),
        "change_screen": _on(right, walls.change_screen, **lobby),
        "renew_link": _on(right, walls.renew_link, **screen, settings=kept),
        "revoke_link": _on(right, walls.revoke_link, **screen),
        "delete_screen": _on(right, walls.delete_screen, **screen),
        "announce_on_walls": _on(
            right, announcements.announce_on_walls, text="Tea", last=day, today=day
        ),
        "withdraw_announcement": _on(right, announcements.withdraw_announcement, announcement_id=1),
    }


def _of_the_house() -> dict[str, Deciding]:
    lea, quarter = {"account_id": 2}, {"season": QUARTER, "calendar": CALENDAR, "rules": RULES}
    set_ = Right.SET_NOMINATIONS
    off = nominations.NominationChange(is_on=False)
    return {
        "create_account": _on(
            Right.MANAGE_ACCOUNTS, accounts.create_account, login="bo", role=Role.VIEWER
        ),
        "change_account": _on(
            Right.MANAGE_ACCOUNTS,
            accounts.change_account,
            **lea,
            change=accounts.AccountChange(role=Role.VIEWER),
        ),
        "sign_out_everywhere": _on(Right.MANAGE_ACCOUNTS, accounts.sign_out_everywhere, **lea),
        "change_settings": _on(
            Right.MANAGE_SETTINGS,
            own_settings.change_settings,
            change=own_settings.SettingChange({"public_top": 5}),
            base=Settings(),
        ),
        "set_password": _on(Right.MANAGE_ACCOUNTS, accounts.set_password, **lea, password=NEW),
        "change_nomination": _of_all(
            set_, nominations.change_nomination, key="top_scorer", change=off
        ),
        "add_own_nomination": _of_all(
            set_, nominations.add_own_nomination, entry={**OWN, "key": "other", "title": "Other"}
        ),
        "remove_own_nomination": _of_all(set_, nominations.remove_own_nomination, key="words"),
        "set_hard": _of_all(set_, nominations.set_hard, label="Network × High", is_hard=True),
        "record_awards": _of_all(set_, awards.record_awards, **quarter),
        "keep_season": _of_all(set_, hall.keep_season, **quarter),
        "publish_par": _of_all(Right.PUBLISH_PAR, pars.publish_par, **quarter),
        "republish_pars": _of_all(
            Right.PUBLISH_PAR, pars.republish_pars, calendar=CALENDAR, rules=RULES, note="x"
        ),
        "choose_strata": _on(
            Right.MANAGE_SETTINGS,
            strata.choose_strata,
            fields=[WorkField.CHANNEL],
            calendar=CALENDAR,
            rules=RULES,
        ),
        "store_ratings": _on(
            Right.IMPORT_RATINGS,
            imports.store_ratings,
            chunks=[chunk_of([Row("N1")])],
            source="desk",
            file_name="x.csv",
            digest="1",
            calendar=CALENDAR,
        ),
        "keep_mapping": _on(
            Right.IMPORT_RATINGS,
            file_mappings.keep_mapping,
            source="desk",
            header=("Ticket", "Score"),
            mapping={"columns": {"score": "Score"}},
        ),
        "undo_import": _on(Right.IMPORT_RATINGS, undo.undo_import, batch=2),
        "hide_engineer": _on(Right.HIDE_NAME, people.hide_engineer, engineer_id=ANN, hidden=True),
    }


def _of_posts(kept: Settings) -> dict[str, Deciding]:
    row = {Field.TICKET: "N2", Field.SCORE: 5, Field.RATED_AT: "2026-11-02"}
    told = {"source": "desk", "sender": "API", "settings": kept}
    people, day = [{"name": "Eve", "team": "Alpha"}], timedelta(days=1)
    manage = Right.MANAGE_TOKENS
    return {
        "post_rows": _on(Right.IMPORT_RATINGS, posts.post_rows, rows=[row], **told),
        "post_people": _on(
            Right.MANAGE_PEOPLE, roster_posts.post_people, rows=people, settings=kept
        ),
        "post_teams": _on(Right.MANAGE_PEOPLE, roster_posts.post_teams, rows=[{"name": "Gamma"}]),
        "create_token": _on(
            manage, tokens.create_token, name="new", scopes=[Scope.READ], expires_at=NOW + day
        ),
        "revoke_token": _on(manage, tokens.revoke_token, token_id=1),
    }


def _of_feeds(kept: Settings) -> dict[str, Deciding]:
    right, name = Right.IMPORT_RATINGS, {"name": "cases"}
    entered = {"subdomain": "demo", "token": "t"}
    other = {"name": "other", "system": "freshdesk", "entered": entered, "since": NOW}
    return {
        "add_feed": _on(right, feeds.add_feed, **other, settings=kept),
        "change_feed": _on(right, feeds.change_feed, **name, entered=entered, settings=kept),
        "pause_feed": _on(right, feeds.pause_feed, **name, is_paused=True),
        "ask_for_pull": _on(right, feeds.ask_for_pull, **name),
        "read_again": _on(right, feeds.read_again, **name, since=NOW),
        "remove_feed": _on(right, feeds.remove_feed, **name, with_ratings=True),
    }


def _of_asking(kept: Settings) -> dict[str, Deciding]:
    told = {"chunk": chunk_of([Row("N3")]), "source": "desk", "sender": "API", "settings": kept}
    return {
        "post_chunk": _on(Right.IMPORT_RATINGS, posts.post_chunk, **told),
        "ask_about": _on(
            Right.IMPORT_RATINGS, asking.ask_about, ticket="N2", owner="Ann", settings=kept
        ),
        "open_ask_template": _on(
            Right.IMPORT_RATINGS, asking.open_ask_template, vendor=Vendor.OTRS, settings=kept
        ),
        "end_ask_template": _on(Right.IMPORT_RATINGS, asking.end_ask_template, template=1),
    }


def _of_people() -> dict[str, Deciding]:
    right, ann, names = Right.MANAGE_PEOPLE, {"engineer_id": ANN}, {"pseudonyms": PSEUDONYMS}
    whom, day = {"whom": Whom("engineer", ANN)}, NOW.date()
    transfer = {"team_id": BETA, "since": day + timedelta(days=9)}
    join = {"engineer_id": DAN, "team_id": BETA, "since": day}
    return {
        "transfer_engineer": _on(right, memberships.transfer_engineer, **ann, **transfer),
        "join_team": _on(right, memberships.join_team, **join),
        "leave_team": _on(right, memberships.leave_team, **ann, last=day),
        "add_team": _of_all(right, newcomers.add_team, name="Gamma"),
        "add_engineer": _of_all(right, newcomers.add_engineer, name="Eve"),
        "rename": _on(right, people.rename, **whom, name="Anna"),
        "add_alias": _on(right, people.add_alias, **whom, name="A."),
        "remove_alias": _on(right, people.remove_alias, **whom, name="Annie"),
        "merge_engineers": _on(right, mergers.merge_engineers, duplicate_id=CID, into_id=ANN),
        "merge_teams": _on(right, mergers.merge_teams, duplicate_id=BETA, into_id=ALPHA),
        "tell_apart": _on(right, namesakes.tell_apart, **whom, other_id=DAN),
        "ask_again": _on(right, namesakes.ask_again, **whom, other_id=CID),
        "erase_engineer": _on(right, erasure.erase_engineer, engineer_id=DAN, **names),
        "forget_words": _on(Right.MANAGE_SETTINGS, words.forget_words, before=day),
        "erase_customer": _on(right, customers.erase_customer, identity="bo", **names),
    }


def _of_shifts() -> dict[str, Deciding]:
    day = NOW.date()
    rest = {"first": day, "last": day, "today": day, "reason": "x"}
    pause, right, form = Right.PAUSE_GAME, Right.SHIFT_NOTES, {ItemKind.TICKET: "D-1"}
    return {
        "pause_game": _on(pause, pauses.pause_game, **rest, team_id=ALPHA),
        "pause_game of the department": _of_all(pause, pauses.pause_game, **rest),
        "end_pause": _on(pause, pauses.end_pause, pause_id=1),
        "write_note": _on(right, shifts.write_note, form=form, team_id=ALPHA),
        "take_note_back": _on(Right.TAKE_NOTES_BACK, shifts.take_note_back, note_id=1),
        "tick_off": _on(right, shifts.tick_off, item_id=1),
        "open_again": _on(right, shifts.open_again, item_id=2),
    }


def _of_requests() -> dict[str, Deciding]:
    right, request = Right.EXCLUDE_RATINGS, {"request_id": 1}
    asked = {"rating_id": 5, "engineer_id": ANN, "reason": ExclusionReason.ABUSE, "words": "x"}
    return {
        "ask_exclusion": _on(Right.CLAIM_HELP, exclusion_requests.ask_exclusion, **asked),
        "accept_exclusion": _on(right, exclusion_requests.accept_exclusion, **request),
        "decline_exclusion": _on(
            right, exclusion_requests.decline_exclusion, **request, answer="x"
        ),
        "withdraw_exclusion": _on(
            Right.CLAIM_HELP, exclusion_requests.withdraw_exclusion, **request
        ),
    }


def _of_feedback() -> dict[str, Deciding]:
    right, told = Right.SHARE_PRACTICE, {"rating_id": 2, "state": LessonState.LEARNED}
    answer = {"engineer_id": ANN, "question": Question.FUN, "value": 2}
    # A quarter of this calendar has ended in October.
    open_ = {"calendar": Calendar(fiscal_start=2), "days": 60}
    return {
        "answer_pulse": _on(Right.ANSWER_PULSE, pulse.answer_pulse, **answer, **open_),
        "note_lesson": _on(Right.NOTE_LESSONS, lessons.note_lesson, **told, lesson="call back"),
        "share_practice": _on(right, practices.share_practice, rating_id=3, words="x"),
        "take_practice_back": _on(right, practices.take_practice_back, practice_id=1),
    }


def _on(right: Right, call: Callable[..., Any], **told: Any) -> Deciding:
    return Deciding(right, call, told)


def _of_all(right: Right, call: Callable[..., Any], **told: Any) -> Deciding:
    return Deciding(right, call, told, department=True)
