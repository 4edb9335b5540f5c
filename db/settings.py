"""What can be set from outside: `CROWNBOARD_…` in the environment or in `.env`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays
from pydantic import Field, IPvAnyNetwork, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from db.setting_refusals import unusable
from gamify.crown_rule import CrownRule
from gamify.errors import SettingRefused
from gamify.handicap.kinds import USUAL_FIELDS, WorkField
from gamify.language import Message, say
from gamify.organisation import SETTINGS
from gamify.rights import Role
from gamify.seasons import Calendar
from gamify.standings import Rules

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Each field is one variable; its description is the line in the README's table."""

    model_config = SettingsConfigDict(
        env_prefix="CROWNBOARD_", env_file=ROOT / ".env", extra="ignore", frozen=True
    )

    database_url: str = Field(
        default=f"sqlite:///{ROOT / 'var' / 'crownboard.db'}",
        description="where the data live: SQLite or PostgreSQL (postgresql://user:password@host/name)",
    )
    organisation: str = Field(default="Technical support", description="name shown on every screen")
    time_zone: str = Field(
        default="UTC", description="zone of the organisation's days and quarters"
    )
    fiscal_start: int = Field(default=1, ge=1, le=12, description="first month of the fiscal year")
    working_weekdays: tuple[Annotated[int, Field(ge=0, le=6)], ...] = Field(
        default=(0, 1, 2, 3, 4), description="working days, Monday is 0, as a JSON list"
    )
    holiday_country: str | None = Field(
        default=None, description="public holidays of this country (ISO code, like DE) are days off"
    )
    holiday_region: str | None = Field(default=None, description="… and of this region (like BY)")
    extra_holidays: tuple[date, ...] = Field(
        default=(), description="further days off, a JSON list"
    )
    language: str = Field(default="", description="en or ru; empty follows the browser")
    strata: tuple[WorkField, ...] = Field(
        default=USUAL_FIELDS,
        description="fields of a ticket that make its kind of work: line, category, priority,"
        " channel, as a JSON list",
    )
    public_top: int = Field(default=10, ge=3, le=50, description="how many scorers a board shows")
    crown: CrownRule = Field(
        default=CrownRule.AUTO,
        description="table that carries the crown: fair, steady or plain; auto is the fair one"
        " once a par is published",
    )
    star_labels: tuple[Annotated[str, Field(min_length=1, max_length=20)], ...] = Field(
        default=(),
        description="own names of one star to five, a JSON list of five; empty uses awful, bad,"
        " fair, good, wow and their translations",
    )
    min_ratings_team: int = Field(default=20, ge=1, description="ratings a team needs to be ranked")
    closing_days: int = Field(
        default=7,
        ge=1,
        le=60,
        description="days after a quarter's last one until its awards are recorded for good",
    )
    pulse_days: int = Field(
        default=14,
        ge=1,
        le=60,
        description="days after a quarter's last one on which engineers can still answer its four"
        " questions",
    )
    comment_months: int = Field(
        default=0,
        ge=0,
        le=1200,
        description="months after which customers' comments are deleted; 0 keeps them",
    )
    payload_days: int = Field(
        default=30,
        ge=0,
        le=3660,
        description="days for which raw answers of ticket systems are kept, sealed; 0 keeps none",
    )
    import_limit_mb: int = Field(default=1024, ge=1, description="largest file that is imported")
    secret_key: SecretStr | None = Field(
        default=None,
        description="seals the addresses of chats and mailboxes: 44 characters, base64 of 32 bytes;"
        " the embedded database makes its own, `var/crownboard.key`",
    )
    delivery_pause: float = Field(
        default=5, gt=0, description="seconds between two looks for messages to be sent"
    )
    delivery_lease: float = Field(
        default=120,
        gt=0,
        description="seconds until another process minds a message whose process has fallen silent",
    )
    delivery_retries: tuple[Annotated[float, Field(gt=0)], ...] = Field(
        default=(60, 300, 900, 3600),
        min_length=1,
        description="seconds after which a failed message is tried again, the last one over and"
        " over until the day ends, as a JSON list",
    )
    api_rate: float = Field(
        default=100,
        gt=0,
        description="requests a second that a token of the API may make in the long run",
    )
    open_reading: bool = Field(
        default=True,
        description="whether whoever reaches the address may read the boards; false asks everybody"
        " to sign in",
    )
    sign_in_days: int = Field(
        default=14, ge=1, le=365, description="days after which one has to sign in again"
    )
    role_claim: str = Field(
        default="", description="claim of the identity provider that names roles, like groups"
    )
    role_names: dict[str, Role] = Field(
        default={},
        description='what that claim\'s names mean, as JSON: {"support-leads": "lead"}',
    )
    trusted_header: str = Field(
        default="",
        description="header in which a reverse proxy says who has signed in, like"
        " X-Forwarded-Email",
    )
    trusted_proxies: tuple[IPvAnyNetwork, ...] = Field(
        default=(),
        description="addresses or networks of that proxy, as a JSON list; the header is taken from"
        " nowhere else",
    )
    asking: bool = Field(
        default=False, description="whether customers are asked for ratings by links in e-mails"
    )
    asking_days: int = Field(
        default=14, ge=1, le=90, description="days for which a customer can change an answer"
    )
    asking_link_days: int = Field(
        default=60, ge=1, le=365, description="days for which a link for rating lives"
    )
    asking_names: bool = Field(
        default=False, description="whether the page for rating says who worked on the request"
    )
    demo: bool = Field(
        default=True, description="fill an empty embedded database with a demo season"
    )

    @field_validator("time_zone")
    @classmethod
    def _zone_exists(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError("use a zone like Europe/Berlin or UTC") from error
        return name

    @field_validator("star_labels")
    @classmethod
    def _five_names(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        if len(names) not in (0, 5):
            raise ValueError("five names, or none")
        return names

    @cached_property
    def calendar(self) -> Calendar:
        """The organisation's calendar; holidays are looked up lazily, year by year."""
        days = set(self.extra_holidays)
        if self.holiday_country:
            known = holidays.country_holidays(
                self.holiday_country, subdiv=self.holiday_region, years=range(2015, 2051)
            )
            days.update(known)
        return Calendar(
            zone=ZoneInfo(self.time_zone),
            fiscal_start=self.fiscal_start,
            working_weekdays=frozenset(self.working_weekdays),
            holidays=frozenset(days),
        )

    @property
    def rules(self) -> Rules:
        """The parameters of the standings."""
        return Rules(
            min_ratings_team=self.min_ratings_team, public_top=self.public_top, crown=self.crown
        )


def load_settings() -> Settings:
    """The settings of this process from its environment, calendar included.

    Raises SettingRefused for the first one that can't be used, with what it may be.
    """
    return _sound(Settings, lambda field: f"CROWNBOARD_{field.upper()}")


def with_own(base: Settings, own: Mapping[str, Any]) -> Settings:
    """Settings in which an organisation's own values win.

    Raises SettingRefused for the first one that can't be used, by its title.
    """
    titles = {name: Message(card.title) for name, card in SETTINGS.items()}
    return _sound(lambda: Settings(**(dict(base) | dict(own))), lambda field: titles[field])


def merged(base: Settings, own: Mapping[str, Any]) -> Settings:
    """Settings in which those of an organisation's own values win that can be used."""
    if not own:
        return base
    with suppress(SettingRefused):
        return with_own(base, own)
    settings = base
    for name, value in own.items():
        with suppress(SettingRefused):
            settings = with_own(settings, {name: value})
    return settings


def _sound(make: Callable[[], Settings], named: Callable[[str], object]) -> Settings:
    try:
        settings = make()
    except (ValidationError, SettingsError) as error:
        raise unusable(error, named) from error
    try:
        _ = settings.calendar
    except NotImplementedError as error:
        country = "/".join(filter(None, (settings.holiday_country, settings.holiday_region)))
        allowed = say("ISO codes of a country and of its region, like DE and BY")
        raise SettingRefused(
            name=named("holiday_country"), value=country, allowed=allowed
        ) from error
    return settings
