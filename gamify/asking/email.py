"""The part of an e-mail that asks: five stars as links, as HTML and as plain text.

The HTML is for every mail program: tables and styles within the tags (Outlook knows no others),
dark letters on a ground of their own (so that a dark mode turns both or none), words beside every
star. All five look the same: nobody is nudged.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from html import escape
from typing import NamedTuple

from gamify.errors import N_
from gamify.language import say, translate
from gamify.star_names import star_names

#: Where a star leads, by its number.
Address = Callable[[int], str]


class Vendor(StrEnum):
    """Help desks whose templates fill in a ticket's number."""

    ZENDESK = "zendesk"
    FRESHDESK = "freshdesk"
    OTRS = "otrs"
    GENERIC = "generic"


class Snippet(NamedTuple):
    """What is copied into a template."""

    html: str
    text: str


#: How each help desk writes the number of a ticket in a template.
PLACEHOLDERS = {
    Vendor.ZENDESK: "{{ticket.id}}",
    Vendor.FRESHDESK: "{{ticket.id}}",
    Vendor.OTRS: "<OTRS_TICKET_TicketNumber>",
    Vendor.GENERIC: "{ticket}",
}
VENDOR_TITLES = {
    Vendor.ZENDESK: "Zendesk",
    Vendor.FRESHDESK: "Freshdesk",
    Vendor.OTRS: "OTRS / Znuny",
    Vendor.GENERIC: N_("another help desk"),
}

_FONT = "font-family:Arial,Helvetica,sans-serif"
_CELL = (
    '<td align="center" valign="top" width="20%" bgcolor="#fff4d1" '
    'style="width:20%;background-color:#fff4d1;border-radius:8px">'
    '<a href="{address}" target="_blank" rel="noopener" style="display:block;padding:10px 2px;'
    f"{_FONT};font-size:13px;line-height:18px;"
    'color:#3d2c00;text-decoration:none">'
    '<span style="font-size:26px;line-height:30px;color:#7a5600">&#9733;</span><br>'
    "<strong>{stars}</strong><br>{label}</a></td>"
)
_TABLE = (
    '<table role="presentation" cellpadding="0" cellspacing="0" border="0" width="100%" '
    'lang="{language}" style="max-width:480px;width:100%;border-collapse:separate">'
    '<tr><td style="padding:0 0 8px 2px;{font};font-size:16px;line-height:22px">'
    "<strong>{question}</strong></td></tr>"
    '<tr><td><table role="presentation" cellpadding="0" cellspacing="4" border="0" width="100%" '
    'style="width:100%;table-layout:fixed;border-collapse:separate"><tr>\n{cells}\n</tr></table>'
    "</td></tr>"
    '<tr><td style="padding:8px 0 0 2px;{font};font-size:13px;line-height:18px">'
    "{note}</td></tr></table>"
)


def snippet(
    address: Address, *, organisation: str, language: str, labels: Sequence[str] = ()
) -> Snippet:
    """Five stars whose links lead to `address`, in a language; all text is escaped.

    `labels` are the organisation's own names of one to five stars.
    """
    question = translate(say("How did {organisation} do?", organisation=organisation), language)
    names = dict(enumerate(star_names(labels, language), 1))
    told = say(
        "One click is your rating, from 1 ({worst}) to 5 ({best}).", worst=names[1], best=names[5]
    )
    note = translate(told, language)
    cells = [
        _CELL.format(address=escape(address(stars)), stars=stars, label=escape(label))
        for stars, label in names.items()
    ]
    html = _TABLE.format(
        language=language,
        font=_FONT,
        question=escape(question),
        cells="\n".join(cells),
        note=escape(note),
    )
    lines = [f"{stars} {'★' * stars} {label}: {address(stars)}" for stars, label in names.items()]
    return Snippet(html, "\n".join([question, note, "", *reversed(lines)]))
