"""The secret that signs sessions: kept in the home, made when the web application first needs it."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

SECRET_FILE = "session.key"  # noqa: S105  a name, not a secret
_BYTES = 50
_PRIVATE_FILE = 0o600


def session_secret(home: Path) -> str:
    """The home's secret; one for this process alone where there is no home yet (nobody can sign in to it)."""
    path = home / SECRET_FILE
    if path.exists():
        return path.read_text(encoding="ascii")
    secret = secrets.token_urlsafe(_BYTES)
    if home.is_dir():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE_FILE)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secret)
    return secret
