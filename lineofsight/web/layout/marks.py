"""A mark that names one thing owed in an address: the same each time it is worked out, and giving nothing away."""

from __future__ import annotations

from datetime import date
from hashlib import blake2b

_BYTES = 5


def mark_of(subject: str, opened_on: date | None) -> str:
    """The mark of what is owed for a subject (the row it is about) since a day: ten hexadecimal digits."""
    text = f"{subject}\n{opened_on.isoformat() if opened_on else ''}"
    return blake2b(text.encode(), digest_size=_BYTES).hexdigest()
