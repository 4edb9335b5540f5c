"""What can be written after the commands that look into a season: `nominations` and `explain`."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from cli.parser import number
from gamify.errors import N_

Explain = Callable[[str], str]


def fill_nominations(parser: argparse.ArgumentParser, explain: Explain) -> None:
    """What `nominations` understands."""
    _of_a_quarter(parser, explain)
    group = parser.add_argument_group(explain(N_("what the organisation sets; prints no cards")))
    group.add_argument(
        "--set",
        nargs=2,
        action="append",
        default=[],
        metavar=("KEY", "on|off"),
        help=explain(N_("turn a nomination on or off")),
    )
    group.add_argument(
        "--hard",
        nargs=2,
        action="append",
        default=[],
        metavar=("LABEL", "on|off"),
        help=explain(N_("count a kind of work as hard, or by its par alone")),
    )
    for option, shown, meaning in (
        ("--title", "KEY=TITLE", N_("call a nomination otherwise; without a title as usual")),
        ("--gate", "KEY.GATE=NUMBER", N_("set a gate, like --gate top_scorer.goals=3")),
        ("--add", "FILE", N_("take in own nominations from a JSON file (docs/nominations.md)")),
        ("--remove", "KEY", N_("take an own nomination out; its awards stay")),
    ):
        group.add_argument(
            option, action="append", default=[], metavar=shown, help=explain(meaning)
        )


def fill_explain(parser: argparse.ArgumentParser, explain: Explain) -> None:
    """What `explain` understands."""
    parser.add_argument("kind", choices=("engineer", "team"))
    parser.add_argument("name", nargs="+", metavar=explain(N_("NAME")))
    _of_a_quarter(parser, explain)


def fill_hall(parser: argparse.ArgumentParser, explain: Explain) -> None:
    """What `hall` understands."""
    parser.add_argument(
        "--season", metavar="CODE", help=explain(N_("one closed quarter, like 2023-Q4"))
    )
    parser.add_argument(
        "--year",
        type=number,
        metavar="YYYY",
        help=explain(N_("the closed quarters of a fiscal year")),
    )
    parser.add_argument(
        "--json", action="store_true", help=explain(N_("for programs, with exact fractions"))
    )


def _of_a_quarter(parser: argparse.ArgumentParser, explain: Explain) -> None:
    parser.add_argument(
        "--season", metavar="CODE", help=explain(N_("a quarter like 2023-Q4; the newest one"))
    )
    parser.add_argument(
        "--json", action="store_true", help=explain(N_("for programs, with exact fractions"))
    )
