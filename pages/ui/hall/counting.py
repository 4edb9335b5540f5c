"""The rules by which a closed season was kept, in words."""

from __future__ import annotations

from gamify.hall.kept import KeptRules, KeptSeason
from gamify.handicap.kinds import WorkField
from gamify.language import Message, month_of_year, say, translate
from pages.ui.settings.fields import WORK_FIELDS


def how_counted(season: KeptSeason, language: str) -> list[str]:
    """The rules that were kept with a season, a sentence each."""
    rules = season.rules
    told: list[Message] = [
        _calendar(rules, language),
        say("Kind of work: {fields}.", fields=_fields(rules, language)),
        say("No par ruled the season.")
        if rules.par is None
        else say("Par: version {version}.", version=rules.par),
        say("Ratings a team needs to be ranked: {n}.", n=rules.rules["min_ratings_team"]),
        say("Ratings a person needs in the year: {n}.", n=rules.rules["min_ratings_person"]),
        say("Most people on a public board: {n}.", n=rules.rules["public_top"]),
        say("Rules of the hall, version {version}.", version=rules.version),
    ]
    return [translate(one, language) for one in told]


def _calendar(rules: KeptRules, language: str) -> Message:
    zone, _, first = rules.calendar.rpartition("/")
    month = month_of_year(int(first), language)
    return say("Days of {zone}; first month of the fiscal year: {month}.", zone=zone, month=month)


def _fields(rules: KeptRules, language: str) -> str:
    return ", ".join(translate(WORK_FIELDS[WorkField(one)], language) for one in rules.strata)
