"""Asks ticket systems over HTTP: page by page, patiently, and never further than it was told.

httpx keeps the connection, tenacity tries again; how long to wait is ours, because only we know
Retry-After. A page's link is followed within the same site alone, no redirect is followed, and an
answer that is larger than any page isn't read to its end.
"""

from __future__ import annotations

import json
import logging
import ssl
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from random import Random
from typing import Any, Final

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt

from db.source_access import Access
from gamify.language import Message, say
from gamify.sources.errors import PullFailed
from gamify.sources.waiting import LONGEST, full_jitter, retry_after

#: Its line for each request holds whole addresses, which may name accounts.
logging.getLogger("httpx").setLevel(logging.WARNING)

#: How often one thing is asked for at most.
ATTEMPTS: Final = 6
#: Seconds for a connection and between two pieces of an answer.
TIMEOUT: Final = 30.0
#: Bytes of the largest answer.
LARGEST: Final = 32 << 20

Clock = Callable[[], datetime]
Sleep = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Time, chance and patience, so that a test has its own. `beat` is told before each request
    and each wait that the pull is alive.
    """

    clock: Clock
    rng: Random
    sleep: Sleep
    beat: Callable[[], None] = lambda: None


class _Transient(Exception):
    """Something that may be better the next time."""

    def __init__(self, problem: Message, wait: float | None = None) -> None:
        super().__init__(str(problem))
        self.problem = problem
        self.wait = wait


class SourceClient:
    """One ticket system for the time of a pull."""

    def __init__(self, access: Access, around: Surroundings) -> None:
        self._access = access
        self._around = around
        self._http = httpx.Client(timeout=TIMEOUT, follow_redirects=False, verify=_trusted())

    def close(self) -> None:
        """Give the connection free."""
        self._http.close()

    def ask(
        self,
        path: str,
        query: Mapping[str, str] | None = None,
        body: Any = None,
        *,
        is_missing_fine: bool = False,
    ) -> Any:
        """The JSON at a path or link; None for what is missing where that is fine.

        Raises PullFailed.
        """
        method = "GET" if body is None else self._access.method

        def once() -> Any:
            request = self._access.request(self._http, method, path, query=query or {}, body=body)
            return self._answer(request, is_missing_fine=is_missing_fine)

        try:
            return self._retrying()(self._signed_in, once)
        except _Transient as error:
            raise _failed(error.problem, error.wait) from error

    def _retrying(self) -> Retrying:
        return Retrying(
            stop=stop_after_attempt(ATTEMPTS),
            wait=self._wait,
            retry=retry_if_exception_type(_Transient),
            sleep=self._sleep,
            reraise=True,
        )

    def _wait(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, _Transient) and error.wait is not None:
            return error.wait
        return full_jitter(state.attempt_number, self._around.rng)

    def _sleep(self, seconds: float) -> None:
        self._around.beat()
        self._around.sleep(seconds)

    def _signed_in(self, once: Callable[[], Any]) -> Any:
        """One try, with a token where one is needed."""
        self._around.beat()
        self._sign_in()
        return once()

    def _answer(self, request: httpx.Request, *, is_missing_fine: bool) -> Any:
        status, headers, content = self._send(request)
        if status == httpx.codes.UNAUTHORIZED and self._access.forget_token():
            # Tokens end; the next try fetches a new one.
            raise _Transient(say("it doesn't accept the credentials; enter them anew"), 0.0)
        if is_missing_fine and status in {httpx.codes.NOT_FOUND, httpx.codes.GONE}:
            return None
        self._check(status, headers)
        return _document(content)

    def _sign_in(self) -> None:
        """Fetch the token that the requests need, where they need one."""
        request = self._access.token_request(self._http)
        if request is None:
            return
        status, headers, content = self._send(request)
        self._check(status, headers)
        if not self._access.take_token(_document(content)):
            raise _failed(say("it doesn't accept the credentials; enter them anew"))

    def _send(self, request: httpx.Request) -> tuple[int, httpx.Headers, bytes]:
        try:
            response = self._http.send(request, stream=True)
            try:
                content = _limited(response.iter_bytes())
            finally:
                response.close()
        except httpx.TransportError as error:
            problem = say("it doesn't answer; check the address and the network")
            raise _Transient(problem) from error
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise _failed(say("its answer can't be read")) from error
        return response.status_code, response.headers, content

    def _check(self, status: int, headers: httpx.Headers) -> None:
        """Raises PullFailed or _Transient unless an answer is one."""
        if status < 300:
            return
        if status in {408, 425, 429} or status >= 500:
            wait = retry_after(headers.get("retry-after"), now=self._around.clock())
            problem = (
                say("it asks to wait: it was asked too often")
                if status == httpx.codes.TOO_MANY_REQUESTS
                else say("it is out of order (status {status})", status=status)
            )
            if wait is not None and wait > LONGEST:
                raise _failed(problem, wait)
            raise _Transient(problem, wait)
        raise _failed(_refusal(status), is_about_request=status in {400, 404, 410, 422})


def pages_of(
    ask: Callable[[str, Mapping[str, str], Any], Any], access: Access, *, resume: str
) -> Iterator[tuple[list[Any], str, bool]]:
    """Pages of items, each with the link or token of the next one, and whether there is one.

    Raises PullFailed.
    """
    number, seen = 1, {resume}
    while True:
        path, query, body = access.page(resume, number)
        document = ask(path, query, body)
        items = access.items(document)
        if items is None:
            raise _failed(say("its answer isn't the list that was expected"))
        resume, has_more = access.next_page(document, items)
        yield items, resume, has_more
        if not has_more:
            return
        if resume and resume in seen:
            raise _failed(say("its pages go round in a circle"))
        seen.add(resume)
        number += 1


@lru_cache(maxsize=1)
def _trusted() -> ssl.SSLContext:
    """Whose certificates are believed; reading them takes longer than most requests."""
    return httpx.create_ssl_context()


def _limited(pieces: Iterator[bytes]) -> bytes:
    content = bytearray()
    for piece in pieces:
        content += piece
        if len(content) > LARGEST:
            raise _failed(say("its answer is too large"))
    return bytes(content)


def _document(content: bytes) -> Any:
    try:
        return json.loads(content or b"null")
    except (ValueError, RecursionError) as error:
        raise _failed(say("its answer isn't JSON")) from error


def _refusal(status: int) -> Message:
    if status in {401, 403}:
        return say("it doesn't accept the credentials; enter them anew")
    if status in {404, 410}:
        return say("there is nothing at the address; check what was entered")
    if status < 400:
        return say("it leads to another address; enter the one it leads to")
    return say("it refuses to answer (status {status})", status=status)


def _failed(
    problem: Message, wait: float | None = None, *, is_about_request: bool = False
) -> PullFailed:
    error = PullFailed(problem=problem)
    error.wait, error.is_about_request = wait, is_about_request
    return error
