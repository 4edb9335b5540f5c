"""The settings of this process: those of the environment, under the organisation's own values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlmodel import Session

from db.queries.own_settings import own_values
from db.settings import Settings, merged


class LiveSettings:
    """Own values are read with every new version of the data, so that nothing is made without.

    The settings stay the same value while nothing of them changes.
    """

    def __init__(self, load: Callable[[], Settings]) -> None:
        self._load = load
        self._base: Settings | None = None
        self._kept: tuple[Mapping[str, Any], Settings] | None = None
        self._version: int | None = None

    def base(self) -> Settings:
        """What the environment says. Raises SettingRefused at the first time."""
        if self._base is None:
            self._base = self._load()
        return self._base

    def now(self) -> Settings:
        """What holds, as it was last read; it never waits for the database."""
        return self.base() if self._kept is None else self._kept[1]

    def own(self) -> Mapping[str, Any]:
        """The own values, as they were last read."""
        return {} if self._kept is None else self._kept[0]

    def follow(self, session: Session, version: int) -> None:
        """Take over what holds at a version of the data."""
        if version == self._version:
            return
        own = own_values(session)
        if self._kept is None or dict(self._kept[0]) != own:
            self._kept = own, merged(self.base(), own)
        self._version = version

    def forget(self) -> None:
        """Start anew, as a fresh process would."""
        self._base, self._kept, self._version = None, None, None
