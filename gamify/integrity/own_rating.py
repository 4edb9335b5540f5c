"""F4 own rating: a rating that seems to come from a colleague instead of a customer."""

from __future__ import annotations

from collections import Counter, defaultdict

from gamify.integrity.evidence import Evidence, RatedTicket
from gamify.integrity.flag import Flag, Rule, Severity, flag_key
from gamify.language import Message, count


def plain_identity(text: str) -> str:
    """An address or name as it is compared: lower case, one space, no +tag before the @."""
    plain = " ".join(text.split()).casefold()
    name, at, domain = plain.rpartition("@")
    return f"{name.partition('+')[0]}@{domain}" if at else plain


def domain_of(text: str) -> str:
    """The domain of an address, "" for what isn't one."""
    plain = plain_identity(text)
    return plain.rpartition("@")[2] if "@" in plain else ""


def own_ratings(evidence: Evidence) -> list[Flag]:
    """Pairs of an engineer and a customer who has a colleague's address, or the house's domain.

    Of high severity (SCORING F4), except where a name alone agrees, since namesakes exist. An
    address of the house counts only while most tickets come from outside. Real customers inside
    the house are whitelisted by their domain.
    """
    known = _known_customers(evidence)
    pairs: dict[tuple[int, str], list[RatedTicket]] = defaultdict(list)
    for rating in evidence.ratings:
        if rating.engineer_id and rating.requester in known:
            pairs[rating.engineer_id, rating.requester].append(rating)
    found = []
    for (engineer, customer), ratings in sorted(pairs.items()):
        colleague = known[customer]
        is_address = bool(domain_of(customer))
        found.append(
            Flag(
                rule=Rule.OWN_RATING,
                severity=Severity.HIGH if is_address else Severity.NORMAL,
                ratings=tuple(sorted(rating.rating_id for rating in ratings)),
                engineer_id=engineer,
                other_id=colleague if colleague != engineer else None,
                evidence=_say(
                    len(ratings), is_colleague=colleague is not None, named=not is_address
                ),
                key=flag_key(engineer, customer),
            )
        )
    return found


def _known_customers(evidence: Evidence) -> dict[str, int | None]:
    """Customers who are known in the house: the colleague, or None for the domain alone."""
    domains = evidence.domains if _is_external(evidence) else ()
    known: dict[str, int | None] = {}
    for customer in {rating.requester for rating in evidence.ratings} - {""}:
        colleague = evidence.staff.get(plain_identity(customer))
        if colleague is not None or domain_of(customer) in domains:
            known[customer] = colleague
    return known


def _is_external(evidence: Evidence) -> bool:
    """Whether most of the customers' addresses lie outside the house."""
    given = Counter(rating.requester for rating in evidence.ratings)
    inside = outside = 0
    for customer, ratings in given.items() if evidence.domains else ():
        if domain := domain_of(customer):
            inside += ratings * (domain in evidence.domains)
            outside += ratings * (domain not in evidence.domains)
    return inside < outside


def _say(n: int, *, is_colleague: bool, named: bool) -> Message:
    if not is_colleague:
        return count(
            "{n} rating came from an address of the organisation's own domain, while most "
            "tickets come from outside.",
            "{n} ratings came from an address of the organisation's own domain, while most "
            "tickets come from outside.",
            n=n,
        )
    if named:
        return count(
            "{n} rating came from a customer who has the same name as a colleague.",
            "{n} ratings came from a customer who has the same name as a colleague.",
            n=n,
        )
    return count(
        "{n} rating came from an address that is also a colleague's.",
        "{n} ratings came from an address that is also a colleague's.",
        n=n,
    )
