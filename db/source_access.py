"""What is asked of a ticket system, and what its answers mean, by its definition."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlsplit

import httpx

from gamify.language import say
from gamify.sources.binding import fill
from gamify.sources.definition import Auth, AuthKind, PagingKind, Pull
from gamify.sources.errors import PullFailed
from gamify.sources.paths import look_up, objects_at, plain_text, put, text_at
from gamify.sources.sweep import time_words


class Access:
    """A definition's pull for one sweep, and the token that it needs meanwhile."""

    def __init__(self, pull: Pull) -> None:
        self._pull = pull
        self._token = ""
        self._times: Mapping[str, str] = {}

    @property
    def method(self) -> str:
        """How the list is asked for."""
        return self._pull.method

    def sweep(self, begin: datetime, until: datetime) -> None:
        """Ask for what was given or changed between two instants from now on."""
        self._times = time_words(begin, until)

    def page(self, resume: str, number: int) -> tuple[str, dict[str, str], Any]:
        """Path or link, query and body of a page: the first, that of a token, or by its number."""
        pull = self._pull
        paging = pull.paging
        if resume and paging.kind is PagingKind.LINK:
            return resume, {}, None
        query = {name: fill(value, self._times) for name, value in pull.query.items()}
        body = json.loads(fill(pull.body, self._times)) if pull.body else None
        value = str(number) if paging.kind is PagingKind.PAGE else resume
        place, _, within = paging.parameter.partition("body:")
        if value and within and isinstance(body, dict):
            put(body, within, value)
        elif value and place:
            query[place] = value
        return pull.path, query, body

    def items(self, document: Any) -> list[Any] | None:
        """The items of a page; None where it is no page.

        A search without pages answers with an empty object where it found nothing.
        """
        if self._pull.paging.kind is PagingKind.NONE and document == {}:
            return []
        return objects_at(self._pull.items, document)

    def next_page(self, document: Any, items: list[Any]) -> tuple[str, bool]:
        """Link or token of the next page, and whether there is one."""
        paging = self._pull.paging
        more = look_up(paging.more, document) if paging.more else True
        if paging.kind is PagingKind.NONE or not more:
            return "", False
        if paging.kind is PagingKind.PAGE:
            return "", bool(items) and (bool(paging.more) or len(items) >= paging.size)
        following = text_at(paging.next, document)
        return following, bool(following)

    def details_of(self, item: Mapping[str, Any]) -> str:
        """The path of what an item doesn't tell itself; "" where it tells all."""
        return fill(
            self._pull.detail,
            {name: quote(plain_text(value), safe="") for name, value in item.items()},
        )

    def request(
        self, http: httpx.Client, method: str, path: str, *, query: Mapping[str, str], body: Any
    ) -> httpx.Request:
        """A request as the ticket system wants it. Raises PullFailed for a link to elsewhere."""
        url = httpx.URL(self._within(path))
        auth = self._pull.auth
        headers = {"Accept": "application/json", **self._pull.headers}
        told = dict(query)
        if auth.kind is AuthKind.HEADER:
            headers[auth.name] = auth.value
        elif auth.kind is AuthKind.TOKEN and auth.parameter:
            told[auth.parameter] = self._token
        elif auth.kind is AuthKind.TOKEN:
            headers[auth.name] = fill(auth.value, {"access": self._token})
        if told:
            url = url.copy_merge_params(told)
        request = http.build_request(method, url, json=body, headers=headers)
        _sign(request, auth)
        return request

    def token_request(self, http: httpx.Client) -> httpx.Request | None:
        """What fetches the token; None where none is needed, or there is one."""
        auth = self._pull.auth
        if auth.kind is not AuthKind.TOKEN or self._token:
            return None
        url = self._within(auth.path)
        if auth.form:
            return http.build_request("POST", url, data=dict(auth.form))
        return http.build_request("POST", url, json=dict(auth.json))

    def take_token(self, document: Any) -> bool:
        """Keep a token; whether there was one."""
        self._token = text_at(self._pull.auth.token, document)
        return bool(self._token)

    def forget_token(self) -> bool:
        """Drop a token that isn't accepted any more; whether there was one."""
        had, self._token = bool(self._token), ""
        return had

    def _within(self, path: str) -> str:
        """The whole address; a link leads to the same site, or nowhere."""
        url = path if "://" in path else f"{self._pull.address}{path}"
        if urlsplit(url)[:2] != urlsplit(self._pull.address)[:2]:
            raise PullFailed(problem=say("its next page is at another site"))
        return url


def _sign(request: httpx.Request, auth: Auth) -> None:
    if auth.kind is AuthKind.BASIC:
        basic = httpx.BasicAuth(auth.user, auth.password)
        next(basic.auth_flow(request))
