"""Sources in words and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from cli.desk import Desk
from cli.table import fit, text_table
from db.commands.answers import Taken
from db.queries.feeds import FeedCard, RefusedAnswer
from db.source_try import Preview
from gamify.errors import N_
from gamify.ingest.fields import Field
from gamify.language import Message, count, say, shown, translate
from gamify.sources.binding import wish_title
from gamify.sources.definition import Definition
from gamify.sources.words import coarse_words, few_reasons, state_of

COLUMNS = (N_("Source"), N_("Ticket system"), N_("State"), N_("Last read"), N_("Next"))
PREVIEW = (N_("Ticket"), N_("Score"), N_("Stars"), N_("Engineer"), N_("Team"), N_("Given"))


def source_list(cards: Sequence[FeedCard], desk: Desk) -> str:
    """A table of sources."""
    rows = [
        [
            card.name,
            card.definition.title,
            translate(state_of(card, now=desk.now), desk.language),
            _moment(card.pulled_at, desk),
            "–" if card.paused_at else _moment(card.next_pull_at, desk),
        ]
        for card in cards
    ]
    return text_table([translate(title, desk.language) for title in COLUMNS], rows)


def source_lines(
    card: FeedCard, refused: Sequence[RefusedAnswer], hook: str, desk: Desk
) -> list[Message]:
    """One source, in lines. No password and no token but that of the webhook's address."""
    definition = card.definition
    lines = [
        say("{name}: {title}", name=card.name, title=definition.title),
        say("State: {state}", state=state_of(card, now=desk.now)),
        say("Last read: {at}", at=_moment(card.pulled_at, desk)),
        say("Next: {at}", at="–" if card.paused_at else _moment(card.next_pull_at, desk)),
        count("{n} answer is known of it", "{n} answers are known of it", n=card.answers),
        count("{n} raw payload is kept, sealed", "{n} raw payloads are kept, sealed",
              n=card.payloads),
        say("Webhook: POST {path}", path=hook),
        *(say("{title}: {value}", title=wish_title(wish), value=card.entered[wish.name])
          for wish in definition.wishes if wish.name in card.entered),
    ]  # fmt: skip
    if card.points < 5:
        lines.append(coarse_words(card.points))
    if card.refused:
        lines.append(count("{n} answer can't be used", "{n} answers can't be used", n=card.refused))
    lines += [
        say("Ticket {ticket}: {reason}", ticket=fit(each.ticket), reason=each.reason)
        for each in refused
    ]
    return lines


def source_json(card: FeedCard, now: datetime) -> dict[str, object]:
    """A source for programs."""
    return {
        "name": card.name,
        "system": card.system,
        "settings": dict(card.entered),
        "points": card.points,
        "paused": card.paused_at is not None,
        "reading": card.is_pulling(now),
        "last_read": card.pulled_at and card.pulled_at.isoformat(),
        "next": None if card.paused_at else card.next_pull_at.isoformat(),
        "problem": card.problem and str(card.problem),
        "answers": card.answers,
        "refused": card.refused,
        "payloads": card.payloads,
    }


def system_lines(definition: Definition) -> list[Message]:
    """A ticket system and what it asks for."""
    wishes = [
        say("  {name}: {title}, like {example}", name=wish.name, title=wish_title(wish),
            example=wish.example)
        if wish.example
        else say("  {name}: {title}", name=wish.name, title=wish_title(wish))
        for wish in definition.wishes
    ]  # fmt: skip
    return [say("{name}: {title}", name=definition.key, title=definition.title), *wishes]


def taken_lines(taken: Taken) -> list[Message]:
    """What a pull brought."""
    return [
        count("{n} answer read", "{n} answers read", n=taken.answers),
        count("{n} new", "{n} new", n=taken.added),
        count("{n} changed", "{n} changed", n=taken.changed),
        count("{n} known already", "{n} known already", n=taken.known),
        count("{n} can't be used", "{n} can't be used", n=len(taken.reasons)),
        *few_reasons(taken.reasons),
    ]


def preview_lines(preview: Preview, desk: Desk) -> list[Message | str]:
    """What a dry run found."""
    lines: list[Message | str] = [
        count("{n} answer read, nothing stored", "{n} answers read, nothing stored",
              n=preview.read),
        count("{n} of them is a rating", "{n} of them are ratings", n=preview.rated),
        count("{n} can't be used", "{n} can't be used", n=len(preview.reasons)),
        *few_reasons(preview.reasons),
    ]  # fmt: skip
    if preview.points < 5:
        lines.append(coarse_words(preview.points))
    rows = [
        [
            answer.ticket,
            answer.texts.get(Field.SCORE, ""),
            str(stars or "–"),
            answer.texts.get(Field.OWNER, "") or "–",
            answer.texts.get(Field.TEAM, "") or "–",
            answer.texts.get(Field.RATED_AT, ""),
        ]
        for answer, stars in preview.answers[:10]
    ]
    if rows:
        lines.append(text_table([translate(title, desk.language) for title in PREVIEW], rows))
    return lines


def _moment(at: datetime | None, desk: Desk) -> str:
    zone = desk.settings.calendar.zone
    return "–" if at is None else shown(at.astimezone(zone), desk.language)
