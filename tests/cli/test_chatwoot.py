"""Chatwoot's CSV imports as it is, in each of its languages."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from gamify.ingest.ratings_file import open_ratings

PAYLOADS = Path(__file__).resolve().parents[3] / "shared" / "data" / "payloads" / "chatwoot"

#: The order of the columns in Chatwoot's own template.
COLUMNS = (
    "agent_name",
    "rating",
    "feedback",
    "contact_name",
    "contact_email_address",
    "contact_phone_number",
    "link_to_the_conversation",
    "recorded_at",
)


@pytest.mark.skipif(
    not PAYLOADS.is_dir(), reason="Chatwoot's headers aren't in ../shared/data/payloads/chatwoot"
)
@pytest.mark.parametrize("language", ["de", "en", "fr", "ru"])
def test_a_csv_of_chatwoot_needs_no_flags(language: str, tmp_path: Path) -> None:
    told = yaml.safe_load((PAYLOADS / f"csv_headers_{language}.yml").read_text(encoding="utf-8"))
    headers, period = told["csat"]["headers"], told["period"]
    closing = period.replace("%{since}", "2026-11-01").replace("%{until}", "2026-11-30")
    link = "https://app.chatwoot.com/app/accounts/1/conversations"
    rows = [
        ",".join(headers[name] for name in COLUMNS),
        f'Ann Kern (ann@desk.e),5,"so, thanks!",Cy,c@d.e,+49,{link}/7,2026-11-02 10:00:00 UTC',
        f"Ben Ode (ben@desk.example),2,,Di,di@d.example,,{link}/8,2026-11-03 11:30:00 UTC",
        f'"{closing}"',
    ]
    path = tmp_path / "csat.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8-sig")

    (chunk,) = open_ratings(path).chunks()

    assert chunk.ticket == [f"{link}/7", f"{link}/8"]
    assert chunk.stars == [5, 2]
    assert chunk.comment == ["so, thanks!", None]
    assert [chunk.owner.names[code] for code in chunk.owner.codes] == ["Ann Kern", "Ben Ode"]
    assert chunk.requester == ["Cy", "Di"]
    assert [row.line for row in chunk.rejected] == [4]
