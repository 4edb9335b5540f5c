"""Reads who is credited with the ratings of a flag, and says it in a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from db.engine import reading
from db.queries.splits import credit_split
from db.standings import hidden_engineer
from gamify.averages import NOTHING
from gamify.credit import CreditShare, CreditSplit, Role
from gamify.language import translate
from pages.ui import reads
from pages.ui.clock import Stamp
from pages.ui.shelf import Shelf

#: Rating → who is credited with it.
Splits = Mapping[int, CreditSplit]

_kept: Shelf[tuple[Stamp, tuple[int, ...], str], Splits] = Shelf(256)


def splits_of(ratings: Sequence[int], language: str) -> Splits:
    """The splits of ratings that exist, read once for each version of the data.

    Raises UnknownRating, and DatabaseRefused.
    """
    stamp, ids = reads.clock.look(), tuple(ratings)
    return _kept.take((stamp, ids, language), lambda: _read(ids, language))


def show_split(split: CreditSplit, language: str) -> str:
    """A split as a line: "Ann ½ · Bob ½ (helper) · set by hand"."""
    parts = [_share(share, language) for share in split.shares] or [NOTHING]
    if split.is_by_hand:
        parts.append(translate("set by hand", language))
    return " · ".join(parts)


def forget() -> None:
    """Start anew, as a fresh process would."""
    _kept.clear()


def _share(share: CreditShare, language: str) -> str:
    told = f"{share.name} {share.text}"
    return f"{told} ({translate('helper', language)})" if share.role is Role.HELPER else told


def _read(ratings: tuple[int, ...], language: str) -> Splits:
    hidden_name = hidden_engineer(language)
    with reading(reads.engine()) as session:
        return {
            id_: credit_split(session, id_, hidden_name=hidden_name, language=language)
            for id_ in ratings
        }
