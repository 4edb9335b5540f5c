"""The one rule about Markdown in shift notes: emphasis, code, crossed out words and web links.

A line becomes pieces that are drawn as text nodes and nothing else. There are no images, no HTML,
no headings, no lists; whatever isn't a piece stands there literally. A link leads to http or https
alone and is shown with its address, so that nobody is led elsewhere than it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

#: What a line may hold, as the parser calls it; everything else stays text.
_ALLOWED = ("emphasis", "backticks", "strikethrough", "link", "autolink", "escape")
#: Token of the parser → what a piece is called.
_OPENS = {"strong_open": "strong", "em_open": "em", "s_open": "s", "link_open": "link"}
_BARE = re.compile(r"https?://[^\s<>\"'`]+")
#: Signs at the end of a bare address belong to the sentence around it.
_TRAILING = ".,;:!?)]}»”"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line. `kind` is text, code, strong, em, s or link; `address` is a link's."""

    kind: str
    text: str = ""
    pieces: tuple[Piece, ...] = ()
    address: str = ""


def read_markup(line: str) -> tuple[Piece, ...]:
    """The pieces of a line."""
    tokens = _parser().parseInline(line)[0].children or []
    return tuple(_pieces(iter(tokens), is_linked=False))


def web_address(address: str) -> bool:
    """Whether a link may lead there: the web by name, without a user in the address."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(host) and "@" not in parts.netloc


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """A parser that knows what is allowed and nothing else. It keeps no state between lines."""
    parser = MarkdownIt("zero", {"html": False, "linkify": False}).enable(list(_ALLOWED))
    parser.validateLink = web_address  # type: ignore[method-assign, assignment]
    return parser


def _pieces(tokens: Iterator[Token], *, is_linked: bool) -> Iterable[Piece]:
    """Pieces up to the end of whatever is open."""
    for token in tokens:
        if token.nesting < 0:
            return
        if token.type == "code_inline":
            yield Piece("code", token.content)
        elif token.type in _OPENS:
            yield _opened(token, tokens, is_linked=is_linked)
        elif token.content:
            yield from [Piece("text", token.content)] if is_linked else _with_addresses(token)


def _opened(token: Token, tokens: Iterator[Token], *, is_linked: bool) -> Piece:
    kind = _OPENS[token.type]
    inner = tuple(_pieces(tokens, is_linked=is_linked or kind == "link"))
    address = str(token.attrGet("href") or "") if kind == "link" else ""
    return Piece(kind, pieces=inner, address=address)


def _with_addresses(token: Token) -> Iterator[Piece]:
    """A text with the web addresses in it as links."""
    text, at = token.content, 0
    for found in _BARE.finditer(text):
        address = found[0].rstrip(_TRAILING)
        if not web_address(address):
            continue
        if found.start() > at:
            yield Piece("text", text[at : found.start()])
        shown = _parser().normalizeLink(address)
        yield Piece("link", pieces=(Piece("text", address),), address=shown)
        at = found.start() + len(address)
    if at < len(text):
        yield Piece("text", text[at:])
