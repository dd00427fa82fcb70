"""From where a home may be reached: until accounts are set up for it, real data is served to its own machine alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.conf import settings
from django.core.exceptions import DisallowedHost, ImproperlyConfigured, MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port

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


class ReachableMiddleware:
    """The same while it runs: a demonstration that others could reach ends with the first load of other data."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not set(settings.ALLOWED_HOSTS) - LOOPBACK:
            raise MiddlewareNotUsed
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer. Raises DisallowedHost, which is a 400, for another machine's name on a home that is real now."""
        host, _ = split_domain_port(request.get_host())
        if beyond_this_machine([host], demonstration=is_demonstration()):
            raise DisallowedHost("This home holds data that was not simulated: it answers to its own machine alone.")
        return self._next(request)
