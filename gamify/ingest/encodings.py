"""Which encoding a text file is in, and its content as a stream of UTF-8."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa

from gamify.errors import ForeignFile
from gamify.language import say

#: Bytes read at once.
BLOCK: Final = 2 << 20

#: Byte order marks and what they stand for.
MARKS: Final = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_NUL, _REPLACED = b"\0", "\ufffd".encode()


class UnclearEncoding(ForeignFile):
    """A text in an encoding that can't be told; raised with `file` and `problem`."""


def find_encoding(path: Path) -> str:
    """UTF-8, UTF-16 or cp1251, looked at in the whole file. Raises UnclearEncoding for others."""
    with path.open("rb") as file:
        start = file.read(BLOCK)
    for mark, encoding in MARKS.items():
        if start.startswith(mark):
            return encoding
    if utf16 := utf16_without_mark(start):
        return utf16
    if _is_utf8(path):
        return "utf-8"
    if _looks_russian(path):
        return "cp1251"
    raise UnclearEncoding(
        file=path.name,
        problem=say("its encoding can't be told (name it, for example: --encoding cp1252)"),
    )


def utf8_blocks(path: Path, encoding: str) -> Iterator[tuple[bytes, int, bool]]:
    """The content as UTF-8 without its mark, block by block, with the position in the file
    and whether it is the last one.

    No database stores U+0000 in a text, so it becomes U+FFFD, the replacement character.
    Line ends of old Macs (CR alone, no LF in the whole first block) become LF.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    plain = codecs.lookup(encoding).name == "utf-8"
    old_mac: bool | None = None
    with path.open("rb") as file:
        position, following = 0, file.read(BLOCK)
        while following or not position:
            block, following = following, file.read(BLOCK)
            first, final = position == 0, not following
            position += max(1, len(block))
            if plain:
                text = block.removeprefix(codecs.BOM_UTF8) if first else block
            else:
                text = _recoded(decoder, block, final=final, path=path)
                text = text.removeprefix(codecs.BOM_UTF8) if first else text
            if old_mac is None:
                old_mac = b"\n" not in text and b"\r" in text.rstrip(b"\r")
            text = text.replace(b"\r", b"\n") if old_mac else text
            yield text.replace(_NUL, _REPLACED) if _NUL in text else text, position, final


def _recoded(decoder: codecs.IncrementalDecoder, block: bytes, *, final: bool, path: Path) -> bytes:
    try:
        return decoder.decode(block, final).encode("utf-8", "replace")
    except UnicodeError as error:
        raise ForeignFile(
            file=path.name,
            problem=say("it breaks off, or isn't in the encoding it seems to be in"),
        ) from error


def utf16_without_mark(start: bytes) -> str | None:
    """In UTF-16 every second byte is 0 (Latin, digits, separators) or 4 (Cyrillic)."""
    if len(start) < 4:
        return None
    pairs = np.frombuffer(start[: len(start) // 2 * 2], dtype=np.uint8).reshape(-1, 2)
    zeros, pages = (pairs == 0).mean(axis=0), ((pairs == 0) | (pairs == 4)).mean(axis=0)
    for high, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if pages[high] > 0.8 and zeros[high] > 0.05 and zeros[1 - high] < 0.01:
            return encoding
    return None


def _is_utf8(path: Path) -> bool:
    carry = b""
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            content = carry + block
            cut = _whole_characters(content)
            carry = content[cut:]
            if not _is_valid(content[:cut]):
                return False
    return _is_valid(carry)


def _whole_characters(content: bytes) -> int:
    """Where the last character begins, if it is one of several bytes; else the end."""
    for back in range(1, min(4, len(content)) + 1):
        if content[-back] >= 0xC0:
            return len(content) - back
    return len(content)


def _is_valid(content: bytes) -> bool:
    """Arrow checks at several gigabytes a second what Python would decode."""
    ends = pa.py_buffer(np.array([0, len(content)], dtype=np.int32))
    try:
        pa.StringArray.from_buffers(1, ends, pa.py_buffer(content)).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _looks_russian(path: Path) -> bool:
    """In cp1251 most bytes above ASCII are small Russian letters; in its neighbours few are."""
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            high = re.sub(rb"[\x00-\x7f]+", b"", block)
            if high:
                small = sum(high.count(letter) for letter in range(0xE0, 0x100))
                paired = len(re.findall(rb"[\xc0-\xff\xa8\xb8]{3,}", block))
                return small > 0.6 * len(high) and paired > 0
    return False
