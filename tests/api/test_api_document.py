"""The commands of docs/api.md do what the document says."""

from __future__ import annotations

import re
import shlex
from itertools import pairwise
from pathlib import Path

import pytest

from pages.ui import reads
from tests.api.programs import token_with
from tests.api.visiting import Browser

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "api.md"
SITE = "https://crownboard.example.com"


def test_every_curl_of_the_document_is_answered_with_200(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    reads.forget()
    token = token_with(reads.engine())
    blocks = re.findall(r"```sh\n(curl .*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)

    answers = []
    for block in blocks:
        words = shlex.split(block.replace("\\\n", " ").replace("$TOKEN", token))
        told = dict(pairwise(words))
        headers = dict(
            words[at + 1].split(": ", 1) for at, word in enumerate(words) if word == "-H"
        )
        path = next(word for word in words if word.startswith(SITE)).removeprefix(SITE)
        method, body = told.get("-X", "GET"), told.get("-d", "")
        answers.append(Browser().ask(method, path, headers=headers, content=body.encode()))

    reads.forget()
    assert [answer.status_code for answer in answers] == [200] * 5
    assert answers[-1].text.startswith("day,team,engineer")
