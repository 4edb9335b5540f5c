"""The section of tokens as Streamlit runs it: made, shown once, used, revoked."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from db.commands.sign_ins import digest_of
from db.engine import reading
from db.models import ApiToken
from gamify.access import Visitor, Way
from gamify.rights import Role, Scope
from pages.ui import reads

FRAME = Path(__file__).resolve().parents[3] / "pages" / "ui" / "frame.py"


def test_a_token_is_made_shown_once_and_revoked(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    ada = Visitor("Ada", Role.ADMINISTRATOR, way=Way.PASSWORD, account_id=1)
    monkeypatch.setattr(reads.doorkeeper, "visitor", lambda _: ada)
    page = AppTest.from_file(str(FRAME), default_timeout=60).run()
    page.switch_page(str(FRAME.parents[1] / "settings.py"))
    page.query_params["section"] = "tokens"
    page.run()

    page.text_input(key="settings-token-name").set_value("Zendesk")
    page.multiselect(key="settings-token-scopes").set_value([Scope.RATINGS_WRITE])
    page.button(key="settings-token-make").click().run()
    token = page.code[0].value
    page.button(key="settings-token-seen").click().run()

    assert not page.exception
    assert not page.code
    with reading(reads.engine()) as session:
        row = session.exec(select(ApiToken)).one()
    assert (row.name, row.digest, row.created_by) == ("Zendesk", digest_of(token), "Ada")
    assert row.revoked_at is None

    page.button(key="settings-token-revoke").click().run()

    assert not page.exception
    with reading(reads.engine()) as session:
        assert session.exec(select(ApiToken.revoked_at)).one() is not None
