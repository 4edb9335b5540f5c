"""Hostile Markdown stays text: no HTML, no image, no directive, and links to the web alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gamify.errors import DecisionRefused
from gamify.shift.markup import Piece, read_markup, web_address
from gamify.shift.notes import ItemKind, plain_line, read_items, search_key

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](https://evil.example/pixel.png)",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&#58;alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](//evil.example)",
    "[x](https://good.example@evil.example)",
    "<javascript:alert(1)>",
    "[x]: https://evil.example",
    ":red[x] :material/star: $x^2$ :smile:",
    "# head\u2028---",
    "| a | b |",
    "&lt;b&gt; &#x3c;",
    "**" * 400,
    "[" * 400 + "](https://a.example)",
)


def every(pieces: tuple[Piece, ...]) -> Iterator[Piece]:
    for piece in pieces:
        yield piece
        yield from every(piece.pieces)


def said(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text or said(piece.pieces) for piece in pieces)


@pytest.mark.parametrize("line", HOSTILE)
def test_hostile_lines_become_text_and_nothing_else(line: str) -> None:
    for piece in every(read_markup(line)):
        assert piece.kind in {"text", "code", "strong", "em", "s", "link"}
        if piece.kind == "link":
            assert piece.address.startswith("https://")
            assert "@" not in piece.address


def test_what_is_no_piece_stands_there_literally() -> None:
    line = "<b>x</b> :red[y] $z$ # head &lt;"

    assert read_markup(line) == (Piece("text", line),)


def test_emphasis_code_and_links_are_pieces() -> None:
    assert read_markup("**D-1** *a* ~~b~~ `c<d`") == (
        Piece("strong", pieces=(Piece("text", "D-1"),)),
        Piece("text", " "),
        Piece("em", pieces=(Piece("text", "a"),)),
        Piece("text", " "),
        Piece("s", pieces=(Piece("text", "b"),)),
        Piece("text", " "),
        Piece("code", "c<d"),
    )
    (link,) = read_markup("[help](https://a.example/x)")
    assert (link.kind, said(link.pieces), link.address) == ("link", "help", "https://a.example/x")


def test_a_bare_address_is_a_link_without_the_sentence_around_it() -> None:
    before, link, after = read_markup("see https://a.example/x?y=1, please")

    assert (before.text, link.address, after.text) == (
        "see ",
        "https://a.example/x?y=1",
        ", please",
    )


def test_an_address_in_another_script_shows_what_it_really_is() -> None:
    (link,) = read_markup("[bank](https://аррӏе.com)")

    assert link.address == "https://xn--80ak6aa92e.com"


def test_an_image_is_no_more_than_its_link() -> None:
    mark, link = read_markup("![x](https://a.example/pixel.png)")

    assert (mark.text, link.kind, link.address) == ("!", "link", "https://a.example/pixel.png")


@pytest.mark.parametrize(
    "address",
    ["javascript:x", "ftp://a", "https://", "//a", "http://u@a", "http://[", "mailto:a@b", ""],
)
def test_only_the_web_is_led_to(address: str) -> None:
    assert not web_address(address)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab*_`~[]()<>!:/.@&#\\ https", max_size=60))
def test_nothing_is_ever_led_elsewhere(line: str) -> None:
    for piece in every(read_markup(line)):
        assert piece.kind != "link" or web_address(piece.address)


def test_each_line_is_an_item_without_signs_that_mislead() -> None:
    form = {ItemKind.OTHER: "b\u202eevil\n\n  \n", ItemKind.TICKET: "D-1\tnow\r\n👩‍👧 ok\x07"}

    assert read_items(form) == [
        (ItemKind.TICKET, "D-1 now"),
        (ItemKind.TICKET, "👩‍👧 ok"),
        (ItemKind.OTHER, "bevil"),
    ]
    assert plain_line("a\u2028b\u0000") == "ab"


@pytest.mark.parametrize("text", ["", " \n\u202e", "x" * 501, "x\n" * 31])
def test_a_note_that_says_nothing_or_too_much_is_refused(text: str) -> None:
    with pytest.raises(DecisionRefused):
        read_items({ItemKind.ALERT: text})


def test_the_case_of_every_script_is_folded() -> None:
    assert search_key("ОЧЕРЕДЬ Straße") == search_key("очередь STRASSE")
