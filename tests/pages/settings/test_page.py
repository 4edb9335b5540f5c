"""The page of the settings as Streamlit runs it: changed, previewed, saved, put back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, col, select
from streamlit.testing.v1 import AppTest

from db.commands.accounts import create_account
from db.commands.newcomers import add_team
from db.demo.presence import SOURCE
from db.demo.seed import seed_demo
from db.engine import migrate, open_engine, reading, writing
from db.models import Account, AskTemplate, AuditEntry, Engineer, LedTeam, Membership, SignIn, Team
from db.queries.own_settings import own_values
from gamify.access import Visitor, Way, console
from gamify.rights import Role
from pages.ui import reads
from pages.ui.settings.organisation import GROUPS
from tests.factories import NOW, Row, store
from tests.pages.pressing import press, texts
from tests.post import KEY

FRAME = Path(__file__).resolve().parents[3] / "pages" / "ui" / "frame.py"
HOSTILE = "<img src=x onerror=alert(1)> :red[x] $x$ [a](b) :)))"
BO, INITIAL = 2, 3
ADA = Visitor("Ada", Role.ADMINISTRATOR, way=Way.PASSWORD, account_id=1)


@pytest.fixture(autouse=True)
def database(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Ann of Alpha, Bob of Beta, "B. Berg" and "Bo Berg", who may be one; Ada administers."""
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("CROWNBOARD_SECRET_KEY", KEY)
    monkeypatch.setenv("CROWNBOARD_ORGANISATION", "North")
    monkeypatch.setenv("CROWNBOARD_MIN_RATINGS_TEAM", "2")
    engine = open_engine(sqlite_url)
    with writing(engine) as session:
        store(
            session,
            *[Row(f"A{n}", owner=HOSTILE, team="Alpha") for n in range(3)],
            *[Row(f"B{n}", owner="Bo Berg", team="Beta") for n in range(2)],
            Row("C1", owner="B. Berg", team="Beta"),
        )
        create_account(
            session, login="ada", role=Role.ADMINISTRATOR, actor=console("test"), now=NOW
        )
    engine.dispose()
    enter(monkeypatch, ADA)
    return sqlite_url


def enter(monkeypatch: pytest.MonkeyPatch, visitor: Visitor) -> None:
    monkeypatch.setattr(reads.doorkeeper, "visitor", lambda _: visitor)


def opened(section: str = "", lang: str = "en") -> AppTest:
    page = AppTest.from_file(str(FRAME), default_timeout=60)
    page.query_params["lang"] = lang
    page.run()
    # A page that is switched to starts with an empty address.
    page.switch_page(str(FRAME.parents[1] / "settings.py"))
    page.query_params["lang"] = lang
    if section:
        page.query_params["section"] = section
    page.run()
    assert not page.exception
    return page


def keys(page: AppTest) -> set[str]:
    return {str(button.key) for button in page.button}


def rows(url: str, statement: Any) -> list[Any]:
    engine = open_engine(url)
    with reading(engine) as session:
        found = list(session.exec(statement).all())
    engine.dispose()
    return found


def own(url: str) -> dict[str, Any]:
    engine = open_engine(url)
    with reading(engine) as session:
        found = own_values(session)
    engine.dispose()
    return found


def log(url: str) -> list[tuple[str, str]]:
    entries = rows(url, select(AuditEntry).order_by(col(AuditEntry.id)))
    return [(one.actor, one.action) for one in entries if one.actor == "Ada"]


def choose(page: AppTest, engineer: int, what: str) -> None:
    """Choose somebody and what is decided about them."""
    page.selectbox(key="settings-whom").select(engineer).run()
    page.button_group(key="settings-what").set_value(what).run()
    assert not page.exception


def test_a_change_shows_its_effect_is_saved_and_put_back(database: str) -> None:
    page = opened()
    page.number_input(key="setting-min_ratings_team").set_value(4).run()
    seen = texts(page)
    press(page, "settings-save-competition")

    assert "• 2 teams would no longer be ranked: Alpha, Beta." in seen
    assert own(database) == {"min_ratings_team": 4}
    assert reads.settings().rules.min_ratings_team == 4
    assert "Saved; it holds everywhere within a second." in texts(page)
    press(page, "settings-undo-button")
    assert own(database) == {}
    assert reads.settings().min_ratings_team == 2
    assert page.number_input(key="setting-min_ratings_team").value == 2
    assert log(database) == [("Ada", "setting changed"), ("Ada", "setting put back")]


