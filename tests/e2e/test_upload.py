"""A file is dropped in a real browser: a question is answered, the effect seen, the file stored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import Engine

from api.cookies import SIGN_IN
from db.engine import migrate, open_engine
from tests.api.visiting import account, token_of
from tests.e2e.served import serve

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

#: As a Russian Excel saves it: semicolons, days first, decimal commas, cp1251; two scores.
HEADER = "Номер заявки;Исполнитель;Команда;Дата оценки;Оценка;Балл;Комментарий"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Nothing but an administrator."""
    engine = open_engine(f"sqlite:///{tmp_path / 'crownboard.db'}")
    migrate(engine)
    account(engine, "ada")
    yield engine
    engine.dispose()


def test_a_russian_file_is_asked_about_tried_and_stored(
    page: Page, engine: Engine, tmp_path: Path
) -> None:
    rows = [f"З-{n};Анна Ким;Линия 1;{n:02d}.11.2026 10:00;5,0;99,5;=1+1" for n in range(1, 29)]
    bad = "З-99;Анна Ким;Линия 1;31.02.2026 10:00;4,0;1,0;"
    file = tmp_path / "оценки.csv"
    file.write_bytes("\r\n".join([HEADER, *rows, bad]).encode("cp1251"))
    with serve(engine.url.render_as_string(hide_password=False)) as address:
        page.context.add_cookies([{"name": SIGN_IN, "value": token_of(engine, 1), "url": address}])
        page.goto(f"{address}/data?lang=ru")
        page.locator(".drop input").set_input_files(file)
        page.get_by_role("button", name="Оценка", exact=True).click()
        expect(page.get_by_text("28 новых оценок.")).to_be_visible(timeout=30_000)
        expect(page.get_by_text("1 строка отклонена, и почему")).to_be_visible()
        page.get_by_role("button", name="Сохранить 28 строк").click()
        expect(page.get_by_text("Импорт 1 сохранён.")).to_be_visible(timeout=30_000)
        page.goto(f"{address}/?lang=ru&season=2026-Q4")
        expect(page.locator(".team-table").get_by_text("Линия 1").first).to_be_visible()
