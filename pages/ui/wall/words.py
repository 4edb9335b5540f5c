"""The fixed words of a wall, with all plural forms, since the browser counts by itself."""

from __future__ import annotations

from collections.abc import Mapping

from gamify.errors import N_
from gamify.language import Message, count, say, shown, translate

#: A number of each plural category (CLDR) of a language; fractions have the form of many.
SAMPLES: Mapping[str, Mapping[str, int]] = {
    "en": {"one": 1, "other": 7},
    "ru": {"one": 1, "few": 2, "many": 7, "other": 7},
}

#: Words that hold `{time}` or nothing, by the name under which the page finds them.
WORDS = {
    "goal": N_("GOAL"),
    "last_day": N_("last day"),
    "over": N_("over"),
    "asleep": N_("The screen sleeps"),
    "just_now": N_("just now"),
    "challenge": N_("Challenge"),
    "pace": N_("even pace"),
    "fan": N_("likely course"),
}


def wall_words(language: str) -> dict[str, object]:
    """All fixed words in a language; forms by plural category."""
    words: dict[str, object] = {name: translate(word, language) for name, word in WORDS.items()}
    return words | {
        "updated": translate(say("Updated {time}", time="{time}"), language),
        "as_of": translate(say("as of {time}", time="{time}"), language),
        "more": translate(say("+{n} more", n="{n}"), language),
        "days_left_forms": number_forms(count("{n} day left", "{n} days left", n=0), language),
        "days_label_forms": label_forms("day left", "days left", language=language),
        "workday_forms": number_forms(count("{n} working day", "{n} working days", n=0), language),
        "minutes_ago_forms": number_forms(count("{n} min ago", "{n} min ago", n=0), language),
        "hours_ago_forms": number_forms(count("{n} h ago", "{n} h ago", n=0), language),
        "days_ago_forms": number_forms(count("{n} day ago", "{n} days ago", n=0), language),
    }


def number_forms(message: Message, language: str) -> dict[str, str]:
    """The forms of a counted text, with {n} in the place of the number."""
    forms = {}
    for category, sample in SAMPLES[language].items():
        said = translate(Message(message.template, {"n": sample}, message.many), language)
        forms[category] = said.replace(shown(sample, language), "{n}", 1)
    return forms


def label_forms(one: str, many: str, *, language: str) -> dict[str, str]:
    """The forms of a text that stands beside its number."""
    return {
        category: translate(Message(one, {"n": sample}, many), language)
        for category, sample in SAMPLES[language].items()
    }