def test_a_field_says_where_its_value_comes_from_and_goes_back(database: str) -> None:
    page = opened()
    said = [caption.value for caption in page.caption]
    page.text_input(key="setting-organisation").input("South").run()
    press(page, "settings-save-name")
    own_said = [caption.value for caption in page.caption]
    press(page, "setting-release-organisation")
    press(page, "settings-save-name")

    usual = "It stands on every page, screen and message."
    assert f"{usual} From the environment: CROWNBOARD_ORGANISATION." in said
    assert f"{usual} Set here." in own_said
    assert own(database) == {}
    assert reads.settings().organisation == "North"


def test_what_cannot_be_is_said_and_not_saved(database: str) -> None:
    page = opened()
    page.toggle(key="setting-open_reading").set_value(False).run()
    page.text_input(key="setting-extra_holidays").input("soon").run()

    assert any("Further days off can't be “soon”" in text for text in texts(page))
    assert page.button(key="settings-save-calendar").disabled
    assert not page.button(key="settings-save-keeping").disabled
    press(page, "settings-forget-calendar")
    assert page.text_input(key="setting-extra_holidays").value == ""


def test_a_country_offers_its_regions() -> None:
    page = opened()
    page.selectbox(key="setting-holiday_country").select("DE").run()
    page.selectbox(key="setting-holiday_region").select("BY").run()
    press(page, "settings-save-calendar")

    assert (reads.settings().holiday_country, reads.settings().holiday_region) == ("DE", "BY")
    page.selectbox(key="setting-holiday_country").select("").run()
    assert page.selectbox(key="setting-holiday_region").value == ""


def test_every_setting_has_a_field() -> None:
    page = opened()
    kinds = (page.text_input, page.number_input, page.selectbox, page.toggle, page.button_group)

    fields = {str(one.key) for kind in kinds for one in kind}

    assert {f"setting-{name}" for group in GROUPS for name in group.names} <= fields


def test_a_transfer_is_looked_at_first(database: str) -> None:
    page = opened("people")
    choose(page, BO, "transfer")
    assert "settings-move-do" not in keys(page)
    page.selectbox(key="settings-team-2").select(1).run()
    page.date_input(key="settings-day-2").set_value(date(2026, 11, 2)).run()
    press(page, "settings-move-look")
    before = rows(database, select(Membership.team_id).where(Membership.engineer_id == 2))
    seen = texts(page)
    press(page, "settings-move-do")

    assert before == [2]
    assert "2 ratings go along. 2 tickets go along." in seen
    memberships = select(Membership.team_id).where(Membership.engineer_id == 2)
    assert rows(database, memberships) == [1]
    assert log(database) == [("Ada", "engineer transferred")]


def test_what_was_seen_is_of_one_wish_alone() -> None:
    page = opened("people")
    choose(page, BO, "leave")
    press(page, "settings-move-look")
    assert "settings-move-do" in keys(page)

    page.date_input(key="settings-day-2").set_value(date(2026, 11, 30)).run()

    assert "settings-move-do" not in keys(page)


def test_names_that_look_alike_are_merged(database: str) -> None:
    page = opened("people")
    press(page, "settings-alike-2-3")
    press(page, "settings-merge-look")
    press(page, "settings-merge-do")

    names = rows(database, select(Engineer.name).order_by(col(Engineer.id)))
    assert names == [HOSTILE, "Bo Berg"]
    assert "B. Berg is Bo Berg from now on." in texts(page)


def test_somebody_is_renamed_called_and_hidden(database: str) -> None:
    page = opened("people")
    choose(page, BO, "rename")
    page.text_input(key="settings-name-engineer 2").input("Björn Berg").run()
    press(page, "settings-rename")
    choose(page, BO, "hide")
    press(page, "settings-hide")
    choose(page, BO, "alias")
    press(page, "settings-unalias-0")

    (row,) = rows(database, select(Engineer).where(Engineer.id == 2))
    assert (row.name, row.hidden) == ("Björn Berg", True)
    assert [action for _, action in log(database)] == [
        "engineer renamed",
        "name hidden",
        "alias removed",
    ]


