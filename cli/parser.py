"""A parser that says everything in the reader's language, also what `argparse` says by itself."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NoReturn

from cli.terminal import printable
from gamify.errors import N_
from gamify.language import translate

#: What `argparse` says → how we say it. A test compares it with what `argparse` has.
SENTENCES: Mapping[str, str] = {
    "usage: ": N_("usage: "),
    "positional arguments": N_("what to name"),
    "options": N_("what to add"),
    "show this help message and exit": N_("show this help"),
    "argument %(argument_name)s: %(message)s": N_("%(argument_name)s: %(message)s"),
    "%(prog)s: error: %(message)s\n": N_("%(prog)s: %(message)s\n"),
    "unrecognized arguments: %s": N_("nothing here is called %s"),
    "the following arguments are required: %s": N_("this is missing: %s"),
    "one of the arguments %s is required": N_("one of these is needed: %s"),
    "not allowed with argument %s": N_("can't be told together with %s"),
    "ignored explicit argument %r": N_("takes no value, but was told %r"),
    "expected one argument": N_("needs a value"),
    "expected at most one argument": N_("takes one value at most"),
    "expected at least one argument": N_("needs at least one value"),
    "ambiguous option: %(option)s could match %(matches)s": N_(
        "%(option)s may be any of %(matches)s; write it out"
    ),
    "invalid %(type)s value: %(value)r": N_("%(value)r doesn't fit here"),
    "invalid choice: %(value)r (choose from %(choices)s)": N_("%(value)r is none of %(choices)s"),
    "unknown parser %(parser_name)r (choices: %(choices)s)": N_(
        "%(parser_name)r is none of %(choices)s"
    ),
}


#: The largest number that a row of a database may have.
_MOST = 2**63 - 1


def number(text: str) -> int:
    """A whole number that a database can hold; `argparse` explains a ValueError."""
    found = int(text)
    if abs(found) > _MOST:
        raise ValueError(text)
    return found


def natural(text: str) -> int:
    """A whole number that isn't negative."""
    found = number(text)
    if found < 0:
        raise ValueError(text)
    return found


def positive(text: str) -> float:
    """A number above nothing, within reason."""
    found = float(text)
    if not 0 < found <= 100_000:
        raise ValueError(text)
    return found


class Parser(argparse.ArgumentParser):
    """Says what is wrong without letting what was typed steer the terminal."""

    def error(self, message: str) -> NoReturn:
        """End with a sentence about what is wrong."""
        super().error(printable(message))


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let `argparse` speak a language, while a parser is made and used.

    It looks its sentences up by a name of its module, and has no other place for them.
    """

    def said(text: str) -> str:
        return translate(SENTENCES[text], language) if text in SENTENCES else text

    own = vars(argparse)["_"]
    vars(argparse)["_"] = said
    try:
        yield
    finally:
        vars(argparse)["_"] = own
