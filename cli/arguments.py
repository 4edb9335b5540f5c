"""What can be written on the command line, explained in the reader's language."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from cli.admin_arguments import fill_admin
from cli.ask_arguments import fill_ask
from cli.challenge_arguments import fill_challenge, fill_digest
from cli.credit_arguments import fill_assist, fill_credit
from cli.delivery_arguments import fill_destination, fill_plan
from cli.handicap_arguments import fill_par
from cli.keeping_arguments import KEEPING
from cli.parser import Parser, natural, number, positive, speaking
from cli.season_arguments import fill_explain, fill_hall, fill_nominations
from cli.source_arguments import fill_source
from cli.token_arguments import fill_token
from cli.wall_arguments import fill_announce, fill_wall
from gamify.errors import N_
from gamify.ingest.options import DateOrder, ScaleName
from gamify.language import LANGUAGES, translate

VERSION = "0.1.0"

Explain = Callable[[str], str]


def parse_command(words: Sequence[str], *, language: str) -> argparse.Namespace:
    """What was asked for; anything else is explained on standard error and ends with code 2."""
    with speaking(language):
        parser = command_line(language)
        arguments = parser.parse_args(words)
        if arguments.command == "import":
            wishes = [bool(arguments.files), arguments.list, arguments.undo is not None]
            if sum(wishes) != 1:
                problem = N_("import needs files, or --list, or --undo BATCH")
                parser.error(translate(problem, language))
    return arguments


def command_line(language: str) -> Parser:
    """The parser of `python -m gamify`, with help in a language."""

    def explain(text: str) -> str:
        return translate(text, language).replace("%", "%%")

    common = Parser(add_help=False)
    common.add_argument(
        "--language",
        choices=LANGUAGES,
        default=argparse.SUPPRESS,
        help=explain(N_("language of what is printed")),
    )
    parser = Parser(
        prog="python -m gamify",
        parents=[common],
        description=explain(N_("Crownboard on the command line: import ratings, read standings.")),
    )
    shown = explain(N_("show the version"))
    version = f"Crownboard {VERSION}"
    parser.add_argument("--version", action="version", version=version, help=shown)
    commands = parser.add_subparsers(dest="command", required=True, metavar=explain(N_("COMMAND")))

    for name, (module, summary, fill) in COMMANDS.items():
        text = explain(summary)
        command = commands.add_parser(name, parents=[common], help=text, description=text)
        command.set_defaults(module=module)
        fill(command, explain)
    return parser


def _import(parser: argparse.ArgumentParser, explain: Explain) -> None:
    parser.add_argument("files", nargs="*", metavar=explain(N_("FILE")))
    _import_reading(parser.add_argument_group(explain(N_("how to read the file"))), explain)
    _import_storing(parser.add_argument_group(explain(N_("what to do with it"))), explain)


def _import_reading(group: argparse._ArgumentGroup, explain: Explain) -> None:
    group.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="FIELD=COLUMN",
        help=explain(N_("which column a field is in, like --map score='Survey results'")),
    )
    group.add_argument(
        "--mapping", metavar="FILE", help=explain(N_("read the mapping from a file"))
    )
    group.add_argument(
        "--write-mapping",
        metavar="FILE",
        help=explain(N_("write the mapping that was used to a file")),
    )
    group.add_argument(
        "--scale",
        type=ScaleName,
        choices=list(ScaleName),
        help=explain(N_("how scores are written; stars are 1 to 5")),
    )
    group.add_argument(
        "--scale-table",
        metavar="TABLE",
        help=explain(N_("stars of each score of a custom scale: great=5,okay=3,not good=1")),
    )
    group.add_argument(
        "--dates",
        type=DateOrder,
        choices=list(DateOrder),
        help=explain(N_("order of day and month where it can't be told")),
    )
    group.add_argument("--encoding", help=explain(N_("encoding of a text file, like cp1251")))
    group.add_argument("--separator", help=explain(N_("what stands between the columns")))
    group.add_argument("--sheet", help=explain(N_("sheet of a workbook")))
    group.add_argument(
        "--zone", help=explain(N_("zone of times that don't name theirs, like Europe/Berlin"))
    )


def _import_storing(group: argparse._ArgumentGroup, explain: Explain) -> None:
    group.add_argument(
        "--source",
        default="files",
        metavar="NAME",
        help=explain(N_("where the ratings come from; ticket ids are unique within it")),
    )
    group.add_argument(
        "--rejected", metavar="FILE", help=explain(N_("where to write the rejected rows"))
    )
    group.add_argument(
        "--dry-run", action="store_true", help=explain(N_("read and check, but store nothing"))
    )
    group.add_argument("--list", action="store_true", help=explain(N_("list the imports so far")))
    group.add_argument(
        "--undo", type=number, metavar="BATCH", help=explain(N_("take an import back as a whole"))
    )


def _standings(parser: argparse.ArgumentParser, explain: Explain) -> None:
    parser.add_argument("table", choices=("teams", "engineers"))
    parser.add_argument(
        "--season",
        metavar="CODE",
        help=explain(N_("2023-Q4, 2023-11, 2023 or 2023-10-01..2023-12-15; the newest quarter")),
    )
    parser.add_argument(
        "--table",
        dest="handicap",
        choices=("raw", "handicapped"),
        help=explain(
            N_("without handicap or with; for teams the one that carries the crown, else raw")
        ),
    )
    parser.add_argument("--team", metavar="NAME", help=explain(N_("engineers of this team only")))
    parser.add_argument(
        "--json", action="store_true", help=explain(N_("for programs, with exact fractions"))
    )


def _flags(parser: argparse.ArgumentParser, explain: Explain) -> None:
    parser.add_argument(
        "--season",
        metavar="CODE",
        help=explain(N_("2023-Q4, 2023-11, 2023 or 2023-10-01..2023-12-15; the newest quarter")),
    )
    parser.add_argument(
        "--look", action="store_true", help=explain(N_("let the rules look at the season first"))
    )
    parser.add_argument("--json", action="store_true", help=explain(N_("for programs")))


def _for_programs(parser: argparse.ArgumentParser, explain: Explain) -> None:
    parser.add_argument("--json", action="store_true", help=explain(N_("for programs")))


def _recount(parser: argparse.ArgumentParser, explain: Explain) -> None:
    parser.add_argument(
        "--check",
        action="store_true",
        help=explain(N_("change nothing, say what differs; exit code 1 if anything does")),
    )


def _demo(parser: argparse.ArgumentParser, explain: Explain) -> None:
    parser.add_argument(
        "--live", action="store_true", help=explain(N_("then add ratings until stopped"))
    )
    parser.add_argument(
        "--pace",
        type=positive,
        default=12.0,
        metavar="N",
        help=explain(N_("ratings a minute with --live; 12 unless told")),
    )
    parser.add_argument(
        "--count", type=natural, metavar="N", help=explain(N_("stop after so many ratings"))
    )
    parser.add_argument(
        "--seed", type=number, metavar="N", help=explain(N_("another number makes another demo"))
    )


def _nothing(_parser: argparse.ArgumentParser, _explain: Explain) -> None:
    """A command without arguments of its own."""


#: Command → the module of `cli` that runs it, what it does, and what fills in its arguments.
COMMANDS: dict[str, tuple[str, str, Callable[[argparse.ArgumentParser, Explain], None]]] = {
    "import": ("importing", N_("take in ratings files, list imports, undo one"), _import),
    "standings": ("standings", N_("print the standings of a season"), _standings),
    "flags": ("flags", N_("list what looks odd in a season, for a lead to decide"), _flags),
    "quality": ("quality", N_("list what of the data could be mended"), _for_programs),
    "nominations": (
        "nominations",
        N_("print the nominations of a quarter, set them"),
        fill_nominations,
    ),
    "explain": ("explain", N_("print every figure behind a team or an engineer"), fill_explain),
    "hall": ("hall", N_("print closed seasons as they were kept for good"), fill_hall),
    "par": ("par", N_("print the par of a quarter, publish the next version"), fill_par),
    "assist": ("assist", N_("say who helped on a ticket, and let it count"), fill_assist),
    "credit": ("credit", N_("show who is credited with a rating, share it by hand"), fill_credit),
    "challenge": ("challenge", N_("set, follow and close challenges"), fill_challenge),
    "digest": ("digest", N_("print or send the daily message about challenges"), fill_digest),
    "destination": (
        "destination",
        N_("add chats and mailboxes that messages go to"),
        fill_destination,
    ),
    "plan": ("plan", N_("say when the daily message goes where"), fill_plan),
    "wall": ("wall", N_("set up the screens in the office"), fill_wall),
    "announce": ("announce", N_("say something on every screen in the office"), fill_announce),
    "source": ("source", N_("read ticket systems by themselves, hear their webhooks"), fill_source),
    "ask": ("ask", N_("ask customers for ratings by links in e-mails"), fill_ask),
    "admin": ("admin", N_("make accounts, set roles and passwords"), fill_admin),
    "token": ("token", N_("make and revoke tokens of programs that use the API"), fill_token),
    **KEEPING,
    "recount": ("upkeep", N_("recount all cells from the ratings"), _recount),
    "demo": ("demo", N_("fill an empty database with a demo season"), _demo),
    "migrate": ("upkeep", N_("create the database or bring it up to date"), _nothing),
}
