"""What can be written after `par`."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from gamify.errors import N_

Explain = Callable[[str], str]


def fill_par(parser: argparse.ArgumentParser, explain: Explain) -> None:
    """What `par` understands."""
    parser.add_argument(
        "--season", metavar="CODE", help=explain(N_("a quarter like 2023-Q4; the newest one"))
    )
    parser.add_argument(
        "--publish",
        action="store_true",
        help=explain(N_("publish a fit on today's data as the next version; it is logged")),
    )
    parser.add_argument(
        "--note", default="", metavar="TEXT", help=explain(N_("why it is published"))
    )
    parser.add_argument(
        "--json", action="store_true", help=explain(N_("for programs, with exact fractions"))
    )
