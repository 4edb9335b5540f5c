"""The sections below a team's story, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from gamify.credit import show_credits
from gamify.errors import N_
from gamify.language import say, shown, translate
from gamify.star_names import star_names
from pages.ui import reads
from pages.ui.challenges.archive import past_card
from pages.ui.season_picker import season_title
from pages.ui.section_picker import pick_section
from pages.ui.story.blocks import Block, Item, Items, Note, Table
from pages.ui.story.component import show_story
from pages.ui.team.charts import (
    average_points,
    averages_by_season,
    star_shares,
    stars_over_time,
)
from pages.ui.team.measures import MEASURES
from pages.ui.team.opening import too_few
from pages.ui.team.practice import show_practice_of
from pages.ui.team.seen import TeamSeen

#: Challenges that have ended, the latest ones of the team and of the department.
MOST_PAST = 12

COLUMNS = (
    N_("Season"),
    N_("Average"),
    N_("Tickets rated"),
    N_("Half solved within"),
    N_("Ratings"),
)

Show = Callable[[TeamSeen, str], None]


def show_sections(seen: TeamSeen, language: str) -> None:
    """The section that the address asks for; people are there for those who may see them."""
    titles = {
        name: title for name, (title, _) in SECTIONS.items() if name != "people" or seen.sees_people
    }
    SECTIONS[pick_section(titles, language, key="team-section")][1](seen, language)


def _stars(seen: TeamSeen, language: str) -> None:
    names = star_names(reads.settings().star_labels, language)
    shares = star_shares(seen.facts.weeks, names, language)
    if not shares:
        _say(seen, language, key="team-stars")
        return
    theme = st.context.theme.type or "light"
    st.altair_chart(stars_over_time(shares, theme=theme, language=language), theme=None)
    st.caption(
        translate("How customers rated, week by week; below each bar its first day.", language)
    )
    if not seen.leads:
        st.caption(
            translate("Weeks with few people or ratings are joined with the next ones.", language)
        )


def _seasons(seen: TeamSeen, language: str) -> None:
    years = seen.facts.years
    if not years:
        _say(seen, language, key="team-seasons")
        return
    if points := average_points(years, language):
        theme = st.context.theme.type or "light"
        st.altair_chart(averages_by_season(points, theme=theme, language=language), theme=None)
        st.caption(
            translate(
                "The line is the average of each quarter, the dashed one that of a year before.",
                language,
            )
        )
    table = Table(
        title=translate("Seasons beside a year before", language),
        columns=tuple(translate(each, language) for each in COLUMNS),
        rows=tuple(
            (
                season_title(one.now.season, language),
                *(
                    measure.show(one.now, language)
                    + ("" if one.before is None else f"\n({measure.show(one.before, language)})")
                    for measure in MEASURES
                ),
            )
            for one in years
        ),
        note=translate("In brackets: the same quarter a year before.", language),
    )
    show_story([table], key="team-seasons")


def _challenges(seen: TeamSeen, language: str) -> None:
    items = []
    for one in seen.facts.past[:MOST_PAST]:
        card = past_card(one, language=language)
        lines = [card.season, card.goal]
        if one.owner.team_id is None or seen.facts.team in seen.shown:
            lines += [
                f"{check.text}, {check.word}" if check.reached else check.text
                for check in card.checks
            ]
        items.append(Item(card.title, badge=card.word, lines=tuple(each for each in lines if each)))
    block: Block = (
        Items("", tuple(items))
        if items
        else Note("", (translate("The first challenge that ends will stand here.", language),))
    )
    show_story([block], key="team-challenges")


def _people(seen: TeamSeen, language: str) -> None:
    show_story([_members(seen, language), _helps(seen, language)], key="team-people")


def _members(seen: TeamSeen, language: str) -> Items:
    """Names and since when; for leads of the team also what each has brought it."""
    brought = {row.tally.id: row.tally for row in seen.facts.scorers.rows}
    items = []
    for one in seen.facts.members:
        tally = brought.get(one.id)
        goals = "" if tally is None else show_credits(tally.five, language=language)
        since = translate(say("since {day}", day=one.since), language)
        items.append(Item(one.name, goals, (since,)))
    note = N_("Goals are seen by the leads of the team alone.") if seen.leads else ""
    return Items(
        translate("People", language), tuple(items), translate(note, language) if note else ""
    )


def _helps(seen: TeamSeen, language: str) -> Items:
    names = seen.facts.names
    return Items(
        translate("Who helped whom", language),
        tuple(
            Item(
                translate(
                    say(
                        "{helper} helped {owner}", helper=names[one.helper], owner=names[one.owner]
                    ),
                    language,
                ),
                shown(one.fives, language),
            )
            for one in seen.facts.helps
        ),
        translate("Fives to which somebody else’s help led, by confirmed assists.", language)
        if seen.facts.helps
        else translate("The first assist of the season will stand here.", language),
    )


def _say(seen: TeamSeen, language: str, *, key: str) -> None:
    text = say("The first ratings will appear here.") if seen.leads else too_few()
    show_story([Note("", (translate(text, language),))], key=key)


SECTIONS: Mapping[str, tuple[str, Show]] = {
    "stars": (N_("Stars"), _stars),
    "seasons": (N_("Seasons"), _seasons),
    "challenges": (N_("Challenges"), _challenges),
    "practice": (N_("Good practice"), show_practice_of),
    "people": (N_("People"), _people),
}
