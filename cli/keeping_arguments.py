"""What can be written after the commands that keep: `backup`, `restore` and `audit`."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from cli.export_arguments import fill_export
from cli.parser import number
from cli.people_arguments import fill_exclusion, fill_people
from gamify.errors import N_

Explain = Callable[[str], str]


def fill_backup(parser: argparse.ArgumentParser, explain: Explain) -> None:
    """What `backup` understands."""
    parser.add_argument(
        "file",
        metavar=explain(N_("FILE")),
        help=explain(N_("where to keep it; one of that name is replaced once this one is whole")),
    )


def fill_restore(parser: argparse.ArgumentParser, explain: Explain) -> None:
    """What `restore` understands."""
    parser.add_argument("file", metavar=explain(N_("FILE")))
    parser.add_argument(
        "--force",
        action="store_true",
        help=explain(N_("let the backup take the place of what the database holds")),
    )


def fill_audit(parser: argparse.ArgumentParser, explain: Explain) -> None:
    """What `audit` understands."""
    parser.add_argument(
        "--since", metavar="DAY", help=explain(N_("decisions from this day on, like 2026-11-02"))
    )
    parser.add_argument("--actor", metavar="NAME", help=explain(N_("decisions of this person")))
    parser.add_argument(
        "--action", metavar="TEXT", help=explain(N_("actions that hold this text, like exclu"))
    )
    parser.add_argument(
        "--search", metavar="TEXT", help=explain(N_("decisions that hold this text anywhere"))
    )
    parser.add_argument(
        "--limit", type=number, metavar="N", help=explain(N_("not more than so many, the newest"))
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=explain(N_("for programs")))
    form.add_argument("--csv", action="store_true", help=explain(N_("for spreadsheets")))


#: Command → the module of `cli` that runs it, what it does, and what fills in its arguments.
KEEPING: dict[str, tuple[str, str, Callable[[argparse.ArgumentParser, Explain], None]]] = {
    "people": ("people", N_("teams, names and other names of people"), fill_people),
    "exclusion": ("exclusion", N_("exclude ratings, decide on requests"), fill_exclusion),
    "export": ("exporting", N_("write tables as CSV, XLSX, Parquet or JSON"), fill_export),
    "audit": ("audit", N_("list who decided what, and when"), fill_audit),
    "backup": ("keeping", N_("keep the whole database in a file, while it is used"), fill_backup),
    "restore": ("keeping", N_("bring a backup back"), fill_restore),
}
