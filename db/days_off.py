"""Countries and regions whose public holidays are known."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import holidays


@lru_cache(maxsize=1)
def holiday_regions() -> Mapping[str, tuple[str, ...]]:
    """Codes of the regions of every country, by its ISO code."""
    known = holidays.list_supported_countries(include_aliases=False)
    return {country: tuple(sorted(regions)) for country, regions in sorted(known.items())}
