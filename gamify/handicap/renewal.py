"""What another par would change: kinds of work and common amounts, one version against the next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from gamify.handicap.published import Par, StratumPar


class GroupChange(NamedTuple):
    """A group of kinds of work before and after; None where it isn't fitted."""

    group: str
    before: StratumPar | None
    after: StratumPar | None


class AmountChange(NamedTuple):
    """A common amount under its name in `Par`, before and after."""

    name: str
    before: int
    after: int


#: What stands beside the kinds of work and ranks somebody.
AMOUNTS = ("g4", "f4", "k_team", "k_person", "kappa")


def par_groups(par: Par) -> dict[str, StratumPar]:
    """The groups under which kinds of work were fitted, each once, by label."""
    groups = {each.group: each for each in par.strata.values()}
    return {label: groups[label] for label in sorted(groups)}


def changed_groups(before: Par | None, after: Par) -> list[GroupChange]:
    """Groups whose lost stars a rating, fives a ticket or usual time differ, by label."""
    old, new = {} if before is None else par_groups(before), par_groups(after)
    changes = [GroupChange(group, old.get(group), new.get(group)) for group in sorted({*old, *new})]
    return [each for each in changes if _ranked(each.before) != _ranked(each.after)]


def changed_amounts(before: Par, after: Par) -> Iterator[AmountChange]:
    """The common amounts that differ, in their order."""
    for name in AMOUNTS:
        change = AmountChange(name, getattr(before, name), getattr(after, name))
        if change.before != change.after:
            yield change


def _ranked(known: StratumPar | None) -> tuple[int, int, int | None] | None:
    """What of a group ranks somebody."""
    return None if known is None else (known.par4, known.rho4, known.median_minutes)
