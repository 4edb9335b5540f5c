"""Draws the page on which a customer rates: one small document that works without scripts."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from starlette.responses import HTMLResponse
from streamlit import config

from api.plain_page import STATIC, source_of, templates
from gamify.asking.answers import Step
from gamify.errors import N_
from gamify.language import Message, count, say, shown, translate
from pages.ui import reads
from pages.ui.star_names import star_name

FOLDER = STATIC / "asking"

#: The fixed words, by the name under which the template finds them.
WORDS = {
    "choose": N_("Your rating"),
    "other": N_("Or choose another one"),
    "itself": N_("Your rating is sent by itself in a moment."),
    "comment": N_("Would you like to add a few words?"),
    "send_comment": N_("Send the words"),
    "who": N_("The support team reads them. Up to 2,000 characters."),
    "change": N_("Change my rating"),
    "languages": N_("Language"),
}

#: The theme's colours by which the page is drawn: its own name → the theme's.
_COLOURS = {
    "ground": "backgroundColor",
    "card": "secondaryBackgroundColor",
    "ink": "textColor",
    "soft": "grayTextColor",
    "line": "borderColor",
    "edge": "grayColor",
    "gold": "primaryColor",
    "bad": "redTextColor",
}


class Place(NamedTuple):
    """Where a page stands: its language, where its forms go, and the other languages."""

    language: str
    action: str
    switch: tuple[tuple[str, str, str, bool], ...] = ()


class Drawing(NamedTuple):
    """What a page shows besides the fixed words; texts aren't translated yet."""

    title: Message
    about: Message | None = None
    note: Message | None = None
    problem: Message | None = None
    done: Message | None = None
    gave: int = 0
    chosen: int = 0
    step: Step | None = None
    itself: bool = False
    comments: bool = False
    comment: str = ""
    until: date | None = None


def draw(
    drawing: Drawing, place: Place, *, status: int = 200, framed: bool = False
) -> HTMLResponse:
    """The page; whatever came from outside is escaped by the template."""
    language = place.language
    style, script = _style(), _script()
    page = (
        templates(FOLDER)
        .get_template("rate.html")
        .render(
            language=language,
            organisation=reads.settings().organisation,
            words={name: translate(word, language) for name, word in WORDS.items()},
            labels=[(stars, star_name(stars, language)) for stars in range(1, 6)],
            action=place.action,
            switch=place.switch,
            style=style,
            script=script,
            changes=_changes(drawing.until, language),
            gave_words=_given(drawing.gave, language),
            send_words=translate(
                count("Send {n} star", "Send {n} stars", n=drawing.chosen or 1), language
            ),
            **_texts(drawing, language),
        )
    )
    return HTMLResponse(page, status_code=status, headers=_safety(style, script, framed=framed))


def _texts(drawing: Drawing, language: str) -> dict[str, Any]:
    """The fields of a drawing as the template takes them."""
    fields = drawing._asdict()
    del fields["until"]
    return {
        name: translate(value, language) if isinstance(value, Message) else value
        for name, value in fields.items()
    }


def _given(stars: int, language: str) -> str:
    if not stars:
        return ""
    label = star_name(stars, language)
    given = count("{n} star – {label}", "{n} stars – {label}", n=stars, label=label)
    return translate(given, language)


def _changes(until: date | None, language: str) -> str:
    if until is None:
        return ""
    return translate(say("You can change it up to {day}.", day=shown(until, language)), language)


def _safety(style: str, script: str, *, framed: bool) -> dict[str, str]:
    """Nothing is loaded from anywhere, and the address is told to nobody."""
    return {
        "Content-Security-Policy": (
            f"default-src 'none'; style-src {source_of(style)}; script-src {source_of(script)}; "
            "form-action 'self'; base-uri 'none'; "
            f"frame-ancestors '{'self' if framed else 'none'}'"
        ),
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex, nofollow",
    }


@lru_cache(maxsize=1)
def _style() -> str:
    light, dark = _theme("light"), _theme("dark")
    scheme = "@media(prefers-color-scheme:dark)"
    css = (FOLDER / "rate.css").read_text(encoding="utf-8")
    return f":root{{{light}}}{scheme}{{:root{{{dark}}}}}\n{css}"


def _theme(shade: str) -> str:
    return "".join(
        f"--{own}:{config.get_option(f'theme.{shade}.{name}')};" for own, name in _COLOURS.items()
    )


@lru_cache(maxsize=1)
def _script() -> str:
    return (FOLDER / "rate.js").read_text(encoding="utf-8")
