"""The secret that signs sessions: kept in the home, made when the web application first needs it."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from lineofsight.record.home import FORMAT_FILE

SECRET_FILE = "session.key"  # noqa: S105  a name, not a secret
_BYTES = 50
_PRIVATE_FILE = 0o600


def session_secret(home: Path) -> str:
    """The home's secret; one for this process alone where there is no home yet (nobody can sign in to it)."""
    path = home / SECRET_FILE
    if path.exists():
        return path.read_text(encoding="ascii")
    secret = secrets.token_urlsafe(_BYTES)
    if (home / FORMAT_FILE).exists():
        # Whole before it has its name: of two processes that begin at once, one's is taken by both.
        fresh = home / f".{SECRET_FILE}-{os.getpid()}"
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _PRIVATE_FILE)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secret)
        with suppress(FileExistsError):
            os.link(fresh, path)
        fresh.unlink()
        return path.read_text(encoding="ascii")
    return secret
