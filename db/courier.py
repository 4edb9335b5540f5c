"""Takes one letter to one chat or mailbox through apprise, and keeps the address out of sight.

What apprise says may hold the address, so nothing of it is passed on: its log goes no further
than here, and how sending ended is told by one of our own sentences.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from apprise import Apprise, AppriseAsset, NotifyFormat
from apprise.plugins import url_to_dict
from apprise.plugins.base import NotifyBase

from db.secrets import Secret
from gamify.language import say
from gamify.post import SENT, DeliveryState, DestinationRefused, Letter, Mishap, Receipt

#: Seconds that a service may take to answer; the lease of a message is longer.
ANSWER_WITHIN = 20

#: Options of an address that would send a letter again, in parts, or to more than one place.
_OWN_OPTIONS = {"retry": "0", "overflow": "truncate", "optional": "no", "emojis": "no"}

#: Services that pass a text on as it is; others would call people whose names follow an "@".
_LITERAL = {"mailto", "mailtos", "json", "jsons", "xml", "xmls", "form", "forms"}

#: Services that read Markdown whatever they are told: there our text has to be escaped as such.
_MARKDOWN = {"mmost", "mmosts"}

#: What the network says when nothing can have arrived.
_NOT_THERE = re.compile(
    r"connection refused|max retries exceeded|failed to establish|failed to resolve|"
    r"name or service not known|name resolution|no address associated|no route to host|"
    r"network is unreachable|certificate verify failed",
    re.IGNORECASE,
)
_TROUBLE = re.compile(r"socket exception|connection error|unhandled exception", re.IGNORECASE)
_STATUS = re.compile(r"error=(\d{3})\b")
_MAIL_REPLY = re.compile(r"\((\d{3}), b|was refused: (\d{3})")

_STATUSES = {
    401: Mishap.STRANGER,
    403: Mishap.STRANGER,
    404: Mishap.NOWHERE,
    410: Mishap.NOWHERE,
    429: Mishap.BUSY,
    535: Mishap.STRANGER,
}
#: The service, or one before it, gave up waiting: the letter may have gone through.
_GAVE_UP = {408, 504}

_overheard: ContextVar[list[str] | None] = ContextVar("overheard", default=None)


def _keep_to_ourselves(record: logging.LogRecord) -> bool:
    """Hear what apprise says about the letter that is being taken, and let nothing through."""
    lines, said = _overheard.get(), record.getMessage()
    # What else it says quotes our own text, which may hold anything.
    is_trouble = record.levelno >= logging.WARNING or said.startswith("Socket Exception")
    if lines is not None and is_trouble:
        lines.append(said)
    return False


def _is_said_elsewhere(_record: logging.LogRecord) -> bool:
    """Whether a line of a library is about something else than a letter that is being taken."""
    return _overheard.get() is None


def _listen() -> None:
    log = logging.getLogger("apprise")
    log.setLevel(logging.DEBUG)
    log.addFilter(_keep_to_ourselves)
    # Its lines hold paths of addresses, and a token may be in the path.
    for name in ("urllib3.connectionpool", "urllib3.connection", "urllib3.util.retry", "requests"):
        logging.getLogger(name).addFilter(_is_said_elsewhere)


def _meet_services() -> None:
    """Let apprise load its services now: one of them imports what Python is about to drop."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        Apprise.instantiate("json://localhost")


_listen()
_meet_services()


def service_of(address: Secret) -> str:
    """The scheme of the service that an address belongs to, like "tgram" or "mailto".

    Raises DestinationRefused if apprise can make nothing of it, or if it names several chats:
    where one of two got a letter, trying again would give it a second one.
    """
    with _listening():
        plugin, scheme = _plugin(address)
        if len(plugin) != 1:
            problem = say("it names several chats or mailboxes; make a destination of each")
            raise DestinationRefused(problem=problem)
    return scheme


def take(letter: Letter, address: Secret) -> Receipt:
    """Take a letter to an address, once, and say how it ended. It may take half a minute.

    Unsure is what may have arrived. Raises DestinationRefused as `service_of` does.
    """
    with _listening() as lines:
        plugin, scheme = _plugin(address)
        post = Apprise(asset=plugin.asset)
        post.add(plugin)
        is_sent = bool(
            post.notify(
                title=_calm(letter.title, scheme),
                body=_calm(letter.body, scheme),
                body_format=NotifyFormat.TEXT,
            )
        )
    return SENT if is_sent else _mishap("\n".join(lines))


@contextmanager
def _listening() -> Iterator[list[str]]:
    lines: list[str] = []
    token = _overheard.set(lines)
    try:
        yield lines
    finally:
        _overheard.reset(token)


def _plugin(address: Secret) -> tuple[NotifyBase, str]:
    """The service and its scheme, with nothing of the address in what is raised."""
    asset = AppriseAsset(interpret_emojis=False, interpret_escapes=False, storage_mode="memory")
    options: dict[str, Any] | None = url_to_dict(  # type: ignore[no-untyped-call]
        address.get_secret_value().strip()
    )
    plugin = None
    if options is not None:
        scheme = _scheme(address, options)
        options |= _OWN_OPTIONS
        options.setdefault("rto", str(ANSWER_WITHIN))
        if scheme in _MARKDOWN:
            options["format"] = "markdown"
        plugin = Apprise.instantiate(options, asset=asset)
    if not isinstance(plugin, NotifyBase):
        problem = say("this is no address that is understood, like tgram://… or mailto://…")
        raise DestinationRefused(problem=problem)
    return plugin, scheme


def _scheme(address: Secret, options: dict[str, Any]) -> str:
    """As it was written; of a web address the scheme that apprise has for the service."""
    written = address.get_secret_value().strip().partition("://")[0].lower()
    return str(options["schema"]) if written in {"http", "https"} else written


def _calm(text: str, scheme: str) -> str:
    """The text, with which nobody is called: a word joiner, which isn't seen, follows each "@"."""
    return text if scheme in _LITERAL else text.replace("@", "@\u2060")


def _mishap(said: str) -> Receipt:
    status = _STATUS.search(said)
    if status is not None:
        return _answered(int(status[1]))
    if _TROUBLE.search(said) is None and _MAIL_REPLY.search(said) is None:
        return Receipt(DeliveryState.FAILED, Mishap.REFUSED)
    reply = _MAIL_REPLY.search(said)
    if reply is not None:
        mishap = _STATUSES.get(int(reply[1] or reply[2]), Mishap.REFUSED)
        return Receipt(DeliveryState.FAILED, mishap)
    if _NOT_THERE.search(said) is not None:
        return Receipt(DeliveryState.FAILED, Mishap.UNREACHABLE)
    return Receipt(DeliveryState.UNSURE, Mishap.SILENT)


def _answered(status: int) -> Receipt:
    if status in _GAVE_UP:
        return Receipt(DeliveryState.UNSURE, Mishap.SILENT)
    usual = Mishap.BROKEN if status >= 500 else Mishap.REFUSED
    return Receipt(DeliveryState.FAILED, _STATUSES.get(status, usual))
