"""Reads a ticket system's answers, names and details included; writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from db.source_access import Access
from db.source_client import SourceClient, Surroundings, pages_of
from gamify.sources.answers import Answer, digest_of, ids_to_name, read_answers
from gamify.sources.binding import Bound, fill
from gamify.sources.definition import Lookup
from gamify.sources.errors import PullFailed
from gamify.sources.paths import text_at
from gamify.sources.sweep import Reach, can_resume

#: Which of some items, told by their digests, are known as they are.
Knowing = Callable[[Sequence[str]], Set[str]]


@dataclass(frozen=True, slots=True)
class ReadPage:
    """Answers of a page, and where the next one is ("" where that can't be kept).

    `known` items are left out: for them neither names nor details are asked for again.
    """

    answers: list[Answer]
    known: int
    resume: str
    is_last: bool


class SourceReading:
    """One ticket system for the time of a pull. To be used as a context."""

    def __init__(
        self, bound: Bound, around: Surroundings, knows: Knowing = lambda _: frozenset()
    ) -> None:
        self._bound = bound
        self._knows = knows
        self._access = Access(bound.definition.pull)
        self._client = SourceClient(self._access, around)
        self._names: dict[tuple[str, str], str] = {}
        self._looked_up: dict[str, Any] = {}

    def __enter__(self) -> SourceReading:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def pages(self, reach: Reach) -> Iterator[ReadPage]:
        """The pages of the sweep that is under way, from where it stopped.

        From its start where the ticket system doesn't know that place any more. Raises PullFailed.
        """
        if reach.begin is None or reach.until is None:
            raise ValueError("there is no sweep under way")
        self._access.sweep(reach.begin, reach.until)
        has_begun = False
        try:
            for page in self._pages(reach.resume):
                has_begun = True
                yield page
        except PullFailed as error:
            if has_begun or not reach.resume or not error.is_about_request:
                raise
            yield from self._pages("")

    def _pages(self, resume: str) -> Iterator[ReadPage]:
        keeps = can_resume(self._bound.definition.pull)
        for items, following, has_more in pages_of(self._client.ask, self._access, resume=resume):
            news = self._news(items)
            yield ReadPage(
                answers=self._answers(news),
                known=len(items) - len(news),
                resume=following if keeps else "",
                is_last=not has_more,
            )

    def _news(self, items: Sequence[Any]) -> list[Any]:
        if not self._bound.definition.pull.tells_changes:
            return list(items)
        digests = [digest_of(item) for item in items]
        known = self._knows(digests)
        pairs = zip(items, digests, strict=True)
        return [item for item, digest in pairs if digest not in known]

    def _answers(self, items: Sequence[Any]) -> list[Answer]:
        definition = self._bound.definition
        digests = [digest_of(item) for item in items]
        if definition.pull.detail:
            items = [self._with_detail(item) for item in items]
        if not definition.pull.tells_changes:
            digests = [digest_of(item) for item in items]
        for lookup, id_ in ids_to_name(definition.fields, items):
            if (lookup, id_) not in self._names:
                self._names[lookup, id_] = self._name(definition.lookups[lookup], id_)
        return read_answers(self._bound, items, self._names, digests=digests)

    def _name(self, lookup: Lookup, id_: str) -> str:
        """The name behind an id; an id without one stands for itself, or for nobody."""
        path = fill(lookup.path, {"id": quote(id_, safe="")})
        if path not in self._looked_up:
            self._looked_up[path] = self._client.ask(path, is_missing_fine=True)
        return text_at(lookup.name, self._looked_up[path]) or (id_ if lookup.keeps_id else "")

    def _with_detail(self, item: dict[str, Any]) -> dict[str, Any]:
        path = self._access.details_of(item)
        return {**item, "detail": self._client.ask(path, is_missing_fine=True)}
