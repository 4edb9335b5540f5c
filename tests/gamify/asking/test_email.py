"""The five stars of an e-mail: every program shows them, and nothing from outside is markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest

from gamify.asking.email import PLACEHOLDERS, Vendor, snippet
from gamify.asking.links import template_address
from gamify.language import LANGUAGES


class _Reader(HTMLParser):
    """The links with their words, and all tags with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.links: dict[str, str] = {}
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open = ""

    def handle_starttag(self, tag: str, attrs: list[Any]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "a":
            self._open = str(dict(attrs)["href"])

    def handle_endtag(self, tag: str) -> None:
        self._open = "" if tag == "a" else self._open

    def handle_data(self, text: str) -> None:
        if self._open:
            self.links[self._open] = self.links.get(self._open, "") + text


def read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    return reader


@pytest.mark.parametrize("vendor", Vendor)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_help_desk_finds_its_placeholder_in_all_five_links(
    vendor: Vendor, language: str
) -> None:
    place = PLACEHOLDERS[vendor]

    def address(stars: int) -> str:
        return template_address("https://x.example", "abc", place, stars=stars, language=language)

    part = snippet(address, organisation="Northwind", language=language)

    wanted = [address(stars) for stars in range(1, 6)]
    assert list(read(part.html).links) == wanted
    assert all(one in part.text for one in wanted)
    assert all(place in one for one in wanted)


def test_every_star_has_its_word_and_looks_like_the_others() -> None:
    part = snippet(lambda stars: f"https://x/{stars}", organisation="N", language="en")

    assert list(read(part.html).links.values()) == [
        "★1awful",
        "★2bad",
        "★3fair",
        "★4good",
        "★5wow",
    ]
    cells = re.findall(r"<td align.*?</td>", part.html, re.DOTALL)
    alike = {re.sub(r"https://x/\d|<strong>\d</strong><br>\w+", "", cell) for cell in cells}
    assert (len(cells), len(alike)) == (5, 1)


def test_outlook_and_dark_modes_have_what_they_need() -> None:
    reader = read(snippet(lambda stars: "https://x", organisation="N", language="en").html)

    tables = [attributes for tag, attributes in reader.tags if tag == "table"]
    cells = [attributes for tag, attributes in reader.tags if attributes.get("bgcolor")]
    assert all(one["role"] == "presentation" for one in tables)
    assert {one["bgcolor"] for one in cells} == {"#fff4d1"}
    assert {tag for tag, _ in reader.tags} <= {"table", "tr", "td", "a", "span", "br", "strong"}


def test_the_name_of_the_organisation_is_no_markup() -> None:
    part = snippet(lambda stars: "https://x", organisation='<b onclick="x">&</b>', language="en")

    assert "<b " not in part.html
    assert "&lt;b onclick=&quot;x&quot;&gt;&amp;&lt;/b&gt;" in part.html
