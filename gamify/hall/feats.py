"""The longest runs of fives of a season, of all engineers at once."""

from __future__ import annotations

from collections import defaultdict

from gamify.nominations.sheet import SeasonSheet
from gamify.ratings import CREDIT


def longest_runs(sheet: SeasonSheet) -> tuple[int, list[int]]:
    """How many fives in a row were the most, and the engineers who had so many.

    As in `gamify/runs.py`, a rating counts for whoever has half of its credit or more. Without
    a five it is (0, []).
    """
    credits_, stars = sheet.credits, sheet.ratings.stars
    counts = 2 * credits_.units >= CREDIT
    rating, engineer_of = credits_.rating[counts].tolist(), credits_.engineer[counts].tolist()
    running: defaultdict[int, int] = defaultdict(int)
    longest: defaultdict[int, int] = defaultdict(int)
    for at, engineer in sorted(zip(rating, engineer_of, strict=True)):
        running[engineer] = running[engineer] + 1 if stars[at] == 5 else 0
        longest[engineer] = max(longest[engineer], running[engineer])
    most = max(longest.values(), default=0)
    return most, sorted(one for one, run in longest.items() if run == most) if most else []
