"""All nominations in the order of SCORING D, and how an organisation judges by them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gamify.language import Message
from gamify.nominations import (
    assists,
    clean_sheet,
    crown,
    customer_focus,
    fastest,
    hat_trick,
    most_improved,
    newcomer,
    tester,
    top_scorer,
    top_scorer_net,
    trouble_shooter,
)
from gamify.nominations.nomination import GateValues, Nomination, Verdict
from gamify.nominations.own import OwnNomination, read_own
from gamify.nominations.own_rule import as_nomination
from gamify.nominations.sheet import SeasonSheet
from gamify.nominations.wording import plainly

NOMINATIONS: tuple[Nomination, ...] = (
    top_scorer.NOMINATION,
    top_scorer_net.NOMINATION,
    crown.NOMINATION,
    trouble_shooter.NOMINATION,
    customer_focus.NOMINATION,
    tester.NOMINATION,
    most_improved.NOMINATION,
    newcomer.NOMINATION,
    assists.NOMINATION,
    clean_sheet.NOMINATION,
    fastest.NOMINATION,
    hat_trick.NOMINATION,
)

_BY_KEY: Mapping[str, Nomination] = {one.key: one for one in NOMINATIONS}


@dataclass(frozen=True, slots=True)
class NominationChoice:
    """What an organisation has set about a nomination.

    An own `title` is literal text; empty keeps the usual one. Gates that aren't named keep
    their defaults.
    """

    key: str
    is_on: bool = True
    title: str = ""
    gates: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """A nomination with what it found in a season; `title` and `gate` are as the public reads."""

    nomination: Nomination
    title: Message
    verdict: Verdict
    gate: Message


def find_nomination(key: str) -> Nomination | None:
    """The nomination of a key; None for one that nobody has heard of."""
    return _BY_KEY.get(key)


def own_nominations(entries: Sequence[object]) -> list[OwnNomination]:
    """An organisation's own nominations from the entries of a setting, in their order.

    Raises `NominationRefused` for the first that can't be used or has a key in use.
    """
    taken, found = set(_BY_KEY), []
    for entry in entries:
        found.append(read_own(entry, taken=taken))
        taken.add(found[-1].key)
    return found


def judge_all(
    sheet: SeasonSheet,
    choices: Mapping[str, NominationChoice],
    own: Sequence[OwnNomination] = (),
) -> list[Judged]:
    """Judges every nomination that is on, in the usual order, then the organisation's own.

    A nomination without a choice is on as it stands.
    """
    known = [*NOMINATIONS, *(as_nomination(one) for one in own)]
    chosen = [(one, choices.get(one.key, NominationChoice(one.key))) for one in known]
    return [judge(sheet, one, choice) for one, choice in chosen if choice.is_on]


def judge(sheet: SeasonSheet, nomination: Nomination, choice: NominationChoice) -> Judged:
    """Judges one nomination by the gates as set."""
    gates = {gate.name: choice.gates.get(gate.name, gate.default) for gate in nomination.gates}
    return Judged(
        nomination,
        plainly(choice.title) if choice.title else nomination.title,
        nomination.judge(sheet, GateValues(gates)),
        _gate_text(sheet, nomination, gates),
    )


def _gate_text(sheet: SeasonSheet, nomination: Nomination, gates: Mapping[str, int]) -> Message:
    """The gate in words with its numbers; without customers where none are known."""
    text = nomination.gate
    if nomination.gate_without_customers is not None and not sheet.ratings.names_customers:
        text = nomination.gate_without_customers
    return Message(text.template, {**text.values, **gates}, text.many)
