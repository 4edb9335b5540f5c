"""What can be written after `export`."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from gamify.errors import N_
from gamify.tables.sheet import Format

Explain = Callable[[str], str]


def fill_export(parser: argparse.ArgumentParser, explain: Explain) -> None:
    """What `export` understands."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--list", action="store_true", help=explain(N_("list the tables there are")))
    what.add_argument("--table", metavar="NAME", help=explain(N_("one table, like teams")))
    what.add_argument(
        "--all", action="store_true", help=explain(N_("every table, each into a file of a folder"))
    )
    parser.add_argument(
        "--season",
        metavar="CODE",
        help=explain(N_("2023-Q4, 2023-11, 2023 or 2023-10-01..2023-12-15; the newest quarter")),
    )
    parser.add_argument(
        "--format",
        choices=[str(one) for one in Format],
        help=explain(N_("as the name of the output ends, else csv")),
    )
    parser.add_argument(
        "--output",
        metavar="PATH",
        help=explain(N_("a file, a folder, or - for standard output; here unless told")),
    )
    parser.add_argument(
        "--force", action="store_true", help=explain(N_("take the place of files that are there"))
    )
