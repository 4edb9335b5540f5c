"""What the parts of before and after are called, and their values in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from db.queries.subjects import LogNames
from gamify.credit import show_share
from gamify.errors import N_
from gamify.exclusion import REASON_TITLES
from gamify.feedback.lesson import CAUSE_TITLES, NATURE_TITLES, STATE_TITLES
from gamify.language import shown, translate
from gamify.nominations.registry import find_nomination
from gamify.rights import ROLE_TITLES

#: A name in an entry → what a person reads.
FIELDS: Mapping[str, str] = {
    "login": N_("login"),
    "name": N_("name"),
    "role": N_("role"),
    "engineer_id": N_("person"),
    "team_ids": N_("teams led"),
    "disabled": N_("shut out"),
    "from_id": N_("thanks from"),
    "author_id": N_("author"),
    "items": N_("items"),
    "by": N_("by"),
    "alias": N_("other name"),
    "text": N_("text"),
    "last": N_("last day"),
    "state": N_("state"),
    "minutes": N_("minutes"),
    "helpers": N_("helpers"),
    "ratings": N_("ratings"),
    "tickets": N_("tickets"),
    "nominations": N_("nominations"),
    "reason": N_("reason"),
    "title": N_("title"),
    "first": N_("first day"),
    "criteria": N_("asks for"),
    "shares": N_("shares"),
    "by_rule": N_("by the rule"),
    "note": N_("note"),
    "service": N_("service"),
    "language": N_("language"),
    "team_id": N_("team"),
    "memberships": N_("memberships"),
    "since": N_("since"),
    "into": N_("goes on as"),
    "other": N_("and"),
    "flags": N_("flags"),
    "request": N_("request"),
    "answer": N_("answer"),
    "words": N_("words"),
    "excluded": N_("excluded"),
    "labels": N_("kinds of work"),
    "file": N_("file"),
    "added": N_("added"),
    "fields": N_("fields"),
    "problem": N_("problem"),
    "hidden": N_("hidden"),
    "on": N_("on"),
    "gates": N_("gates"),
    "measure": N_("measure"),
    "of": N_("of"),
    "where": N_("where"),
    "least": N_("at least"),
    "unit": N_("ranks"),
    "key": N_("key"),
    "version": N_("version"),
    "provisional": N_("provisional"),
    "destination": N_("chat or mailbox"),
    "challenge": N_("challenge"),
    "time": N_("time"),
    "weekdays": N_("weekdays"),
    "milestones": N_("milestones"),
    "paused": N_("paused"),
    "stars": N_("stars"),
    "owner_id": N_("owner"),
    "value": N_("value"),
    "theme": N_("theme"),
    "density": N_("rows"),
    "motion": N_("motion"),
    "sound": N_("sound"),
    "shift": N_("shift"),
    "teams": N_("teams"),
    "scenes": N_("scenes"),
    "kind": N_("kind"),
    "seconds": N_("seconds"),
    "updated": N_("updated"),
    "removed": N_("removed"),
    "team": N_("team"),
    "email": N_("address"),
    "from": N_("comes from"),
    "comment changed": N_("comment changed"),
    "cause": N_("cause"),
    "nature": N_("complaint or claim"),
    "lesson": N_("lesson"),
    "quotes": N_("with the customer’s words"),
    "rating": N_("rating"),
}
#: Values with a meaning of their own.
VALUES: Mapping[str, str] = {
    **{cause.value: title for cause, title in CAUSE_TITLES.items()},
    **{nature.value: title for nature, title in NATURE_TITLES.items()},
    **{state.value: title for state, title in STATE_TITLES.items()},
    **{role.value: title for role, title in ROLE_TITLES.items()},
    **{reason.value: title for reason, title in REASON_TITLES.items()},
    "here": N_("set here"),
    "environment": N_("the environment"),
    "open": N_("open"),
    "fine": N_("fine"),
    "accepted": N_("accepted"),
    "declined": N_("declined"),
    "withdrawn": N_("withdrawn"),
    "excluded": N_("excluded"),
    "claimed": N_("claimed"),
    "confirmed": N_("confirmed"),
    "met": N_("met"),
    "missed": N_("missed"),
    "sent": N_("sent"),
    "unsure": N_("unsure"),
    "due": N_("due"),
}
#: Parts whose words are somebody's own and never a meaning.
_LITERAL = frozenset(
    {"note", "words", "answer", "text", "title", "name", "alias", "login", "file", "lesson"}
)
#: What isn't said: numbers that mean something to the program alone, and empty parts.
_INNER = frozenset({"pseudonyms", "g4", "request", "ticket_id"})


def state_words(
    state: Mapping[str, Any] | None, names: LogNames, language: str, *, subject: str = ""
) -> str:
    """Before or after as one line: "team: Falcons, since: 2026-11-02"; "" for nothing."""
    parts = [
        f"{_title(name, language)}: {_value(name, value, names, language, subject)}"
        for name, value in (state or {}).items()
        if name not in _INNER and value not in ("", [], {})
    ]
    return "; ".join(parts)


def _title(name: str, language: str) -> str:
    return translate(FIELDS[name], language) if name in FIELDS else name


def nomination_title(key: str, language: str) -> str:
    """The usual title of a nomination; an own one has its key in the log."""
    known = find_nomination(key)
    return key if known is None else translate(known.title, language)


def _value(name: str, value: Any, names: LogNames, language: str, subject: str) -> str:
    """A value in words; whatever somebody wrote stays as it was written."""
    if name in _PARTS and isinstance(value, list):
        return " · ".join(_PARTS[name](part, names, language) for part in value)
    if isinstance(value, list):
        return ", ".join(_value(name, one, names, language, subject) for one in value)
    if isinstance(value, dict):
        return state_words(value, names, language)
    if isinstance(value, bool):
        return translate(N_("yes") if value else N_("no"), language)
    return "–" if value is None else _named(name, value, names, language, subject)


def _share(part: list[int], names: LogNames, language: str) -> str:
    """Somebody's share in a rating."""
    engineer, units = part
    return f"{names.engineers.get(engineer, engineer)} {show_share(units, language=language)}"


def _stay(part: list[Any], names: LogNames, _: str) -> str:
    """A time in a team."""
    team, since, until = part
    return f"{names.teams.get(team, team)} {since} – {until or '…'}"


def _line(part: list[Any], _: LogNames, __: str) -> str:
    """A line of a shift note, literally."""
    return str(part[2])


#: Parts that are lists of small lists.
_PARTS: Mapping[str, Callable[[list[Any], LogNames, str], str]] = {
    "shares": _share,
    "by_rule": _share,
    "memberships": _stay,
    "items": _line,
}


def _named(name: str, value: Any, names: LogNames, language: str, subject: str) -> str:
    """A number that stands for somebody, a word with a meaning, or the value as it is."""
    if name in {"into", "other"}:
        name = "team_id" if subject.startswith("team ") else "engineer_id"
    if name in {"engineer_id", "owner_id", "from_id", "author_id"}:
        return names.engineers.get(value, str(value))
    if name in {"team_id", "team_ids"}:
        return names.teams.get(value, str(value))
    if name == "nominations":
        return nomination_title(str(value), language)
    if isinstance(value, str) and name not in _LITERAL and value in VALUES:
        return translate(VALUES[value], language)
    return shown(value, language) if isinstance(value, int) else str(value)
