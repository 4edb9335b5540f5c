"""Kinds of work with too few ratings of their own share a par: labels of the groups fitted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from gamify.errors import N_
from gamify.language import translate

#: A kind of work with fewer ratings in the window has no par of its own (SCORING 0).
MIN_STRATUM = 30

#: What joins the fields of a kind of work in its label.
TIMES = " × "

#: The kinds of work that are too rare, or say nothing of themselves.
OTHER = N_("other")


def merge_small(
    kinds: Mapping[int, tuple[str, ...]], ratings: Mapping[int, int], *, least: int = MIN_STRATUM
) -> dict[int, str]:
    """The label of the group under which each kind of work is fitted (SCORING B1).

    `kinds` are the chosen fields of each stratum, the broadest first, "" where unknown. One
    with fewer than `least` ratings goes to "category × other", and where that is too small as
    well, to "other", which is fitted however small it is.
    """
    own = {stratum: TIMES.join(filter(None, kinds[stratum])) or OTHER for stratum in sorted(kinds)}
    enough = _large(own, ratings, least)
    shared = {
        stratum: label if label in enough else _with_other(kinds[stratum])
        for stratum, label in own.items()
    }
    enough = _large(shared, ratings, least)
    return {stratum: label if label in enough else OTHER for stratum, label in shared.items()}


def shown_group(label: str, language: str) -> str:
    """A group's label in a language: "other" is translated, fields stand as they came."""
    category, times, last = label.rpartition(TIMES)
    return category + times + translate(OTHER, language) if last == OTHER else label


def _with_other(kind: tuple[str, ...]) -> str:
    category = kind[0] if kind else ""
    return f"{category}{TIMES}{OTHER}" if category else OTHER


def _large(groups: Mapping[int, str], ratings: Mapping[int, int], least: int) -> set[str]:
    """Labels under which there are ratings enough."""
    totals: Counter[str] = Counter()
    for stratum, label in groups.items():
        totals[label] += ratings.get(stratum, 0)
    return {label for label, total in totals.items() if total >= least}
