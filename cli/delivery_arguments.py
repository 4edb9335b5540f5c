"""What can be written after the commands about messages: `destination` and `plan`."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from cli.parser import number
from gamify.errors import N_
from gamify.language import LANGUAGES

Explain = Callable[[str], str]

#: Days that `plan deliveries` goes back unless told, and at most.
FORTNIGHT, MOST_DAYS = 14, 3660


def fill_destination(parser: argparse.ArgumentParser, explain: Explain) -> None:
    """What `destination` understands. An address is never an argument: those can be seen."""
    actions = _actions(parser, explain)
    listing = _action(actions, "list", explain(N_("list chats and mailboxes, without addresses")))
    _for_programs(listing, explain)
    adding = _action(
        actions,
        "add",
        explain(N_("add a chat or mailbox; its address is asked for, or read from standard input")),
    )
    _name(adding, explain)
    adding.add_argument(
        "--messages-in",
        choices=LANGUAGES,
        default="en",
        help=explain(N_("language of the messages; en unless told")),
    )
    for name, summary in (
        ("test", N_("send a greeting to it now")),
        ("address", N_("replace its address, which is asked for, or read from standard input")),
        ("remove", N_("forget it, its address and its plans")),
    ):
        _name(_action(actions, name, explain(summary)), explain)
    renaming = _action(actions, "rename", explain(N_("call it otherwise")))
    _name(renaming, explain)
    renaming.add_argument("--to", required=True, metavar=explain(N_("NAME")))


def fill_plan(parser: argparse.ArgumentParser, explain: Explain) -> None:
    """What `plan` understands."""
    actions = _actions(parser, explain)
    listing = _action(actions, "list", explain(N_("list when the daily message goes where")))
    _for_programs(listing, explain)
    _fill_adding(
        _action(actions, "add", explain(N_("send the daily message to a destination"))), explain
    )
    for name, summary in (
        ("pause", N_("send nothing by it until it is resumed")),
        ("resume", N_("let it send again; today's message, too, if its time has passed")),
        ("remove", N_("forget it")),
    ):
        action = _action(actions, name, explain(summary))
        action.add_argument("plan", type=number, metavar=explain(N_("PLAN")))
    _fill_deliveries(actions, explain)


def _fill_deliveries(
    actions: argparse._SubParsersAction[argparse.ArgumentParser], explain: Explain
) -> None:
    summary = explain(N_("list what became of the messages of the last days, the newest first"))
    listing = _action(actions, "deliveries", summary)
    listing.add_argument(
        "--days",
        type=_days,
        default=FORTNIGHT,
        metavar="N",
        help=explain(N_("so many days, today included; 14 unless told")),
    )
    _for_programs(listing, explain)
    for name, does in (
        ("send-again", N_("send a failed or unsure message of today once more")),
        ("mark-sent", N_("keep that an unsure message has arrived")),
    ):
        action = _action(actions, name, explain(does))
        action.add_argument("message", type=number, metavar=explain(N_("MESSAGE")))


def _days(text: str) -> int:
    days = int(text)
    if not 1 <= days <= MOST_DAYS:
        raise ValueError
    return days


def _fill_adding(adding: argparse.ArgumentParser, explain: Explain) -> None:
    _name(adding, explain)
    adding.add_argument(
        "--at", required=True, metavar="HH:MM", help=explain(N_("time of the organisation's day"))
    )
    adding.add_argument(
        "--days",
        type=number,
        nargs="+",
        default=[0, 1, 2, 3, 4],
        metavar="N",
        help=explain(N_("days of the week, Monday is 0; Monday to Friday unless told")),
    )
    adding.add_argument(
        "--challenge",
        type=number,
        metavar="N",
        help=explain(N_("about this challenge; about all that run unless told")),
    )
    adding.add_argument(
        "--without-milestones", action="store_true", help=explain(N_("the daily message alone"))
    )


def _actions(
    parser: argparse.ArgumentParser, explain: Explain
) -> argparse._SubParsersAction[argparse.ArgumentParser]:
    return parser.add_subparsers(dest="action", required=True, metavar=explain(N_("ACTION")))


def _action(
    actions: argparse._SubParsersAction[argparse.ArgumentParser], name: str, summary: str
) -> argparse.ArgumentParser:
    return actions.add_parser(name, help=summary, description=summary)


def _name(parser: argparse.ArgumentParser, explain: Explain) -> None:
    parser.add_argument("name", metavar=explain(N_("NAME")))


def _for_programs(parser: argparse.ArgumentParser, explain: Explain) -> None:
    parser.add_argument("--json", action="store_true", help=explain(N_("for programs")))
