"""How long a session lasts: so long without a page, so long whatever is done in it, and no longer than the account."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest, HttpResponse

from lineofsight.web.accounts.models import User

BEGAN, SEEN = "began_at", "seen_at"
# A session is written to at most so often: a page need not wait for it.
_WRITTEN_EVERY = timedelta(minutes=1)
ENDED = "You were signed out because nothing was opened for a while, or the day was over. Sign in again."


def is_over(began: datetime, seen: datetime, now: datetime, sessions_from: datetime | None) -> bool:
    """Whether a session that began and was last used then is over now."""
    limits = settings.SIGN_IN
    if now - began >= timedelta(hours=limits.longest_hours) or now - seen >= timedelta(minutes=limits.idle_minutes):
        return True
    return sessions_from is not None and began < sessions_from


class SessionLimitsMiddleware:
    """Signs out whoever's session is over, before anything is decided about them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; to somebody whose session is over as to a stranger."""
        if isinstance(request.user, User):
            now = datetime.now(UTC)
            began, seen = (_moment(request, name) for name in (BEGAN, SEEN))
            if began is None or seen is None or is_over(began, seen, now, request.user.sessions_from):
                logout(request)
                messages.info(request, ENDED)
            elif now - seen >= _WRITTEN_EVERY:
                request.session[SEEN] = now.isoformat()
        return self._next(request)


def _moment(request: HttpRequest, name: str) -> datetime | None:
    written = request.session.get(name)
    return datetime.fromisoformat(written) if isinstance(written, str) else None


def _begin(request: HttpRequest, **_: Any) -> None:
    request.session[BEGAN] = request.session[SEEN] = datetime.now(UTC).isoformat()


def note_beginnings() -> None:
    """Called once, when the application is ready."""
    user_logged_in.connect(_begin, dispatch_uid="sessions: a session begins")
