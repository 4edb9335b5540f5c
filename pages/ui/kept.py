"""A picture as it is sent to browsers: made once for all who ask, plain and packed."""

from __future__ import annotations

import gzip
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeptPicture:
    """JSON of a component: plain for the page, packed for the API.

    `known` is False where the address names something that doesn't exist.
    """

    body: bytes
    packed: bytes
    known: bool


def keep_picture(body: bytes, *, known: bool = True) -> KeptPicture:
    """A picture with its packed form."""
    return KeptPicture(body, packed(body), known)


def packed(body: bytes) -> bytes:
    """A body as the API sends it; the same bytes whenever it is made."""
    return gzip.compress(body, 5, mtime=0)
