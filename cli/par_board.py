"""The par of a quarter as text: its table, today's fit, drift, earlier versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cli.figures import in_stars, par_sentence
from cli.table import fit, text_table
from db.par_report import ParReport, PublishedVersion
from gamify.averages import NOTHING, cut
from gamify.errors import N_
from gamify.handicap.overlap import OWN_WORK, Drift
from gamify.handicap.published import Par, StratumPar
from gamify.handicap.renewal import (
    AMOUNTS,
    GroupChange,
    changed_amounts,
    changed_groups,
    par_groups,
)
from gamify.language import Message, count, say, shown, translate

COLUMNS = (
    say("Kind of work"),
    say("Ratings"),
    say("Lost stars a rating"),
    say("Fives a ticket"),
    say("Usual time"),
    say("Note"),
)
CHANGE_COLUMNS = (
    say("Kind of work"),
    say("Lost stars a rating"),
    say("then"),
    say("Fives a ticket"),
    say("then"),
    say("Usual time"),
    say("then"),
)
#: What the common amounts are called; g4 and f4 are in 1/10 000.
AMOUNT_NAMES = dict(
    zip(
        AMOUNTS,
        (
            N_("Common lost stars a rating"),
            N_("Common fives a ticket"),
            N_("Ratings that teams borrow (K)"),
            N_("Ratings that engineers borrow (K)"),
            N_("Fives that engineers borrow (κ)"),
        ),
        strict=True,
    )
)
WIDEST = 240


def par_text(report: ParReport, language: str) -> str:
    """The whole report, ready to print."""
    if report.par is None:
        blocks = [translate(say("No par rules {code} yet.", code=report.season.code), language)]
    else:
        lines = [par_sentence(report.par), *_published(report.versions[-1]), _ruling(report.par)]
        blocks = ["\n".join(_printed(line, language) for line in lines)]
        blocks.append(_amounts(report.par, language))
        blocks.append(_groups(report.par, report.teams, language))
    blocks.append(_today(report, language))
    if report.drifts:
        blocks.append("\n".join(_drift(drift, report, language) for drift in report.drifts))
    if len(report.versions) > 1:
        earlier = [translate(say("Earlier versions:"), language)]
        for version in report.versions[:-1]:
            earlier += [_printed(line, language) for line in _published(version)]
        blocks.append("\n".join(earlier))
    return "\n\n".join(blocks)


def change_text(former: Par | None, par: Par, language: str) -> str:
    """What the publication of a par has changed."""
    head = say("Version {version} is published.", version=par.version)
    if former is None:
        return translate(head, language)
    against = translate(say("Beside version {version}:", version=former.version), language)
    return "\n".join([translate(head, language), f"{against} {_changes(former, par, language)}"])


def _ruling(par: Par) -> Message:
    if par.is_provisional:
        return say("It is fitted anew until the quarters before have enough ratings.")
    return say("It rules the quarter unchanged; a next version is a decision of its own.")


def _published(version: PublishedVersion) -> Iterator[Message]:
    yield say(
        "Version {version}, published on {day} by {actor}.",
        version=version.version,
        day=version.at,
        actor=version.actor,
    )
    if version.note:
        yield say("Note: {note}", note=version.note)


def _amounts(par: Par, language: str) -> str:
    return "\n".join(
        f"{translate(label, language)}: {_amount(name, getattr(par, name), language)}"
        for name, label in AMOUNT_NAMES.items()
    )


def _groups(par: Par, teams: Mapping[int, str], language: str) -> str:
    """The table of kinds of work."""
    rows = []
    for one in par_groups(par).values():
        note = ""
        if one.owner_team is not None:
            owner = say("{team}: {note}", team=teams.get(one.owner_team, "?"), note=OWN_WORK)
            note = translate(owner, language)
        cells = [translate(one.group, language), shown(one.ratings, language)]
        rows.append([*cells, *_figures(one, language), note])
    header = [translate(title, language) for title in COLUMNS]
    return text_table(header, rows, right=frozenset({1, 2, 3, 4}))


def _today(report: ParReport, language: str) -> str:
    today, par = report.today, report.par
    if today is None:
        return translate(say("There are no ratings to fit a par on."), language)
    if par is None:
        return (
            translate(say("A fit on today's data would give one:"), language)
            + "\n\n"
            + _groups(today, report.teams, language)
        )
    head = translate(say("A fit on today's data:"), language)
    return f"{head} {_changes(par, today, language)}"


def _changes(before: Par, after: Par, language: str) -> str:
    """What differs between two pars: a sentence, the common amounts, the kinds of work."""
    groups, amounts = changed_groups(before, after), list(changed_amounts(before, after))
    if not groups and not amounts:
        return translate(say("nothing is different."), language)
    differ = count("{n} kind of work differs.", "{n} kinds of work differ.", n=len(groups))
    lines = [translate(differ, language)]
    for name, old, new in amounts:
        change = say(
            "{amount}: {before}, then {after}",
            amount=Message(AMOUNT_NAMES[name]),
            before=_amount(name, old, language),
            after=_amount(name, new, language),
        )
        lines.append(translate(change, language))
    if groups:
        rows = [_change_cells(change, language) for change in groups]
        header = [translate(title, language) for title in CHANGE_COLUMNS]
        lines += ["", text_table(header, rows, right=frozenset(range(1, 7)))]
    return "\n".join(lines)


def _change_cells(change: GroupChange, language: str) -> list[str]:
    nothing = [NOTHING] * 3
    before = nothing if change.before is None else _figures(change.before, language)
    after = nothing if change.after is None else _figures(change.after, language)
    pairs = zip(before, after, strict=True)
    return [translate(change.group, language), *(cell for pair in pairs for cell in pair)]


def _figures(one: StratumPar, language: str) -> list[str]:
    """Lost stars a rating, fives a ticket and the usual time of a group."""
    return [
        per_unit(one.par4, language),
        per_unit(one.rho4, language),
        _time(one.median_minutes, language),
    ]


def _amount(name: str, value: int, language: str) -> str:
    return per_unit(value, language) if name.endswith("4") else shown(value, language)


def per_unit(amount4: int, language: str) -> str:
    """An amount in 1/10 000 with all of its decimals: 0.1313."""
    return shown(cut(in_stars(amount4), decimals=4), language)


def _time(minutes: int | None, language: str) -> str:
    if minutes is None:
        return NOTHING
    hours, rest = divmod(minutes, 60)
    told = say("{hours} h {minutes} min", hours=hours, minutes=rest)
    return translate(told if hours else say("{minutes} min", minutes=rest), language)


def _drift(drift: Drift, report: ParReport, language: str) -> str:
    told = say("{kind}: {drift}", kind=report.kinds[drift.stratum_id], drift=drift.message)
    return fit(translate(told, language), WIDEST)


def _printed(line: Message, language: str) -> str:
    """A line that may hold a lead's words: one line, no control characters."""
    return fit(translate(line, language), WIDEST)
