"""The page behind a link: opening it never writes, a form does, once; nobody else's is told."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from httpx import Response
from sqlalchemy import Engine
from sqlmodel import col, select

from api import asking, asking_taking
from db.commands.asking import ask_about, link_key, open_ask_template
from db.engine import open_engine, reading, writing
from db.models import Rating
from db.queries.version import data_version
from gamify.access import console
from gamify.asking.email import Vendor
from gamify.asking.glances import Glances
from gamify.asking.links import new_link, sign_link
from gamify.errors import DatabaseRefused
from gamify.language import say
from pages.ui import reads
from tests.api.visiting import Browser
from tests.factories import Row, store

LEAD = console("lead")
PHONE = {
    "user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604.1",
    "accept-language": "fr, ru;q=0.8",
}
SCANNER = {**PHONE, "user-agent": "Proofpoint URL Defense"}


@pytest.fixture
def engine(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The database that the routes use, where reading asks for a sign-in."""
    for name, value in (
        ("DATABASE_URL", sqlite_url),
        ("ASKING", "true"),
        ("OPEN_READING", "false"),
        ("ORGANISATION", "North & <b>wind</b>"),
    ):
        monkeypatch.setenv(f"CROWNBOARD_{name}", value)
    monkeypatch.setattr(asking, "glances", Glances())
    asking_taking.turnstile.forget()
    reads.forget()
    engine = open_engine(sqlite_url)
    with writing(engine) as session:
        store(session, Row("T1", stars=0, owner="Ann"))
    yield engine
    engine.dispose()
    reads.forget()


def link(
    engine: Engine, *, ago: timedelta = timedelta(minutes=5), customer: str = "bo@x.de"
) -> str:
    """The address of a link that was made a while ago."""
    with writing(engine) as session:
        token = ask_about(
            session,
            ticket="T1",
            customer=customer,
            settings=reads.settings(),
            actor=LEAD,
            now=datetime.now(UTC) - ago,
        )
    return f"/rate/{token}"


def template(engine: Engine) -> str:
    with writing(engine) as session:
        token = open_ask_template(
            session,
            vendor=Vendor.GENERIC,
            settings=reads.settings(),
            actor=LEAD,
            now=datetime.now(UTC),
        )
    return f"/rate/{token}"


def stored(engine: Engine) -> list[int]:
    with reading(engine) as session:
        return list(session.exec(select(Rating.stars).order_by(col(Rating.stars))))


def version(engine: Engine) -> int:
    with reading(engine) as session:
        return data_version(session)


def send(address: str, browser: Browser | None = None, **fields: object) -> Response:
    """A form as a browser sends it that tells nobody where it comes from."""
    headers = {**PHONE, "origin": "null"}
    data = {"step": "first", "way": "pressed", **fields}
    return (browser or Browser()).ask("POST", address, data=data, headers=headers)


def is_sending_itself(answer: Response) -> bool:
    return "<script>" in answer.text


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("headers", [PHONE, SCANNER, {**PHONE, "sec-purpose": "prefetch"}])
def test_opening_all_five_stars_never_writes(
    engine: Engine, method: str, headers: dict[str, str]
) -> None:
    address, before = link(engine), version(engine)

    answers = [
        Browser().ask(method, f"{address}?stars={stars}", headers=headers) for stars in range(1, 6)
    ]

    assert [answer.status_code for answer in answers] == [200] * 5
    assert (stored(engine), version(engine)) == ([], before)


def test_a_form_writes_once(engine: Engine) -> None:
    address = link(engine)

    answers = [send(address, stars=5) for _ in range(3)]

    assert stored(engine) == [5]
    assert all("★★★★★" in answer.text for answer in answers)


def test_the_page_is_small_safe_and_asks_nobody_else(engine: Engine) -> None:
    answer = Browser().get(f"{link(engine)}?stars=5", headers=PHONE)

    assert len(answer.content) < 15_000
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert re.findall(r'(?:src|href)="(?!\?)', answer.text) == []
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers
    assert "North &amp; &lt;b&gt;wind&lt;/b&gt;" in answer.text
    assert 'lang="ru"' in answer.text


