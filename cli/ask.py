"""`ask`: prints links and snippets by which customers rate, lists and ends those of help desks."""

from __future__ import annotations

import json
import sys
from argparse import Namespace

from sqlalchemy import Engine

from cli.desk import ACTOR, Desk
from cli.outcome import Outcome
from cli.table import text_table
from db.commands.asking import ask_about, end_ask_template, open_ask_template
from db.engine import reading, writing
from db.queries.asking import TemplateCard, ask_templates
from gamify.asking.email import PLACEHOLDERS, VENDOR_TITLES, Snippet, snippet
from gamify.asking.links import link_address, template_address
from gamify.errors import N_
from gamify.language import say, shown, translate

COLUMNS = (N_("Number"), N_("Help desk"), N_("Source"), N_("Since"), N_("By"), N_("Links"))


def run(arguments: Namespace, desk: Desk) -> Outcome:
    """What is printed is meant to be copied, so nothing else is."""
    with desk.database() as engine:
        match arguments.action:
            case "link":
                _link(engine, arguments, desk)
            case "snippet":
                _snippet(engine, arguments, desk)
            case "end":
                _end(engine, arguments, desk)
            case _:
                _list(engine, arguments, desk)
    return Outcome.FINE


def _link(engine: Engine, arguments: Namespace, desk: Desk) -> None:
    with writing(engine) as session:
        token = ask_about(
            session,
            ticket=arguments.ticket,
            customer=arguments.customer,
            owner=arguments.owner,
            source=arguments.source,
            settings=desk.settings,
            actor=ACTOR,
            now=desk.now,
        )
    language = desk.language if "language" in arguments else ""
    link = link_address(arguments.address, token, language=language)
    part = snippet(
        lambda stars: link_address(arguments.address, token, stars=stars, language=language),
        organisation=desk.settings.organisation,
        language=desk.language,
        labels=desk.settings.star_labels,
    )
    _print(part, arguments, desk, link=link)


def _snippet(engine: Engine, arguments: Namespace, desk: Desk) -> None:
    with writing(engine) as session:
        token = open_ask_template(
            session,
            vendor=arguments.vendor,
            source=arguments.source,
            settings=desk.settings,
            actor=ACTOR,
            now=desk.now,
        )
    place = PLACEHOLDERS[arguments.vendor]
    part = snippet(
        lambda stars: template_address(
            arguments.address, token, place, stars=stars, language=desk.language
        ),
        organisation=desk.settings.organisation,
        language=desk.language,
        labels=desk.settings.star_labels,
    )
    _print(part, arguments, desk)


def _print(part: Snippet, arguments: Namespace, desk: Desk, *, link: str = "") -> None:
    """What was asked for, alone; a warning goes elsewhere, so that it isn't copied along."""
    if not desk.settings.asking:
        off = say("Asking is switched off: links take no ratings until it is on in the settings.")
        print(translate(off, desk.language), file=sys.stderr)
    told = {"html": part.html, "text": part.text} | ({"link": link} if link else {})
    if arguments.json:
        desk.say(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        print(told[arguments.shape], flush=True)


def _end(engine: Engine, arguments: Namespace, desk: Desk) -> None:
    with writing(engine) as session:
        card = end_ask_template(session, template=arguments.template, actor=ACTOR, now=desk.now)
    if arguments.json:
        desk.say(json.dumps({"template": card.id, "open": False}))
    else:
        desk.say(say("The links of template {number} have ended.", number=card.id))


def _list(engine: Engine, arguments: Namespace, desk: Desk) -> None:
    with reading(engine) as session:
        found = ask_templates(session)
    if arguments.json:
        listed = {"templates": [_listed(card) for card in found]}
        desk.say(json.dumps(listed, ensure_ascii=False, indent=2))
    elif not found:
        desk.say(say("No help desk has links yet; `ask snippet` makes them."))
    else:
        header = [translate(title, desk.language) for title in COLUMNS]
        rows = [_row(card, desk.language) for card in found]
        desk.say(text_table(header, rows, right=frozenset({0})))


def _row(card: TemplateCard, language: str) -> list[str]:
    return [
        str(card.id),
        translate(VENDOR_TITLES[card.vendor], language),
        card.source,
        shown(card.created_at.date(), language),
        card.created_by,
        translate(say("open") if card.is_open else say("ended"), language),
    ]


def _listed(card: TemplateCard) -> dict[str, object]:
    return {
        "template": card.id,
        "for": card.vendor.value,
        "source": card.source,
        "since": card.created_at.isoformat(),
        "by": card.created_by,
        "open": card.is_open,
    }
