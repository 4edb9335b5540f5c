"""What can go wrong with a source; all are `CrownboardError`s."""

from __future__ import annotations

from gamify.errors import N_, CrownboardError


class SourceRefused(CrownboardError):
    """Raised with `problem`: what of a source's name, settings or secrets can't be used."""

    sentence = N_("The source can't be kept like this: {problem}.")


class UnknownSource(CrownboardError):
    """Raised with `name`."""

    sentence = N_("There is no source “{name}”. `source list` shows those there are.")


class PullFailed(CrownboardError):
    """Raised with `problem`; `wait` is how many seconds the ticket system asks to wait.

    `is_about_request` says that it answers, and can make nothing of what it was asked.
    """

    sentence = N_("The ticket system can't be read: {problem}.")
    wait: float | None = None
    is_about_request: bool = False


class HookRefused(CrownboardError):
    """Raised with `problem` when a webhook isn't taken; `status` is what HTTP calls it."""

    sentence = N_("The webhook isn't taken: {problem}.")
    status: int = 400
