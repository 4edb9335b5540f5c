"""What can be written after the commands about screens: `wall` and `announce`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date

from cli.parser import number
from gamify.errors import N_
from gamify.language import LANGUAGES
from gamify.wall.screen import DENSITIES, LONGEST, SHORTEST, SceneKind, Sound, Theme

Explain = Callable[[str], str]


def fill_wall(parser: argparse.ArgumentParser, explain: Explain) -> None:
    """What `wall` understands."""
    actions = parser.add_subparsers(dest="action", required=True, metavar=explain(N_("ACTION")))
    for name, summary, takes_settings in (
        ("list", N_("list the screens, without their links"), False),
        ("create", N_("set a screen up and print its link"), True),
        ("change", N_("set a screen otherwise; its link stays"), True),
        ("link", N_("print the link of a screen once more"), False),
        ("revoke", N_("take its link back: the screen goes calm"), False),
        ("renew", N_("give it a new link; the former one ends"), False),
        ("delete", N_("forget a screen and its link"), False),
    ):
        text = explain(summary)
        action = actions.add_parser(name, help=text, description=text)
        if name != "list":
            action.add_argument("screen", metavar=explain(N_("SCREEN")))
        if takes_settings:
            _settings(action, explain)
        if name in {"create", "link", "renew"}:
            action.add_argument(
                "--address",
                default="http://127.0.0.1:8501",
                metavar="URL",
                help=explain(N_("where browsers find Crownboard; http://127.0.0.1:8501")),
            )
        action.add_argument("--json", action="store_true", help=explain(N_("for programs")))


def fill_announce(parser: argparse.ArgumentParser, explain: Explain) -> None:
    """What `announce` understands."""
    parser.add_argument("text", nargs="?", default="", metavar=explain(N_("TEXT")))
    parser.add_argument(
        "--until",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help=explain(N_("its last day; today unless told")),
    )
    parser.add_argument("--list", action="store_true", help=explain(N_("list what is announced")))
    parser.add_argument(
        "--withdraw",
        type=number,
        metavar="N",
        help=explain(N_("take an announcement off the walls")),
    )
    parser.add_argument("--json", action="store_true", help=explain(N_("for programs")))


def _settings(parser: argparse.ArgumentParser, explain: Explain) -> None:
    _look(parser, explain)
    parser.add_argument(
        "--teams", nargs="+", metavar=explain(N_("TEAM")), help=explain(N_("these teams only"))
    )
    parser.add_argument(
        "--all-teams", action="store_true", help=explain(N_("all teams, as it is unless told"))
    )
    kinds = ", ".join(SceneKind)
    parser.add_argument(
        "--scenes",
        nargs="+",
        metavar="SCENE:SECONDS",
        help=explain(N_("what is shown in turn, and how long:"))
        + f" {kinds}; {SHORTEST}–{LONGEST} s",
    )
    parser.add_argument(
        "--awake",
        metavar="HH:MM-HH:MM",
        help=explain(N_("it sleeps outside of these hours of the organisation's day")),
    )
    parser.add_argument(
        "--days",
        type=number,
        nargs="+",
        metavar="N",
        help=explain(N_("days on which it is awake, Monday is 0; Monday to Friday unless told")),
    )
    parser.add_argument(
        "--always-awake", action="store_true", help=explain(N_("let it never sleep"))
    )


def _look(parser: argparse.ArgumentParser, explain: Explain) -> None:
    parser.add_argument("--title", help=explain(N_("what people call it, like Lobby")))
    parser.add_argument(
        "--texts-in", choices=LANGUAGES, help=explain(N_("language of the screen; en unless told"))
    )
    parser.add_argument("--theme", choices=list(Theme), type=Theme, help=explain(N_("its colours")))
    parser.add_argument(
        "--density",
        type=number,
        choices=DENSITIES,
        help=explain(N_("how many teams fit on it; 9 unless told")),
    )
    parser.add_argument(
        "--motion",
        action=argparse.BooleanOptionalAction,
        help=explain(N_("let rows glide and numbers count up")),
    )
    parser.add_argument(
        "--sound",
        choices=list(Sound),
        type=Sound,
        help=explain(N_("what is heard with a celebration")),
    )
    parser.add_argument(
        "--shift",
        action=argparse.BooleanOptionalAction,
        help=explain(N_("let the picture wander by some pixels, so that nothing burns in")),
    )
