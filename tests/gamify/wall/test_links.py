"""Who may see a screen."""

from __future__ import annotations

import pytest

from gamify.wall.links import Ticket, digest_of, may_watch, screen_address

LINK = digest_of("right")


def test_a_token_is_known_by_a_digest_that_tells_nothing_of_it() -> None:
    assert digest_of("") == ""
    assert len(LINK) == 64
    assert digest_of("right ") != LINK
    assert digest_of("\udcff") != ""


@pytest.mark.parametrize(
    ("ticket", "digest", "is_known", "expected"),
    [
        (Ticket("lobby", LINK), LINK, True, True),
        (Ticket("lobby", digest_of("wrong"), is_reader=True), LINK, True, False),
        (Ticket("lobby", LINK, is_reader=True), "", True, False),
        (Ticket("lobby", LINK, is_reader=True), "", False, False),
        (Ticket("lobby", is_reader=True), LINK, True, True),
        (Ticket("lobby", is_reader=True), "", True, True),
        (Ticket("lobby", is_reader=True), "", False, False),
        (Ticket("lobby"), LINK, True, False),
        (Ticket("lobby"), "", True, False),
    ],
)
def test_a_token_has_to_be_right_and_without_one_a_reader_sees_what_is_there(
    ticket: Ticket, digest: str, is_known: bool, expected: bool
) -> None:
    assert may_watch(ticket, digest=digest, is_known=is_known) is expected


def test_an_address_holds_screen_and_token() -> None:
    assert (
        screen_address("https://board.example.com/x/", "lobby", "a-b_c")
        == "https://board.example.com/x/wall?screen=lobby&token=a-b_c"
    )
