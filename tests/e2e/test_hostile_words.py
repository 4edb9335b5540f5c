"""Words that would do harm as markup are shown as words: in a real browser, on every kind of page.

`python -m tests.bench hostile` walks through every page, section and scene in both languages.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.e2e.hostile_walk import FIND, Planted, Walk, serve_planted
from tests.hostile import ALL, WORDS, write_file

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    with serve_planted(tmp_path_factory.mktemp("hostile")) as planted:
        yield planted


@pytest.fixture
def walk(page: Page, planted: Planted) -> Walk:
    return planted.walk(page)


def test_what_a_word_would_become_is_found(page: Page) -> None:
    page.set_content(
        f"<p>{''.join(WORDS[:2])}</p><a href='javascript:0'>m</a><p><strong>bold</strong></p>"
        "<table><td>c</td></table><span class='katex'>x</span>"
    )

    found = page.evaluate(FIND)

    kinds = {one.split(" ")[0] for one in found}
    assert {"src", "href", "event", "SCRIPT", "STRONG", "TD", "formula"} <= kinds


def test_pages_show_hostile_words_as_words(walk: Walk, planted: Planted, tmp_path: Path) -> None:
    walk.visit("?lang=en", ready=".team-table")
    walk.visit("fair_play?lang=en", ready="text=1 open flag")
    shown = walk.page.get_by_test_id("stMain").inner_text()
    walk.drop(write_file(tmp_path, now=planted.now))

    assert walk.harm == []
    assert [word for word in (*WORDS[:9], ALL) if word not in shown] == []


def test_the_wall_shows_hostile_words_as_words(walk: Walk, planted: Planted) -> None:
    for scene in ("standings", "quotes"):
        walk.visit(planted.scene(scene), ready=f"html[data-state=live][data-scene={scene}]")

    assert walk.harm == []
