"""The words of a wall in all plural forms, since the browser counts by itself."""

from __future__ import annotations

import pytest

from gamify.language import LANGUAGES, count
from pages.ui.wall.words import SAMPLES, label_forms, number_forms, wall_words


def test_forms_are_there_for_every_category_of_a_language() -> None:
    assert number_forms(count("{n} day left", "{n} days left", n=0), "en") == {
        "one": "{n} day left",
        "other": "{n} days left",
    }
    assert number_forms(count("{n} day left", "{n} days left", n=0), "ru") == {
        "one": "остался {n} день",
        "few": "осталось {n} дня",
        "many": "осталось {n} дней",
        "other": "осталось {n} дней",
    }


def test_labels_stand_beside_their_number() -> None:
    assert label_forms("day left", "days left", language="en") == {
        "one": "day left",
        "other": "days left",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word(language: str) -> None:
    words = wall_words(language)

    assert words.keys() == wall_words("en").keys()
    for name, said in words.items():
        forms = said if isinstance(said, dict) else {"": said}
        assert all(forms.values()), name
        if isinstance(said, dict):
            assert forms.keys() == SAMPLES[language].keys()
    assert "{time}" in str(words["as_of"])
