"""Words that do harm where they are taken for more than words, and a department full of them.

Every place that text can come from holds some: names, comments, kinds of work, tickets, file names
and headers, titles, labels, accounts, tokens, screens, messages, notes.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from db.commands.accounts import create_account
from db.commands.announcements import announce_on_walls
from db.commands.asking import ask_about, open_ask_template
from db.commands.assists import claim_assist
from db.commands.awards import record_awards
from db.commands.challenges import cancel_challenge, create_challenge
from db.commands.credit import set_credit
from db.commands.decisions import RatingEdit, edit_rating, exclude_rating
from db.commands.destinations import add_destination
from db.commands.exclusion_requests import ask_exclusion, decline_exclusion
from db.commands.feeds import add_feed
from db.commands.file_mappings import keep_mapping
from db.commands.flags import decide_flag, whitelist_pair
from db.commands.lessons import note_lesson
from db.commands.nominations import NominationChange, add_own_nomination, change_nomination
from db.commands.own_settings import SettingChange, change_settings
from db.commands.pars import publish_par
from db.commands.pauses import pause_game
from db.commands.people import add_alias
from db.commands.plans import add_plan
from db.commands.practices import share_practice
from db.commands.shifts import write_note
from db.commands.thanks import thank
from db.commands.tokens import create_token
from db.commands.walls import create_screen
from db.engine import migrate, open_engine, writing
from db.messages import stored_message
from db.models import Engineer, Flag, Rating
from db.queries.people import Whom
from db.secrets import Secret
from db.settings import Settings
from db.taking_in import take_in
from gamify.access import console
from gamify.asking.email import Vendor
from gamify.challenges.challenge import Owner
from gamify.challenges.reading import read_criteria
from gamify.feedback.lesson import Cause, LessonState
from gamify.ingest.fields import Field
from gamify.ingest.options import ReadOptions, ScaleName
from gamify.ingest.ratings_file import open_ratings
from gamify.integrity.case import CaseState
from gamify.integrity.flag import Rule, flag_key
from gamify.language import say
from gamify.ratings import CREDIT, ExclusionReason
from gamify.rights import Role, Scope
from gamify.seasons import SeasonKind, day_of, previous_season, season_on
from gamify.shift.notes import ItemKind
from gamify.wall.screen import Screen
from tests.post import KEY

#: A host that nothing may ask: RFC 5737 keeps it for documents.
FOREIGN = "198.51.100.7"
#: What one line in any place may hold.
WORDS = (
    "<img src=x onerror=alert(1)>",
    "<script>alert(2)</script>",
    "[m](javascript:alert(3))",
    f"![p](http://{FOREIGN}/p.png)",
    f"http://{FOREIGN}/l www.{FOREIGN}",
    "**bold** _it_ `code` ~~gone~~",
    ":red[r] :material/bomb: $x^2$ :tada:",
    "&lt;b&gt;&#106;&amp;",
    "{{7*7}}${7*7}{n}{0}%s%(x)d",
    "'; DROP TABLE rating;--",
    '"><svg onload=alert(4)>',
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "../../etc/passwd",
    "--help",
    "# heading",
    "\\0 \\u001b \\",
)
#: Signs that steer a terminal or turn a line around; names that people type may not hold them.
STEERING = ("\x1b[2J\x1b]0;t\x07", "\u202etxt.exe")
#: A bit of each, as long as a name may be.
ALL = f"=<img src=x onerror=alert(5)>[m](http://{FOREIGN}/)**b** $x$:red[r]{{0}}"
#: The same for what may take several lines.
LINES = "\n".join((*WORDS, *STEERING, "| a | b |\n|---|---|\n| c | d |", "\tx", "\r=2+2"))
#: What the stars are called: up to twenty characters each.
LABELS = ["<img src=x>", ":red[r]", "[m](//x)", "=1+1", "$x$ **b** {0}"]
LEAD = console("=Lea <img src=x onerror=alert(6)>")

_TEAMS, _PEOPLE = 4, 24
HEADER = {
    Field.TICKET: "=ID <img src=x onerror=alert(7)>",
    Field.SCORE: "**Score** [m](javascript:alert(8))",
    Field.RATED_AT: f"![at](http://{FOREIGN}/h)",
    Field.SOLVED_AT: ":red[solved]",
    Field.OPENED_AT: "$opened$",
    Field.OWNER: "+Who <b>",
    Field.TEAM: "@Team",
    Field.COMMENT: "-Words '; DROP TABLE ticket;--",
    Field.CATEGORY: "{0} {category}",
    Field.CHANNEL: "&lt;channel&gt;",
    Field.PRIORITY: "`priority`",
    Field.LINE: "# line",
    Field.REQUESTER: "=customer",
    Field.HELPERS: "<i>helpers",
}
#: A file is called so, as far as a file system bears it.
FILE = f"=<img src=x onerror=alert(9)>[m](javascript_alert)**{FOREIGN}**.csv"
OWN = {"key": "own", "title": ALL[:60], "measure": "count", "of": "ratings", "least": 1}


def rows(now: datetime, each: int) -> Iterator[dict[Field, str]]:
    """So many ratings of every person in the running quarter, and as many in the one before."""
    words, n = cycle((*WORDS, *STEERING, LINES)), 0
    for at in [now - timedelta(minutes=30 * k + 5) for k in range(each)] + [
        now - timedelta(days=91, minutes=30 * k) for k in range(each)
    ]:
        for person in range(_PEOPLE):
            n, word = n + 1, next(words)
            yield {
                Field.TICKET: f"{WORDS[n % len(WORDS)]} {n}",
                Field.SCORE: "<b>awful</b>" if n % 11 == 0 else "=wow",
                Field.RATED_AT: at.isoformat(),
                Field.SOLVED_AT: (at - timedelta(minutes=9)).isoformat(),
                Field.OPENED_AT: (at - timedelta(minutes=90 + n % 50)).isoformat(),
                Field.OWNER: person_name(person),
                Field.TEAM: team_name(person % _TEAMS),
                Field.COMMENT: word,
                Field.CATEGORY: WORDS[n % 3],
                Field.CHANNEL: WORDS[3 + n % 2],
                Field.PRIORITY: WORDS[6],
                Field.LINE: WORDS[11],
                Field.REQUESTER: f"{WORDS[n % len(WORDS)]}{n % 40}@client.example",
                Field.HELPERS: person_name(person + 1) if n % 7 == 0 else "",
            }


def person_name(number: int) -> str:
    """Each is called by another word; one by what steers terminals, one by a very long name."""
    words = (*WORDS, *STEERING, ALL, "W" * 190)
    return f"{words[number % _PEOPLE % len(words)]} {number % _PEOPLE}"


def team_name(number: int) -> str:
    """The name of a team."""
    return f"{(ALL, WORDS[1], WORDS[11], 'M' * 120)[number]} {number}"


def write_file(folder: Path, *, now: datetime, each: int = 6) -> Path:
    """The file of the department's ratings."""
    path = folder / FILE
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(HEADER))
        table.writerow(HEADER)
        table.writerows(rows(now, each))
    return path


