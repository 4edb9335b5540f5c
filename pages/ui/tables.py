"""The switch between the raw and the handicapped table: which there are, and which is shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gamify.errors import N_
from gamify.handicap.published import Par
from gamify.language import Message, count, say, translate
from gamify.seasons import Season, SeasonKind
from gamify.standings import RankMode, TeamTable


class TableName(StrEnum):
    """The tables as an address names them."""

    RAW = "raw"
    HANDICAPPED = "handicapped"


TITLES = {TableName.RAW: N_("Raw"), TableName.HANDICAPPED: N_("Handicapped")}
RANKED_BY = {
    RankMode.FAIR: N_("Ranked by the fair average: kinds of work are evened out by par."),
    RankMode.STEADY: N_("Ranked by the steady average."),
    RankMode.PLAIN: N_("Ranked by the plain average."),
}
CARRIES = N_("This table carries the crown.")
CROWN_BY = {
    TableName.RAW: N_("Crown by the raw table"),
    TableName.HANDICAPPED: N_("Crown by the handicapped table"),
}
OTHER_CARRIES = {
    TableName.RAW: N_("The crown goes by the raw table."),
    TableName.HANDICAPPED: N_("The crown goes by the handicapped table."),
}


@dataclass(frozen=True, slots=True)
class TableChoice:
    """One side of the switch; `code` is what an address says."""

    code: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class TableSwitch:
    """What stands above the team table. `mode` is what ranks it: plain, steady or fair.

    `choices` are empty where there is one table alone; `note` says which it is, why there is no
    other, and which carries the crown. `badge` marks a provisional par, and `hint` explains it.
    """

    mode: str
    choices: tuple[TableChoice, ...]
    note: str
    badge: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a season: the one that is shown, the other if there are two, the crown's."""

    shown: TeamTable
    other: TeamTable | None
    crowned: TeamTable

    @property
    def handicapped(self) -> TeamTable | None:
        """The handicapped one of two tables."""
        if self.other is None:
            return None
        return self.shown if self.shown.mode is RankMode.FAIR else self.other

    @property
    def raw(self) -> TeamTable:
        """The table without handicap."""
        if self.other is None or self.shown.mode is not RankMode.FAIR:
            return self.shown
        return self.other


def asked_table(name: str) -> str:
    """The table that an address asks for; "" for the usual one, and for one there is not."""
    return name if name in set(TableName) else ""


def name_of(table: TeamTable) -> TableName:
    """What an address calls a table."""
    return TableName.HANDICAPPED if table.mode is RankMode.FAIR else TableName.RAW


def choose_table(crowned: TeamTable, other: TeamTable | None, asked: str) -> Tables:
    """The tables as they are asked for: by name, or the crown's for ""."""
    if other is None or name_of(other) is name_of(crowned):
        return Tables(crowned, None, crowned)
    if asked == name_of(other):
        return Tables(other, crowned, crowned)
    return Tables(crowned, other, crowned)


def table_switch(tables: Tables, *, season: Season, language: str) -> TableSwitch:
    """The switch at a season."""
    shown, par = tables.shown, tables.shown.par
    ranked_by = translate(RANKED_BY[shown.mode], language)
    if tables.other is None:
        return TableSwitch(shown.mode, (), f"{ranked_by} {translate(_lacking(season), language)}")
    carries = shown is tables.crowned
    crown = CARRIES if carries else OTHER_CARRIES[name_of(tables.crowned)]
    is_provisional = par is not None and par.is_provisional
    return TableSwitch(
        mode=shown.mode,
        choices=tuple(
            TableChoice(code, translate(title, language), code is name_of(shown))
            for code, title in TITLES.items()
        ),
        note=f"{ranked_by} {translate(crown, language)}",
        badge=translate(say("provisional par"), language) if is_provisional else "",
        hint=translate(par_hint(par), language) if par is not None else "",
    )


def par_hint(par: Par) -> Message:
    """On what a par rests, and whether it still moves."""
    if par.is_provisional:
        return count(
            "Earlier quarters have too few ratings, so par is fitted every night on this quarter's"
            " own {n} rating and may still move.",
            "Earlier quarters have too few ratings, so par is fitted every night on this quarter's"
            " own {n} ratings and may still move.",
            n=par.ratings,
        )
    return count(
        "Par was fitted on {n} rating of {first} – {last} and stays as it is for the quarter.",
        "Par was fitted on {n} ratings of {first} – {last} and stays as it is for the quarter.",
        n=par.ratings,
        first=par.window[0],
        last=par.window[1],
    )


def _lacking(season: Season) -> Message:
    if season.kind is not SeasonKind.QUARTER:
        return say("A handicapped table is there for quarters.")
    return say("A handicapped table needs a par, which this quarter has not got yet.")
