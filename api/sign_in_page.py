"""Draws the sign-in and the account page: plain HTML that works without scripts."""

from __future__ import annotations

from starlette.responses import HTMLResponse
from streamlit import config

from api.plain_page import STATIC, templates
from gamify.access import Visitor
from gamify.errors import N_
from gamify.language import translate
from gamify.rights import ROLE_TITLES

FOLDER = STATIC / "sign-in"

#: The fixed words, by the name under which the templates find them.
WORDS = {
    "title": N_("Sign in"),
    "login": N_("Login or e-mail"),
    "password": N_("Password"),
    "enter": N_("Sign in"),
    "or": N_("or"),
    "back": N_("Back to the boards"),
    "no_account": N_("An administrator can give you an account."),
    "account": N_("Your account"),
    "former": N_("Present password"),
    "new": N_("New password"),
    "rule": N_("At least 10 characters that nobody would guess"),
    "change": N_("Change the password"),
    "elsewhere": N_("Your password is kept where you signed in; change it there."),
    "leave": N_("Sign out"),
    "leave_all": N_("Sign out everywhere"),
    "leave_all_note": N_("In every browser in which you have signed in."),
}

#: Colours of the theme that the pages use, so that they stand in one place.
_COLOURS = (
    "backgroundColor",
    "secondaryBackgroundColor",
    "textColor",
    "grayTextColor",
    "borderColor",
    "primaryColor",
    "redTextColor",
    "greenTextColor",
)

#: Nothing may be loaded from elsewhere, and no other site may show the page within its own.
_SAFETY = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self'; font-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def draw(template: str, language: str, *, status: int = 200, **told: object) -> HTMLResponse:
    """A page in a language; whatever came from outside is escaped by the templates."""
    page = (
        templates(FOLDER)
        .get_template(template)
        .render(
            language=language,
            words={name: translate(word, language) for name, word in WORDS.items()},
            light=_theme("light"),
            dark=_theme("dark"),
            **told,
        )
    )
    return HTMLResponse(page, status_code=status, headers=_SAFETY)


def role_title(visitor: Visitor, language: str) -> str:
    """What a visitor's role is called."""
    return "" if visitor.role is None else translate(ROLE_TITLES[visitor.role], language)


def _theme(shade: str) -> dict[str, str]:
    return {name: str(config.get_option(f"theme.{shade}.{name}")) for name in _COLOURS}
