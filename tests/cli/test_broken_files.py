"""Files that chance has broken are refused in a sentence, or imported so that all can go back.

`python -m tests.bench fuzz` goes on for as long as one likes.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

from tests.bench.bench_fuzz import Trial, broken, whole_files


def test_what_chance_breaks_is_refused_in_a_sentence_or_taken_back_whole(tmp_path: Path) -> None:
    rng, wholes, trial = Random(5), whole_files(tmp_path), Trial(tmp_path)

    outcomes = {trial.run(*broken(rng.choice(wholes), rng), rng) for _ in range(40)}

    assert trial.failures == []
    assert outcomes == {"refused", "imported"}