def test_erasing_wants_the_name_typed(database: str) -> None:
    engine = open_engine(database)
    with writing(engine) as session:
        for row in session.exec(select(Membership).where(Membership.engineer_id == 3)):
            session.delete(row)
    engine.dispose()
    page = opened("people")
    choose(page, INITIAL, "erase")
    page.text_input(key="settings-erase-3").input("B Berg").run()
    press(page, "settings-erase")
    refused = texts(page)
    page.text_input(key="settings-erase-3").input("B. Berg").run()
    press(page, "settings-erase")

    assert "This can't be done: the typed name is another one" in refused
    assert rows(database, select(Engineer.name).where(Engineer.id == 3)) == ["Engineer 3"]


def test_people_are_found_and_shown_literally() -> None:
    page = opened("people")
    everybody = list(page.dataframe[0].value["Name"])
    page.text_input(key="settings-find").input("beta").run()

    assert everybody == [HOSTILE, "B. Berg", "Bo Berg"]
    assert list(page.dataframe[0].value["Name"]) == ["B. Berg", "Bo Berg"]


def test_a_team_is_renamed_and_merged(database: str) -> None:
    page = opened("teams")
    page.selectbox(key="settings-which-team").select(2).run()
    page.text_input(key="settings-name-team 2").input("Second").run()
    press(page, "settings-rename")
    page.button_group(key="settings-team-what").set_value("merge").run()
    page.selectbox(key="settings-into-TeamNames-2").select(1).run()
    press(page, "settings-merge-look")
    press(page, "settings-merge-do")

    assert rows(database, select(Team.name)) == ["Alpha"]


def test_an_account_is_made_with_a_password_that_is_shown_once(database: str) -> None:
    page = opened("accounts")
    page.text_input(key="settings-account-0-login").input("Lea@example.com").run()
    page.selectbox(key="settings-account-0-role").select(Role.LEAD).run()
    page.multiselect(key="settings-account-0-teams").select(1).run()
    press(page, "settings-account-make")
    shown = [code.value for code in page.code]
    press(page, "settings-password-seen")

    (account,) = rows(database, select(Account).where(Account.login == "lea@example.com"))
    assert (account.role, account.password is not None) == ("lead", True)
    assert rows(database, select(LedTeam.team_id)) == [1]
    assert len(shown[0]) == 16
    assert [code.value for code in page.code] == []


def test_an_account_is_changed_signed_out_and_shut(database: str) -> None:
    engine = open_engine(database)
    with writing(engine) as session:
        create_account(session, login="bo", role=Role.VIEWER, actor=console("test"), now=NOW)
        session.add(sign_in())
    engine.dispose()
    page = opened("accounts")
    page.selectbox(key="settings-account").select(2).run()
    press(page, "settings-account-out")
    ended = rows(database, select(SignIn.digest))
    page.selectbox(key="settings-account-2-role").select(Role.ENGINEER).run()
    page.selectbox(key="settings-account-2-person").select(2).run()
    press(page, "settings-account-keep")
    press(page, "settings-account-password")
    press(page, "settings-account-shut")

    (account,) = rows(database, select(Account).where(Account.id == 2))
    assert ended == []
    assert (account.role, account.engineer_id, account.disabled) == ("engineer", 2, True)
    assert account.password is not None
    assert [action for _, action in log(database)] == [
        "signed out everywhere",
        "account changed",
        "password set",
        "account changed",
    ]


def sign_in() -> SignIn:
    return SignIn(
        digest="x", account_id=2, way="password", created_at=NOW, expires_at=NOW, seen_at=NOW
    )


def test_the_last_administrator_stays(database: str) -> None:
    page = opened("accounts")
    page.selectbox(key="settings-account").select(1).run()
    press(page, "settings-account-shut")

    assert any("somebody has to stay an administrator" in text for text in texts(page))
    assert rows(database, select(Account.disabled)) == [False]


