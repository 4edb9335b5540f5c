"""What can be written after `challenge` and `digest`."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from cli.parser import number
from gamify.errors import N_

Explain = Callable[[str], str]

#: Option → the field of the criteria that it fills, how its value is shown, what it asks for.
CRITERIA = (
    ("--average", "average", "STARS", N_("average of at least so many stars, like 4.96")),
    ("--over", "over", "N", N_("… over at least so many ratings")),
    ("--ratings", "ratings", "N", N_("so many ratings")),
    ("--fives", "fives", "N", N_("so many fives")),
    ("--share-of-fives", "fives_share", "PERCENT", N_("share of fives among the ratings")),
    ("--response-rate", "response", "PERCENT", N_("share of the tickets that are rated")),
    ("--median-minutes", "solved_within", "N", N_("half of the tickets solved within that time")),
    ("--at-least-average", "solved_average", "STARS", N_("… while the average is at least that")),
)

#: Actions that take the number of a challenge, and what they do.
_NUMBERED = (
    ("show", N_("print where a challenge stands")),
    ("edit", N_("change a draft or a running challenge; what it was before is told")),
    ("start", N_("let a draft run")),
    ("cancel", N_("call a challenge off, with a reason")),
    ("close", N_("keep the result for good, from the day after the last one on")),
)


def fill_challenge(parser: argparse.ArgumentParser, explain: Explain) -> None:
    """What `challenge` understands."""
    actions = parser.add_subparsers(dest="action", required=True, metavar=explain(N_("ACTION")))

    def action(name: str, summary: str) -> argparse.ArgumentParser:
        made = actions.add_parser(name, help=explain(summary), description=explain(summary))
        made.add_argument(
            "--json", action="store_true", help=explain(N_("for programs, with exact fractions"))
        )
        return made

    action("list", N_("list challenges: running, drafts, past"))
    create = action("create", N_("set a challenge"))
    _owner(create, explain)
    _what(create, explain)
    create.add_argument(
        "--draft", action="store_true", help=explain(N_("don't let it run before `start`"))
    )
    propose = action("propose", N_("propose targets from history, with their probability"))
    _owner(propose, explain)
    _when(propose, explain)
    for name, summary in _NUMBERED:
        numbered = action(name, summary)
        numbered.add_argument("challenge", type=number, metavar=explain(N_("CHALLENGE")))
        if name == "edit":
            _what(numbered, explain)
        if name == "cancel":
            numbered.add_argument("--reason", default="", metavar="TEXT", help=explain(N_("why")))


def fill_digest(parser: argparse.ArgumentParser, explain: Explain) -> None:
    """What `digest` understands."""
    parser.add_argument(
        "--challenge", type=number, metavar="N", help=explain(N_("this one; all that run"))
    )
    parser.add_argument(
        "--date", metavar="DAY", help=explain(N_("as of the end of a past day, like 2026-11-03"))
    )
    parser.add_argument(
        "--send", action="store_true", help=explain(N_("send it to where digests go"))
    )
    parser.add_argument("--json", action="store_true", help=explain(N_("for programs")))


def _owner(parser: argparse.ArgumentParser, explain: Explain) -> None:
    owner = parser.add_mutually_exclusive_group()
    owner.add_argument("--team", metavar="NAME", help=explain(N_("for this team; the department")))
    owner.add_argument("--engineer", metavar="NAME", help=explain(N_("for this person")))


def _what(parser: argparse.ArgumentParser, explain: Explain) -> None:
    group = parser.add_argument_group(explain(N_("what is asked for; everything has to hold")))
    for option, field, shown, meaning in CRITERIA:
        group.add_argument(option, dest=field, metavar=shown, help=explain(meaning))
    group.add_argument(
        "--first",
        dest="count_mode",
        action="store_const",
        const="first_n",
        help=explain(N_("the first ratings alone count, as many as the average is over")),
    )
    parser.add_argument("--title", metavar="TEXT", help=explain(N_("a title of its own")))
    _when(parser, explain)


def _when(parser: argparse.ArgumentParser, explain: Explain) -> None:
    parser.add_argument(
        "--season",
        metavar="CODE",
        help=explain(N_("2023-Q4, 2023-11, 2023 or 2023-10-01..2023-12-15; this quarter")),
    )
    parser.add_argument("--from", dest="first", metavar="DAY", help=explain(N_("or the first day")))
    parser.add_argument("--to", dest="last", metavar="DAY", help=explain(N_("… and the last one")))
