"""What the stars are called: 1 awful to 5 wow, or as the organisation says (PRODUCT, "Words")."""

from __future__ import annotations

from collections.abc import Sequence

from gamify.errors import N_
from gamify.language import shown, translate
from gamify.ratings import StarCounts

#: From one star to five.
STAR_NAMES = (N_("awful"), N_("bad"), N_("fair"), N_("good"), N_("wow"))


def star_names(own: Sequence[str], language: str) -> tuple[str, ...]:
    """The five names from one star on: the organisation's own, literally, or the usual ones."""
    return tuple(own) if own else tuple(translate(name, language) for name in STAR_NAMES)


def named_counts(stars: StarCounts, names: Sequence[str], language: str) -> str:
    """The counts in words, best first: "85 wow, 1 good, 0 fair, 0 bad, 0 awful"."""
    pairs = zip(stars.as_tuple(), reversed(names), strict=True)
    return ", ".join(f"{shown(n, language)} {name}" for n, name in pairs)
