"""What can be written after the command about accounts: `admin`."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from gamify.errors import N_
from gamify.rights import Role

Explain = Callable[[str], str]


def fill_admin(parser: argparse.ArgumentParser, explain: Explain) -> None:
    """What `admin` understands. A password is never an argument: those can be seen."""
    actions = parser.add_subparsers(dest="action", required=True, metavar=explain(N_("ACTION")))

    def action(name: str, summary: str) -> argparse.ArgumentParser:
        return actions.add_parser(name, help=explain(summary), description=explain(summary))

    listing = action("list", N_("list accounts"))
    listing.add_argument("--json", action="store_true", help=explain(N_("for programs")))
    creating = action(
        "create", N_("make an account, an administrator's unless told; asks for its password")
    )
    _login(creating, explain)
    creating.add_argument(
        "--name", default="", help=explain(N_("what the log calls this person; the login if empty"))
    )
    creating.add_argument(
        "--role", type=Role, choices=list(Role), default=Role.ADMINISTRATOR, metavar=_roles()
    )
    creating.add_argument(
        "--no-password",
        action="store_true",
        help=explain(N_("for those whom an identity provider or a proxy signs in")),
    )
    _links(creating, explain)
    changing = action("role", N_("give an account another role, a person, teams"))
    _login(changing, explain)
    changing.add_argument("role", type=Role, choices=list(Role), metavar=_roles())
    _links(changing, explain)
    for name, summary in (
        ("disable", N_("let nobody in with an account; it stays in the log")),
        ("enable", N_("let somebody in again")),
        ("password", N_("set a password and end its sign-ins")),
        ("sign-out", N_("sign an account out everywhere")),
    ):
        _login(action(name, summary), explain)


def _login(parser: argparse.ArgumentParser, explain: Explain) -> None:
    parser.add_argument("login", metavar=explain(N_("LOGIN")))


def _links(parser: argparse.ArgumentParser, explain: Explain) -> None:
    parser.add_argument(
        "--engineer", metavar=explain(N_("NAME")), help=explain(N_("the person with this account"))
    )
    parser.add_argument(
        "--team",
        action="append",
        metavar=explain(N_("NAME")),
        help=explain(N_("a team that a lead leads; all teams unless told")),
    )


def _roles() -> str:
    return "|".join(Role)
