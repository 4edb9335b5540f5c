"""Words that end statements, lines and encodings, and every place that somebody may send them to.

The suite sends each place one of them, in turn; `python -m tests.bench odd` sends each all.
"""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

import httpx

from cli.main import main
from gamify.steering import is_steering
from tests.api.programs import Program
from tests.api.visiting import Browser

#: Fragments of SQL; signs that end a string, turn a line around or are no text; what is very long.
#: A surrogate alone is what the terminal makes of a byte that isn't UTF-8.
ODD = (
    "'; DROP TABLE rating;--",
    "1) OR 1=1; DELETE FROM rating; --",
    '%" UNION SELECT password FROM account -- $1 :x ? \\',
    "a\0b",
    "\udcff\ud800",
    "W" * 5_000,
    "\u202e\u2066gnp.exe\u0000",
    "9" * 400,
    "-1e999",
    "NaN",
    "²",
)
#: Tables of the API and what one may ask of them.
_TABLES = ("standings/teams", "standings/engineers", "nominations", "challenges", "cells")
_OWN = ("season", "team", "table", "lang", "engineer", "person", "page", "section")
_THEIRS = ("limit", "offset", "format", "team", "season", "mode", "grain", "search", "since")
_SHOWN = (*_OWN, "screen", "token", "scene", "to")
_READ = {
    **dict.fromkeys(
        [f"/api/v1/{name}" for name in ("board", "nominations", "challenges", "work")], _OWN
    ),
    **dict.fromkeys(
        (
            "/wall",
            "/api/v1/wall/picture",
            "/sign-in",
            "/export/standings-teams.csv",
            "/export/places.svg",
        ),
        _SHOWN,
    ),
}
_FOLDERS = ("/rate/", "/wall/", "/export/", "/sign-in/", "/sign-in/with/", "/api/v1/hooks/")
_BODIES = ("ratings", "people", "teams", "asks")
#: Commands; each ? is one of the words.
LINES = (
    "standings engineers --team ?",
    "standings teams --season ?",
    "explain team ?",
    "explain engineer ? --season ?",
    "audit --search ?",
    "audit --actor ? --action ?",
    "audit --since ?",
    "people rename ? x",
    "people list ?",
    "admin sign-out ?",
    "challenge propose --team ?",
    "challenge set --title ? --fives ?",
    "announce ? --until ?",
    "wall add ? --title ?",
    "import ? --source ?",
    "import --undo ?",
    "source pause ?",
    "token revoke ?",
    "hall --season ?",
    "digest --to ?",
    "--language ? flags",
    "flags --season ?",
    "? ?",
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody can send a word; `ask` sends it with a program's token."""

    name: str
    ask: Callable[[Program, str], httpx.Response]

    def __str__(self) -> str:
        return self.name


def places() -> Iterator[Place]:
    """Every field of an address and of a body."""
    for path, keys in _READ.items():
        for key in keys:
            yield Place(f"{path}?{key}", _by_address(path, key))
    for path in _FOLDERS:
        yield Place(path, _in_path(path))
    for path in (*(f"/seasons/current/{table}" for table in _TABLES), "/people", "/teams"):
        for key in _THEIRS:
            yield Place(f"{path}?{key}", _by_program(path, key))
    yield Place("seasons/…", _of_a_season)
    for path in _BODIES:
        yield Place(f"body of {path}", _by_body(path))
    yield Place("sign-in", lambda _, word: Browser("192.0.2.9").sign_in(_sent(word), _sent(word)))


def is_fine(answer: httpx.Response) -> bool:
    """Whether an answer says yes or no: no error of ours, nothing of code."""
    return answer.status_code < 500 and "Traceback" not in answer.text


def problem_of(words: Sequence[str]) -> str:
    """What is wrong with how a command answers; nothing where it is done or refused in words."""
    out, said = io.StringIO(), io.StringIO()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(said):
            code: object = main(words)
    except SystemExit as ended:
        code = ended.code
    except Exception as error:
        return repr(error)
    text = out.getvalue() + said.getvalue()
    if code not in {0, 1, 2} or "Traceback" in text:
        return f"{code}: {text[-300:]}"
    return "".join(char for char in text if is_steering(char) and char not in "\n\t\r")


def _coded(word: str) -> str:
    return quote(word, safe="", errors="surrogatepass")


def _sent(word: str) -> str:
    """As a form holds it, which has no surrogates."""
    return word.encode("utf-8", "replace").decode()


def _by_address(path: str, key: str) -> Callable[[Program, str], httpx.Response]:
    return lambda _, word: Browser().get(f"{path}?{key}={_coded(word)}")


def _in_path(folder: str) -> Callable[[Program, str], httpx.Response]:
    return lambda _, word: Browser().get(folder + _coded(word))


def _by_program(path: str, key: str) -> Callable[[Program, str], httpx.Response]:
    return lambda program, word: program.get(f"{path}?{key}={_coded(word)}")


def _of_a_season(program: Program, word: str) -> httpx.Response:
    return program.get(f"/seasons/{_coded(word)}/standings/teams")


def _by_body(path: str) -> Callable[[Program, str], httpx.Response]:
    names = ("ticket", "score", "rated_at", "owner", "team", "name", "source", "customer")
    json_type = {"content-type": "application/json"}
    return lambda program, word: program.ask(
        "POST",
        f"/{path}?scale={_coded(word)}",
        content=json.dumps(dict.fromkeys(names, word)),
        headers=json_type,
    )
