"""Ways in which a ratings file may be broken: pure functions from bytes and chance to bytes."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from random import Random
from typing import Any

Mutation = Callable[[bytes, Random], bytes]

#: What cells of real files hold in the end.
NASTY = (
    "", " ", "\0", '"', '""', "'", "=1+1", "0", "6", "-1", "4,5", "4.5", "1e400", "NaN", "5 stars",
    "five", "пять", "٥", "31.02.2023", "00.00.0000", "2023-13-01", "9999-12-31 23:59:59",
    "0001-01-01", "1e9", "45000.5", "2023-06-01T00:00:00+25:00", "12/13/2023", "null", "true",
    "\ud7ff\ufffd", "🙂" * 50, "A" * 10_000, "a;b/c|d", "Kern, Anna", "<b>x</b>", "\r", "\n",
    "99999999999999999999999", "-99999999999999999999999", "Ticket ID", "Score", "\ufeff",
)  # fmt: skip
ENCODINGS = (
    "cp1251",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-8-sig",
    "latin-1",
    "koi8-r",
    "cp866",
)


def flip(content: bytes, rng: Random) -> bytes:
    """A few bytes become others."""
    changed = bytearray(content)
    for _ in range(rng.choice((1, 3, 30))):
        changed[rng.randrange(len(changed))] = rng.choice((0, 10, 13, 34, 255, rng.randrange(256)))
    return bytes(changed)


def flip_one(content: bytes, rng: Random) -> bytes:
    """One byte of a document becomes another one."""
    place = rng.randrange(len(content))
    return content[:place] + bytes([rng.randrange(256)]) + content[place + 1 :]


def cut(content: bytes, rng: Random) -> bytes:
    """It breaks off."""
    return content[: rng.randrange(len(content))]


def lose(content: bytes, rng: Random) -> bytes:
    """A piece is missing."""
    start = rng.randrange(len(content))
    return content[:start] + content[start + rng.randrange(1, 2000) :]


def repeat(content: bytes, rng: Random) -> bytes:
    """A piece is there twice."""
    start = rng.randrange(len(content))
    end = start + rng.randrange(1, 5000)
    return content[:end] + content[start:end] + content[end:]


def soil(content: bytes, rng: Random) -> bytes:
    """Something gets in between."""
    place = rng.randrange(len(content))
    return content[:place] + rng.choice(NASTY).encode("utf-8", "replace") + content[place:]


def recode(content: bytes, rng: Random) -> bytes:
    """Another encoding than the text's own."""
    return content.decode("utf-8", "replace").encode(rng.choice(ENCODINGS), "replace")


def end_lines(content: bytes, rng: Random) -> bytes:
    """Lines end as on other systems, or two kinds of them are mixed."""
    lines = content.split(b"\n")
    ends = rng.choice(((b"\r",), (b"\r\n",), (b"\r\n", b"\n"), (b"\n\r",), (b"\r", b"\n", b"\x85")))
    return b"".join(line + rng.choice(ends) for line in lines)


def separate(content: bytes, rng: Random) -> bytes:
    """Another separator, which the cells may hold, too."""
    return content.replace(b",", rng.choice((b";", b"\t", b"|", b":", b",,", b" ")))


def change_cells(content: bytes, rng: Random) -> bytes:
    """Cells hold something else; one may be huge."""
    lines = content.decode("utf-8", "replace").split("\n")
    for _ in range(rng.choice((1, 5, len(lines)))):
        place = rng.randrange(len(lines))
        cells = lines[place].split(",")
        at = rng.randrange(len(cells))
        cells[at] = rng.choice((*NASTY, cells[at] * 2)) if rng.random() < 0.98 else "x" * 3_000_000
        lines[place] = ",".join(cells)
    return "\n".join(lines).encode("utf-8", "replace")


def change_columns(content: bytes, rng: Random) -> bytes:
    """Two columns change places, one is gone, twice there, or called like another one."""
    table = [line.split(",") for line in content.decode("utf-8", "replace").split("\n")]
    width = len(table[0])
    one, other, way = rng.randrange(width), rng.randrange(width), rng.randrange(4)
    for number, row in enumerate(table):
        if max(one, other) >= len(row):
            continue
        if way == 0:
            row[one], row[other] = row[other], row[one]
        elif way == 1:
            del row[one]
        elif way == 2:
            row.insert(other, row[one])
        elif number == 0:
            row[one] = row[other]
    return "\n".join(map(",".join, table)).encode("utf-8", "replace")


def change_lines(content: bytes, rng: Random) -> bytes:
    """The header stands elsewhere, once more or not at all; lines are shuffled."""
    header, *lines = content.split(b"\n")
    way = rng.randrange(4)
    if way == 0:
        lines.insert(rng.randrange(len(lines) + 1), header)
    elif way == 1:
        rng.shuffle(lines)
    elif way == 2:
        return b"\n".join(lines)
    else:
        lines = lines[: rng.randrange(5)]
    return b"\n".join([*([b"A report"] * rng.randrange(3)), header, *lines])


def change_values(content: bytes, rng: Random) -> bytes:
    """Values of a JSON document become others, or are nested deeply."""
    document = json.loads(content)
    for _ in range(rng.choice((1, 5, 50))):
        _change_one(document, rng)
    return json.dumps(document).encode()


def change_member(content: bytes, rng: Random) -> bytes:
    """A member of an archive is broken, within an archive that is whole."""
    broken = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(broken, "w") as new:
        names = old.namelist()
        chosen = rng.choice(names)
        for name in names:
            member = old.read(name)
            if name == chosen:
                if rng.random() < 0.1:
                    continue
                member = rng.choice((flip, cut, lose, repeat, soil))(member or b" ", rng)
            new.writestr(name, member, zipfile.ZIP_DEFLATED)
    return broken.getvalue()


def _change_one(document: Any, rng: Random) -> None:
    """Walk to a random place and put something else there."""
    places = list(document) if isinstance(document, dict) else range(len(document))
    if not places:
        return
    place = rng.choice(list(places))
    inner = document[place]
    if isinstance(inner, (dict, list)) and inner and rng.random() < 0.8:
        _change_one(inner, rng)
        return
    deep: Any = rng.choice(NASTY)
    for _ in range(rng.choice((0, 1, 3, 200))):
        deep = rng.choice(({"a": deep}, [deep]))
    document[place] = rng.choice(
        (deep, None, True, 10**30, 1e308, float("nan"), -1, [], {}, [{}], [None, [1, "x"]])
    )


BYTES: tuple[Mutation, ...] = (flip, cut, lose, repeat, soil)
TEXT: tuple[Mutation, ...] = (
    *BYTES,
    recode,
    end_lines,
    separate,
    change_cells,
    change_columns,
    change_lines,
)
