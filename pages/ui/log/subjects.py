"""Whom or what an entry of the log is about, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from db.queries.subjects import LogNames
from gamify.language import Message, say, translate
from gamify.organisation import SETTINGS


def subject_words(subject: str, names: LogNames, language: str) -> str:
    """ "engineer 7" is "Ann Lee"; what has no name stands as it was logged."""
    kind, _, rest = subject.partition(" ")
    made = _KINDS.get(kind)
    told = made(rest, names) if made is not None and rest else None
    return subject if told is None else translate(told, language)


def _numbered(known: Mapping[int, str], rest: str) -> str | None:
    return known.get(int(rest)) if rest.isdecimal() else None


def _engineer(rest: str, names: LogNames) -> Message | None:
    name = _numbered(names.engineers, rest)
    return None if name is None else say("{name}", name=name)


def _team(rest: str, names: LogNames) -> Message | None:
    name = _numbered(names.teams, rest)
    return None if name is None else say("team {team}", team=name)


def _account(rest: str, names: LogNames) -> Message | None:
    login = _numbered(names.accounts, rest)
    return None if login is None else say("account {login}", login=login)


def _rating(rest: str, names: LogNames) -> Message | None:
    ticket = _numbered(names.ticket_of_rating, rest)
    return None if ticket is None else say("rating of ticket {ticket}", ticket=ticket)


def _ticket(rest: str, names: LogNames) -> Message | None:
    ticket = _numbered(names.tickets, rest)
    return None if ticket is None else say("ticket {ticket}", ticket=ticket)


def _setting(rest: str, _: LogNames) -> Message | None:
    card = SETTINGS.get(rest)
    return None if card is None else say("setting “{title}”", title=Message(card.title))


_KINDS: Mapping[str, Callable[[str, LogNames], Message | None]] = {
    "engineer": _engineer,
    "team": _team,
    "account": _account,
    "rating": _rating,
    "ticket": _ticket,
    "setting": _setting,
    "challenge": lambda rest, _: say("challenge {number}", number=rest),
    "screen": lambda rest, _: say("screen “{name}”", name=rest),
    "season": lambda rest, _: say("season {season}", season=rest),
    "flag": lambda rest, _: say("flag {number}", number=rest),
    "import": lambda rest, _: say("import {number}", number=rest),
    "pause": lambda rest, _: say("pause {number}", number=rest),
    "note": lambda rest, _: say("shift note {number}", number=rest),
    "item": lambda rest, _: say("item {number} of a shift note", number=rest),
    "thanks": lambda rest, _: say("thanks {number}", number=rest),
    "practice": lambda rest, _: say("good practice {number}", number=rest),
    "nomination": lambda rest, _: say("nomination {name}", name=rest),
}
