"""Signing in by the council's own service: against a provider on this machine, with signed tokens."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest

SECRET = "a secret of thirty-two characters"


class Provider(BaseHTTPRequestHandler):
    """As much of OpenID Connect as a code flow needs; it says who signed in by `name`."""

    name: ClassVar[str] = "pat.council"
    asked: ClassVar[list[str]] = []

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def do_GET(self) -> None:
        """Its description, and who somebody is."""
        where = urlsplit(self.path).path
        if where == "/.well-known/openid-configuration":
            at = self.address
            self._send({"issuer": at, "authorization_endpoint": f"{at}/authorise", "token_endpoint": f"{at}/token",
                        "userinfo_endpoint": f"{at}/who", "jwks_uri": f"{at}/keys",
                        "token_endpoint_auth_methods_supported": ["client_secret_post"]})  # fmt: skip
        elif where == "/who":
            self._send({"sub": f"id-of-{self.name}", "preferred_username": self.name})

    def do_POST(self) -> None:
        """A token for a code, to who knows the secret and the verifier."""
        import jwt

        sent = {name: values[0] for name, values in parse_qs(
            self.rfile.read(int(self.headers["Content-Length"])).decode()).items()}  # fmt: skip
        Provider.asked.append(sent.get("code_verifier", ""))
        if sent.get("client_secret") != SECRET or sent.get("code") != "good":
            self._send({"error": "invalid_grant"}, 400)
            return
        now = int(time.time())
        claims = {"iss": self.address, "aud": "lineofsight", "sub": f"id-of-{self.name}", "iat": now, "exp": now + 300,
                  "preferred_username": self.name}  # fmt: skip
        token = jwt.encode(claims, SECRET, algorithm="HS256")
        self._send({"access_token": "access", "token_type": "Bearer", "id_token": token, "expires_in": 300})

    def log_message(self, *_: Any) -> None:
        """Quiet."""

    def _send(self, given: dict[str, Any], status: int = 200) -> None:
        body = json.dumps(given).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def provider(service: Any, settings: Any) -> Iterator[type[Provider]]:
    """The provider, running, and the service configured for it."""
    from lineofsight.web.accounts.models import User
    from lineofsight.web.accounts.signing_in import configuration

    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}"
    there = configuration.Provider("the council", address, "lineofsight", SECRET)
    settings.SIGN_IN = configuration.SignIn(provider=there)
    settings.SOCIALACCOUNT_PROVIDERS = configuration.providers_of(settings.SIGN_IN)
    user = User.objects.create(username="pat.council", role_code="director", display_name="Pat Council")
    yield Provider
    server.shutdown()
    server.server_close()
    Provider.name = "pat.council"
    User.objects.filter(pk=user.pk).update(is_active=False, username=f"was-{user.pk}")


def go(code: str = "good") -> Any:
    """Begin at our sign-in page, and come back from the provider with a code."""
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"})
    sent = client.post("/sign-in/by/council/")
    asked = parse_qs(urlsplit(sent.headers["Location"]).query)
    assert asked["client_id"] == ["lineofsight"]
    assert asked["code_challenge_method"] == ["S256"]
    client.answer = client.get("/sign-in/by/council/callback/", {"code": code, "state": asked["state"][0]})
    return client


def test_somebody_with_an_account_comes_in_by_the_councils_service_and_nobody_else_does(provider: Any) -> None:
    from lineofsight.web.accounts.models import User

    before = User.objects.count()
    client = go()
    assert client.answer.status_code == 302
    assert "Pat Council" in client.get("/").content.decode()
    assert all(provider.asked)
    provider.name = "somebody.else"
    stranger = go()
    assert stranger.answer.headers["Location"] == "/sign-in/"
    assert "you have no account here" in stranger.get("/sign-in/").content.decode()
    assert stranger.get("/").headers["Location"].startswith("/sign-in/")
    provider.name = "director"
    assert go().answer.headers["Location"] == "/sign-in/", "a demonstration person is nobody's by name"
    assert User.objects.count() == before


def test_a_wrong_code_or_a_state_of_ones_own_opens_nothing(provider: Any) -> None:
    from django.test import Client

    assert go("bad").answer.headers["Location"] == "/sign-in/"
    client = Client(headers={"host": "127.0.0.1"})
    client.get("/sign-in/by/council/callback/", {"code": "good", "state": "forged"})
    assert client.get("/").headers["Location"].startswith("/sign-in/")


def test_a_leaver_does_not_come_back_by_the_councils_service(provider: Any) -> None:
    from lineofsight.web.accounts.models import User

    go()
    User.objects.filter(username="pat.council").update(is_active=False)
    assert go().get("/").headers["Location"].startswith("/sign-in/")


def test_the_sign_in_page_offers_it_and_lets_the_form_go_there(provider: Any) -> None:
    from django.test import Client

    page = Client(headers={"host": "127.0.0.1"}).get("/sign-in/").content.decode()
    assert "Sign in by the council" in page
    assert 'action="/sign-in/by/council/"' in page
