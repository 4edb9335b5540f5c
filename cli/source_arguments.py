"""What can be written after `source`: sources that are read by themselves."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date

from gamify.errors import N_

Explain = Callable[[str], str]


def fill_source(parser: argparse.ArgumentParser, explain: Explain) -> None:
    """What `source` understands. A password or token is never an argument: those can be seen."""
    actions = parser.add_subparsers(dest="action", required=True, metavar=explain(N_("ACTION")))

    def action(name: str, summary: str, *, is_named: bool = True) -> argparse.ArgumentParser:
        text = explain(summary)
        added: argparse.ArgumentParser = actions.add_parser(name, help=text, description=text)
        if is_named:
            added.add_argument("name", metavar=explain(N_("NAME")))
        return added

    listing = action("list", N_("list sources, how they are and when they are read"),
                     is_named=False)  # fmt: skip
    _for_programs(listing, explain)
    action("systems", N_("list ticket systems and what each of them asks for"), is_named=False)
    adding = action("add", N_("read a ticket system from now on; asks for passwords and tokens"))
    adding.add_argument("--system", required=True, metavar=explain(N_("SYSTEM")))
    _settings(adding, explain)
    _since(adding, explain, is_needed=False)
    _dry_run(adding, explain)
    _for_programs(action("show", N_("show a source and what of it can't be used")), explain)
    _dry_run(action("pull", N_("read a source now")), explain)
    action("test", N_("read the first answers of a source and store nothing"))
    changing = action("change", N_("enter settings anew, with --secrets passwords and tokens, too"))
    _settings(changing, explain)
    changing.add_argument(
        "--secrets", action="store_true", help=explain(N_("ask for passwords and tokens"))
    )
    action("pause", N_("neither read a source nor hear its webhook until it is resumed"))
    action("resume", N_("go on with a source"))
    again = action("again", N_("read everything from a day on once more"))
    _since(again, explain, is_needed=True)
    removing = action("remove", N_("forget a source with its passwords and payloads"))
    removing.add_argument(
        "--ratings",
        required=True,
        choices=("keep", "undo"),
        help=explain(N_("whether its ratings stay or are taken back")),
    )


def _settings(parser: argparse.ArgumentParser, explain: Explain) -> None:
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        type=_setting,
        metavar="SETTING=VALUE",
        help=explain(N_("what the ticket system asks for, like --set subdomain=company")),
    )


def _since(parser: argparse.ArgumentParser, explain: Explain, *, is_needed: bool) -> None:
    parser.add_argument(
        "--since",
        type=date.fromisoformat,
        required=is_needed,
        metavar="YYYY-MM-DD",
        help=explain(N_("the first day that is read; a year back unless told")),
    )


def _dry_run(parser: argparse.ArgumentParser, explain: Explain) -> None:
    parser.add_argument(
        "--dry-run", action="store_true", help=explain(N_("read and check, but store nothing"))
    )


def _for_programs(parser: argparse.ArgumentParser, explain: Explain) -> None:
    parser.add_argument("--json", action="store_true", help=explain(N_("for programs")))


def _setting(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name:
        raise ValueError(text)
    return name, value
