"""Who opens a link: a person's browser, or a program that looks into mails.

No sign of a program is a proof, and none is needed: opening a link never writes. What these signs
decide is whether the page may send itself, and whether what was sent is taken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from gamify.asking.links import AskLink

#: Gateways open the links of a mail while they deliver it; nobody has read it by then.
DELIVERY = timedelta(seconds=60)

#: How programs call themselves that open links on their own. "Cubot" makes phones.
_PROGRAMS = re.compile(
    r"(?<!cu)bot\b|crawl|spider|preview|scanner|headless|phantom|selenium|proofpoint|mimecast"
    r"|barracuda|safelinks|forcepoint|symantec|trendmicro|bitdefender|ironport|fortinet|sophos"
    r"|microsoft office existence|ms-office|msoffice|facebookexternalhit|slurp|imageproxy"
    r"|^python|^curl|^wget|^java/|^go-http|^okhttp|^axios|^node|^ruby|^perl|libwww|httpclient",
    re.IGNORECASE,
)
#: Headers by which a browser says that it only looks ahead.
_AHEAD = ("sec-purpose", "purpose", "x-moz", "x-purpose")


def is_program(headers: Mapping[str, str]) -> bool:
    """Whether somebody says to be a program, or only looks ahead; `headers` in small letters."""
    agent = headers.get("user-agent", "")
    if not agent.strip() or _PROGRAMS.search(agent):
        return True
    ahead = " ".join(headers.get(name, "") for name in _AHEAD).lower()
    return any(word in ahead for word in ("prefetch", "prerender", "preview"))


def is_navigation(headers: Mapping[str, str]) -> bool:
    """Whether a browser opens it as a page, as far as it says; over plain HTTP none does."""
    return (
        headers.get("sec-fetch-mode", "navigate") == "navigate"
        and headers.get("sec-fetch-dest", "document") == "document"
    )


def may_send_itself(headers: Mapping[str, str], link: AskLink, *, now: datetime) -> bool:
    """Whether the page may send the clicked star by itself, once it is seen by somebody."""
    is_delivered = link.issued_at is None or now - link.issued_at >= DELIVERY
    return is_delivered and is_navigation(headers) and not is_program(headers)