@pytest.mark.parametrize(
    ("asked", "language"), [("lang=en", "en"), ("lang=ru", "ru"), ("lang=xx", "ru"), ("", "ru")]
)
def test_the_link_says_the_language_else_the_browser(
    engine: Engine, asked: str, language: str
) -> None:
    answer = Browser().get(f"{link(engine)}?{asked}", headers=PHONE)

    assert f'<html lang="{language}">' in answer.text


def test_the_page_sends_itself_only_for_a_clicked_star_of_a_delivered_mail(engine: Engine) -> None:
    old, new = link(engine), link(engine, ago=timedelta(0), customer="mo@x.de")
    browser = Browser()

    clicked = browser.get(f"{old}?stars=5", headers=PHONE)
    without = browser.get(old, headers=PHONE)
    fresh = browser.get(f"{new}?stars=5", headers=PHONE)
    scanned = browser.get(f"{old}?stars=5", headers=SCANNER)
    second = browser.get(f"{old}?stars=4", headers=PHONE)

    sending = [is_sending_itself(one) for one in (clicked, without, fresh, scanned, second)]
    assert sending == [True, False, False, False, False]


def test_what_sends_itself_after_several_stars_were_opened_is_not_taken(engine: Engine) -> None:
    address = link(engine)
    for stars in range(1, 6):
        Browser().get(f"{address}?stars={stars}", headers=PHONE)

    sent = [send(address, stars=stars, way="itself") for stars in range(1, 6)]
    from_programs = stored(engine)
    send(address, stars=4)

    assert all(answer.status_code == 200 for answer in sent)
    assert from_programs == []
    assert stored(engine) == [4]


def test_what_a_program_sends_is_not_taken(engine: Engine) -> None:
    answer = Browser().ask("POST", link(engine), data={"stars": "1"}, headers=SCANNER)

    assert (answer.status_code, stored(engine)) == (200, [])


def test_stars_that_several_forms_send_at_once_are_held_until_one_is_chosen(
    engine: Engine,
) -> None:
    address = link(engine)
    for stars in (1, 2, 3, 4, 5):
        held = send(f"{address}?lang=en", stars=stars)
    opened = Browser().get(f"{address}?stars=5&lang=en", headers=PHONE)

    assert "Which one is yours?" in held.text
    assert "Which one is yours?" in opened.text
    assert not is_sending_itself(opened)
    with reading(engine) as session:
        assert session.exec(select(Rating.excluded_reason)).all() == ["unconfirmed"]


def test_another_star_is_a_question_and_a_press_changes_it(engine: Engine) -> None:
    address = link(engine)
    send(address, stars=2)

    opened = Browser().get(f"{address}?stars=4&lang=en", headers=PHONE)
    same = stored(engine)
    changed = send(f"{address}?lang=en", stars=4, step="change")

    assert "Change your rating?" in opened.text
    assert same == [2]
    assert "Your rating is changed." in changed.text
    assert stored(engine) == [4]


def test_words_are_shown_literally_and_come_back_where_they_are_too_long(engine: Engine) -> None:
    address = f"{link(engine)}?lang=en"
    send(address, stars=5)
    hostile = '</textarea><script>alert(1)</script> {{7*7}} "quoted" )))'

    kept = send(address, step="comment", comment=hostile)
    again = Browser().get(address, headers=PHONE)
    long = send(address, step="comment", comment="é" * 2_001)

    assert "Your words are kept." in kept.text
    for answer in (kept, again):
        assert hostile not in answer.text
        assert html.escape(hostile).replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in (
            answer.text
        )
    assert long.status_code == 422
    assert "é" * 2_001 in long.text
    assert send(address, step="comment", comment="🙂" * 2_000).status_code == 200


