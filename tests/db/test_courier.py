"""Letters arrive literally, what went wrong is told, and an address is never seen."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
import requests

from db.courier import service_of, take
from db.secrets import Secret
from gamify.errors import CrownboardError
from gamify.post import SENT, DeliveryState, DestinationRefused, Letter, Mishap, Receipt
from tests.receiver import TOKEN, Chat, Mailbox, free_port

HOSTILE = 'Zoë & Ольга: "<b>[x](y)</b>" *not bold* $5 :red[a] :smile: @channel ❤ )))\n  two lines'
LETTER = Letter("34 days left <now>", HOSTILE)


@pytest.fixture
def chat() -> Iterator[Chat]:
    chat = Chat(free_port())
    with chat.open():
        yield chat


def failed(mishap: Mishap) -> Receipt:
    return Receipt(DeliveryState.FAILED, mishap)


def test_a_chat_gets_the_letter_byte_for_byte(chat: Chat) -> None:
    assert take(LETTER, Secret(chat.address)) == SENT

    assert chat.arrived == [(LETTER.title, LETTER.body)]


def test_a_mailbox_gets_the_letter_literally() -> None:
    mailbox = Mailbox(free_port())
    with mailbox.open():
        assert take(LETTER, Secret(mailbox.address + "&format=text")) == SENT

    ((subject, text),) = mailbox.arrived
    assert subject == LETTER.title
    assert text.replace("\r\n", "\n").strip() == LETTER.body


def test_a_mail_that_is_usual_shows_the_letter_literally() -> None:
    mailbox = Mailbox(free_port())
    with mailbox.open():
        assert take(LETTER, Secret(mailbox.address)) == SENT

    ((_, text),) = mailbox.arrived
    assert text.replace("\r\n", "\n").strip() == LETTER.body


def test_markdown_and_calls_are_taken_out_of_force_where_a_chat_would_follow_them() -> None:
    address = Secret("mmost://127.0.0.1/3ccdd113474722377935511fc85d3dd4")
    answer = mock.Mock(status_code=200, content=b"")
    with mock.patch.object(requests, "post", return_value=answer) as post:
        assert take(Letter("Today", "[x](y) *a* @channel"), address) == SENT

    assert "\\[x\\]\\(y\\) \\*a\\* @\\u2060channel" in post.call_args.kwargs["data"].replace(
        "\\\\", "\\"
    )


@pytest.mark.parametrize(
    ("status", "receipt"),
    [
        (401, failed(Mishap.STRANGER)),
        (404, failed(Mishap.NOWHERE)),
        (429, failed(Mishap.BUSY)),
        (400, failed(Mishap.REFUSED)),
        (503, failed(Mishap.BROKEN)),
        (504, Receipt(DeliveryState.UNSURE, Mishap.SILENT)),
    ],
)
def test_what_a_service_answers_is_told(chat: Chat, status: int, receipt: Receipt) -> None:
    chat.status = status

    assert take(Letter("Today", "error=200 or error=504"), Secret(chat.address)) == receipt


@pytest.mark.parametrize("sort", [Chat, Mailbox])
def test_a_service_that_is_away_got_nothing(sort: type[Chat | Mailbox]) -> None:
    away = sort(free_port())

    assert take(LETTER, Secret(away.address)) == failed(Mishap.UNREACHABLE)


@pytest.mark.parametrize(
    ("reply", "receipt"),
    [
        ("554 no such letters here", failed(Mishap.REFUSED)),
        ("451 come back later", failed(Mishap.REFUSED)),
        ("535 who are you", failed(Mishap.STRANGER)),
        ("", Receipt(DeliveryState.UNSURE, Mishap.SILENT)),
    ],
)
def test_what_a_mail_server_answers_is_told(reply: str, receipt: Receipt) -> None:
    mailbox = Mailbox(free_port(), reply=reply)
    with mailbox.open():
        assert take(LETTER, Secret(mailbox.address)) == receipt


def test_a_service_that_does_not_answer_may_have_the_letter(chat: Chat) -> None:
    chat.answers.clear()

    receipt = take(LETTER, Secret(chat.address + "?rto=0.3"))

    assert receipt == Receipt(DeliveryState.UNSURE, Mishap.SILENT)
    assert chat.arrived == [(LETTER.title, LETTER.body)]


def test_an_address_can_not_ask_for_a_letter_twice(chat: Chat) -> None:
    chat.status = 503
    with mock.patch.object(requests, "request", side_effect=requests.request) as request:
        take(LETTER, Secret(chat.address + "?retry=3&wait=0&overflow=split"))

    assert request.call_count == 1


def test_letters_that_are_taken_at_once_do_not_hear_of_each_other(chat: Chat) -> None:
    away = Chat(free_port())
    receipts: dict[str, Receipt] = {}

    def carry(name: str, address: str) -> None:
        receipts[name] = take(LETTER, Secret(address))

    chat.answers.clear()
    slow = threading.Thread(target=carry, args=("slow", chat.address))
    slow.start()
    while not chat.arrived:
        time.sleep(0.01)
    carry("away", away.address)
    chat.answers.set()
    slow.join()

    assert receipts == {"slow": SENT, "away": failed(Mishap.UNREACHABLE)}


@pytest.mark.parametrize(
    ("address", "service"),
    [
        ("json://127.0.0.1/", "json"),
        ("mailto://user:pass@example.com", "mailto"),
        ("TGRAM://123456789:abcdefg_hijklmnop/12315544", "tgram"),
        ("mmosts://chat.example.com/3ccdd113474722377935511fc85d3dd4", "mmosts"),
        ("https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ", "slack"),
    ],
)
def test_a_service_is_told_by_its_scheme(address: str, service: str) -> None:
    assert service_of(Secret(address)) == service


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nonsense",
        "https://example.com/x",
        f"nosuch://{TOKEN}",
        f"json://{TOKEN}@",
        f"tgram://{TOKEN}",
        f"mmost://127.0.0.1/{TOKEN}aaaaaaaaaaaaaaaa/?channel=one,two",
        f"mailto://{TOKEN}:pass@example.com?to=one@example.com,two@example.com",
        f"json://{TOKEN}@example.com, json://{TOKEN}@example.org",
    ],
)
def test_what_is_no_address_of_one_chat_is_refused_without_being_quoted(
    address: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    with pytest.raises(DestinationRefused) as refused:
        service_of(Secret(address))

    assert TOKEN not in str(refused.value) + repr(refused.value) + caplog.text


def test_an_address_is_in_no_log_however_sending_ends(
    chat: Chat, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("urllib3").setLevel(logging.DEBUG)
    told: list[Any] = []
    for status in (200, 400, 500):
        chat.status = status
        told.append(take(LETTER, Secret(chat.address)))
    told.append(take(LETTER, Secret(Chat(free_port()).address)))
    try:
        take(LETTER, Secret(f"json://{TOKEN}@"))
    except CrownboardError as error:
        told.append(error)

    printed = "".join(capfd.readouterr())
    assert len(told) == 5
    assert TOKEN not in caplog.text + printed + repr(told)
    # The log is open: what isn't about a letter still comes through.
    requests.get(f"http://127.0.0.1:{chat.port}/elsewhere", timeout=5)
    assert "elsewhere" in caplog.text
