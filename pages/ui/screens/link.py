"""The link of a screen: its address, its QR code, and the line that starts a browser with it."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import urlsplit

import segno
import streamlit as st

from db.commands.walls import link_token
from db.queries.walls import ScreenCard
from gamify.errors import CrownboardError
from gamify.language import describe, translate
from gamify.wall.links import screen_address
from pages.ui import reads
from pages.ui.fair_play.deciding import decider
from pages.ui.screens.deciding import renew, revoke
from pages.ui.screens.draft import key_of

#: Starts Chromium with nothing but the page; docs/wall.md says how it is kept there.
KIOSK = (
    "chromium --kiosk --noerrdialogs --no-first-run --disable-session-crashed-bubble "
    "--autoplay-policy=no-user-gesture-required '{link}'"
)

_DOTS = 6


def show_link(card: ScreenCard, language: str) -> None:
    """Link, QR code and starting line; or how to get a link."""
    name = card.screen.name
    try:
        token = link_token(card, reads.settings())
    except CrownboardError as error:
        st.text(describe(error, language))
        token = None
    if token is None:
        st.write(translate("This screen has no link.", language))
    else:
        _show_address(screen_address(own_address(), name, token.get_secret_value()), language)
    nobody = not decider().name
    with st.container(horizontal=True):
        st.button(
            translate("New link", language) if token else translate("Give it a link", language),
            icon=":material/autorenew:",
            key=key_of(name, "renew"),
            disabled=nobody,
            on_click=renew,
            args=(name, language),
        )
        if card.digest:
            st.button(
                translate("End the link", language),
                icon=":material/link_off:",
                key=key_of(name, "revoke"),
                disabled=nobody,
                on_click=revoke,
                args=(name, language),
            )


def own_address() -> str:
    """Where the reader's browser has found Crownboard, without the page."""
    parts = urlsplit(st.context.url or "http://127.0.0.1:8501")
    folder = parts.path.rpartition("/")[0]
    return f"{parts.scheme}://{parts.netloc}{folder}"


def qr_code(link: str) -> bytes:
    """A picture of a link for a camera: dark on light in every theme, as cameras need it."""
    picture = BytesIO()
    segno.make(link, error="m", micro=False).save(picture, kind="png", scale=_DOTS, border=4)
    return picture.getvalue()


def _show_address(link: str, language: str) -> None:
    picture, words = st.columns((1, 3), vertical_alignment="top")
    with picture:
        st.image(qr_code(link), width=180)
    with words:
        st.caption(
            translate(
                "Whoever has this link sees the screen without signing in. Open it on the TV, or "
                "scan the code.",
                language,
            )
        )
        st.code(link, language=None, wrap_lines=True)
        st.caption(translate("This starts a browser that shows nothing else:", language))
        st.code(KIOSK.format(link=link), language=None, wrap_lines=True)
