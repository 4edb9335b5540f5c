"""What is refused about tokens of programs, and about what programs send with them."""

from __future__ import annotations

from gamify.errors import N_, CrownboardError

LONGEST_NAME = 80


class UnknownToken(CrownboardError):
    """Raised with `name`."""

    sentence = N_("There is no token “{name}” that could be revoked. `token list` shows them.")


class TokenRefused(CrownboardError):
    """Raised with `problem`: a token that can't be made like this."""

    sentence = N_("The token can't be made like this: {problem}.")


class TokenNotTaken(CrownboardError):
    """Raised for a token that nobody has made, that is over, or that was revoked."""

    sentence = N_("This token isn't known, is over, or was revoked. Ask an administrator for one.")


class KeyReused(CrownboardError):
    """Raised where another request has come with the same Idempotency-Key."""

    sentence = N_("Another request came with this Idempotency-Key. Give every request its own.")
