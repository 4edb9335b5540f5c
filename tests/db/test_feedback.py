"""Customers' words are found as they may be seen, and leave the index when they leave the rating.

On both databases: their search has nothing in common but what is asked of it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session

from db.backup import write_backup
from db.commands.comment_index import catch_up, index_some
from db.commands.customers import erase_customer
from db.commands.decisions import RatingEdit, edit_rating, exclude_rating
from db.commands.lessons import note_lesson
from db.commands.practices import share_practice, take_practice_back
from db.commands.undo import undo_import
from db.commands.words import forget_words
from db.derived import drop_derived
from db.engine import reading, writing
from db.queries.feedback import cause_days, feedback_count, feedback_page
from db.queries.feedback_filter import FeedbackFilter
from db.queries.practices import shared_practices
from db.restore import restore_backup
from gamify.access import NOBODY, READER, Visitor, Way, console
from gamify.errors import DecisionRefused
from gamify.feedback.costs import DayCost
from gamify.feedback.lesson import Cause, LessonState
from gamify.pseudonyms import Pseudonyms
from gamify.ratings import ExclusionReason
from gamify.rights import Role
from tests.factories import NOW, Row, store

LEAD = console("Lea")
ANN, BOB = 1, 2
ALPHA, BETA = 1, 2
PRAISE = FeedbackFilter(date(2026, 10, 1), date(2026, 12, 31))
LOW = replace(PRAISE, is_praise=False)
KEYS = Pseudonyms(b"key")
WORDS = {
    "en": "The printer crashed, refund wasn't paid.",
    "ru": "Решение платежа заняло неделю, всё ещё ждём ответа",
    "de": "Die Lösungen waren großartig, Rechnung fehlt",
    "zh": "客服很专业,退款很快",
    "g6": "Супер :red[x] 'quoted' \"NEAR\" a*b )))",
}


def visitor(role: Role, engineer: int | None = None, *teams: int) -> Visitor:
    return Visitor("Vi", role, engineer, frozenset(teams), Way.PASSWORD)


def found(session: Session, question: str, reader: Visitor = READER) -> list[str]:
    """The tickets that a question finds; the count has to be the same."""
    index_some(session)
    asked = replace(PRAISE, question=question)
    cards = feedback_page(session, asked, reader=reader)
    assert feedback_count(session, asked, reader=reader) == len(cards)
    return sorted(card.ticket for card in cards)


def test_words_are_found_in_their_forms_whatever_the_language(session: Session) -> None:
    store(session, *[Row(name, comment=words) for name, words in WORDS.items()])

    asked = {
        question: found(session, question)
        for question in (
            "crashes", "REFUNDS printer", "платежи", "ЕЩЕ", "решения", "Lösung", "grossartig",
            "退款", "款", "专业", "业退", "near", "pap",
        )
    }  # fmt: skip

    assert asked == {
        "crashes": ["en"], "REFUNDS printer": ["en"], "платежи": ["ru"], "ЕЩЕ": ["ru"],
        "решения": ["ru"], "Lösung": ["de"], "grossartig": ["de"], "退款": ["zh"], "款": ["zh"],
        "专业": ["zh"], "业退": [], "near": ["g6"], "pap": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    "question",
    ['"', "'", "*", "a* OR b", "NEAR(a b)", "-x", "words:a", "a\0b", "\ud800", "(", "& | !", ":*",
     "\\", "^a", "%_", "x" * 5_000, "𠀀𠀁", "e\u0301" * 99],
)  # fmt: skip
def test_whatever_somebody_types_is_words_and_raises_nothing(engine: Engine, question: str) -> None:
    with writing(engine) as session:
        store(session, Row("T1", comment="nothing of that"))

        assert found(session, question) == []


def test_words_that_change_or_go_leave_the_index(engine: Engine) -> None:
    with writing(engine) as session:
        batch = store(
            session,
            Row("T1", comment="first secret"),
            Row("T2", comment="second secret", requester=KEYS.of_customer("bo")),
            Row("T3", comment="third secret", day=date(2026, 10, 1)),
            Row("T4", comment="fourth secret"),
        ).batch
        assert found(session, "secret") == ["T1", "T2", "T3", "T4"]
        edit = RatingEdit(comment="nothing said")
        edit_rating(session, rating_id=1, edit=edit, note="x", actor=LEAD, now=NOW)
        erase_customer(session, identity="bo", pseudonyms=KEYS, actor=LEAD, now=NOW)
        forget_words(session, before=date(2026, 10, 2), actor=LEAD, now=NOW)

        assert (found(session, "secret"), found(session, "said")) == (["T4"], ["T1"])
        assert indexed(session) == 2

        undo_import(session, batch=batch, actor=LEAD, now=NOW)
        assert indexed(session) == 0
        # The next ratings get the numbers of those that are gone.
        store(session, Row("T9", comment="another secret"), source="new")
        assert found(session, "secret") == ["T9"]


def indexed(session: Session) -> int:
    session.flush()
    return session.connection().scalar(text("SELECT count(*) FROM comment_words")) or 0


def test_a_deleted_word_is_in_no_part_of_the_file(sqlite_url: str, tmp_path: Path) -> None:
    from db.engine import open_engine  # noqa: PLC0415

    engine = open_engine(sqlite_url)
    with writing(engine) as session:
        rows = [Row(f"T{n}", comment=f"usual words {n}") for n in range(50)]
        store(session, *rows, Row("S", comment="xylophone", requester=KEYS.of_customer("bo")))
        index_some(session)
    with writing(engine) as session:
        erase_customer(session, identity="bo", pseudonyms=KEYS, actor=LEAD, now=NOW)
    with reading(engine) as session:
        parts = session.connection().execute(text("SELECT block FROM comment_words_data")).all()
    engine.dispose()

    assert not any(b"xylophone" in block for (block,) in parts)


def test_a_restored_backup_is_found_again_and_holds_no_index(
    engine: Engine, tmp_path: Path
) -> None:
    with writing(engine) as session:
        store(session, Row("T1", comment="kept words"))
    catch_up(engine)
    write_backup(engine, tmp_path / "b", now=NOW)
    with writing(engine) as session:
        store(session, Row("T2", comment="later words"), source="later")
    catch_up(engine)

    head = restore_backup(engine, tmp_path / "b", force=True, actor=LEAD, now=NOW).head
    catch_up(engine)

    assert not [name for name in head.tables if name.startswith("comment")]
    with writing(engine) as session:
        assert found(session, "words") == ["T1"]


def department(session: Session) -> None:
    """Ann and Bob with praise and low ratings, one of them shared; ratings 1 to 7."""
    store(
        session,
        Row("A5", comment="kind words"),
        Row("B5", owner="Bob", team="Beta", comment="kind words"),
        Row("A4", stars=4, comment="slow words"),
        Row("B1", stars=1, owner="Bob", team="Beta", comment="bad words"),
        Row("AB", stars=2, owner="Bob", team="Beta", helpers=("Ann",), comment="shared words"),
        Row("X3", stars=3, owner=None, team=None, comment="nobody's words"),
        Row("B2", stars=2, owner="Bob", team="Beta"),
    )


ALL_LOW = {"A4", "B1", "AB", "X3", "B2"}
OF_BOB = {"B1", "AB", "B2"}
SEEN = {
    "nobody": (NOBODY, set()),
    "reader": (READER, set()),
    "viewer with a person": (visitor(Role.VIEWER, ANN), set()),
    "Ann": (visitor(Role.ENGINEER, ANN), {"A4", "AB"}),
    "Bob": (visitor(Role.ENGINEER, BOB), OF_BOB),
    "somebody": (visitor(Role.ENGINEER, 77), set()),
    "lead of Alpha": (visitor(Role.LEAD, None, ALPHA), {"A4"}),
    "lead of Beta who is Ann": (visitor(Role.LEAD, ANN, BETA), OF_BOB | {"A4"}),
    "lead of all": (visitor(Role.LEAD), ALL_LOW),
    "administrator": (visitor(Role.ADMINISTRATOR), ALL_LOW),
}


def test_a_low_rating_is_in_no_list_search_count_or_sum_of_others(session: Session) -> None:
    department(session)
    index_some(session)
    lost = {"A4": 1, "B1": 4, "AB": 3, "X3": 2, "B2": 3}

    for who, (reader, tickets) in SEEN.items():
        for asked in (
            LOW,
            replace(LOW, question="words"),
            replace(LOW, stars=(1, 2)),
            replace(LOW, team_id=BETA),
            replace(LOW, state=LessonState.NEW),
            replace(LOW, with_words=True),
        ):
            cards = feedback_page(session, asked, reader=reader)
            assert {card.ticket for card in cards} <= tickets, who
            assert feedback_count(session, asked, reader=reader) == len(cards), who
        cards = feedback_page(session, LOW, reader=reader)
        assert {card.ticket for card in cards} == tickets, who
        days = cause_days(session, first=LOW.first, last=LOW.last, reader=reader)
        assert sum(day.stars for day in days) == sum(lost[one] for one in tickets), who
        # Praise is everybody's, and no question finds anything else in it.
        praised = feedback_page(session, replace(PRAISE, question="words"), reader=reader)
        assert {card.ticket for card in praised} == {"A5", "B5"}
        assert feedback_page(session, replace(PRAISE, stars=(1, 2, 4)), reader=reader) == []


def test_pages_follow_one_another_without_gap_or_repetition(session: Session) -> None:
    store(
        session, *[Row(f"T{n}", comment="words", day=date(2026, 11, 1 + n // 3)) for n in range(9)]
    )
    seen: list[int] = []
    while page := feedback_page(session, PRAISE, reader=READER, skip=len(seen), most=2):
        seen += [card.id for card in page]

    assert seen == [9, 8, 7, 6, 5, 4, 3, 2, 1]


def test_causes_cost_whole_stars_and_dishonest_ratings_cost_none(session: Session) -> None:
    department(session)
    noted = {"cause": Cause.PRODUCT, "lesson": "Fixed.", "state": LessonState.LEARNED}
    note_lesson(session, rating_id=4, **noted, actor=LEAD, now=NOW)  # type: ignore[arg-type]
    for rating, reason in ((5, ExclusionReason.POLICY), (7, ExclusionReason.ABUSE)):
        exclude_rating(session, rating_id=rating, reason=reason, actor=LEAD, now=NOW)

    day = date(2026, 11, 2)
    assert cause_days(session, first=LOW.first, last=LOW.last, reader=LEAD) == [
        DayCost(day, None, 3, 1 + 3 + 2),
        DayCost(day, Cause.PRODUCT, 1, 4),
    ]
    (card,) = feedback_page(session, replace(LOW, cause=Cause.PRODUCT), reader=LEAD)
    assert (card.ticket, card.note.lesson, card.note.noted_by) == ("B1", "Fixed.", "Lea")


def test_what_is_noted_has_to_make_sense(session: Session) -> None:
    department(session)

    for told in (
        {"rating_id": 1, "state": LessonState.NEW},
        {"rating_id": 3, "state": LessonState.LEARNED},
        {"rating_id": 3, "state": LessonState.NEW, "lesson": "x" * 1_001},
        {"rating_id": 3, "state": LessonState.NEW, "lesson": "a\0b"},
    ):
        with pytest.raises(DecisionRefused):
            note_lesson(session, **told, actor=LEAD, now=NOW)  # type: ignore[arg-type]


def test_only_praise_is_quoted_and_a_lesson_names_nobody(session: Session) -> None:
    department(session)
    for rating in (3, 4):
        with pytest.raises(DecisionRefused):
            share_practice(session, rating_id=rating, quotes=True, actor=LEAD, now=NOW)
    with pytest.raises(DecisionRefused):
        share_practice(session, rating_id=1, actor=LEAD, now=NOW)
    praise = share_practice(session, rating_id=1, quotes=True, actor=LEAD, now=NOW)
    share_practice(session, rating_id=4, words="Call back.", actor=LEAD, now=NOW)

    shared = [(one.words, one.quote, one.owner_id) for one in shared_practices(session)]
    exclude_rating(session, rating_id=1, reason=ExclusionReason.ABUSE, actor=LEAD, now=NOW)
    without = [(one.words, one.quote) for one in shared_practices(session)]
    take_practice_back(session, practice_id=praise, actor=LEAD, now=NOW)

    assert shared == [("Call back.", "", None), ("", "kind words", ANN)]
    # A five that isn't counted any more is no praise.
    assert without == [("Call back.", "")]
    with pytest.raises(DecisionRefused):
        take_practice_back(session, practice_id=praise, actor=LEAD, now=NOW)


def test_the_index_can_be_made_anew_from_what_is_there(session: Session) -> None:
    connection = session.connection()

    drop_derived(connection)
    drop_derived(connection)

    assert connection.scalar(text("SELECT count(*) FROM rating")) == 0
