"""Walks through pages full of hostile words and notes whatever came of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import ConsoleMessage, Dialog, Page, Route

from api.cookies import SIGN_IN
from db.commands.walls import link_token
from db.engine import open_engine, reading
from db.queries.walls import wall_screen
from db.settings import Settings
from tests.api.visiting import token_of
from tests.e2e.served import serve_process
from tests.hostile import FOREIGN
from tests.post import KEY

PAGES = (
    "",
    "nominations",
    "challenges",
    *(f"my_season?person=1&section={one}" for one in ("ratings", "nominations", "handicap")),
    *(f"my_season?person=1&section={one}" for one in ("seasons", "name")),
    "hall_of_fame",
    *(f"context?section={one}" for one in ("notes", "thanks", "timeline", "pause")),
    *(f"team?section={one}" for one in ("stars", "seasons", "challenges", "practice", "people")),
    *(f"feedback?section={one}" for one in ("praise", "lessons", "causes", "practice")),
    "pulse",
    "fair_play",
    "screens",
    "data?section=upload",
    "data?section=imports",
    "data?section=sources",
    "data?section=quality",
    "settings?section=organisation",
    "settings?section=people",
    "settings?section=teams",
    "settings?section=nominations",
    "settings?section=accounts",
    "settings?section=tokens",
    "settings?section=asking",
    "settings?section=log",
)
#: Elements that no word may have become, in open shadow roots, too; what each of `WORDS` would be.
#: A line of a shift note has marks on purpose: emphasis, code and links that show where they lead;
#: bare ones, in nothing but each other, and nothing beyond them.
FIND = """() => {
  const emphasis = /^(SPAN|STRONG|EM|S|CODE)$/;
  const isMarked = (node) => {
    if (!node.parentElement?.closest('.item .words')) return false;
    if (emphasis.test(node.tagName)) return node.attributes.length === 0;
    const address = node.getAttribute('href') || '';
    return node.tagName === 'A' && /^https?:/.test(address) && node.rel.includes('noopener')
      && node.parentElement.textContent.includes(new URL(address).host);
  };
  const found = [], every = (root) => [...root.querySelectorAll('*')].flatMap(
    (node) => [node, ...(node.shadowRoot ? every(node.shadowRoot) : [])]);
  for (const node of every(document)) {
    if (isMarked(node)) continue;
    const at = `${node.tagName} in ${node.closest('[data-testid]')?.dataset.testid}`;
    const text = (node.textContent || '').trim();
    for (const name of ['href', 'src', 'action', 'formaction', 'xlink:href']) {
      const told = node.getAttribute(name) || '';
      if (told.includes('FOREIGN') || /^(javascript:|x$)/.test(told)) found.push(`${name} ${at}`);
    }
    if (/^(SCRIPT|STYLE|svg)$/.test(node.tagName) && /alert\\(/.test(text)) found.push(at);
    if (node.hasAttribute('onerror') || node.hasAttribute('onload')) found.push(`event ${at}`);
    if (/^(STRONG|EM|DEL|B|I|CODE|H1|TD)$/.test(node.tagName)
        && /^(bold|b|it|code|gone|heading|c)$/.test(text)) found.push(at);
    if (node.classList.contains('katex')) found.push(`formula ${at}`);
  }
  return found;
}""".replace("FOREIGN", FOREIGN)

_FOLDED = "details:not([open]) > summary"
UNFOLD = f"() => document.querySelectorAll('{_FOLDED}').forEach((fold) => fold.click())"
#: Streamlit itself asks for these below a page's address, and then where they are.
_ASKED_TWICE = re.compile(r"/_stcore/(health|host-config)$")


@dataclass
class Walk:
    """A page of a browser on a server; `harm` is what came of words that were shown."""

    page: Page
    address: str
    harm: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("dialog", self._close)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.harm.append(f"error: {error}"))
        self.page.route("**/*", self._let_through)

    def visit(self, path: str, ready: str = "[data-testid=stMain]") -> None:
        """Open a page, unfold all of it, and look at what is there."""
        self.page.goto(f"{self.address}/{path}")
        self.page.locator(ready).first.wait_for()
        self.settle()
        self.page.evaluate(UNFOLD)
        self.settle()
        self.look(path)

    def settle(self) -> None:
        """Wait until nothing is being drawn."""
        self.page.wait_for_function(
            "() => !document.querySelector('[data-testid=stStatusWidget], [data-stale=true]')"
        )
        self.page.wait_for_function("() => document.fonts.status === 'loaded'")

    def follow(self, link: str, ready: str) -> None:
        """Go on to another page by a link of the navigation, and look at what is there."""
        self.page.get_by_role("link", name=link, exact=True).first.click()
        self.page.locator(ready).first.wait_for()
        self.settle()
        self.look(link)

    def drop(self, file: Path) -> None:
        """Drop a file on the page of uploads, and look at how it is understood."""
        self.page.locator(".drop input").set_input_files(file)
        self.page.get_by_text("How it was understood").or_(
            self.page.get_by_text("One question")
        ).first.wait_for()
        self.settle()
        self.look("upload")

    def hover(self, selector: str) -> str:
        """Go over a picture until something is told; what is told."""
        box = self.page.locator(selector).first.bounding_box()
        assert box is not None
        for x in range(8, int(box["width"]), 12):
            for y in range(8, int(box["height"]), 12):
                self.page.mouse.move(box["x"] + x, box["y"] + y)
                if self.page.locator("#vg-tooltip-element.visible").count():
                    self.look("tooltip")
                    return self.page.locator("#vg-tooltip-element").inner_text()
        return ""

    def look(self, where: str) -> None:
        """Note whatever a word has become."""
        self.harm += [f"{where}: {one}" for one in self.page.evaluate(FIND)]

    def picture(self, path: Path) -> None:
        """The whole page as it is now."""
        main = self.page.get_by_test_id("stMain")
        if main.count():
            height = int(main.evaluate("(main) => main.scrollHeight"))
            self.page.set_viewport_size({"width": 1440, "height": min(height + 80, 8000)})
        self.page.screenshot(path=path)
        self.page.set_viewport_size({"width": 1440, "height": 900})

    def _close(self, dialog: Dialog) -> None:
        self.harm.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not _ASKED_TWICE.search(message.location["url"]):
            self.harm.append(f"console: {message.text} {message.location['url']}")

    def _let_through(self, route: Route) -> None:
        """Nothing but this server is asked for anything."""
        if route.request.url.startswith((self.address, "data:", "blob:")):
            route.continue_()
            return
        self.harm.append(f"foreign: {route.request.url}")
        route.abort()


class Planted(NamedTuple):
    """A server full of hostile words, an administrator's sign-in, and the link of its screen."""

    address: str
    sign_in: str
    token: str
    now: datetime

    def walk(self, page: Page) -> Walk:
        """A walk of the administrator's."""
        page.context.add_cookies([{"name": SIGN_IN, "value": self.sign_in, "url": self.address}])
        return Walk(page, self.address)

    def scene(self, kind: str) -> str:
        """Where the screen shows one scene alone."""
        return f"wall?screen=main&token={self.token}&preview=1&scene={kind}"


@contextmanager
def serve_planted(kept: Settings, *, now: datetime) -> Iterator[Planted]:
    """Serve a database in which the words were planted at a moment."""
    engine = open_engine(kept.database_url)
    with reading(engine) as session:
        token = link_token(wall_screen(session, "main"), kept)
    assert token is not None
    sign_in = token_of(engine, 1)
    engine.dispose()
    settings = {"CROWNBOARD_SECRET_KEY": KEY}
    with serve_process(kept.database_url, settings=settings) as (address, _):
        yield Planted(address, sign_in, token.get_secret_value(), now)
