"""Links to what can be printed, as lines of the menu of downloads."""

from __future__ import annotations

from gamify.errors import N_
from gamify.language import say, translate
from pages.ui.downloads.menu import Line
from pages.ui.hall.blocks import title_of
from pages.ui.hall.reading import Hall
from pages.ui.paper.certificates import awards_of


def report_line(season: str, *, language: str) -> Line:
    """The report of a season by its code, "" for the newest one."""
    address = f"report/{season or 'newest'}"
    return Line(N_("Season report"), [(N_("to print"), address, {"lang": language})], opens=True)


def certificate_lines(found: Hall, language: str) -> list[Line]:
    """A line for each season that is told in full: its report, and a certificate for each award."""
    lines = []
    for season in found.told:
        title = say("To print: {season}", season=title_of(season, language))
        links = [(translate(N_("Season report"), language), f"report/{season.code}")]
        links += [
            (award.title, f"certificate/{season.code}/{award.key}")
            for award in awards_of(found, season, language)
        ]
        addressed = [(name, path, {"lang": language}) for name, path in links]
        lines.append(Line(translate(title, language), addressed, opens=True))
    return lines
