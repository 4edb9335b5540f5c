"""The sections of the page: one at a time, chosen in the address."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from gamify.access import Visitor, may_at_all
from gamify.errors import N_
from gamify.rights import Right
from pages.ui.data.imports import show_imports
from pages.ui.data.quality import show_quality
from pages.ui.data.sources import show_sources
from pages.ui.data.upload import show_upload
from pages.ui.section_picker import pick_section


class Section(NamedTuple):
    """A part of the page: its title, whose it is, and what draws it in a language."""

    title: str
    right: Right
    show: Callable[[str], None]


SECTIONS = {
    "upload": Section(N_("Upload"), Right.IMPORT_RATINGS, show_upload),
    "imports": Section(N_("Imports"), Right.IMPORT_RATINGS, show_imports),
    "sources": Section(N_("Sources"), Right.IMPORT_RATINGS, show_sources),
    "quality": Section(N_("Quality"), Right.IMPORT_RATINGS, show_quality),
}


def choose_section(visitor: Visitor, language: str) -> Section:
    """The section that the address asks for, of those that are the visitor's."""
    own = {name: one.title for name, one in SECTIONS.items() if may_at_all(visitor, one.right)}
    return SECTIONS[pick_section(own, language, key="data-section")]