def test_a_link_that_was_changed_or_is_over_says_so_kindly(engine: Engine) -> None:
    address = link(engine)
    past = datetime.now(UTC) - timedelta(days=61)
    over = sign_link(new_link("T1", days=60, now=past), link_key(reads.settings()))
    other = address[:-1] + ("A" if address[-1] != "A" else "B")

    answers: list[Response] = []
    for path in (other, "/rate/x", "/rate/a/b", f"/rate/{over}"):
        answers.append(Browser().get(f"{path}?lang=en", headers=PHONE))
        answers.append(send(f"{path}?lang=en", stars=5))

    assert [answer.status_code for answer in answers] == [404] * 6 + [410] * 2
    assert all("Traceback" not in one.text and "<h1>" in one.text for one in answers)
    assert stored(engine) == []


def test_a_template_tells_nothing_of_what_was_answered(engine: Engine) -> None:
    address = template(engine)
    first = Browser().get(f"{address}?ticket=T1&stars=3", headers=PHONE)
    send(f"{address}?ticket=T1", stars=3)
    send(f"{address}?ticket=T1", step="comment", comment="between us")

    later = Browser().get(f"{address}?ticket=T1&stars=3", headers=PHONE)
    other = send(f"{address}?ticket=T1&lang=en", stars=5)
    unknown = send(f"{address}?ticket=T999", stars=5)

    assert later.text == first.text
    assert "between us" not in other.text
    assert "Which one is yours?" in other.text
    assert unknown.status_code == 404
    assert stored(engine) == [3]


def test_numbers_can_be_tried_out_only_so_often_with_a_template(engine: Engine) -> None:
    address, browser = template(engine), Browser()

    tried = [send(f"{address}?ticket=N{n}", browser, stars=5).status_code for n in range(61)]

    assert tried == [404] * 60 + [429]
    assert send(link(engine), browser, stars=5).status_code == 200


def test_while_the_database_is_away_nothing_is_acknowledged_or_lost(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"{link(engine)}?lang=en"

    def away() -> Engine:
        raise DatabaseRefused(problem=say("it is away"))

    monkeypatch.setattr(reads, "engine", away)
    opened = Browser().get(f"{address}&stars=4", headers=PHONE)
    stars = send(address, stars=4)
    words = send(address, step="comment", comment="my words")
    monkeypatch.undo()

    assert opened.status_code == 200
    assert not is_sending_itself(opened)
    assert [stars.status_code, words.status_code] == [503, 503]
    assert "Not kept yet" in stars.text
    assert 'value="4"' in stars.text
    assert "my words" in words.text


def test_switched_off_the_page_says_thanks_and_takes_nothing(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = link(engine)
    monkeypatch.setenv("CROWNBOARD_ASKING", "false")
    reads.forget()

    assert Browser().get(address, headers=PHONE).status_code == 404
    assert send(address, stars=5).status_code == 404
    assert stored(engine) == []


def test_the_engineer_is_named_only_where_the_settings_say_so(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = link(engine)
    unnamed = Browser().get(address, headers=PHONE)
    monkeypatch.setenv("CROWNBOARD_ASKING_NAMES", "true")
    reads.forget()

    named = Browser().get(address, headers=PHONE)
    by_template = Browser().get(f"{template(engine)}?ticket=T1", headers=PHONE)

    assert ["Ann" in one.text for one in (unnamed, named, by_template)] == [False, True, False]


@pytest.mark.parametrize("path", ["/rate/preview?stars=5", "/rate/preview/mail", "/rate/preview"])
def test_previews_write_nothing_and_stand_in_our_own_pages_alone(engine: Engine, path: str) -> None:
    before = version(engine)

    answer = Browser().get(path, headers=PHONE)
    sent = send("/rate/preview", stars=5)

    assert answer.status_code == 200
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    assert not is_sending_itself(answer)
    assert (sent.status_code, version(engine)) == (404, before)
