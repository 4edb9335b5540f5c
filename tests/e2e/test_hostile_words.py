"""Words that would do harm as markup are shown as words: in a real browser, one of each mechanism.

`python -m tests.bench hostile` walks through every page, section and scene in both languages.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page

from db.settings import Settings
from tests.e2e.hostile_walk import FIND, serve_planted
from tests.hostile import ALL, WORDS, write_file

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
MARKS = (
    "<strong>bold</strong> <code>code</code>"
    "<span><a href='http://198.51.100.7/' rel='noopener'>m</a> (http://198.51.100.7/)</span>"
)


def test_what_a_word_would_become_is_found(page: Page) -> None:
    page.set_content(
        f"<p>{''.join(WORDS[:2])}</p><a href='javascript:0'>m</a><p><strong>bold</strong></p>"
        "<table><td>c</td></table><span class='katex'>x</span>"
    )

    found = page.evaluate(FIND)

    kinds = {one.split(" ")[0] for one in found}
    assert {"src", "href", "event", "SCRIPT", "STRONG", "TD", "formula"} <= kinds


def test_only_a_line_of_a_shift_note_may_have_marks_and_those_alone(page: Page) -> None:
    more = f"<em onload=''>it</em><a href='http://198.51.100.7/' rel=''>m</a>{WORDS[0]}<td>c</td>"

    page.set_content(f"<li class='item'><div class='words'>{MARKS}</div></li>")
    on_purpose = page.evaluate(FIND)
    page.set_content(f"<li class='item'><p>{MARKS}</p><div class='words'>{more}</div></li>")
    told = page.evaluate(FIND)

    assert on_purpose == []
    kinds = {one.split(" in ")[0] for one in told}
    assert {"STRONG", "CODE", "href A", "EM", "event EM", "src IMG", "event IMG"} <= kinds


def test_pages_and_the_wall_show_hostile_words_as_words(
    page: Page, planted: tuple[Settings, datetime], tmp_path: Path
) -> None:
    kept, now = planted
    with serve_planted(kept, now=now) as served:
        walk = served.walk(page)
        walk.visit("fair_play?lang=en", ready="text=1 open flag")
        shown = page.get_by_test_id("stMain").inner_text()
        walk.follow("Leaderboard", ready=".team-table")
        walk.visit("data?section=upload&lang=en", ready=".drop")
        walk.drop(write_file(tmp_path, now=now))
        walk.visit(served.scene("quotes"), ready="html[data-state=live][data-scene=quotes]")
        # The page has to be away before its server is.
        page.goto("about:blank")

    assert walk.harm == []
    assert [word for word in (*WORDS[:9], ALL) if word not in shown] == []