def test_a_lead_sees_the_own_team_and_decides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    lead = Visitor("Lea", Role.LEAD, team_ids=frozenset({2}), way=Way.PASSWORD)
    enter(monkeypatch, lead)

    for section in ("", "organisation", "accounts", "people"):
        page = opened(section)
        assert list(page.dataframe[0].value["Name"]) == ["B. Berg", "Bo Berg"]
        assert not keys(page)
    page = opened("teams")
    assert list(page.dataframe[0].value["Team"]) == ["Beta"]
    assert not keys(page)


def test_whoever_reads_sees_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    enter(monkeypatch, Visitor("Vic", Role.VIEWER, way=Way.PASSWORD))
    page = opened("people")

    assert not page.dataframe
    assert not keys(page)


def test_an_empty_house_says_how_it_is_filled(database: str) -> None:
    engine = open_engine(database)
    with writing(engine) as session:
        empty(session)
    engine.dispose()

    assert "There is nobody yet; an import brings people with it." in texts(opened("people"))
    assert "There are no teams yet; an import brings them with it." in texts(opened("teams"))
    assert "settings-account-make" in keys(opened("accounts"))
    assert not opened("organisation").exception


def empty(session: Session) -> None:
    """Forget everybody, as a fresh database knows nobody."""
    tables = Membership.metadata.sorted_tables
    for table in reversed(tables):
        if table.name not in {"data_version", "alembic_version", "account"}:
            session.execute(table.delete())


@pytest.mark.parametrize("section", ["organisation", "people", "teams", "accounts", "tokens"])
def test_the_page_speaks_russian(section: str) -> None:
    assert opened(section, "ru").header[0].value == "Настройки"


def test_a_team_and_a_person_are_there_before_any_file(database: str) -> None:
    page = opened("teams")
    page.text_input(key="settings-new-team").input("  Night   shift ")
    press(page, "settings-add-team")
    assert "The team is there." in texts(page)
    page.text_input(key="settings-new-team").input("NIGHT SHIFT")
    press(page, "settings-add-team")
    assert any("is in use" in text for text in texts(page))

    page = opened("people")
    page.text_input(key="settings-new-name").input(HOSTILE + "2")
    page.text_input(key="settings-new-mail").input("ann@example.com")
    page.selectbox(key="settings-new-where").select(3)
    press(page, "settings-add-person")

    assert "The person is there." in texts(page)
    person = rows(database, select(Engineer).where(Engineer.email == "ann@example.com"))[0]
    stays = rows(database, select(Membership.team_id).where(Membership.engineer_id == person.id))
    names = dict(rows(database, select(Team.id, Team.name)))
    assert (person.name, [names[team] for team in stays]) == (HOSTILE + "2", ["Night shift"])
    assert log(database) == [
        ("Ada", "team made"), ("Ada", "engineer made"), ("Ada", "engineer joined"),
    ]  # fmt: skip


def test_the_demo_season_is_taken_out_and_what_was_made_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'demo.db'}"
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", url)
    reads.forget()
    engine = open_engine(url)
    migrate(engine)
    with writing(engine) as session:
        store(session, Row("D1", owner="Invented", team="Demo team"), source=SOURCE)
        add_team(session, name="Own", actor=console("test"), now=NOW)
    calendar = reads.settings().calendar

    page = opened()
    press(page, "settings-demo-out")

    assert "settings-demo-out" not in keys(page)
    assert rows(url, select(Team.name)) == ["Own"]
    assert rows(url, select(Engineer.name)) == []
    # A start afterwards doesn't bring it back.
    assert seed_demo(engine, now=NOW, calendar=calendar) is False
    engine.dispose()


def test_asking_is_switched_on_and_its_five_stars_are_made_and_ended(database: str) -> None:
    page = opened("asking", lang="ru")
    page.toggle(key="setting-asking").set_value(True).run()
    effects = texts(page)
    press(page, "settings-save-asking")
    press(page, "asking-make")
    snippets = [code.value for code in page.code]
    press(page, "asking-end")

    assert any("сразу принимают оценки" in text for text in effects)
    assert own(database) == {"asking": True}
    assert len(snippets) == 2
    assert all(code.count("{{ticket.id}}") == 5 and "ужасно" in code for code in snippets)
    assert [code.value for code in page.code] == []
    assert [row.revoked_at is not None for row in rows(database, select(AskTemplate))] == [True]
