"""A small OpenID provider with a real RS256 key: `python tests/identity.py PORT CLAIMS.json`.

It signs in whoever asks, as the person whom the file of claims describes at that moment.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sys
import time
from base64 import urlsafe_b64encode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "crownboard", "the client's secret"


class Provider:
    """Codes that were given out, and the key that signs."""

    def __init__(self, issuer: str, claims: Path) -> None:
        self.issuer = issuer
        self.claims = claims
        self.key = RSAKey.generate_key(2048, {"kid": "tests", "use": "sig", "alg": "RS256"})
        #: Code → nonce and the challenge of PKCE; each is good once.
        self.codes: dict[str, tuple[str, str]] = {}

    def metadata(self) -> dict[str, Any]:
        """What a client reads first."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def authorize(self, asked: dict[str, str]) -> str:
        """Where the browser goes with its code."""
        code = secrets.token_urlsafe(16)
        self.codes[code] = (asked.get("nonce", ""), asked.get("code_challenge", ""))
        back = {"code": code, "state": asked["state"]}
        return f"{asked['redirect_uri']}?{urlencode(back)}"

    def token(self, asked: dict[str, str]) -> dict[str, Any] | None:
        """The tokens for a code; None for one that was used, or without its verifier."""
        nonce, challenge = self.codes.pop(asked.get("code", ""), ("", ""))
        digest = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        if not challenge or urlsafe_b64encode(digest).decode().rstrip("=") != challenge:
            return None
        now = int(time.time())
        told: dict[str, Any] = json.loads(self.claims.read_text(encoding="utf-8"))
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": told.get("email", "?"),
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
            **told,
        }
        key = RSAKey.generate_key(2048) if told.get("forged") else self.key
        id_token = jwt.encode({"alg": "RS256", "kid": "tests"}, claims, key)
        return {
            "access_token": secrets.token_urlsafe(16),
            "token_type": "Bearer",
            "expires_in": 300,
            "id_token": id_token,
        }


def handler_of(provider: Provider) -> type[BaseHTTPRequestHandler]:  # noqa: C901 — four addresses
    """The provider's four addresses."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(address.query).items()}
            match address.path:
                case "/.well-known/openid-configuration":
                    self._answer(provider.metadata())
                case "/keys":
                    self._answer({"keys": [provider.key.as_dict(private=False)]})
                case "/authorize":
                    self.send_response(302)
                    self.send_header("Location", provider.authorize(asked))
                    self.end_headers()
                case _:
                    self._answer({}, status=404)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            found = provider.token({name: told[0] for name, told in parse_qs(body).items()})
            if found is None:
                self._answer({"error": "invalid_grant"}, status=400)
            else:
                self._answer(found)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def _answer(self, told: dict[str, Any], *, status: int = 200) -> None:
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler


def serve(port: int, claims: Path) -> ThreadingHTTPServer:
    """The provider on a port of this machine; 0 takes a free one."""
    provider = Provider("", claims)
    server = ThreadingHTTPServer(("127.0.0.1", port), handler_of(provider))
    provider.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    return server


if __name__ == "__main__":
    serve(int(sys.argv[1]), Path(sys.argv[2])).serve_forever()
