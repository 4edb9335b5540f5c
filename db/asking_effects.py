"""What a change of the settings for asking would do, in sentences."""

from __future__ import annotations

from datetime import datetime, timedelta

from db.settings import Settings
from gamify.language import Message, say


def asking_effects(before: Settings, after: Settings, *, now: datetime) -> list[Message]:
    """What would be different for customers; only settings that differ say anything."""
    said: list[Message] = []
    if before.asking != after.asking:
        said.append(
            say("Links in e-mails take ratings at once; those are counted like all others.")
            if after.asking
            else say("No link takes a rating any more; what was rated stays.")
        )
    if before.asking_days != after.asking_days:
        first = now - timedelta(days=after.asking_days)
        said.append(say("Answers that were given since {day} could be changed.", day=first.date()))
    if before.asking_link_days != after.asking_link_days:
        said.append(say("Links that were made before keep their time."))
    if before.asking_names != after.asking_names:
        said.append(
            say("Customers would read who took care of their request.")
            if after.asking_names
            else say("Customers would not read who took care of their request.")
        )
    return said
