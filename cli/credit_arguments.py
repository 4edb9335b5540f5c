"""What can be written after the commands about shared credit: `assist` and `credit`."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from cli.parser import number
from gamify.errors import N_

Explain = Callable[[str], str]


def fill_assist(parser: argparse.ArgumentParser, explain: Explain) -> None:
    """What `assist` understands."""
    actions = parser.add_subparsers(dest="action", required=True, metavar=explain(N_("ACTION")))
    for name, summary in (
        ("claim", N_("say that an engineer helped on a ticket")),
        ("confirm", N_("let help count: the ticket's ratings are shared with the helper")),
        ("decline", N_("let help not count, or no longer")),
    ):
        action = actions.add_parser(name, help=explain(summary), description=explain(summary))
        action.add_argument("ticket", metavar=explain(N_("TICKET")))
        action.add_argument("engineer", nargs="+", metavar=explain(N_("ENGINEER")))
        action.add_argument(
            "--source", metavar="NAME", help=explain(N_("whose ticket, where several have its id"))
        )
        if name == "claim":
            action.add_argument(
                "--minutes",
                type=number,
                metavar="N",
                help=explain(N_("logged work; ten minutes count without anybody's word")),
            )
    summary = N_("list the help that waits for a word of the owner or a lead")
    listing = actions.add_parser("list", help=explain(summary), description=explain(summary))
    listing.add_argument(
        "--season",
        metavar="CODE",
        help=explain(N_("2023-Q4, 2023-11, 2023 or 2023-10-01..2023-12-15; every season")),
    )
    listing.add_argument(
        "--all", action="store_true", help=explain(N_("those that were decided on too"))
    )
    listing.add_argument("--json", action="store_true", help=explain(N_("for programs")))


def fill_credit(parser: argparse.ArgumentParser, explain: Explain) -> None:
    """What `credit` understands."""
    parser.add_argument("rating", type=number, metavar=explain(N_("RATING")))
    wish = parser.add_mutually_exclusive_group()
    wish.add_argument(
        "--set",
        metavar="SHARES",
        help=explain(N_("share it by hand, like --set 'Ann=1/2,Bob=1/2'; needs a note")),
    )
    wish.add_argument(
        "--by-rule", action="store_true", help=explain(N_("take a split by hand back"))
    )
    parser.add_argument("--note", default="", metavar="TEXT", help=explain(N_("why")))
    parser.add_argument("--json", action="store_true", help=explain(N_("for programs")))