def options() -> ReadOptions:
    """How the file is read."""
    table = "=wow=5,<b>awful</b>=1"
    return ReadOptions(columns=HEADER, scale=ScaleName.CUSTOM, scale_table=table)


def planted_database(folder: Path, *, now: datetime) -> Settings:
    """A database with such a department in a folder, and the settings that open it."""
    kept = Settings(database_url=f"sqlite:///{folder / 'crownboard.db'}", secret_key=KEY)
    engine = open_engine(kept.database_url)
    migrate(engine)
    with writing(engine) as session:
        plant(session, kept, folder, now=now)
    engine.dispose()
    return kept


def plant(session: Session, kept: Settings, folder: Path, *, now: datetime) -> None:
    """A department in which every word that comes from outside is hostile."""
    file = open_ratings(write_file(folder, now=now), options=options())
    take_in(
        session,
        file.chunks(),
        file=file,
        source=ALL[:60],
        settings=kept,
        actor=LEAD,
        now=now,
    )
    told: dict[str, Any] = {"actor": LEAD, "now": now}
    _settle(session, kept, told)
    _play(session, kept, told)
    _decide(session, told)
    _talk(session, kept, told)
    _open_doors(session, kept, told)


def _settle(session: Session, kept: Settings, told: dict[str, Any]) -> None:
    change = SettingChange({"organisation": ALL, "star_labels": LABELS})
    change_settings(session, change, base=kept, **told)
    keep_mapping(
        session,
        source=ALL[:60],
        header=list(HEADER.values()),
        mapping={"columns": {Field.SCORE: HEADER[Field.SCORE]}},
        **told,
    )
    season = season_on(told["now"].date(), kind=SeasonKind.QUARTER, calendar=kept.calendar)
    publish_par(
        session, season=season, calendar=kept.calendar, rules=kept.rules, note=LINES, **told
    )


def _play(session: Session, kept: Settings, told: dict[str, Any]) -> None:
    now, today = told["now"], day_of(told["now"], kept.calendar)
    season = season_on(today, kind=SeasonKind.QUARTER, calendar=kept.calendar)
    former = previous_season(season, calendar=kept.calendar)
    goal = read_criteria({"fives": "999"})
    create_challenge(session, criteria=goal, season=season, title=ALL, **told)
    create_challenge(session, criteria=goal, season=season, owner=Owner(team_id=1), **told)
    create_challenge(
        session, criteria=goal, season=season, owner=Owner(engineer_id=1), title=WORDS[2], **told
    )
    other, third = read_criteria({"fives": "998"}), read_criteria({"fives": "997"})
    create_challenge(session, criteria=other, season=season, title=WORDS[3], is_draft=True, **told)
    gone = create_challenge(session, criteria=third, season=season, title=WORDS[4], **told)
    cancel_challenge(session, gone, reason=LINES, **told)
    add_own_nomination(session, OWN, **told)
    named = NominationChange(title=WORDS[2])
    change_nomination(session, "top_scorer", change=named, **told)
    record_awards(session, season=former, calendar=kept.calendar, rules=kept.rules, **told)
    announce_on_walls(session, text=ALL, last=today, today=today, **told)
    screen = replace(Screen("main"), title=ALL[:60])
    create_screen(session, screen=screen, settings=kept, **told)
    chat = add_destination(
        session,
        name=ALL.replace("://", ""),
        address=Secret("jsons://127.0.0.1:9/x"),
        settings=kept,
        **told,
    )
    add_plan(session, destination_id=chat.id, minute=540, **told)
    add_alias(session, Whom("engineer", 1), name=WORDS[3], **told)
    claim_assist(session, ticket_id=2, engineer_id=5, **told)
    assert now.tzinfo is UTC


