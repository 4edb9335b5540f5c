"""Figures of an explanation: what a person is shown beside the exact value, as text and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from cli.table import text_table
from gamify.averages import NOTHING, cut, show_average, show_difference
from gamify.credit import show_credits
from gamify.handicap.published import PAR, Par
from gamify.language import Message, count, say, shown, translate
from gamify.ratings import CREDIT
from gamify.seasons import Season

COLUMNS = (say("Figure"), say("Shown"), say("Exact"))


class Figure(NamedTuple):
    """A figure under a name for programs; both texts are None where there is none."""

    key: str
    label: Message
    exact: str | None
    shown: str | None


def number(key: str, label: Message, value: int | None, language: str) -> Figure:
    """A whole number, which is shown as exactly as it is."""
    if value is None:
        return Figure(key, label, None, None)
    return Figure(key, label, str(value), shown(value, language))


def average(key: str, label: Message, value: Fraction | None, language: str) -> Figure:
    """An average of stars, cut to two decimals."""
    exact = None if value is None else str(value)
    return Figure(key, label, exact, show_average(value, language=language) if exact else None)


def amount(
    key: str, label: Message, value: Fraction | None, language: str, *, decimals: int = 1
) -> Figure:
    """An amount, cut to some decimals."""
    if value is None:
        return Figure(key, label, None, None)
    return Figure(key, label, str(value), shown(cut(value, decimals=decimals), language))


def difference(key: str, label: Message, value: Fraction | None, language: str) -> Figure:
    """A difference with its sign, cut to one decimal."""
    if value is None:
        return Figure(key, label, None, None)
    return Figure(key, label, str(value), show_difference(value, language=language))


def credit_sum(key: str, label: Message, units: int | None, language: str) -> Figure:
    """Ratings or goals that credit units make up."""
    if units is None:
        return Figure(key, label, None, None)
    exact = str(Fraction(units, CREDIT))
    return Figure(key, label, exact, show_credits(units, language=language))


def work_cells(
    group: str, n: int, amounts: tuple[Fraction, Fraction], saved: Fraction, language: str
) -> list[str]:
    """A kind of work as a row: its name, how many, by par and in fact, and the difference."""
    by_par, in_fact = amounts
    return [
        group,
        shown(n, language),
        shown(cut(by_par, decimals=1), language),
        shown(cut(in_fact, decimals=0), language),
        show_difference(saved, language=language),
    ]


def figure_text(figures: Sequence[Figure], language: str) -> str:
    """Figures as a table, ready to print."""
    rows = [
        [translate(one.label, language), one.shown or NOTHING, one.exact or NOTHING]
        for one in figures
    ]
    header = [translate(title, language) for title in COLUMNS]
    return text_table(header, rows, right=frozenset({1, 2}))


def figure_json(figures: Iterable[Figure]) -> dict[str, Any]:
    """Figures by their names; None where there is none."""
    return {
        one.key: None if one.exact is None else {"exact": one.exact, "shown": one.shown}
        for one in figures
    }


def season_json(season: Season) -> dict[str, str]:
    """A season for programs."""
    return {
        "code": season.code,
        "first": season.first.isoformat(),
        "last": season.last.isoformat(),
    }


def par_json(par: Par | None) -> dict[str, Any] | None:
    """Which par rules; its amounts are whole numbers, g4 and f4 in 1/10 000."""
    if par is None:
        return None
    return {
        "version": par.version,
        "provisional": par.is_provisional,
        "first": par.window[0].isoformat(),
        "last": par.window[1].isoformat(),
        "ratings": par.ratings,
        "g4": par.g4,
        "f4": par.f4,
        "phi": par.phi,
        "k_team": par.k_team,
        "k_person": par.k_person,
        "kappa": par.kappa,
    }


def par_sentence(par: Par) -> Message:
    """Which par rules, and on what it rests."""
    values = {"version": par.version, "first": par.window[0], "last": par.window[1]}
    if par.is_provisional:
        return count(
            "Provisional par {version}, on {n} rating from {first} to {last}.",
            "Provisional par {version}, on {n} ratings from {first} to {last}.",
            n=par.ratings,
            **values,
        )
    return count(
        "Par {version}, on {n} rating from {first} to {last}.",
        "Par {version}, on {n} ratings from {first} to {last}.",
        n=par.ratings,
        **values,
    )


def in_stars(amount4: int) -> Fraction:
    """An amount in 1/10 000 as stars or fives."""
    return Fraction(amount4, PAR)
