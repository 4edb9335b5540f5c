"""Whether a webhook was sent by whom it says: HMAC as the ticket system documents it."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from gamify.ingest.instants import SECOND
from gamify.language import Message, say
from gamify.sources.definition import Signature
from gamify.sources.errors import HookRefused
from gamify.sources.paths import micros_of

#: Seconds by which the time of a signed webhook may differ from ours.
TOLERANCE: Final = 300


def check_signature(
    signature: Signature, *, secret: str, headers: Mapping[str, str], body: bytes, now: datetime
) -> None:
    """Raises HookRefused unless the body, and the time where it is signed, are the sender's.

    `headers` have names in lower case.
    """
    if not secret:
        raise refused(say("no secret was entered with which to check its signature"))
    written = headers.get(signature.header.lower(), "").strip()
    if not written:
        raise refused(say("it isn't signed; the header {header} is missing",
                          header=signature.header))  # fmt: skip
    at = headers.get(signature.timestamp_header.lower(), "") if signature.timestamp_header else ""
    expected = sign(signature, secret=secret, body=body, timestamp=at)
    if not hmac.compare_digest(written.encode("utf-8", "replace"), expected.encode()):
        raise refused(say("its signature is another one than with our secret"))
    if signature.timestamp_header:
        _check_time(at, now=now)


def sign(signature: Signature, *, secret: str, body: bytes, timestamp: str = "") -> str:
    """The signature's header as the ticket system would write it."""
    before, _, after = signature.signs.partition("{body}")
    signed = before.replace("{timestamp}", timestamp).encode() + body + after.encode()
    made = hmac.new(secret.encode(), signed, getattr(hashlib, signature.algorithm)).digest()
    text = base64.b64encode(made).decode() if signature.encoding == "base64" else made.hex()
    return signature.prefix + text


def refused(problem: Message, *, status: int = 401) -> HookRefused:
    """A refusal with its status."""
    error = HookRefused(problem=problem)
    error.status = status
    return error


def _check_time(written: str, *, now: datetime) -> None:
    at = micros_of(written)
    if at is None or abs(at / SECOND - now.timestamp()) > TOLERANCE:
        problem = say("it was signed more than {n} minutes ago, or the clocks differ",
                      n=TOLERANCE // 60)  # fmt: skip
        raise refused(problem)
