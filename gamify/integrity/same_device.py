"""F11 same device: a rating came from a device that a colleague signs in from."""

from __future__ import annotations

from collections import defaultdict

from gamify.integrity.evidence import Evidence
from gamify.integrity.flag import Flag, Rule, Severity, flag_key
from gamify.language import count


def same_devices(evidence: Evidence) -> list[Flag]:
    """Ratings of an engineer from a colleague's device, by salted hashes (SCORING F11).

    An office behind one address looks the same.
    """
    seen: dict[tuple[int, int], list[int]] = defaultdict(list)
    for rating in evidence.ratings:
        colleague = evidence.staff_devices.get(rating.device) if rating.device else None
        if colleague is not None and rating.engineer_id:
            seen[rating.engineer_id, colleague].append(rating.rating_id)
    return [
        Flag(
            rule=Rule.SAME_DEVICE,
            severity=Severity.NORMAL,
            ratings=tuple(sorted(ratings)),
            engineer_id=engineer,
            other_id=colleague if colleague != engineer else None,
            evidence=count(
                "{n} rating came from a device that a colleague has signed in from.",
                "{n} ratings came from a device that a colleague has signed in from.",
                n=len(ratings),
            ),
            key=flag_key(engineer, colleague),
        )
        for (engineer, colleague), ratings in sorted(seen.items())
    ]
