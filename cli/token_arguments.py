"""What can be written after the command about tokens: `token`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date

from gamify.errors import N_
from gamify.ingest.options import ScaleName
from gamify.rights import Scope

Explain = Callable[[str], str]


def fill_token(parser: argparse.ArgumentParser, explain: Explain) -> None:
    """What `token` understands. A token is never an argument: those can be seen."""
    actions = parser.add_subparsers(dest="action", required=True, metavar=explain(N_("ACTION")))

    def action(name: str, summary: str) -> argparse.ArgumentParser:
        return actions.add_parser(name, help=explain(summary), description=explain(summary))

    listing = action("list", N_("list tokens"))
    listing.add_argument("--json", action="store_true", help=explain(N_("for programs")))
    creating = action("create", N_("make a token and print it, this once"))
    creating.add_argument("name", metavar=explain(N_("NAME")))
    creating.add_argument(
        "--scope",
        action="append",
        type=Scope,
        choices=list(Scope),
        required=True,
        metavar="|".join(Scope),
        help=explain(N_("what it opens; may be given several times")),
    )
    _fill_sending(creating, explain)
    creating.add_argument(
        "--until",
        type=date.fromisoformat,
        metavar="DAY",
        help=explain(N_("the last day on which it is taken; without one it has no end")),
    )
    revoking = action("revoke", N_("let a token open nothing any more"))
    revoking.add_argument("name", metavar=explain(N_("NAME")))


def _fill_sending(parser: argparse.ArgumentParser, explain: Explain) -> None:
    """What is known of all that a program sends."""
    parser.add_argument(
        "--source",
        default="",
        metavar=explain(N_("NAME")),
        help=explain(N_("where what it sends comes from; its own name unless told")),
    )
    parser.add_argument(
        "--scale",
        type=ScaleName,
        choices=list(ScaleName),
        default=ScaleName.STARS,
        help=explain(N_("how scores are written; stars are 1 to 5")),
    )
    parser.add_argument(
        "--scale-table",
        default="",
        metavar="TABLE",
        help=explain(N_("stars of each score of a custom scale: great=5,okay=3,not good=1")),
    )
