"""How far a source has been read: windows with overlap that a crash can't tear.

A sweep reads everything from `begin` to `until`. Once it is done, everything up to `until` has
been read; until then, `resume` says where its next page is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Self

from gamify.sources.definition import PagingKind, Pull


@dataclass(frozen=True, slots=True)
class Reach:
    """`since`: up to where everything was read. With `until`, a sweep from `begin` is under way.

    `resume` is the link or token of its next page. `looked_back` is the day of the last long
    look back.
    """

    since: datetime
    begin: datetime | None = None
    until: datetime | None = None
    resume: str = ""
    looked_back: date | None = None

    def as_json(self) -> dict[str, Any]:
        """What `of` reads back."""
        return {
            "since": self.since.isoformat(),
            "begin": self.begin and self.begin.isoformat(),
            "until": self.until and self.until.isoformat(),
            "resume": self.resume,
            "looked_back": self.looked_back and self.looked_back.isoformat(),
        }

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Self:
        """A reach that was kept."""
        begin, until, day = told.get("begin"), told.get("until"), told.get("looked_back")
        return cls(
            since=datetime.fromisoformat(told["since"]),
            begin=datetime.fromisoformat(begin) if begin else None,
            until=datetime.fromisoformat(until) if until else None,
            resume=told.get("resume") or "",
            looked_back=date.fromisoformat(day) if day else None,
        )


def next_sweep(reach: Reach, pull: Pull, *, now: datetime) -> Reach:
    """The sweep that is under way, or the next one: with overlap, and once a day a long one."""
    if reach.until is not None:
        return reach
    today = now.astimezone(UTC).date()
    is_long = reach.looked_back != today
    back = timedelta(days=pull.look_back) if is_long else timedelta(hours=pull.overlap)
    begin = reach.since - back
    return replace(
        reach,
        begin=begin,
        until=_end(begin, pull, now=now),
        resume="",
        looked_back=today,
    )


def after_page(reach: Reach, *, resume: str) -> Reach:
    """The same sweep with its next page ahead."""
    return replace(reach, resume=resume)


def after_sweep(reach: Reach, pull: Pull, *, now: datetime) -> tuple[Reach, bool]:
    """What is read now, and whether that is all: windows follow each other without overlap."""
    until = reach.until or now
    since = max(reach.since, until)
    if until < now and pull.window:
        following = _end(until, pull, now=now)
        return replace(reach, since=since, begin=until, until=following, resume=""), False
    return replace(reach, since=since, begin=None, until=None, resume=""), True


def anew(reach: Reach) -> Reach:
    """The sweep from its beginning, when its next page isn't known any more."""
    return replace(reach, resume="")


def can_resume(pull: Pull) -> bool:
    """Whether a page found later is the one it was: numbers of pages shift, links don't."""
    return pull.paging.kind in {PagingKind.LINK, PagingKind.TOKEN}


def _end(begin: datetime, pull: Pull, *, now: datetime) -> datetime:
    return min(now, begin + timedelta(days=pull.window)) if pull.window else now


def time_words(begin: datetime, until: datetime) -> dict[str, str]:
    """The times of a sweep in the spellings that ticket systems ask for (UTC)."""
    words: dict[str, str] = {}
    for name, at in (("since", begin), ("until", until)):
        utc = at.astimezone(UTC)
        words[f"{name}_unix"] = str(int(utc.timestamp()))
        words[f"{name}_iso"] = utc.strftime("%Y-%m-%dT%H:%M:%SZ")
        words[f"{name}_text"] = utc.strftime("%Y-%m-%d %H:%M:%S")
        words[f"{name}_minute"] = utc.strftime("%Y-%m-%d %H:%M")
        words[f"{name}_day"] = utc.strftime("%Y-%m-%d")
    return words
