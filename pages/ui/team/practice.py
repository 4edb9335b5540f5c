"""Good practice of a team: what its leads and people have shared with everybody."""

from __future__ import annotations

from db.engine import reading
from db.queries.engineers import engineer_names
from db.queries.practices import shared_practices
from db.standings import hidden_engineer
from gamify.language import say, translate
from pages.ui import reads
from pages.ui.story.blocks import Item, Items
from pages.ui.story.component import show_story
from pages.ui.team.seen import TeamSeen


def show_practice_of(seen: TeamSeen, language: str) -> None:
    """The newest first: our own words, or the customer's, with whose praise it is."""
    with reading(reads.engine()) as session:
        found = shared_practices(session, teams={seen.facts.team or 0})
        names = engineer_names(session, hidden_name=hidden_engineer(language))
    items = []
    for one in found:
        quote = translate(say("“{quote}”", quote=one.quote), language) if one.quote else ""
        who = names.get(one.owner_id or 0, "")
        day = translate(say("shared on {day}", day=one.shared_at.date()), language)
        lines = (quote if one.words else "", " · ".join(part for part in (who, day) if part))
        items.append(Item(one.words or quote, lines=tuple(line for line in lines if line)))
    note = "" if items else translate("No good practice shared yet", language)
    show_story([Items("", tuple(items), note)], key="team-practice")
