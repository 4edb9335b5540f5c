"""Names that may mean one person or one team, each pair with why the two look alike.

Two names are alike if nothing tells them apart but one or two of the things in `Likeness`. That is
an exact rule, not a share of likeness, so that a page can say what it has seen.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from itertools import combinations
from typing import NamedTuple

import numpy as np
from anyascii import anyascii
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from gamify.errors import N_

#: Letters that a word needs for a missing or swapped letter to be a slip; "Ann" and "Anne".
LEAST_OF_ADDED = 4
#: … and for another letter in its place; "Bob" and "Rob" are two people.
LEAST_OF_REPLACED = 5
#: Words that two names have to share for one of them to have a further one: Ann may be any Ann Lee.
_PAIR = 2


class Likeness(StrEnum):
    """What tells two names apart that look alike, the slightest first."""

    SIGNS = "signs"
    ORDER = "order"
    SCRIPT = "script"
    INITIALS = "initials"
    LETTER = "letter"
    MORE = "more"


#: Each as a person reads it.
LIKENESS_WORDS: Mapping[Likeness, str] = {
    Likeness.SIGNS: N_("only accents, case or signs differ"),
    Likeness.ORDER: N_("the same words in another order"),
    Likeness.SCRIPT: N_("written in another alphabet"),
    Likeness.INITIALS: N_("initials in place of a name"),
    Likeness.LETTER: N_("one letter differs"),
    Likeness.MORE: N_("one has a further name"),
}


class Alike(NamedTuple):
    """Two numbers, the smaller first, and all that tells their names apart."""

    one: int
    other: int
    why: tuple[Likeness, ...]


class _Form(NamedTuple):
    """A name as it is compared: its words, and these in Latin letters by their sounds."""

    words: tuple[str, ...]
    sounds: tuple[str, ...]
    #: Latin, other, or both.
    scripts: frozenset[bool]


class _Key(NamedTuple):
    """By what a name is found: words, and whether they are the name as it stands."""

    words: tuple[str, ...]
    is_whole: bool


def similar_names(
    names: Mapping[int, str], *, apart: Collection[tuple[int, int]] = (), limit: int = 20
) -> list[Alike]:
    """Pairs of numbers whose names look like one, the most alike first.

    Pairs in `apart`, the smaller number first, are known to be two.
    """
    forms = {id_: _form(name) for id_, name in names.items()}
    found = []
    for one, other in _candidates(forms):
        if (one, other) not in apart and (why := _why(forms[one], forms[other])):
            found.append(Alike(one, other, why))
    ranks = list(Likeness)
    found.sort(key=lambda pair: (len(pair.why), [ranks.index(one) for one in pair.why], pair[:2]))
    return found[:limit]


def _form(name: str) -> _Form:
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    scripts = frozenset(_is_latin(char) for char in bare if char.isalpha())
    words = _words(anyascii(bare).casefold() if scripts == {True} else bare)
    # An accent may be the letter itself: й isn't и.
    sounds = tuple(_sound(word) for word in _words(anyascii(name).casefold()))
    return _Form(words, sounds, scripts)


def _words(text: str) -> tuple[str, ...]:
    return tuple("".join(char if char.isalnum() else " " for char in text).split())


def _is_latin(char: str) -> bool:
    return unicodedata.name(char, "").startswith("LATIN")


def _sound(word: str) -> str:
    """Letters that transliterations write differently become one: y, i and j; kh and h; …"""
    for pattern, letter in _SOUNDS:
        word = pattern.sub(letter, word)
    return word


_SOUNDS = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        (r"shch|sch", "sh"),
        (r"tch", "ch"),
        (r"kh", "h"),
        (r"tz", "ts"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"[iyj]+(?=[aeou])", ""),
        (r"[iyj]+", "i"),
        (r"(.)\1", r"\1"),
    )
)


def _candidates(forms: Mapping[int, _Form]) -> list[tuple[int, int]]:
    """Pairs that may be alike: a letter apart in one order, or equal but for what is left out."""
    found: set[tuple[int, int]] = set()
    ids = sorted(id_ for id_, form in forms.items() if form.sounds)
    for ordered in (False, True):
        texts = [_text(forms[id_].sounds, ordered=ordered) for id_ in ids]
        near = cdist(texts, texts, scorer=OSA.distance, score_cutoff=1, dtype=np.uint8)
        rows, columns = np.nonzero(np.triu(near <= 1, 1))
        found.update((ids[row], ids[column]) for row, column in zip(rows, columns, strict=True))
    for shorter in (_with_initials, _without_one):
        found |= _sharing({id_: set(shorter(forms[id_].sounds)) for id_ in ids})
    return sorted(found)


def _sharing(keys: Mapping[int, Collection[_Key]]) -> set[tuple[int, int]]:
    """Pairs that share a key, of which one has it as it stands: a whole name, or its initials."""
    whole: dict[tuple[str, ...], list[int]] = defaultdict(list)
    shortened: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for id_, own in keys.items():
        for key in own:
            (whole if key.is_whole else shortened)[key.words].append(id_)
    found: set[tuple[int, int]] = set()
    for words, some in whole.items():
        found.update(combinations(some, 2))
        pairs = ((one, other) for one in some for other in shortened[words] if one != other)
        found.update((min(pair), max(pair)) for pair in pairs)
    return found


def _text(words: tuple[str, ...], *, ordered: bool) -> str:
    return " ".join(sorted(words) if ordered else words)


def _with_initials(words: tuple[str, ...]) -> Iterator[_Key]:
    """A name by each of its words with the initials of the others."""
    for at, word in enumerate(words):
        others = sorted(words[:at] + words[at + 1 :])
        if others:
            yield _Key(
                (word, *(other[0] for other in others)), any(len(one) == 1 for one in others)
            )


def _without_one(words: tuple[str, ...]) -> Iterator[_Key]:
    """A name as it is, and without each of its words."""
    yield _Key(tuple(sorted(words)), is_whole=True)
    for at in range(len(words) if len(words) > _PAIR else 0):
        yield _Key(tuple(sorted(words[:at] + words[at + 1 :])), is_whole=False)


def _why(one: _Form, other: _Form) -> tuple[Likeness, ...]:
    """All that tells two names apart; nothing if it is more than may be."""
    why: tuple[Likeness, ...] = ()
    words, others = one.words, other.words
    if one.scripts != other.scripts or len(one.scripts) > 1:
        why, words, others = (Likeness.SCRIPT,), one.sounds, other.sounds
    if words == others:
        return why or (Likeness.SIGNS,)
    if sorted(words) == sorted(others):
        return (Likeness.ORDER, *why)
    rest = sorted((Counter(words) - Counter(others)).elements())
    others_rest = sorted((Counter(others) - Counter(words)).elements())
    slip = _slip(rest, others_rest, known=len(words) - len(rest))
    if slip is None:
        return ()
    return (*why, *((Likeness.ORDER,) if _is_turned(words, others) else ()), slip)


def _slip(rest: list[str], others: list[str], *, known: int) -> Likeness | None:
    """What makes the words that two names don't share: initials, a letter, or a further name."""
    if len(rest) != len(others):
        is_more = {len(rest), len(others)} == {0, 1} and _is_name(*rest, *others)
        return Likeness.MORE if is_more and known >= _PAIR else None
    if known and all(_is_initial(a, b) for a, b in zip(rest, others, strict=True)):
        return Likeness.INITIALS
    return Likeness.LETTER if len(rest) == 1 and _is_slip(rest[0], others[0]) else None


def _is_name(word: str) -> bool:
    """A number or a single letter isn't a further name: it tells lines and shifts apart."""
    return len(word) > 1 and not any(char.isdigit() for char in word)


def _is_initial(one: str, other: str) -> bool:
    is_short = min(len(one), len(other)) == 1
    return is_short and one[0] == other[0] and one != other and one[0].isalpha()


def _is_slip(one: str, other: str) -> bool:
    """Whether a letter is missing, swapped with the next or another one; never a digit."""
    if OSA.distance(one, other, score_cutoff=1) != 1 or _digits(one) != _digits(other):
        return False
    is_other = len(one) == len(other) and sorted(one) != sorted(other)
    return max(len(one), len(other)) >= (LEAST_OF_REPLACED if is_other else LEAST_OF_ADDED)


def _digits(word: str) -> list[str]:
    return [char for char in word if char.isdigit()]


def _is_turned(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether words that both have stand in another order."""
    both = Counter(words) & Counter(others)
    kept = [[word for word in some if word in both] for some in (words, others)]
    if kept[0] != kept[1]:
        return True
    # Of two words one is shared: is it the first of both?
    return len(words) == len(others) and any(
        words.index(word) != others.index(word) for word in both
    )
