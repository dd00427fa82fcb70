"""Whose service this is, as papers that leave it say."""

from __future__ import annotations

from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.served import served_home

MADE_UP = "Exampleton (made up: no real child is here)"


def authority_name() -> str:
    """Local policy's name; of made-up children, the authority there is none of."""
    named = str(definitions().policy.get("authority") or "")
    return named or (MADE_UP if served_home().only_simulated() else "The authority")
