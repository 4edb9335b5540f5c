"""How a figure of the pulse reads."""

from __future__ import annotations

import pytest

from gamify.pulse import PulseFigure, Question
from pages.ui.pulse.results import figure_text


@pytest.mark.parametrize(
    ("percent", "said"), [(49, "+49 of 60"), (0, "0 of 60"), (-15, "−15 of 60")]
)
def test_a_recommendation_below_nothing_has_a_minus(percent: int, said: str) -> None:
    assert figure_text(Question.RECOMMEND, PulseFigure(60, percent), "en") == said
