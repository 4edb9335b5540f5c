"""Words of a text as they are found, the same on every database: folded, Chinese by its pairs.

Databases differ in what they take for a word, in accents and in letters without spaces between
them, so none of it is left to them: they keep and find the words that are made here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import takewhile
from typing import Protocol

#: Longer words are cut, in texts and in questions alike; PostgreSQL keeps none above 2 kB.
LONGEST_WORD = 64
#: More different words of one comment aren't found.
MOST_WORDS = 2_000
#: Further words of a question are left out.
MOST_SOUGHT = 12
#: Shorter words are sought as they are, longer ones by how they begin.
SHORTEST_STEM = 3

_WORD = re.compile(r"[^\W_]+")
#: Chinese, Japanese and Korean letters stand without spaces: a word is any run of them.
_RUNS = re.compile(
    r"[぀-ヿ㐀-䶿一-鿿가-힯豈-﫿\U00020000-\U0003ffff]+|[^぀-ヿ㐀-䶿一-鿿가-힯豈-﫿\U00020000-\U0003ffff]+"
)
_IS_RUN = re.compile(r"[぀-ヿ㐀-䶿一-鿿가-힯豈-﫿\U00020000-\U0003ffff]")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 (the library's name)


@dataclass(frozen=True, slots=True)
class Sought:
    """A word that has to be there; `is_start` where it may go on."""

    word: str
    is_start: bool


def words_of(text: str) -> list[str]:
    """The different words by which a text is found, in the order of their first appearance."""
    found: dict[str, None] = {}
    for word in _WORD.findall(_folded(text)):
        for part in _RUNS.findall(word):
            for one in _pairs(part) if _IS_RUN.match(part) else (part[:LONGEST_WORD],):
                found[one] = None
                if len(found) == MOST_WORDS:
                    return list(found)
    return list(found)


def sought_words(question: str) -> list[Sought]:
    """What has to be in a text for a person's question, whatever it contains; signs mean nothing.

    A word is found in its other forms: by what its stems (Snowball; Russian, or English and
    German) have in common with it, which texts may go on from. Empty where nothing is asked.
    """
    found: dict[Sought, None] = {}
    for word in _WORD.findall(_composed(question)):
        for part in _RUNS.findall(_folded(word)):
            for one in _sought_in(part, word):
                found[one] = None
    return list(found)[:MOST_SOUGHT]


def _sought_in(part: str, word: str) -> Iterator[Sought]:
    if not _IS_RUN.match(part):
        start = _start_of(part, word)[:LONGEST_WORD]
        yield Sought(start, is_start=len(start) >= SHORTEST_STEM)
    elif len(part) == 1:
        yield Sought(part, is_start=True)
    else:
        yield from (Sought(pair, is_start=False) for pair in _pairs(part) if len(pair) > 1)


def _start_of(part: str, word: str) -> str:
    """The shortest beginning of a folded word that a stem leaves, never a mere letter or two."""
    languages = ("russian",) if _CYRILLIC.search(word) else ("english", "german")
    stems = (_folded(_stemmer(one).stemWord(word.lower())) for one in languages)
    starts = (_common(part, stem) for stem in stems)
    return min((one for one in starts if len(one) >= SHORTEST_STEM), key=len, default=part)


def _common(one: str, other: str) -> str:
    """What two words begin with alike."""
    same = takewhile(lambda letters: letters[0] == letters[1], zip(one, other, strict=False))
    return "".join(letter for letter, _ in same)


def _pairs(run: str) -> list[str]:
    """Every two neighbours, and the last letter, so that a single one is found as a beginning."""
    return [*(run[at : at + 2] for at in range(len(run) - 1)), run[-1]]


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _folded(text: str) -> str:
    """Lower case without accents: "Größe" is "grosse", "ёлка" is "елка"."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(one for one in apart if not unicodedata.combining(one))
    # Korean syllables were taken apart, too, and what was strange may have become capital.
    return unicodedata.normalize("NFC", plain).casefold()


@cache
def _stemmer(language: str) -> _Stemmer:
    # It loads forty languages, and only whoever seeks something needs one.
    stemmer: _Stemmer = import_module("snowballstemmer").stemmer(language)
    return stemmer