def _decide(session: Session, told: dict[str, Any]) -> None:
    ratings = session.exec(select(Rating).order_by(col(Rating.id)).limit(9)).all()
    ids = [rating.id or 0 for rating in ratings]
    owners = [rating.owner_id or 0 for rating in ratings]
    for at, reason in enumerate(ExclusionReason):
        if at < 2:
            exclude_rating(session, rating_id=ids[at], reason=reason, note=LINES, **told)
    edit_rating(session, rating_id=ids[2], edit=RatingEdit(comment=LINES), note=LINES, **told)
    half = {owners[3]: CREDIT // 2, owners[4]: CREDIT // 2}
    set_credit(session, rating_id=ids[3], units=half, note=LINES, **told)
    for at in (4, 5):
        ask_exclusion(
            session,
            rating_id=ids[at],
            engineer_id=owners[at],
            reason=ExclusionReason.ABUSE,
            words=LINES,
            **told,
        )
    decline_exclusion(session, request_id=2, answer=LINES, **told)
    for number in range(3):
        session.add(_flag(number, ids[6 + number], owners[6 + number], told["now"]))
    session.flush()
    whitelist_pair(session, flag_id=1, note=LINES, **told)
    decide_flag(session, flag_id=2, decision=CaseState.FINE, note=LINES, **told)


def _talk(session: Session, kept: Settings, told: dict[str, Any]) -> None:
    """What colleagues say to each other, and what was learned."""
    today = day_of(told["now"], kept.calendar)
    for kind in ItemKind:
        write_note(session, form={kind: "\n".join((*WORDS, ALL))}, team_id=1, **told)
    rest: dict[str, Any] = {
        "first": today + timedelta(days=5),
        "last": today + timedelta(days=6),
        "today": today,
    }
    pause_game(session, reason=WORDS[0], team_id=4, **rest, **told)
    pause_game(session, reason=WORDS[3], first=today, last=today, today=today, team_id=2, **told)
    for ticket, words in ((8, ALL), (15, WORDS[0])):
        thank(session, ticket_id=ticket, engineer_id=3, words=words, **told)
    by_stars = select(Rating).order_by(col(Rating.stars), col(Rating.id))
    low, *_, high = session.exec(by_stars).all()
    learned: dict[str, Any] = {
        "cause": Cause.HANDLING,
        "state": LessonState.LEARNED,
        "lesson": WORDS[1] + ALL,
    }
    note_lesson(session, rating_id=low.id or 0, **learned, **told)
    share_practice(session, rating_id=low.id or 0, words=WORDS[2] + ALL, **told)
    share_practice(session, rating_id=high.id or 0, words=WORDS[0], **told)
    asked: dict[str, Any] = {
        "customer": WORDS[1],
        "owner": person_name(2),
        "source": ALL[:60],
        "settings": kept,
    }
    ask_about(session, ticket=WORDS[0], **asked, **told)
    open_ask_template(session, vendor=Vendor.ZENDESK, source=ALL[:60], settings=kept, **told)


def _flag(number: int, rating: int, owner: int, now: datetime) -> Flag:
    """Something odd about a customer who is called by a word, too."""
    other = f"{WORDS[number]}@client.example"
    return Flag(
        season=season_on(now.date(), kind=SeasonKind.QUARTER, calendar=Settings().calendar).code,
        rule=Rule.FAN.value,
        key=flag_key(owner, other),
        severity="high",
        engineer_id=owner,
        ratings=[rating],
        evidence=stored_message(say("{who} and {other}", who=ALL, other=other)),
        found_at=now,
        state=CaseState.OPEN.value,
    )


def _open_doors(session: Session, kept: Settings, told: dict[str, Any]) -> None:
    create_account(session, login="ada", name=ALL[:80], role=Role.ADMINISTRATOR, **told)
    for number, word in enumerate(WORDS[:6]):
        create_account(session, login=word, role=Role.LEAD, team_ids=[number % 4 + 1], **told)
    engineer = session.exec(select(Engineer.id).order_by(col(Engineer.id))).first()
    create_account(session, login=WORDS[6], role=Role.ENGINEER, engineer_id=engineer, **told)
    create_token(session, name=ALL[:80], scopes=list(Scope), source=WORDS[0], **told)
    add_feed(
        session,
        name="cases",
        system="freshdesk",
        entered={"subdomain": "demo", "token": "t"},
        since=told["now"],
        settings=kept,
        **told,
    )
