"""What becomes of a flag's key when two who are in it turn out to be one."""

from __future__ import annotations

from collections.abc import Mapping

from gamify.integrity.flag import Rule, flag_key, other_of

#: Rules whose other side is a colleague.
_OF_COLLEAGUES = frozenset({Rule.REASSIGNED, Rule.PAIR, Rule.SAME_DEVICE})
#: Rules whose occurrence is a team.
_OF_TEAMS = frozenset({Rule.FAN, Rule.SELECTIVE_ASKING})


def merged_key(
    rule: str,
    key: str,
    *,
    engineers: Mapping[int, int] | None = None,
    teams: Mapping[int, int] | None = None,
) -> str:
    """A flag's key with numbers replaced; those that aren't named stay."""
    engineers, teams = engineers or {}, teams or {}
    other = other_of(key)
    engineer, slash, occurrence = key[len(other) + 1 :].partition("/")
    if rule in _OF_COLLEAGUES and other.isdigit():
        other = str(engineers.get(int(other), int(other)))
    place = int(occurrence) if slash else None
    if place is not None and rule in _OF_TEAMS:
        place = teams.get(place, place)
    return flag_key(engineers.get(int(engineer), int(engineer)), other, place)


def key_with(key: str, other: str) -> str:
    """A flag's key with another name on the other side of its pair."""
    return other + key[len(other_of(key)) :]
