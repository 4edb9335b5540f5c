"""Names that tell nobody: the same person always has the same one, and only with the key.

A customer's address becomes "~", a keyed hash, and behind an "@" that of its domain, so that
ratings of one customer and customers of one domain are still known as such (SCORING F1, F4).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b

from gamify.integrity.own_rating import plain_identity

#: What a pseudonym begins with.
MARK = "~"


def is_pseudonym(text: str) -> bool:
    """Whether a name of a customer tells nobody already."""
    return text.startswith(MARK)


def short_pseudonym(text: str) -> str:
    """As a person tells customers apart on a screen: "~3f9a2c41"."""
    return text[:9] if is_pseudonym(text) else text


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """Makes pseudonyms with a key of up to 64 bytes."""

    key: bytes = field(repr=False)

    def of_customer(self, identity: str) -> str:
        """A customer's; however the name or address is cased, spaced and tagged."""
        if is_pseudonym(identity):
            return identity
        plain = plain_identity(identity)
        domain = plain.rpartition("@")[2] if "@" in plain else ""
        return f"{MARK}{self._hash(plain, 10)}" + (f"@{self.of_domain(domain)}" if domain else "")

    def of_domain(self, domain: str) -> str:
        """A domain's, as it stands behind the "@"."""
        return self._hash(f"@{domain}", 6)

    def of_engineer(self, name_key: str) -> str:
        """A former engineer's, of the name as names are compared."""
        return f"engineer {self._hash(name_key, 16)}"

    def _hash(self, text: str, size: int) -> str:
        return blake2b(
            text.encode("utf-8", "surrogatepass"), key=self.key, digest_size=size
        ).hexdigest()
