"""What the stars are called on pages, as the settings hold."""

from __future__ import annotations

from gamify.star_names import star_names
from pages.ui import reads


def star_name(stars: int, language: str) -> str:
    """The name of a number of stars, outside text where the organisation has its own."""
    return star_names(reads.settings().star_labels, language)[stars - 1]
