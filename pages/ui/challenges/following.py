"""All challenges as values: those that run as cards, the archive, or how to set the first one.

The same values are the page's first picture and the answer of `/api/v1/challenges`.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field

from gamify.errors import N_
from gamify.language import say, translate
from pages.ui.challenges.archive import PastCard
from pages.ui.challenges.running_card import RunningCard
from pages.ui.empty_states import EmptyState
from pages.ui.notices import Notice
from pages.ui.season_picker import Choice, SeasonPicker

#: The fixed words, by the name under which the drawing finds them.
WORDS = {
    "language": N_("Language"),
    "copy": N_("Copy"),
    "copied": N_("Copied"),
    "as_of": N_("As of"),
    "offline": N_("no connection since"),
    "go": N_("Go to"),
    "challenges": N_("Challenges"),
    "challenges_note": N_("one goal for everybody"),
    "chance": N_("Chance to make it at today’s pace"),
    "log": N_("The days before"),
    "archive": N_("Archive"),
    "record": N_("Record of the department"),
    "pace_line": N_("even pace"),
    "fan": N_("likely course"),
    "needed": N_("Still needed"),
}


@dataclass(frozen=True, slots=True)
class Following:
    """What the component draws. `version` and `day` say of which data and of which day it is."""

    version: int
    day: str
    language: str
    words: dict[str, str]
    organisation: str
    zone: str
    cards: tuple[RunningCard, ...] = ()
    past: tuple[PastCard, ...] = ()
    record: tuple[str, ...] = ()
    empty: EmptyState | None = None
    #: Neither a season nor a team is chosen here; the head that all boards share asks.
    picker: SeasonPicker | None = None
    team: str = ""
    teams: tuple[str, ...] = ()
    #: What leads announce, in the head.
    notices: tuple[Notice, ...] = ()
    languages: tuple[Choice, ...] = field(
        default=(Choice("en", "English"), Choice("ru", "Русский"))
    )

    def to_json(self) -> bytes:
        """The challenges as they go to the browser."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":")).encode()


def following_words(language: str) -> dict[str, str]:
    """The fixed words in a language."""
    return {name: translate(word, language) for name, word in WORDS.items()}


def nothing_runs(language: str) -> EmptyState:
    """No challenge runs: how a lead sets one in a minute."""
    return EmptyState(
        title=translate("No challenge is running", language),
        text=translate(
            say(
                "A lead sets one in a minute: write your name below, choose a goal that your "
                "history proposes, and start it. From then on everybody sees here how many days "
                "are left, what is still needed, and whether it will work out."
            ),
            language,
        ),
    )
