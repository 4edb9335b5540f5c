"""How a real browser is started: Debian's Chromium, alone with the product."""

from __future__ import annotations

from pathlib import Path
from typing import Any

PATH = Path("/usr/bin/chromium")

#: Arguments of `playwright.chromium.launch`; nothing that would ask a foreign host.
CHROMIUM: dict[str, Any] = {
    "executable_path": str(PATH),
    "args": [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ],
}
