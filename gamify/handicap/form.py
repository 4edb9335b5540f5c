"""Goals net of the luck of the draw: handicap, form index, borrowed fives (SCORING B3).

Two units meet here. Fives are in credit units (27 720 a five), since helpers share them. What
was due is in 1/10 000 fives of whole tickets, Σ tickets·rho4, by the tickets' owners. `unit`
says how many units make a five; with `unit=1` fives are whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import inf

from gamify.handicap.published import PAR
from gamify.ratings import CREDIT
from gamify.strength import clamp_borrowed, spread

#: Borrowed fives where the data can't tell, and the least and most that are borrowed.
KAPPA, KAPPA_BOUNDS = 10, (2, 50)


def form_index(
    *,
    fives: int,
    due: int,
    everyone_fives: int,
    everyone_due: int,
    kappa: int,
    unit: int = CREDIT,
) -> Fraction | None:
    """Fives in per cent of par with `kappa` fives of par borrowed at the common ratio, exact.

    100·(O + κ·O_all/E_all) / (E + κ), Clayton and Kaldor's shrunk O/E (SCORING B3). None where
    nothing was due of anyone. Somebody without own tickets has an index by the borrowed alone.
    """
    borrowed = kappa * PAR
    if not everyone_due or not due + borrowed:
        return None
    return Fraction(
        100 * PAR * (fives * everyone_due + borrowed * everyone_fives),
        unit * everyone_due * (due + borrowed),
    )


def handicap_of(*, fives: int, due: int, unit: int = CREDIT) -> Fraction:
    """Fives brought less those that the tickets usually bring, O − E, exact."""
    return Fraction(fives, unit) - Fraction(due, PAR)


def estimate_kappa(
    quarters: Sequence[Sequence[tuple[int, int]]],
    *,
    default: int = KAPPA,
    bounds: tuple[int, int] = KAPPA_BOUNDS,
    unit: int = CREDIT,
) -> int:
    """Borrowed fives from each quarter's engineers as pairs (fives, due) (SCORING A3, φ = 1).

    The most where engineers can't be told apart, the default where nothing can be told.
    """
    seen = [[(fives / unit, due / PAR) for fives, due in quarter] for quarter in quarters]
    tau2 = spread(seen, phi=1.0)
    if tau2 is None:
        return default
    return clamp_borrowed(1 / tau2 if tau2 > 0 else inf, *bounds)


def quality_only_due(
    ratings: int, *, everyone_ratings: int, everyone_fives: int, unit: int = CREDIT
) -> int:
    """What was due where tickets aren't known: ratings × the common share of fives.

    All three are in credit units; the result is in 1/10 000 fives, rounded half up. An index
    built on it is to be marked "quality only": it no longer sees who works much.
    """
    if not everyone_ratings:
        return 0
    scale = unit * everyone_ratings
    return (2 * PAR * ratings * everyone_fives + scale) // (2 * scale)
