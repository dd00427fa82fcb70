"""From where a home may be reached: until accounts are set up for it, real data is served to its own machine alone.

Accounts are set up when a system administrator with a second factor can sign in and no demonstration person can.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.conf import settings
from django.core.exceptions import DisallowedHost, ImproperlyConfigured, MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port

from lineofsight.web.accounts.set_up import accounts_are_set_up
from lineofsight.web.served import is_demonstration

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})


def check_reachable() -> None:
    """Raises ImproperlyConfigured where real data would answer to other machines without accounts, or without TLS."""
    beyond = sorted(set(settings.ALLOWED_HOSTS) - LOOPBACK)
    if not beyond or is_demonstration():
        return
    named = f"LINEOFSIGHT_HOSTS names {', '.join(beyond)}, and this home holds data that was not simulated. "
    if refused := beyond_this_machine(beyond, demonstration=False, set_up=accounts_are_set_up()):
        more = "Name each host, never *. " if "*" in refused else ""
        raise ImproperlyConfigured(
            f"{named}{more}Until accounts are set up it is served on this machine alone: unset LINEOFSIGHT_HOSTS, make "
            "a system administrator with lineofsight accounts, and have them set up a second factor."
        )
    if not settings.SECURE:
        raise ImproperlyConfigured(
            f"{named}It goes to other machines by TLS alone: put a proxy that ends TLS in front, and set "
            "LINEOFSIGHT_SECURE=1."
        )


def beyond_this_machine(hosts: Sequence[str], *, demonstration: bool, set_up: bool) -> list[str]:
    """The names by which other machines would reach a home that they may not; any name at all (*) is never one."""
    if demonstration:
        return []
    return sorted({"*"} & set(hosts)) if set_up else sorted(set(hosts) - LOOPBACK)


class ReachableMiddleware:
    """The same while it runs: a demonstration that others could reach ends with the first load of other data.

    Then it answers others only once accounts are set up; and the last administrator who leaves shuts it again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not set(settings.ALLOWED_HOSTS) - LOOPBACK:
            raise MiddlewareNotUsed
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer. Raises DisallowedHost, which is a 400, for another machine's name on a home that is real now."""
        host, _ = split_domain_port(request.get_host())
        if host not in LOOPBACK and not is_demonstration() and not _is_ready_for_others():
            raise DisallowedHost("This home holds data that was not simulated: it answers to its own machine alone.")
        return self._next(request)


def _is_ready_for_others() -> bool:
    return bool(settings.SECURE) and "*" not in settings.ALLOWED_HOSTS and accounts_are_set_up()
