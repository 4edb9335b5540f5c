"""Programs that look into mails are told from browsers, as far as they say what they are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from gamify.asking.links import AskLink
from gamify.asking.visits import is_program, may_send_itself

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
LINK = AskLink("T-1", issued_at=NOW - timedelta(hours=1))
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "curl/8.5.0",
        "python-requests/2.32",
        "Mozilla/5.0 (Windows NT 10.0) HeadlessChrome/126.0 Safari/537.36",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Microsoft Office Existence Discovery",
        "Mozilla/4.0 (compatible; ms-office; MSOffice 16)",
        "Proofpoint URL Defense",
        "Mozilla/5.0 BarracudaCentral",
        "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
        "facebookexternalhit/1.1",
        "Mozilla/5.0 (via ggpht.com GoogleImageProxy)",
        "WhatsApp/2.23 link preview",
    ],
)
def test_programs_are_known_by_what_they_call_themselves(agent: str) -> None:
    assert is_program({"user-agent": agent})


@pytest.mark.parametrize(
    "agent",
    [
        PHONE,
        "Mozilla/5.0 (Linux; Android 13; CUBOT P80) AppleWebKit/537.36 Chrome/126.0 Safari/537.36",
        "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
        "Opera/9.80 (J2ME/MIDP; Opera Mini/7.1) Presto/2.12 Version/12.16",
    ],
)
def test_browsers_are_no_programs(agent: str) -> None:
    assert not is_program({"user-agent": agent})


@pytest.mark.parametrize(
    "told",
    [
        {"sec-purpose": "prefetch;prerender"},
        {"purpose": "prefetch"},
        {"x-moz": "prefetch"},
        {"x-purpose": "preview"},
    ],
)
def test_looking_ahead_is_no_visit(told: dict[str, str]) -> None:
    headers = {"user-agent": PHONE, **told}

    assert is_program(headers)
    assert not may_send_itself(headers, LINK, now=NOW)


@pytest.mark.parametrize(
    ("told", "link", "expected"),
    [
        ({}, LINK, True),
        ({}, AskLink("T-1", template=1), True),
        ({"sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}, LINK, True),
        ({"sec-fetch-mode": "no-cors", "sec-fetch-dest": "empty"}, LINK, False),
        ({"sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"}, LINK, False),
        # A gateway opens links while it delivers a mail; nobody has read it by then.
        ({}, AskLink("T-1", issued_at=NOW - timedelta(seconds=59)), False),
        ({}, AskLink("T-1", issued_at=NOW - timedelta(seconds=60)), True),
    ],
)
def test_a_page_sends_itself_only_where_a_person_may_have_opened_it(
    told: dict[str, str], link: AskLink, expected: bool
) -> None:
    assert may_send_itself({"user-agent": PHONE, **told}, link, now=NOW) is expected
