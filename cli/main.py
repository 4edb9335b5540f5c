"""Understands the words of the command line and runs the command; says no in one sentence."""

from __future__ import annotations

import io
import os
import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from importlib import import_module

from cli.arguments import parse_command
from cli.outcome import Outcome
from cli.terminal import printable
from gamify.errors import CrownboardError, DecisionRefused
from gamify.language import describe, nearest_language, say


def main(words: Sequence[str]) -> int:
    """The exit code of what the words ask for; wrong usage ends the process with code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    language = wanted_language(words, os.environ)
    try:
        return run(parse_command(words, language=language), language=language)
    except CrownboardError as error:
        print(printable(describe(error, language)), file=sys.stderr)
        return Outcome.REFUSED
    except UnicodeEncodeError as error:
        # A byte that isn't UTF-8 becomes half of a pair; a file may be called so, nothing else.
        problem = say("“{text}” holds signs that aren't text", text=str(error.object))
        told = describe(DecisionRefused(problem=problem), language)
        print(printable(told), file=sys.stderr)
        return Outcome.REFUSED
    except KeyboardInterrupt:
        return Outcome.STOPPED
    except BrokenPipeError:
        # What is still buffered would complain once more when the process ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Outcome.UNREAD


def run(arguments: Namespace, *, language: str) -> int:
    """Run the command; its module is loaded only now, so that --help answers at once."""
    desk = import_module("cli.desk").take_desk(language, is_told="language" in arguments)
    outcome: Outcome = import_module(f"cli.{arguments.module}").run(arguments, desk)
    sys.stdout.flush()
    return outcome


def wanted_language(words: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language asked for: on the command line, in the settings, by the system."""
    for at, word in enumerate(words):
        if word == "--language":
            return nearest_language("".join(words[at + 1 : at + 2]))
        if word.startswith("--language="):
            return nearest_language(word.partition("=")[2])
    names = ("CROWNBOARD_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    return nearest_language(next(filter(None, map(environment.get, names)), None))
