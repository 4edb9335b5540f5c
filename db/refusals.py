"""Says in one sentence what a database driver complains of."""

from __future__ import annotations

from gamify.errors import N_, DatabaseRefused
from gamify.language import Message

#: What the drivers write (in small letters), and the sentence that stands for it.
_CAUSES = (
    ("file is not a database", N_("the file is not a database")),
    ("database disk image is malformed", N_("the file is damaged; restore a backup")),
    ("readonly database", N_("the file or its folder is read-only")),
    ("read-only", N_("it is read-only")),
    ("unable to open database file", N_("the file can't be opened")),
    ("database or disk is full", N_("the disk is full")),
    ("no space left on device", N_("the disk is full")),
    ("disk i/o error", N_("the disk reports an error")),
    ("database is locked", N_("another program keeps it locked")),
    ("password authentication failed", N_("the user or the password is wrong")),
    ("does not exist", N_("it does not exist")),
    ("no such table", N_("it holds no Crownboard tables yet")),
    ("permission denied", N_("the user may not do this")),
    ("connection refused", N_("the server does not answer")),
    ("timeout expired", N_("the server does not answer")),
    ("could not translate host name", N_("there is no such server")),
    ("failed to resolve host", N_("there is no such server")),
    ("server closed the connection", N_("the server closed the connection")),
)


def refusal(said: str) -> DatabaseRefused:
    """The driver's words as our error; what isn't known is quoted by its first line."""
    for sign, sentence in _CAUSES:
        if sign in said.lower():
            return DatabaseRefused(problem=Message(sentence))
    return DatabaseRefused(problem=said.strip().splitlines()[0] if said.strip() else "?")
