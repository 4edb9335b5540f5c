"""A flag as a card: every text translated and every figure formatted, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass

from gamify.averages import NOTHING, decimals_apart, show_average
from gamify.credit import CreditSplit, show_credits
from gamify.exclusion import REASON_TITLES
from gamify.integrity.case import Case, CaseState, FlaggedRating
from gamify.integrity.effect import Effect
from gamify.integrity.flag import Rule, Severity, other_of
from gamify.integrity.own_rating import domain_of
from gamify.language import count, say, shown, translate
from gamify.pseudonyms import short_pseudonym
from gamify.ratings import CREDIT
from pages.ui.fair_play.reading import FairPlay
from pages.ui.fair_play.splits import Splits, show_split
from pages.ui.star_names import star_name

#: Rules whose pair has a customer on the other side.
_OF_CUSTOMERS = frozenset({Rule.FAN, Rule.OWN_RATING, Rule.TWIN_TICKETS})


@dataclass(frozen=True, slots=True)
class RatingLine:
    """A rating on a card. `number` is the one by which it is chosen,
    `credit` says who is credited with it.
    """

    number: int
    stars: int
    spoken: str
    day: str
    ticket: str
    credit: str
    comment: str
    excluded: str


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A score with and without the ratings of the flag."""

    name: str
    now: str
    without: str


@dataclass(frozen=True, slots=True)
class FlagCard:
    """What the component draws of a flag; `people` are (role, name)."""

    title: str
    badge: str
    people: tuple[tuple[str, str], ...]
    evidence: str
    verdict: str
    note: str
    ratings: tuple[RatingLine, ...]
    scores: tuple[ScoreLine, ...]
    words: dict[str, str]


def flag_card(case: Case, page: FairPlay, splits: Splits, language: str) -> FlagCard:
    """The card of a flag, with the splits of its ratings."""
    effect = page.effects.get(case.id)
    return FlagCard(
        title=page.engineers.get(case.flag.engineer_id, NOTHING),
        badge=translate("under review", language) if _waits(case) else "",
        people=_people(case, page, language),
        evidence=translate(case.flag.evidence, language),
        verdict=_verdict(case, language),
        note=case.note,
        ratings=tuple(
            _line(number, rating, splits[rating.id], language)
            for number, rating in enumerate(ratings_of(case, page), 1)
        ),
        scores=() if effect is None else _scores(effect, page, case, language),
        words={
            "ratings": translate("Ratings", language),
            "ticket": translate("Ticket", language),
            "scores": translate("With and without these ratings", language),
            "note": translate("Note", language),
        },
    )


def ratings_of(case: Case, page: FairPlay) -> list[FlaggedRating]:
    """The ratings of a flag that still exist, in their order."""
    return [page.ratings[id_] for id_ in case.flag.ratings if id_ in page.ratings]


def has_pair(case: Case) -> bool:
    """Whether the flag is about a pair that could be trusted."""
    return bool(other_of(case.flag.key))


def has_domain(case: Case) -> bool:
    """Whether the flag is about a customer whose whole domain may be trusted."""
    return case.flag.rule is Rule.OWN_RATING and bool(domain_of(other_of(case.flag.key)))


def _waits(case: Case) -> bool:
    return case.state is CaseState.OPEN and case.flag.severity is Severity.HIGH


def _people(case: Case, page: FairPlay, language: str) -> tuple[tuple[str, str], ...]:
    people = []
    if case.flag.other_id is not None:
        colleague = page.engineers.get(case.flag.other_id, NOTHING)
        people.append((translate("Colleague", language), colleague))
    if case.flag.rule in _OF_CUSTOMERS:
        customer = short_pseudonym(other_of(case.flag.key))
        people.append((translate("Customer", language), customer))
    return tuple(people)


def _verdict(case: Case, language: str) -> str:
    if case.state is CaseState.OPEN:
        return ""
    told = {"name": case.decided_by or NOTHING, "at": case.decided_at or case.found_at}
    if case.state is CaseState.EXCLUDED and case.reason is not None:
        reason = translate(REASON_TITLES[case.reason], language)
        message = count(
            "{n} rating excluded by {name}, {at}: {reason}",
            "{n} ratings excluded by {name}, {at}: {reason}",
            n=len(case.excluded),
            reason=reason,
            **told,
        )
        return translate(message, language)
    if case.is_trusted:
        return translate(say("Pair trusted by {name}, {at}", **told), language)
    return translate(say("Fine, says {name}, {at}", **told), language)


def _line(number: int, rating: FlaggedRating, split: CreditSplit, language: str) -> RatingLine:
    return RatingLine(
        number=number,
        stars=rating.stars,
        spoken=star_name(rating.stars, language),
        day=shown(rating.day, language),
        ticket=rating.ticket,
        credit=show_split(split, language),
        comment=rating.comment or "",
        excluded=translate("excluded", language) if rating.is_excluded else "",
    )


def _scores(effect: Effect, page: FairPlay, case: Case, language: str) -> tuple[ScoreLine, ...]:
    """The team's average, where there is a team, and the engineer's goals."""
    name = page.engineers.get(case.flag.engineer_id, NOTHING)
    goals = ScoreLine(
        name=translate(say("Goals of {name}", name=name), language),
        now=show_credits(int(effect.goals * CREDIT), language=language),
        without=show_credits(int(effect.goals_without * CREDIT), language=language),
    )
    if effect.team_id is None:
        return (goals,)
    team = page.teams.get(effect.team_id, NOTHING)
    decimals = decimals_apart(effect.average, effect.average_without)
    average = ScoreLine(
        name=translate(say("Average of {team}", team=team), language),
        now=show_average(effect.average, decimals=decimals, language=language),
        without=show_average(effect.average_without, decimals=decimals, language=language),
    )
    return (average, goals)
