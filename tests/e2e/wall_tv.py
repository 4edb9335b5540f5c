"""A TV in a real browser before a real server: what it notes by itself, and how it looks."""

from __future__ import annotations

import io
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import Browser, BrowserContext, Error, Page

#: Notes, by the browser's clock, when which version was on the screen, which state the page was
#: in, and what was celebrated; it is there from the first moment of a page.
NOTEBOOK = """(() => {
  const [versions, states, shows, cards] = [[], [], [], []];
  Object.assign(window, { versions, states, shows, cards });
  let shown = null;
  const changed = (list, value) => {
    if (value && list.at(-1)?.[0] !== value) list.push([value, Date.now()]);
  };
  const note = () => {
    const root = document.documentElement;
    if (!root) return;
    const { version, state, celebrating } = root.dataset;
    const now = document.querySelector('.celebration .show');
    changed(states, state);
    requestAnimationFrame(() => changed(versions, Number(version)));
    if (celebrating && now && now !== shown) {
      shown = now;
      const title = now.querySelector('.title')?.textContent ?? '';
      const name = now.querySelector('.name')?.textContent ?? '';
      shows.push({ kind: celebrating, title, name, at: Date.now() });
    }
    for (const card of document.querySelectorAll('.roll-card')) {
      if (!cards.includes(card.dataset.key)) cards.push(card.dataset.key);
    }
  };
  new MutationObserver(note).observe(document, { subtree: true, childList: true, attributes: true,
    attributeFilter: ['data-version', 'data-state', 'data-celebrating'] });
})()"""

LOOK = """() => {
  const root = document.documentElement;
  const told = document.querySelector('.told');
  const scene = document.querySelector('.stage .scene:not(.leaving)');
  const foreign = '[data-testid], .stApp, #root, #main-frame-error, dialog[open], iframe';
  return {
    state: root.dataset.state ?? '', scene: root.dataset.scene ?? '',
    build: root.dataset.build ?? '', version: Number(root.dataset.version),
    celebrating: root.dataset.celebrating ?? '',
    told: told?.checkVisibility() ? told.textContent : '',
    text: scene?.innerText.trim() ?? '', rows: scene?.querySelectorAll('.teams .row').length ?? 0,
    foreign: document.querySelectorAll(foreign).length, cursor: getComputedStyle(root).cursor,
  };
}"""
#: Whether the page is live and shows a version, within so many milliseconds.
SHOWN = """async ([version, within]) => {
  const end = Date.now() + within;
  const { dataset } = document.documentElement;
  while (dataset.state !== 'live' || !(Number(dataset.version) >= version)) {
    if (Date.now() > end) return false;
    await new Promise((after) => setTimeout(after, 20));
  }
  return true;
}"""
#: A screen that has only one colour on so much of it is empty.
ALIKE = 0.985
#: So much of the middle of the screen may differ from what was there, for blinking lights.
CHANGED = 0.01


@dataclass(frozen=True, slots=True)
class Glance:
    """What was on the screen at a moment: what the page says of itself, and a screenshot."""

    at: float
    url: str
    said: dict[str, Any]
    png: bytes = field(repr=False)

    @property
    def state(self) -> str:
        """live, lost, closed …"""
        return str(self.said.get("state", ""))

    @property
    def told(self) -> str:
        """What stands in the foot: since when the figures are true."""
        return str(self.said.get("told", ""))

    def flaws(self) -> list[str]:
        """What must never be seen on a wall: an error, nothing at all, foreign chrome."""
        found = []
        if "/wall" not in self.url or not self.said.get("build"):
            found.append(f"another page: {self.url}")
        if self.said.get("foreign"):
            found.append(f"{self.said['foreign']} foreign elements")
        if not self.said.get("text"):
            found.append("an empty stage")
        if self.said.get("cursor") != "none":
            found.append("a cursor")
        alike = share_of_one_colour(self.png)
        if alike > ALIKE:
            found.append(f"{alike:.1%} of the screen in one colour")
        return found


@dataclass
class Tv:
    """A TV with a wall on it."""

    page: Page
    glances: list[Glance] = field(default_factory=list)

    def look(self) -> Glance:
        """Look at the screen."""
        png = self.page.screenshot()
        glance = Glance(time.time(), self.page.url, self.asked(LOOK), png)
        self.glances.append(glance)
        return glance

    def watch(self, seconds: float, *, pause: float = 1.0) -> list[Glance]:
        """Look once a second for a while."""
        end = time.time() + seconds
        seen = []
        while time.time() < end:
            seen.append(self.look())
            left = min(pause, end - time.time())
            self.page.wait_for_timeout(max(0.0, left) * 1000)
        return seen

    def asked(self, script: str, argument: object = None) -> Any:
        """What the page answers; one that loads itself anew just then is asked once more.

        It does so for a new build, as when the code has changed before a server starts again.
        """
        try:
            return self.page.evaluate(script, argument)
        except Error as error:
            if "navigation" not in str(error):
                raise
            self.page.wait_for_load_state()
            return self.page.evaluate(script, argument)

    def notes(self, of: str) -> list[Any]:
        """What the page has noted: versions and states with their times, shows, cards."""
        found: list[Any] = self.asked(f"window.{of}")
        return found

    def seconds_to(self, version: int, *, since: float, within: float = 20) -> float:
        """Seconds from a moment until the page was live and showed a version; waits for it."""
        if not self.asked(SHOWN, [version, within * 1000]):
            raise TimeoutError(f"version {version} wasn't shown within {within} s")
        self.page.wait_for_timeout(100)
        shown = next(at for seen, at in self.notes("versions") if seen >= version)
        lively = next(at for seen, at in reversed(self.notes("states")) if seen == "live")
        return max(float(shown), float(lively)) / 1000 - since

    def wait_for_state(self, state: str, *, within: float = 20) -> None:
        """Wait until the page says that it is live, lost, closed …"""
        self.page.locator(f"html[data-state={state}]").wait_for(timeout=within * 1000)

    def keep(self, folder: Path, name: str) -> None:
        """Write every screenshot into a folder, numbered."""
        folder.mkdir(parents=True, exist_ok=True)
        for at, glance in enumerate(self.glances):
            (folder / f"{name}-{at:03}-{glance.state}.png").write_bytes(glance.png)


def open_tv(
    browser: Browser, address: str, *, takes_notes: bool = True, **asked: str
) -> tuple[BrowserContext, Tv]:
    """Switch a TV on at a wall and wait until it is live; `asked` is its query."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    if takes_notes:
        context.add_init_script(NOTEBOOK)
    page = context.new_page()
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    page.goto(f"{address}/wall?{query}")
    tv = Tv(page)
    tv.wait_for_state("live")
    page.evaluate("document.fonts.ready.then(() => true)")
    return context, tv


def share_of_one_colour(png: bytes) -> float:
    """How much of a picture has its most frequent colour, in sixteen shades of each."""
    image = Image.open(io.BytesIO(png)).convert("RGB").quantize(64)
    counts = [count for count, _ in image.getcolors() or []]
    return max(counts) / sum(counts)


def share_changed(before: bytes, after: bytes) -> float:
    """How much of the middle of the screen differs, head and foot left out."""
    pictures = [Image.open(io.BytesIO(png)).convert("L") for png in (before, after)]
    width, height = pictures[0].size
    middle = (0, int(height * 0.13), width, int(height * 0.88))
    one, other = (picture.crop(middle).filter(ImageFilter.BoxBlur(1)) for picture in pictures)
    counts = ImageChops.difference(one, other).histogram()
    return sum(counts[24:]) / sum(counts)
