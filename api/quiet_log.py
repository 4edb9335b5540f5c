"""Keeps the tokens of screens, webhooks and rating links out of the log of requests."""

from __future__ import annotations

import logging
import re

#: What may stand around a token in an address.
_TOKEN = re.compile(r"(?i)(\btoken=|/rate/|/api/v1/hooks/[^/\s]+/)[^&?\s\"']*")

HIDDEN = "…"


class WithoutTokens(logging.Filter):
    """Lets every line pass, with what follows `token=` or a webhook's source blanked out."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(map(_blank, record.args))
        record.msg = _blank(record.msg)
        return True


def keep_tokens_out() -> None:
    """Watch the log of requests, and that of what went wrong with one."""
    for name in ("uvicorn.access", "uvicorn.error"):
        log = logging.getLogger(name)
        if not any(isinstance(known, WithoutTokens) for known in log.filters):
            log.addFilter(WithoutTokens())


def _blank(value: object) -> object:
    return _TOKEN.sub(rf"\g<1>{HIDDEN}", value) if isinstance(value, str) else value
