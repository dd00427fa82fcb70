"""What a home's configuration says about signing in, under `sign_in`; and the secrets beside it."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lineofsight.record.configuration import UnusableConfiguration

SECRET_FILE = "openid-connect.secret"  # noqa: S105  a name, not a secret
PROVIDER = "council"
IDLE_MINUTES, LONGEST_HOURS = 30, 10
_KEYS = {"idle_minutes", "longest_hours", "openid_connect"}
_PROVIDER_KEYS = {"name", "address", "client", "person", "second_factor_there"}


@dataclass(frozen=True, slots=True)
class Provider:
    """The council's own sign-in service, by OpenID Connect.

    `address` is its issuer; `person` the claim that holds the user name given here; `second_factor_there` whether it
    asks for a second factor itself, so that none is asked for here.
    """

    name: str
    address: str
    client: str
    secret: str
    person: str = "preferred_username"
    second_factor_there: bool = False


@dataclass(frozen=True, slots=True)
class SignIn:
    """A session ends after so many minutes without a page, and after so many hours whatever is done in it."""

    idle_minutes: int = IDLE_MINUTES
    longest_hours: int = LONGEST_HOURS
    provider: Provider | None = None


def sign_in_of(home: Path, given: Mapping[str, Any]) -> SignIn:
    """What is configured. Raises UnusableConfiguration."""
    _known(given, _KEYS, "sign_in")
    found = given.get("openid_connect")
    return SignIn(
        _number(given, "idle_minutes", IDLE_MINUTES, 5, 120), _number(given, "longest_hours", LONGEST_HOURS, 1, 14),
        None if found is None else _provider(home, found),
    )  # fmt: skip


def origin_of(address: str) -> str:
    """Scheme, host and port of an address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def providers_of(sign_in: SignIn) -> dict[str, Any]:
    """The same as the sign-in library has it: no provider, or one."""
    found = sign_in.provider
    if found is None:
        return {}
    app = {"provider_id": PROVIDER, "name": found.name, "client_id": found.client, "secret": found.secret,
           "settings": {"server_url": found.address}}  # fmt: skip
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


def _provider(home: Path, given: Any) -> Provider:
    place = "sign_in, openid_connect"
    if not isinstance(given, Mapping):
        raise UnusableConfiguration(f"{place}: write name, address and client under it.")
    _known(given, _PROVIDER_KEYS, place)
    name, address, client = (str(given.get(key) or "") for key in ("name", "address", "client"))
    local = address.startswith(("http://127.0.0.1:", "http://localhost:"))
    if not (name and client and (address.startswith("https://") or local)):
        raise UnusableConfiguration(f"{place}: write a name, a client and an address that begins with https://.")
    person = str(given.get("person") or "preferred_username")
    return Provider(name, address, client, _secret(home), person, given.get("second_factor_there") is True)


def _secret(home: Path) -> str:
    path = home / SECRET_FILE
    if not path.exists():
        raise UnusableConfiguration(f"{path}: is not there. Write the client's secret into it, and chmod 0600.")
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise UnusableConfiguration(f"{path}: others may read it. chmod 0600, and have the secret changed.")
    return path.read_text(encoding="utf-8").strip()


def _known(given: Mapping[str, Any], keys: set[str], place: str) -> None:
    if unknown := sorted(str(key) for key in set(given) - keys):
        raise UnusableConfiguration(
            f"{place}: {', '.join(unknown)} is not known. It may hold: {', '.join(sorted(keys))}."
        )


def _number(given: Mapping[str, Any], name: str, default: int, least: int, most: int) -> int:
    value = given.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise UnusableConfiguration(f"sign_in, {name}: write a whole number from {least} to {most}.")
    return value
