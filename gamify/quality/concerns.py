"""What was found, in sentences: how much there is, and what it does to the standings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from gamify.errors import N_
from gamify.ingest.fields import FIELD_WORDS, Field
from gamify.language import Message, count, say
from gamify.quality.findings import EmptyColumn, FromImport, Quality
from gamify.similar import LIKENESS_WORDS, Likeness


class ConcernKind(StrEnum):
    """What may be wrong, that which a click mends first."""

    ALIKE = "similar-names"
    TEAMLESS = "people-without-a-team"
    LONE = "teams-without-people"
    DOUBLED = "duplicates"
    FUTURE = "future-dates"
    OWNERLESS = "without-owner"
    TICKETLESS = "without-ticket"
    COLUMNS = "empty-columns"
    COARSE = "coarse-sources"


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing that was found: how many, the sentence, and what it does to the standings."""

    kind: ConcernKind
    n: int
    sentence: Message
    effect: Message


def concerns(quality: Quality) -> list[Concern]:
    """Everything that was found, the parts in order; nothing where there is nothing to mend."""
    parts = (_alike, _teamless, _lone, _doubled, _future, _ownerless, _ticketless, _columns)
    found = [part(quality) for part in (*parts, _coarse)]
    return [one for one in found if one.n]


def _alike(quality: Quality) -> Concern:
    n = len(quality.alike)
    return Concern(
        ConcernKind.ALIKE,
        n,
        count("{n} pair of names looks alike", "{n} pairs of names look alike", n=n),
        say("If two are one, their ratings, goals and places are split between both."),
    )


def _teamless(quality: Quality) -> Concern:
    n, ratings = len(quality.teamless), sum(one.ratings for one in quality.teamless)
    return Concern(
        ConcernKind.TEAMLESS,
        n,
        count(
            "{n} person has ratings without a team", "{n} people have ratings without a team", n=n
        ),
        count(
            "{n} rating is missing from the team tables; the scorer has it.",
            "{n} ratings are missing from the team tables; the scorers have them.",
            n=ratings,
        ),
    )


def _lone(quality: Quality) -> Concern:
    n = len(quality.lone_teams)
    return Concern(
        ConcernKind.LONE,
        n,
        count("{n} team has ratings and no people", "{n} teams have ratings and no people", n=n),
        say("Such a team stands in the tables though nobody plays in it: often a queue of files."),
    )


def _doubled(quality: Quality) -> Concern:
    n = sum(one.n for one in quality.doubled)
    return Concern(
        ConcernKind.DOUBLED,
        n,
        count("{n} rating seems to be there twice", "{n} ratings seem to be there twice", n=n),
        say(
            "Ticket, stars, day and person are the same, but two imports brought them: each "
            "counts twice, for its team and its scorer."
        ),
    )


def _future(quality: Quality) -> Concern:
    n = _ratings(quality.future)
    return Concern(
        ConcernKind.FUTURE,
        n,
        count("{n} rating is dated in the future", "{n} ratings are dated in the future", n=n),
        say(
            "They count on days that haven’t come, perhaps in another season; often day and "
            "month were taken for each other."
        ),
    )


def _ownerless(quality: Quality) -> Concern:
    n = _ratings(quality.ownerless)
    return Concern(
        ConcernKind.OWNERLESS,
        n,
        count("{n} rating is nobody’s", "{n} ratings are nobody’s", n=n),
        say("They count for their teams, but for no scorer and no nomination of a person."),
    )


def _ticketless(quality: Quality) -> Concern:
    n = _ratings(quality.ticketless)
    return Concern(
        ConcernKind.TICKETLESS,
        n,
        count("{n} rating names no ticket", "{n} ratings name no ticket", n=n),
        say(
            "Such a row can’t be recognised when it comes again corrected: it counts once more. "
            "A column with the ticket’s number mends it."
        ),
    )


def _columns(quality: Quality) -> Concern:
    n = len(quality.columns)
    return Concern(
        ConcernKind.COLUMNS,
        n,
        count(
            "{n} column is half empty, or emptier than before",
            "{n} columns are half empty, or emptier than before",
            n=n,
        ),
        say("What a row leaves empty can’t be counted: see each column."),
    )


def _coarse(quality: Quality) -> Concern:
    n = len(quality.coarse)
    return Concern(
        ConcernKind.COARSE,
        n,
        count(
            "{n} source of this quarter has fewer choices than five",
            "{n} sources of this quarter have fewer choices than five",
            n=n,
        ),
        say(
            "Its answers stand for the outer stars and the middle, so its averages say less; the "
            "tables mark them. Nothing has to be mended."
        ),
    )


def _ratings(imports: Sequence[FromImport]) -> int:
    return sum(one.ratings for one in imports)


#: What is lacking where a field is empty.
COLUMN_EFFECTS = {
    Field.OWNER: N_("nobody is credited"),
    Field.TEAM: N_("no team has the rating, unless the person’s membership says which"),
    Field.OPENED_AT: N_("how long tickets take isn’t known"),
    Field.SOLVED_AT: N_("how long tickets take isn’t known"),
    Field.FIRST_RESPONSE: N_("how fast customers hear from us isn’t known"),
    Field.REQUESTER: N_("customers who rate again and again can’t be seen"),
    Field.LINE: N_("kinds of work can’t be told apart by it"),
    Field.CATEGORY: N_("kinds of work can’t be told apart by it"),
    Field.PRIORITY: N_("kinds of work can’t be told apart by it"),
    Field.CHANNEL: N_("kinds of work can’t be told apart by it"),
    Field.COMMENT: N_("there are fewer words of customers to quote"),
}


def column_sentence(column: EmptyColumn) -> Message:
    """A column with its empty share of the last import."""
    return say(
        "{source}: {field} – {share} % empty in the last import, {effect}",
        source=column.source,
        field=say(FIELD_WORDS[column.field]),
        share=percent(column.shares[-1]),
        effect=say(COLUMN_EFFECTS[column.field]),
    )


def percent(share: Fraction) -> int:
    """A share in whole per cent, cut: 1 999 of 2 000 aren't all."""
    return int(share * 100)


def likeness_sentence(why: Sequence[Likeness]) -> list[Message]:
    """Why two names look alike, a part for each thing that tells them apart."""
    return [say(LIKENESS_WORDS[one]) for one in why]
