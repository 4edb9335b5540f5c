"""Names that may mean one person or one team, for somebody to look at."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from difflib import SequenceMatcher
from itertools import combinations

#: From so much alike on two names are told; "Ann Lee" and "Anne Lee" are 0.93.
ALIKE = 0.88
#: Words that short are taken for initials.
_INITIAL = 1


def similar_names(names: Mapping[int, str], *, limit: int = 20) -> list[tuple[int, int]]:
    """Pairs of numbers whose names look like one, the most alike first, the smaller number first.

    The same words in another order or with initials are alike, and names that differ by a letter.
    """
    words = {id_: _words(name) for id_, name in names.items()}
    found = []
    for one, other in combinations(sorted(names), 2):
        share = _share(words[one], words[other])
        if share >= ALIKE:
            found.append((-share, one, other))
    return [(one, other) for _, one, other in sorted(found)[:limit]]


def _words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: no accents, no signs, in order of the alphabet."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(
        char if char.isalnum() else " " for char in plain if not unicodedata.combining(char)
    )
    return tuple(sorted(letters.split()))


def _share(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How much two names are alike, from 0 to 1."""
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    if _are_initials(one, other):
        return 0.95
    matcher = SequenceMatcher(None, " ".join(one), " ".join(other), autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    # "Team 1" and "Team 2" differ by what tells them apart.
    if _digits(one) != _digits(other):
        return 0.0
    return matcher.ratio()


def _are_initials(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether what isn't shared are initials of each other: "A. Lee" and "Ann Lee"."""
    rest, others = sorted(set(one) - set(other)), sorted(set(other) - set(one))
    if len(one) != len(other) or len(rest) == len(one) or len(rest) != len(others):
        return False
    return all(
        min(len(a), len(b)) == _INITIAL and a[0] == b[0] and not a.isdigit()
        for a, b in zip(rest, others, strict=True)
    )


def _digits(words: tuple[str, ...]) -> list[str]:
    return [char for word in words for char in word if char.isdigit()]
