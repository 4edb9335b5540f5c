"""What can be written after `ask`."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from cli.parser import number
from gamify.asking.email import Vendor
from gamify.errors import N_
from gamify.language import LANGUAGES

Explain = Callable[[str], str]


def fill_ask(parser: argparse.ArgumentParser, explain: Explain) -> None:
    """What `ask` understands."""
    actions = parser.add_subparsers(dest="action", required=True, metavar=explain(N_("ACTION")))
    for name, summary, fill in (
        ("link", N_("print a link by which one customer rates one ticket"), _link),
        ("snippet", N_("print five stars for the e-mails of a help desk"), _snippet),
        ("list", N_("list the help desks that have links"), _nothing),
        ("end", N_("end the links of a help desk for good"), _end),
    ):
        text = explain(summary)
        action = actions.add_parser(name, help=text, description=text)
        fill(action, explain)
        action.add_argument("--json", action="store_true", help=explain(N_("for programs")))


def _link(parser: argparse.ArgumentParser, explain: Explain) -> None:
    parser.add_argument("ticket", metavar=explain(N_("TICKET")))
    parser.add_argument(
        "--customer",
        default="",
        help=explain(N_("who is asked, by name or address; only a keyed hash of it is kept")),
    )
    parser.add_argument(
        "--owner", default="", help=explain(N_("who solved the ticket, if that isn't known yet"))
    )
    _shape(parser, explain, ("link", "html", "text"))


def _snippet(parser: argparse.ArgumentParser, explain: Explain) -> None:
    parser.add_argument(
        "--for",
        dest="vendor",
        type=Vendor,
        choices=list(Vendor),
        default=Vendor.GENERIC,
        help=explain(N_("the help desk that fills in the number of the ticket")),
    )
    _shape(parser, explain, ("html", "text"))


def _shape(parser: argparse.ArgumentParser, explain: Explain, shapes: tuple[str, ...]) -> None:
    parser.add_argument(
        "--as",
        dest="shape",
        choices=shapes,
        default=shapes[0],
        help=explain(N_("what is printed: an address, or five stars as HTML or text")),
    )
    parser.add_argument(
        "--language",
        choices=LANGUAGES,
        default=argparse.SUPPRESS,
        help=explain(N_("language of the page and of the five stars")),
    )
    parser.add_argument(
        "--source",
        default="",
        metavar="NAME",
        help=explain(N_("where the ticket is from, if several sources have its number")),
    )
    parser.add_argument(
        "--address",
        default="http://127.0.0.1:8501",
        metavar="URL",
        help=explain(N_("where browsers find Crownboard; http://127.0.0.1:8501")),
    )


def _end(parser: argparse.ArgumentParser, explain: Explain) -> None:
    parser.add_argument("template", type=number, metavar=explain(N_("NUMBER")))


def _nothing(_parser: argparse.ArgumentParser, _explain: Explain) -> None:
    """An action without arguments of its own."""
