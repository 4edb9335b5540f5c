"""What can be written after the commands about people: `people` and `exclusion`."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from cli.parser import number
from gamify.errors import N_
from gamify.ratings import ExclusionReason

Explain = Callable[[str], str]


def fill_people(parser: argparse.ArgumentParser, explain: Explain) -> None:
    """What `people` understands."""
    actions = parser.add_subparsers(dest="action", required=True, metavar=explain(N_("ACTION")))

    def add(name: str, summary: str, *words: str) -> argparse.ArgumentParser:
        action = actions.add_parser(name, help=explain(summary), description=explain(summary))
        for word in words:
            action.add_argument(word, metavar=explain(_WORDS[word]))
        return action

    listing = add("list", N_("list engineers with their teams and other names"))
    listing.add_argument("--json", action="store_true", help=explain(N_("for programs")))
    _enter(add("join", N_("let somebody without a team join one"), "name", "team"), explain)
    _enter(add("transfer", N_("move somebody to another team"), "name", "team"), explain)
    leave = add("leave", N_("let somebody leave the team"), "name")
    leave.add_argument(
        "--last", required=True, metavar="DAY", help=explain(N_("last day there, like 2026-11-02"))
    )
    _try(leave, explain)
    for name, summary in (
        ("rename", N_("give somebody another name")),
        ("alias", N_("let another name in files mean somebody")),
        ("unalias", N_("let another name no longer mean somebody")),
    ):
        _of_teams(add(name, summary, "name", "other"), explain)
    merge = add("merge", N_("make one of two that are the same"), "name", "into")
    _of_teams(merge, explain)
    _try(merge, explain)
    add("hide", N_("hide a name on public boards"), "name")
    add("show", N_("show a hidden name again"), "name")
    add("erase", N_("forget who a former engineer was; every sum stays"), "name")
    add("forget-customer", N_("forget a customer and what they said; every sum stays"), "name")


def fill_exclusion(parser: argparse.ArgumentParser, explain: Explain) -> None:
    """What `exclusion` understands."""
    actions = parser.add_subparsers(dest="action", required=True, metavar=explain(N_("ACTION")))
    for name, summary, needs_reason in (
        ("exclude", N_("take a rating out of the standings; it stays visible"), True),
        ("restore", N_("let an excluded rating count again"), False),
    ):
        action = actions.add_parser(name, help=explain(summary), description=explain(summary))
        action.add_argument("rating", type=number, metavar=explain(N_("RATING")))
        if needs_reason:
            _reason(action, explain)
        action.add_argument("--note", default="", metavar="TEXT", help=explain(N_("why")))
    summary = N_("ask a lead to exclude a rating")
    ask = actions.add_parser("ask", help=explain(summary), description=explain(summary))
    ask.add_argument("rating", type=number, metavar=explain(N_("RATING")))
    ask.add_argument("engineer", metavar=explain(N_("ENGINEER")))
    _reason(ask, explain)
    ask.add_argument("words", metavar=explain(N_("WORDS")))
    for name, summary in (
        ("accept", N_("exclude the rating that somebody asks about")),
        ("decline", N_("let the rating count, with a word why")),
        ("withdraw", N_("take a request back")),
    ):
        action = actions.add_parser(name, help=explain(summary), description=explain(summary))
        action.add_argument("request", type=number, metavar=explain(N_("REQUEST")))
        if name != "withdraw":
            action.add_argument("--note", default="", metavar="TEXT", help=explain(N_("why")))
    summary = N_("list requests that wait for a lead")
    listing = actions.add_parser("list", help=explain(summary), description=explain(summary))
    listing.add_argument(
        "--all", action="store_true", help=explain(N_("those that were decided on too"))
    )
    listing.add_argument("--json", action="store_true", help=explain(N_("for programs")))


def _enter(parser: argparse.ArgumentParser, explain: Explain) -> None:
    parser.add_argument(
        "--since",
        required=True,
        metavar="DAY",
        help=explain(N_("first day there; work done since then goes along")),
    )
    _try(parser, explain)


def _try(parser: argparse.ArgumentParser, explain: Explain) -> None:
    parser.add_argument(
        "--dry-run", action="store_true", help=explain(N_("say what would change, change nothing"))
    )


def _of_teams(parser: argparse.ArgumentParser, explain: Explain) -> None:
    parser.add_argument(
        "--teams", action="store_true", help=explain(N_("the names are those of teams"))
    )


def _reason(parser: argparse.ArgumentParser, explain: Explain) -> None:
    parser.add_argument(
        "--reason",
        required=True,
        type=ExclusionReason,
        choices=list(ExclusionReason),
        help=explain(N_("why it shouldn't count")),
    )


_WORDS = {"name": N_("NAME"), "team": N_("TEAM"), "other": N_("OTHER_NAME"), "into": N_("INTO")}
