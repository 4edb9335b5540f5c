"""How far units truly differ, and the borrowed ratings K that follow from it (SCORING A3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import floor, fsum, inf

from gamify.ratings import CREDIT, StarCounts, all_together
from gamify.standings import Rules, Strength

#: The least dispersion that is believed: nearly all fives leave no room to estimate it.
LEAST_PHI = 0.05

#: One quarter's units: what was observed of each, and what was expected.
Quarter = Sequence[tuple[float, float]]


def team_strength(quarters: Sequence[Sequence[StarCounts]], *, rules: Rules) -> Strength:
    """Strength of teams from each quarter's teams, in whole ratings; empty quarters are fine."""
    return _strength(
        quarters,
        unit=1,
        default=rules.k_default_team,
        bounds=(rules.k_min_team, rules.k_max_team),
    )


def person_strength(quarters: Sequence[Sequence[StarCounts]], *, rules: Rules) -> Strength:
    """Strength of engineers from each quarter's engineers of the company, in credit units."""
    return _strength(
        quarters,
        unit=CREDIT,
        default=rules.k_default_person,
        bounds=(rules.k_min_person, rules.k_max_person),
    )


def dispersion(units: Iterable[StarCounts]) -> float:
    """φ, the variance of lost stars per lost star; 1.0 where no star was lost."""
    everyone = all_together(units)
    if not everyone.lost:
        return 1.0
    phi = Fraction(everyone.lost2, everyone.lost) - Fraction(everyone.lost, everyone.n)
    return max(float(phi), LEAST_PHI)


def spread(quarters: Sequence[Quarter], *, phi: float) -> float | None:
    """τ², the variance of the true ratios between units, by moments (Bühlmann–Straub).

    None where it can't be told: no quarter has two units and something observed. It may come
    out negative, which says that the units can't be told apart. Sums are exactly rounded, so
    the order of units changes nothing.
    """
    parts = [part for quarter in quarters if (part := _moments(quarter, phi)) is not None]
    if not parts:
        return None
    return fsum(excess for excess, _ in parts) / fsum(weight for _, weight in parts)


def clamp_borrowed(ideal: float, low: int, high: int) -> int:
    """An ideal number of borrowed ratings, rounded half up and held within its bounds."""
    return max(low, high if ideal >= high else floor(ideal + 0.5))


def _strength(
    quarters: Sequence[Sequence[StarCounts]], *, unit: int, default: int, bounds: tuple[int, int]
) -> Strength:
    everyone = all_together(stars for quarter in quarters for stars in quarter)
    phi = dispersion([everyone])
    if not everyone.lost:
        return Strength(phi=phi, tau2=None, k=default)
    common = everyone.lost / everyone.n
    observed = [
        [(stars.lost / unit, stars.n / unit * common) for stars in quarter] for quarter in quarters
    ]
    tau2 = spread(observed, phi=phi)
    if tau2 is None:
        return Strength(phi=phi, tau2=None, k=default)
    ideal = phi / (tau2 * common) if tau2 * common > 0 else inf
    return Strength(phi=phi, tau2=tau2, k=clamp_borrowed(ideal, *bounds))


def _moments(quarter: Quarter, phi: float) -> tuple[float, float] | None:
    """A quarter's excess of variance over chance and its weight, None where it says nothing."""
    units = [(seen, due) for seen, due in quarter if due > 0]
    total = fsum(due for _, due in units)
    ratio = fsum(seen for seen, _ in units) / total if units else 0.0
    if len(units) < 2 or ratio == 0:
        return None
    scatter = fsum((seen - ratio * due) ** 2 / (ratio * due) for seen, due in units)
    excess = (scatter - (len(units) - 1) * phi) / ratio
    return excess, total - fsum(due * due for _, due in units) / total
