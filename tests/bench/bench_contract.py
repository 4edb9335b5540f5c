"""Schemathesis over the OpenAPI document, with all of its checks, against a real server.

CROWNBOARD_BENCH_EXAMPLES="200" is how many requests it invents for each address at most.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.bench.light import light_server, prepared
from tests.bench.report import Figure

EXAMPLES = int(os.environ.get("CROWNBOARD_BENCH_EXAMPLES", "200"))


def contract_failures(url: str, *, examples: int, report: Path, phases: str = "") -> int:
    """The exit code of schemathesis: 0 where nothing has failed. What it found is in the report."""
    token = prepared(url)
    command = [str(Path(sys.executable).parent / "schemathesis"), "run"]
    with light_server(url) as server:
        site = f"http://127.0.0.1:{server.port}/api"
        command += [f"{site}/openapi.json", "--url", site, "--checks", "all"]
        command += ["-H", f"Authorization: Bearer {token}", "--max-examples", str(examples)]
        command += ["--continue-on-failure", "--generation-database", "none", "--no-color"]
        command += ["--request-timeout", "60"]
        command += ["--phases", phases] if phases else []
        with report.open("w") as file:
            return subprocess.run(
                command, check=False, stdout=file, stderr=subprocess.STDOUT, cwd=report.parent
            ).returncode


def measure(folder: Path) -> list[Figure]:
    """One run; what failed is printed."""
    report = folder / "report.txt"
    url = f"sqlite:///{folder / 'contract.db'}"
    failed = contract_failures(url, examples=EXAMPLES, report=report)
    lines = report.read_text(encoding="utf-8").splitlines()
    print("\n".join(lines if failed else lines[-15:]))
    return [Figure("failures of schemathesis", failed, "", bound=0)]
