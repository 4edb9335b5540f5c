"""The sections of the page "Today", each for whom it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from gamify.access import Visitor, may_at_all
from gamify.errors import N_
from gamify.rights import Right
from pages.ui.context.pausing import show_pausing
from pages.ui.context.shift_log import show_shift_log
from pages.ui.context.thanks import show_thanks
from pages.ui.context.timeline import show_timeline
from pages.ui.section_picker import pick_section

_FIELD = "context-section"


class Section(NamedTuple):
    """A part of the page: its title, whose it is, and what draws it."""

    title: str
    right: Right
    show: Callable[[str], None]


SECTIONS = {
    "notes": Section(N_("Shift notes"), Right.SHIFT_NOTES, show_shift_log),
    "thanks": Section(N_("Thanks"), Right.SEE_BOARDS, show_thanks),
    "timeline": Section(N_("Timeline"), Right.SHIFT_NOTES, show_timeline),
    "pause": Section(N_("Pauses"), Right.PAUSE_GAME, show_pausing),
}


def choose_section(visitor: Visitor, language: str) -> Section:
    """The section that the address asks for, of those that are the visitor's."""
    own = {name: one.title for name, one in SECTIONS.items() if may_at_all(visitor, one.right)}
    return SECTIONS[pick_section(own, language, key=_FIELD)]
