"""Puts the person who asks, and what they may read, on every request; refuses a view that states no policy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

from django.contrib.auth import logout
from django.core.exceptions import ImproperlyConfigured, SuspiciousOperation
from django.http import HttpRequest, HttpResponse

from lineofsight.web.access.caseload import Caseload
from lineofsight.web.access.looking.holding import reasons_now
from lineofsight.web.access.looks import write_look
from lineofsight.web.access.policy import Asker
from lineofsight.web.access.restricting.holding import restricted_for
from lineofsight.web.accounts.models import User
from lineofsight.web.day import today
from lineofsight.web.served import is_demonstration


def asker_of(user: Any) -> Asker | None:
    """Who asks; nobody where not signed in, or a demonstration person on a home that is no demonstration any more."""
    if not isinstance(user, User) or not user.is_active:
        return None
    if user.is_demonstration and not is_demonstration():
        return None
    restricted = restricted_for(user.pk)
    reasons = reasons_now(user.pk, datetime.now(UTC)).values_list("reference", flat=True)
    return Asker(
        user.role, user.worker_id, tuple(user.team_ids(today())), restricted.shut, restricted.named, frozenset(reasons)
    )


LONGEST_QUERY = 16_384
"""Characters of an address after its question mark: many times what any page's own filters come to."""


class ReadableMiddleware:
    """Refuses an address that is far too long, or holds a character that one database refuses and another cuts at."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or raise SuspiciousOperation, which is answered with 400."""
        query = request.META.get("QUERY_STRING", "")
        if "\0" in request.path or "%00" in query or len(query) > LONGEST_QUERY:
            raise SuspiciousOperation("The address holds a NUL character, or is far too long.")
        return self._next(request)


class PolicyMiddleware:
    """`request.asker`, `request.caseload`; views without a stated policy do not run."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the asker known. Whoever may be nobody here any more is signed out, and asked to sign in."""
        request.asker = asker_of(request.user)  # type: ignore[attr-defined]
        if request.asker is None and request.user.is_authenticated:  # type: ignore[attr-defined]
            logout(request)
        request.caseload = Caseload(  # type: ignore[attr-defined]
            request.asker,  # type: ignore[attr-defined]
            partial(_look, request),
        )
        return self._next(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, given: Any) -> None:
        """Raises ImproperlyConfigured for a view that states no policy: nobody sees it."""
        if not hasattr(view, "policy"):
            raise ImproperlyConfigured(f"{view.__module__}.{view.__name__} states no policy. Use access.pages.page.")


def _look(request: HttpRequest, reference: str) -> None:
    match, token = request.resolver_match, getattr(request, "token", None)
    by = f" by the token “{token.name}”" if token is not None else ""
    write_look(request.user, reference, (match.view_name if match else "") + by)  # type: ignore[arg-type]
