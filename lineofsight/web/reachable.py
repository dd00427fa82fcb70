"""From where a home may be reached: until accounts are set up for it, real data is served to its own machine alone."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from lineofsight.web.served import is_demonstration

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})


def check_reachable() -> None:
    """Raises ImproperlyConfigured where a home with data that was not simulated would answer to other machines."""
    if beyond := beyond_this_machine(settings.ALLOWED_HOSTS, demonstration=is_demonstration()):
        raise ImproperlyConfigured(
            f"LINEOFSIGHT_HOSTS names {', '.join(beyond)}, and this home holds data that was not simulated. It is "
            "served on this machine alone: unset LINEOFSIGHT_HOSTS."
        )


def beyond_this_machine(hosts: Sequence[str], *, demonstration: bool) -> list[str]:
    """The names by which other machines would reach a home that they may not."""
    return [] if demonstration else sorted(set(hosts) - LOOPBACK)
