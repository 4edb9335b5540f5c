"""Screens and announcements are set on the command line; a link is printed when it is asked for."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Ask


def test_a_screen_is_set_listed_changed_and_forgotten(ask: Ask) -> None:
    answers = [
        ask("wall", "list"),
        ask("wall", "create", "lobby", "--title", "Lobby", "--texts-in", "ru", "--density", "15"),
        ask(
            "wall",
            "change",
            "lobby",
            "--no-motion",
            "--scenes",
            "quotes:15",
            "standings",
            "--awake",
            "07:30-20:00",
        ),
        ask("wall", "list", "--json"),
        ask("wall", "list"),
        ask("wall", "delete", "lobby"),
        ask("wall", "list", "--json"),
    ]

    assert [answer.code for answer in answers] == [0] * 7
    none, created, changed, listed, table, _, last = (answer.out for answer in answers)
    assert none == "No screen is set; /wall works without. `wall create` sets one.\n"
    assert created.startswith("http://127.0.0.1:8501/wall?screen=lobby&token=")
    assert changed == "The screen “lobby” is set.\n"
    (screen,) = json.loads(listed)["screens"]
    del screen["created_at"]
    assert screen == {
        "screen": "lobby",
        "title": "Lobby",
        "language": "ru",
        "theme": "dark",
        "density": 15,
        "motion": False,
        "sound": "none",
        "shift": True,
        "teams": [],
        "scenes": [{"kind": "quotes", "seconds": 15}, {"kind": "standings", "seconds": 20}],
        "awake": {"weekdays": [0, 1, 2, 3, 4], "from": "07:30", "until": "20:00"},
        "has_link": True,
        "created_by": "command line",
    }
    assert table.splitlines()[2].split()[:3] == ["lobby", "Lobby", "ru"]
    assert json.loads(last) == {"screens": []}


def test_a_link_can_be_seen_again_renewed_and_taken_back(ask: Ask) -> None:
    created = ask("wall", "create", "lobby", "--address", "https://board.example.com/", "--json")
    again = ask("wall", "link", "lobby", "--address", "https://board.example.com", "--json")
    renewed = ask("wall", "renew", "lobby", "--json")
    revoked = ask("wall", "revoke", "lobby")
    nothing = ask("wall", "link", "lobby")

    link = json.loads(created.out)["link"]
    assert link.startswith("https://board.example.com/wall?screen=lobby&token=")
    assert json.loads(again.out)["link"] == link
    assert json.loads(renewed.out)["link"].partition("token=")[2] != link.partition("token=")[2]
    assert revoked.out == "The link of “lobby” has ended.\n"
    assert nothing.out == "“lobby” has no link; `wall renew` gives one.\n"


def test_a_list_shows_no_link(ask: Ask) -> None:
    token = ask("wall", "create", "lobby").out.strip().partition("token=")[2]

    answers = [ask("wall", "list"), ask("wall", "list", "--json")]

    assert len(token) == 43
    assert token not in "".join(answer.out for answer in answers)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("create", "Lobby!"), "“name” can't be “Lobby!”"),
        (("create", "lobby", "--scenes", "news:20"), "“scenes” can't be “news:20”"),
        (("create", "lobby", "--scenes", "quotes:9"), "“seconds” can't be “9”"),
        (("create", "lobby", "--awake", "morning"), "“hours” can't be “morning”"),
        (("create", "lobby", "--teams", "Nobody"), "There is no team “Nobody”"),
        (("change", "lobby"), "There is no screen “lobby”"),
        (("revoke", "lobby"), "There is no screen “lobby”"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    ask: Ask, words: tuple[str, ...], said: str
) -> None:
    answer = ask("wall", *words)

    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


def test_an_announcement_is_made_listed_and_taken_back(ask: Ask) -> None:
    made = ask("announce", "Pizza <b>now</b>", "--until", "2999-12-31", "--json")
    number = json.loads(made.out)["announcement"]

    listed = json.loads(ask("announce", "--json").out)
    withdrawn = ask("announce", "--withdraw", str(number))

    assert listed["announcements"] == [
        {
            "announcement": number,
            "text": "Pizza <b>now</b>",
            "last": "2999-12-31",
            "by": "command line",
        }
    ]
    assert withdrawn.code == 0
    assert ask("announce").out == "Nothing is announced.\n"
    assert ask("announce", "--withdraw", str(number)).code == 2
