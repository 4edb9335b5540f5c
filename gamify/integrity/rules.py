"""The register of rules: what each looks at, what it needs, and what else looks the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gamify.integrity.burst import bursts
from gamify.integrity.evidence import Evidence
from gamify.integrity.fan import fans
from gamify.integrity.flag import Flag, Rule, Whitelist, without_whitelisted
from gamify.integrity.instant import has_delay, instants
from gamify.integrity.outlier import outliers
from gamify.integrity.own_rating import own_ratings
from gamify.integrity.pair import pairs
from gamify.integrity.reassigned import reassigned
from gamify.integrity.relabelled import relabelled
from gamify.integrity.same_device import same_devices
from gamify.integrity.selective_asking import selective_asking
from gamify.integrity.twin_tickets import twin_tickets
from gamify.language import Message, say


@dataclass(frozen=True, slots=True)
class RuleCard:
    """A rule as people meet it. `needs` is shown where `is_ready` says that data is lacking."""

    rule: Rule
    title: Message
    looks_at: Message
    needs: Message
    innocent: Message
    find: Callable[[Evidence], list[Flag]]
    is_ready: Callable[[Evidence], bool]


RULES: Sequence[RuleCard] = (
    RuleCard(
        rule=Rule.FAN,
        title=say("One customer, one engineer"),
        looks_at=say("A customer whose ratings nearly all go to the same engineer of the team."),
        needs=say("customers of the tickets"),
        innocent=say("An account with a dedicated engineer looks the same: trust the pair."),
        find=fans,
        is_ready=lambda evidence: any(rating.requester for rating in evidence.ratings),
    ),
    RuleCard(
        rule=Rule.BURST,
        title=say("Many ratings at once"),
        looks_at=say("Four or more ratings of one engineer within an hour."),
        needs=say("times of day of the ratings"),
        innocent=say("Thanks after an incident and surveys mailed together look the same."),
        find=bursts,
        is_ready=lambda evidence: any(rating.is_timed for rating in evidence.ratings),
    ),
    RuleCard(
        rule=Rule.INSTANT,
        title=say("Rated at once"),
        looks_at=say("Ratings within a minute of closing, a fifth of an engineer's or more."),
        needs=say("times of closing and times of day of the ratings"),
        innocent=say("A survey inside a chat is answered at once by honest customers too."),
        find=instants,
        is_ready=lambda evidence: any(has_delay(rating) for rating in evidence.ratings),
    ),
    RuleCard(
        rule=Rule.OWN_RATING,
        title=say("A colleague as the customer"),
        looks_at=say("Customers who have a colleague's address or the house's own domain."),
        needs=say("customers of the tickets, and colleagues' addresses"),
        innocent=say("Departments inside the house are real customers: trust their domain."),
        find=own_ratings,
        is_ready=lambda evidence: bool(evidence.staff) and _has_customers(evidence),
    ),
    RuleCard(
        rule=Rule.TWIN_TICKETS,
        title=say("Twin tickets"),
        looks_at=say("Rated tickets of one customer with the same subject within a day."),
        needs=say("customers, subjects and times of opening of the tickets"),
        innocent=say("A matter that came back is a second ticket by right."),
        find=twin_tickets,
        is_ready=lambda evidence: any(rating.subject_key for rating in evidence.ratings),
    ),
    RuleCard(
        rule=Rule.REASSIGNED,
        title=say("Changed hands around the rating"),
        looks_at=say("Tickets whose engineer changed within a day before the rating, or after."),
        needs=say("tickets that are brought again when their engineer changes"),
        innocent=say("Handovers between shifts look the same."),
        find=reassigned,
        is_ready=lambda evidence: evidence.owner_changes is not None,
    ),
    RuleCard(
        rule=Rule.RELABELLED,
        title=say("Another kind of work afterwards"),
        looks_at=say("Rated tickets that got a kind of work with a higher par after triage."),
        needs=say("a published par, and tickets that are brought again with another kind"),
        innocent=say("Triage is corrected honestly; the handicap goes by the first kind anyway."),
        find=relabelled,
        is_ready=lambda evidence: evidence.relabellings is not None,
    ),
    RuleCard(
        rule=Rule.SELECTIVE_ASKING,
        title=say("Fewer surveys than usual"),
        looks_at=say("Engineers whose customers are asked more rarely than the team's."),
        needs=say("whether each ticket was sent a survey"),
        innocent=say("Duty by rota and bounced mail look the same."),
        find=selective_asking,
        is_ready=lambda evidence: bool(evidence.asked),
    ),
    RuleCard(
        rule=Rule.OUTLIER,
        title=say("Far above par"),
        looks_at=say("Engineers with more than twice the par of goals."),
        needs=say("a published par of goals for a whole quarter, and closed tickets"),
        innocent=say("Most of the time somebody is simply excellent: congratulate, look once."),
        find=outliers,
        is_ready=lambda evidence: bool(evidence.forms),
    ),
    RuleCard(
        rule=Rule.PAIR,
        title=say("Each other's helpers"),
        looks_at=say("Two colleagues whose assists nearly all come from each other."),
        needs=say("helpers on the tickets"),
        innocent=say("Real pair work looks the same: trust the pair."),
        find=pairs,
        is_ready=lambda evidence: any(rating.helpers for rating in evidence.ratings),
    ),
    RuleCard(
        rule=Rule.SAME_DEVICE,
        title=say("A colleague's device"),
        looks_at=say("Ratings from a device that a colleague signs in from."),
        needs=say("salted hashes of the devices of ratings and sign-ins"),
        innocent=say("An office behind one address looks the same."),
        find=same_devices,
        is_ready=lambda evidence: bool(evidence.staff_devices),
    ),
)


def find_flags(evidence: Evidence, *, whitelist: Whitelist = frozenset()) -> list[Flag]:
    """What all rules find in a season, in the order of the rules, trusted pairs left out."""
    found = [flag for card in RULES if card.is_ready(evidence) for flag in card.find(evidence)]
    return without_whitelisted(found, whitelist)


def lacking_rules(evidence: Evidence) -> list[RuleCard]:
    """The rules that can't look, since a season's data don't tell what they need."""
    return [card for card in RULES if not card.is_ready(evidence)]


def _has_customers(evidence: Evidence) -> bool:
    return any(rating.requester for rating in evidence.ratings)
