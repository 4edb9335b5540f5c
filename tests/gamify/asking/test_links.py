"""Links for rating: nobody makes, changes or guesses one; nothing personal is readable there."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamify.asking.links import (
    AskLink,
    LinkExpired,
    LinkRefused,
    link_address,
    new_link,
    open_link,
    sign_link,
    sign_template,
    template_address,
)
from gamify.pseudonyms import Pseudonyms

KEY, OTHER = b"k" * 32, b"o" * 32
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
CUSTOMER = Pseudonyms(b"key").of_customer("bo.berg@example.com")


def link(ticket: str = "T-1", **told: str) -> AskLink:
    return new_link(ticket, days=60, now=NOW, **told)


@pytest.mark.parametrize("ticket", ["T-1", "№ 7/2026", "a b", "🙂", "{{ticket.id}}"])
def test_a_link_says_what_was_signed(ticket: str) -> None:
    made = link(ticket, customer=CUSTOMER, source="desk")

    assert open_link(sign_link(made, KEY), KEY, now=NOW) == made


def test_nothing_personal_can_be_read_in_an_address() -> None:
    token = sign_link(link(customer=CUSTOMER), KEY)
    told = urlsafe_b64decode(token + "=" * (-len(token) % 4))

    assert b"bo.berg" not in told
    assert b"example" not in told


def test_a_link_lives_up_to_its_last_second() -> None:
    token = sign_link(link(), KEY)

    assert open_link(token, KEY, now=NOW + timedelta(days=60, seconds=-1)).ticket == "T-1"
    with pytest.raises(LinkExpired):
        open_link(token, KEY, now=NOW + timedelta(days=60))


@given(st.data())
def test_a_link_with_any_other_character_is_none(data: st.DataObject) -> None:
    token = sign_link(link(customer=CUSTOMER), KEY)
    at = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.characters(codec="utf-8").filter(lambda sign: sign != token[at]))

    with pytest.raises(LinkRefused):
        open_link(token[:at] + other + token[at + 1 :], KEY, now=NOW)


@given(st.text(max_size=200))
def test_what_was_never_signed_is_refused(text: str) -> None:
    with pytest.raises(LinkRefused):
        open_link(text, KEY, ticket="T-1", now=NOW)


def test_another_key_opens_nothing() -> None:
    for token in (sign_link(link(), OTHER), sign_template(1, OTHER)):
        with pytest.raises(LinkRefused):
            open_link(token, KEY, ticket="T-1", now=NOW)


@pytest.mark.parametrize("tail", ["=", "==", "A", "\n", "%00", "é"])
def test_one_link_has_one_spelling(tail: str) -> None:
    with pytest.raises(LinkRefused):
        open_link(sign_link(link(), KEY) + tail, KEY, now=NOW)


def test_what_is_signed_for_one_kind_is_none_of_the_other() -> None:
    whole = urlsafe_b64decode(sign_template(1, KEY) + "==")
    forged = urlsafe_b64encode(whole[:16] + b"1" + whole[17:]).decode().rstrip("=")

    with pytest.raises(LinkRefused):
        open_link(forged, KEY, ticket="T-1", now=NOW)


def test_a_template_takes_its_ticket_from_the_address() -> None:
    token = sign_template(7, KEY)

    assert open_link(token, KEY, ticket=" 815 ", now=NOW) == AskLink("815", template=7)


@pytest.mark.parametrize("ticket", ["", "  ", "{{ticket.id}}", "<OTRS_TICKET_TicketNumber>"])
def test_a_placeholder_that_nobody_filled_in_is_no_ticket(ticket: str) -> None:
    with pytest.raises(LinkRefused):
        open_link(sign_template(7, KEY), KEY, ticket=ticket, now=NOW)


def test_addresses_carry_star_and_language_in_the_clear() -> None:
    assert link_address("https://x.example/", "abc", stars=5, language="ru") == (
        "https://x.example/rate/abc?stars=5&lang=ru"
    )
    assert template_address(
        "https://x.example", "abc", "{{ticket.id}}", stars=1, language="en"
    ) == ("https://x.example/rate/abc?stars=1&lang=en&ticket={{ticket.id}}")
