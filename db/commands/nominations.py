"""Changes nominations: on or off, titles, gates, own ones, hard kinds of work. Each is logged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session

from db.commands.ledger import bump_version, record
from db.models import Setting
from db.queries.nominations import (
    CHOICES,
    HARD,
    OWN,
    declared_nominations,
    hard_labels,
    nomination_choices,
    own_entries,
    stratum_labels,
)
from gamify.access import Visitor, demand
from gamify.errors import DecisionRefused, SettingRefused, UnknownNomination
from gamify.language import say
from gamify.nominations.nomination import Nomination
from gamify.nominations.own import LONGEST_TITLE, MOST_NEEDED, read_own
from gamify.nominations.own_rule import as_nomination
from gamify.nominations.registry import NOMINATIONS, NominationChoice
from gamify.rights import Right
from gamify.steering import calm_label


@dataclass(frozen=True, slots=True)
class NominationChange:
    """What of a nomination shall be different; None leaves it, an empty title is the usual one."""

    is_on: bool | None = None
    title: str | None = None
    gates: Mapping[str, int] = field(default_factory=dict)


def change_nomination(
    session: Session, key: str, *, change: NominationChange, actor: Visitor, now: datetime
) -> None:
    """Turn a nomination on or off, call it otherwise, set its gates.

    Raises UnknownNomination, and SettingRefused for a title that is too long, a gate that the
    nomination hasn't got, and a number that no gate can be.
    """
    demand(actor, Right.SET_NOMINATIONS)
    _require_sound(_known(session, key), change)
    choices = nomination_choices(session)
    former = choices.get(key, NominationChoice(key))
    choices[key] = NominationChoice(
        key,
        is_on=former.is_on if change.is_on is None else change.is_on,
        title=former.title if change.title is None else calm_label(change.title),
        gates={**former.gates, **change.gates},
    )
    if choices[key] == former:
        return
    _keep_choices(session, choices)
    record(
        session,
        "nomination changed",
        subject=f"nomination {key}",
        actor=actor,
        now=now,
        before=_stored(former),
        after=_stored(choices[key]),
    )
    bump_version(session)


def add_own_nomination(
    session: Session, entry: Mapping[str, Any], *, actor: Visitor, now: datetime
) -> str:
    """Take an own nomination in, or its next wording under the same key; returns the key.

    Raises NominationRefused for one that can't be judged as it is declared.
    """
    demand(actor, Right.SET_NOMINATIONS)
    entries = own_entries(session)
    others = [one for one in entries if one["key"] != entry.get("key")]
    taken = {one.key for one in NOMINATIONS} | {one["key"] for one in others}
    own = read_own(entry, taken=taken)
    former = next((one for one in entries if one["key"] == own.key), None)
    kept = dict(entry)
    entries = [kept if one is former else one for one in entries] if former else [*entries, kept]
    session.merge(Setting(name=OWN, value=entries))
    record(
        session,
        "own nomination declared",
        subject=f"nomination {own.key}",
        actor=actor,
        now=now,
        before=former,
        after=kept,
    )
    bump_version(session)
    return own.key


def remove_own_nomination(session: Session, key: str, *, actor: Visitor, now: datetime) -> None:
    """Take an own nomination out, with what was set about it; awards of it stay.

    Raises UnknownNomination for a key that no own nomination has.
    """
    demand(actor, Right.SET_NOMINATIONS)
    entries = own_entries(session)
    former = next((one for one in entries if one["key"] == key), None)
    if former is None:
        raise _unknown(key, [one["key"] for one in entries])
    session.merge(Setting(name=OWN, value=[one for one in entries if one is not former]))
    choices = nomination_choices(session)
    if choices.pop(key, None) is not None:
        _keep_choices(session, choices)
    record(
        session,
        "own nomination removed",
        subject=f"nomination {key}",
        actor=actor,
        now=now,
        before=former,
    )
    bump_version(session)


def set_hard(session: Session, label: str, *, is_hard: bool, actor: Visitor, now: datetime) -> None:
    """Count a kind of work as hard whatever its par, or by its par alone again.

    Raises DecisionRefused for a label that no kind of work has.
    """
    demand(actor, Right.SET_NOMINATIONS)
    former = hard_labels(session)
    known = stratum_labels(session)
    if label not in known and label not in former:
        raise DecisionRefused(
            problem=say(
                "there is no kind of work “{label}” among {known}",
                label=label,
                known=", ".join(known) or "–",
            )
        )
    labels = sorted({*former, label} if is_hard else set(former) - {label})
    if labels == list(former):
        return
    session.merge(Setting(name=HARD, value=labels))
    record(
        session,
        "hard work set",
        subject=HARD,
        actor=actor,
        now=now,
        before={"labels": list(former)},
        after={"labels": labels},
    )
    bump_version(session)


def _known(session: Session, key: str) -> Nomination:
    known = [*NOMINATIONS, *(as_nomination(own) for own in declared_nominations(session))]
    for nomination in known:
        if nomination.key == key:
            return nomination
    raise _unknown(key, [nomination.key for nomination in known])


def _unknown(key: str, known: list[str]) -> UnknownNomination:
    return UnknownNomination(nomination=key, known=", ".join(known) or "–")


def _require_sound(nomination: Nomination, change: NominationChange) -> None:
    if change.title is not None and len(change.title.strip()) > LONGEST_TITLE:
        raise SettingRefused(
            name=f"{nomination.key}.title",
            value=change.title,
            allowed=say("at most {most} characters", most=LONGEST_TITLE),
        )
    gates = [gate.name for gate in nomination.gates]
    for name, number in change.gates.items():
        if name not in gates:
            raise SettingRefused(
                name=f"{nomination.key}.…",
                value=name,
                allowed=say("its gates: {gates}", gates=", ".join(gates) or "–"),
            )
        if not 0 <= number <= MOST_NEEDED:
            raise SettingRefused(
                name=f"{nomination.key}.{name}",
                value=str(number),
                allowed=say("a number from {least} to {most}", least=0, most=MOST_NEEDED),
            )


def _keep_choices(session: Session, choices: Mapping[str, NominationChoice]) -> None:
    """Keep what differs from a nomination as it stands."""
    kept = {
        key: _stored(choice)
        for key, choice in choices.items()
        if choice != NominationChoice(key, gates={})
    }
    session.merge(Setting(name=CHOICES, value=kept))


def _stored(choice: NominationChoice) -> dict[str, Any]:
    return {"on": choice.is_on, "title": choice.title, "gates": dict(choice.gates)}
