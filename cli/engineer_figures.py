"""What is behind an engineer's season, as text and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cli.figures import (
    Figure,
    amount,
    average,
    credit_sum,
    difference,
    figure_json,
    figure_text,
    in_stars,
    number,
    par_json,
    par_sentence,
    season_json,
    work_cells,
)
from cli.table import fit, text_table
from db.explanations import EngineerExplanation
from gamify.handicap.form import handicap_of
from gamify.handicap.waterfall import Share, fives_sentence
from gamify.language import Message, say, translate
from gamify.nominations.nomination import Candidate, Placed
from gamify.nominations.registry import Judged
from gamify.nominations.wording import NO_PAR

SHARE_COLUMNS = (say("Kind of work"), say("Tickets"), say("Par"), say("Fives"), say("Handicap"))
WIDEST = 240


def engineer_figure_text(found: EngineerExplanation, language: str) -> str:
    """Figures, shares, sentences and nominations, ready to print."""
    blocks = [figure_text(list(_figures(found, language)), language)]
    if found.shares:
        rows = [
            work_cells(
                share.group, share.tickets, (share.due, share.fives), share.handicap, language
            )
            for share in found.shares
        ]
        header = [translate(title, language) for title in SHARE_COLUMNS]
        blocks.append(text_table(header, rows, right=frozenset({1, 2, 3, 4})))
    blocks.append("\n".join(translate(sentence, language) for sentence in _sentences(found)))
    blocks.append(
        "\n".join(
            fit(
                f"{translate(card.title, language)}: {translate(_said(card, standing), language)}",
                WIDEST,
            )
            for card, standing in found.standings
        )
    )
    return "\n\n".join(blocks)


def engineer_figure_json(found: EngineerExplanation, language: str) -> dict[str, Any]:
    """The same for programs."""
    return {
        "season": season_json(found.season),
        "engineer": found.name,
        "team": found.team,
        "place": found.place,
        "par": par_json(found.par),
        "unavailable": translate(NO_PAR, language) if found.par is None else None,
        "quality_only": found.form is not None and found.form.is_quality_only,
        "figures": figure_json(_figures(found, language)),
        "shares": [_share_json(share, language) for share in found.shares],
        "sentences": [translate(sentence, language) for sentence in _sentences(found)],
        "nominations": [_standing_json(*one, language) for one in found.standings],
    }


def _figures(found: EngineerExplanation, language: str) -> Iterator[Figure]:
    units, form = found.units, found.form
    yield number("place", say("Place among the scorers"), found.place, language)
    yield credit_sum("goals", say("Goals"), units.five, language)
    yield credit_sum("credits", say("Ratings"), units.n, language)
    yield credit_sum("lost", say("Lost stars"), units.lost, language)
    yield average("average", say("Average"), units.average, language)
    if found.par is None or form is None:
        return
    everyone = found.everyone
    handicap = handicap_of(fives=form.fives, due=form.due)
    yield credit_sum("own_fives", say("Fives on own tickets"), form.fives, language)
    yield amount("par_fives", say("Par of the own tickets"), in_stars(form.due), language)
    yield difference("handicap", say("Handicap"), handicap, language)
    yield number("kappa", say("Fives borrowed"), found.par.kappa, language)
    yield credit_sum("everyone_fives", say("Fives of everyone"), everyone.fives, language)
    everyone_due = in_stars(everyone.due)
    yield amount("everyone_par", say("Par of everyone's tickets"), everyone_due, language)
    yield amount("form_index", say("Form index"), found.index, language)


def _sentences(found: EngineerExplanation) -> Iterator[Message]:
    if found.par is None:
        yield NO_PAR
        return
    yield par_sentence(found.par)
    if found.shares:
        yield fives_sentence(found.shares)
    elif found.form is not None and found.form.is_quality_only:
        yield say("Tickets aren't known, so the par rests on ratings and has no kinds of work.")


def _said(card: Judged, standing: Placed | Candidate | None) -> Message:
    """Where a nomination has the engineer, or what is missing."""
    if isinstance(standing, Placed):
        one = standing.candidate
        return say(
            "place {place}, {value}. {sentence}",
            place=standing.place,
            value=one.value,
            sentence=one.sentence,
        )
    if standing is not None and standing.missing is not None:
        return say("{value}. {missing}", value=standing.value, missing=standing.missing)
    return card.verdict.unavailable or say("not in it")


def _standing_json(
    card: Judged, standing: Placed | Candidate | None, language: str
) -> dict[str, Any]:
    one = standing.candidate if isinstance(standing, Placed) else standing
    unavailable = card.verdict.unavailable
    return {
        "key": card.nomination.key,
        "title": translate(card.title, language),
        "place": standing.place if isinstance(standing, Placed) else None,
        "score": one and str(one.score),
        "value": one and translate(one.value, language),
        "sentence": one and translate(one.sentence, language),
        "missing": one and one.missing and translate(one.missing, language),
        "under_review": one is not None and one.is_under_review,
        "unavailable": unavailable and translate(unavailable, language),
    }


def _share_json(share: Share, language: str) -> dict[str, Any]:
    return {
        "group": share.group,
        "tickets": share.tickets,
        **figure_json(
            [
                amount("par", say("Par"), share.due, language),
                amount("fives", say("Fives"), share.fives, language, decimals=0),
                difference("handicap", say("Handicap"), share.handicap, language),
            ]
        ),
    }
