"""What a wall on a screen looks like to a script: what overflows, overlaps or is too small."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

#: Everything that is wrong with the layout as sentences; none when it is right. A text may be cut
#: only by an ellipsis of its own, and what a reader's voice alone has isn't looked at.
LAYOUT = """() => {
  const found = [];
  const root = document.documentElement;
  const shown = (element) => element.checkVisibility({ opacityProperty: false })
    && !element.closest('.voice, .leaving, [hidden]');
  const name = (element) => `${element.closest('[class]')?.className} "${element.textContent}"`;
  if (root.scrollWidth > innerWidth || root.scrollHeight > innerHeight)
    found.push('the page scrolls');
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !shown(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const style = getComputedStyle(element);
    const cut = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
    const box = (cut ? element : range).getBoundingClientRect();
    if (box.width < 1) continue;
    texts.push({ element, box, style, cut });
  }
  const bear = innerHeight / 540;
  const ink = ({ element, box, style }) => {
    const size = parseFloat(style.fontSize);
    if (box.height > size * 1.9) {
      const block = style.display === 'block' ? element.getBoundingClientRect() : box;
      return { left: box.left, right: box.right, top: block.top, bottom: block.bottom, element };
    }
    const half = Math.min(box.height, size * (element.closest('.figure') ? 0.72 : 0.9)) / 2;
    const middle = (box.top + box.bottom) / 2;
    return { left: box.left, right: box.right, top: middle - half, bottom: middle + half, element };
  };
  const inks = texts.map(ink);
  const within = (box, frame) => box.left >= frame.left - bear && box.right <= frame.right + bear
    && box.top >= frame.top - bear && box.bottom <= frame.bottom + bear;
  for (const box of inks) {
    for (let one = box.element; one && one !== document.body; one = one.parentElement) {
      const isFrame = one.matches('.row, .plinth, .card, .line');
      if (getComputedStyle(one).overflow === 'visible' && !isFrame) continue;
      if (!within(box, one.getBoundingClientRect()))
        found.push(`out of ${one.className}: ${name(box.element)}`);
    }
    if (!within(box, { left: 0, top: 0, right: innerWidth, bottom: innerHeight }))
      found.push(`off the screen: ${name(box.element)}`);
  }
  inks.forEach((one, at) => {
    for (const other of inks.slice(at + 1)) {
      if (one.element === other.element) continue;
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (wide > 1.5 && high > 1.5) found.push(`${name(one.element)} over ${name(other.element)}`);
    }
  });
  return found;
}"""

#: What matters, by kind of scene: figures that are read from six metres.
MATTERS = {
    "standings": (
        ".teams .other > *",
        ".teams .average > *",
        ".teams .ratings > *",
        ".podium .fives > *",
    ),
    "scorers": (".podium .fives > *", ".list .fives > *"),
    "challenge": (".days > *", ".chance-figure > *", ".figures .value > *"),
    "nominations": (".winner-value > *",),
    "quotes": (".text > *",),
    "moves": (".names .place",),
    "announcement": (".text > *",),
    "brand": (".organisation > *",),
}

HEIGHTS = """(selectors) => selectors.flatMap((selector) =>
  [...document.querySelectorAll(`.stage .scene:not(.leaving) ${selector}`)]
    .filter((one) => one.checkVisibility() && one.textContent)
    .map((one) => [selector, one.textContent, one]))
  .map(([selector, text, one]) =>
    [selector, text, parseFloat(getComputedStyle(one).fontSize) / innerHeight])
"""


#: Fonts are there, and what a new size of the screen asks for has been drawn.
SETTLED = """async () => {
  await document.fonts.ready;
  const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
  await frame();
  await frame();
  await frame();
}"""


def settle(page: Page) -> None:
    """Wait until a page has drawn what it shows."""
    page.evaluate(SETTLED)


def flaws(page: Page) -> list[str]:
    """What is wrong with the layout of what a page shows."""
    found: list[str] = page.evaluate(LAYOUT)
    return found


def too_small(page: Page, kind: str, *, least: float = 0.04) -> list[Any]:
    """What matters in a scene but has letters of less than a share of the screen's height."""
    heights = page.evaluate(HEIGHTS, list(MATTERS[kind]))
    return [one for one in heights if one[2] < least]
