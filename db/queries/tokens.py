"""Which programs may use the API."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from db.models import ApiToken
from gamify.access import Visitor, program
from gamify.ingest.options import ScaleName
from gamify.rights import Scope


@dataclass(frozen=True, slots=True)
class TokenCard:
    """A token without its secret; what it sends is of `source`, on `scale`."""

    id: int
    name: str
    scopes: frozenset[Scope]
    source: str
    scale: ScaleName
    scale_table: str
    created_at: datetime
    created_by: str
    expires_at: datetime | None
    revoked_at: datetime | None
    used_at: datetime | None

    @property
    def visitor(self) -> Visitor:
        """Who acts with this token."""
        return program(self.name, self.scopes)

    def is_taken(self, now: datetime) -> bool:
        """Whether it opens anything at that time."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)


def token_cards(session: Session) -> list[TokenCard]:
    """All tokens, revoked ones among them, in the order in which they were made."""
    return [card_of(row) for row in session.exec(select(ApiToken).order_by(col(ApiToken.id)))]


def token_known_by(session: Session, digest: str) -> TokenCard | None:
    """The token with a digest, whether it is taken any more or not."""
    row = session.exec(select(ApiToken).where(ApiToken.digest == digest)).first()
    return None if row is None else card_of(row)


def card_of(row: ApiToken) -> TokenCard:
    """A token as it is shown; scopes of other versions give nothing."""
    return TokenCard(
        id=row.id or 0,
        name=row.name,
        scopes=frozenset(Scope(name) for name in row.scopes if name in set(Scope)),
        source=row.source,
        scale=ScaleName(row.scale),
        scale_table=row.scale_table,
        created_at=row.created_at,
        created_by=row.created_by,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
        used_at=row.used_at,
    )
