"""Run the benchmarks: `python -m tests.bench [NAME …]`, with names like import or forecast.

Without a name all run but the longest. Each compares two things in one run on the same data and
prints their ratio beside the promised bound. A ratio past its bound makes the exit code 1.
"""

from __future__ import annotations

import importlib
import sys
import tempfile
from pathlib import Path

from tests.bench.report import Figure

NAMES = (
    "import",
    "standings",
    "fairness",
    "forecast",
    "page",
    "boards",
    "walls",
    "fuzz",
    "posts",
    "quality",
    "feedback",
)
#: What takes long, and is run by its name alone.
LONG = ("kills", "contract", "replays", "hostile", "odd", "backup")


def main(wanted: list[str]) -> int:
    """Run the named benchmarks and print their figures; 1 if a bound isn't kept, else 0."""
    unknown = sorted(set(wanted) - {*NAMES, *LONG})
    if unknown:
        print(
            f"There is no benchmark {', '.join(unknown)}. There are: {', '.join((*NAMES, *LONG))}."
        )
        return 2
    kept = True
    for name in wanted or NAMES:
        bench = importlib.import_module(f"tests.bench.bench_{name}")
        with tempfile.TemporaryDirectory(prefix=f"crownboard-bench-{name}-") as folder:
            figures: list[Figure] = bench.measure(Path(folder))
        title = (bench.__doc__ or "").partition("\n")[0]
        print(f"\n{name}: {title}")
        for figure in figures:
            print(f"  {figure}")
            kept = kept and figure.is_kept
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
