"""What a nomination lacks to be judged, and how to bring it."""

from __future__ import annotations

from collections.abc import Mapping

from gamify.errors import N_
from gamify.handicap.publication import LEAST_RATINGS
from gamify.language import Message, say
from gamify.nominations.wording import NO_PAR

#: What lacks, in the words of the nominations, and what brings it.
REMEDIES: Mapping[str, Message] = {
    NO_PAR.template: say(
        "Par comes from the four quarters before: import their ratings, at least {least}.",
        least=LEAST_RATINGS,
    ),
    N_("No tracker of defects is connected."): say(
        "It begins with defects, their severity and who confirmed them; a tracker can't be "
        "connected yet."
    ),
    N_("No rating of the season names a team."): say(
        'Import the file with its column for teams: --map team="…".'
    ),
    N_("Tickets don't say when they were opened and solved."): say(
        "Import a file with both times of each ticket."
    ),
    N_("It isn't known yet how long tickets usually take."): say(
        "It is known with the par of a quarter before which tickets had both times."
    ),
    N_("No ticket names several engineers."): say(
        'Import a file that names further engineers of a ticket: --map helpers="…".'
    ),
    N_("There are no earlier quarters to compare with."): say(
        "Import the ratings of earlier quarters, or play on: the next quarter has this one."
    ),
    N_("It isn't known when engineers had their first tickets."): say(
        "Import a file with the times at which tickets were opened."
    ),
    N_("No kind of work is known to be hard."): say(
        "Hard is a kind of work on which customers take off half as much again as usual, or one "
        "that a lead has set."
    ),
    N_("No tickets are known."): say("Import a file with all tickets of the season, rated or not."),
    N_("Tickets don't say what kind of work they are."): say(
        "Import a file with support line, category, priority or channel."
    ),
    N_("It isn't known which ratings have a comment."): say(
        'Import the file with its column for comments: --map comment="…".'
    ),
}


def remedy(lacking: Message) -> Message | None:
    """How to bring what lacks; None where nothing is known of it but its own words."""
    return REMEDIES.get(lacking.template)
