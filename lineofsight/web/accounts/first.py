"""What the operator does to accounts from the command line: the first administrator, and the end of a demonstration."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from lineofsight.web.accounts.managing.rules import ADMINISTRATOR
from lineofsight.web.accounts.models import User, kept_whole


class Taken(Exception):
    """The user name is that of somebody in another role."""


@kept_whole()
def make_administrator(username: str, name: str) -> str:
    """Make a system administrator, or give one a new password: it, to be handed over and changed. Raises Taken."""
    user = User.objects.filter(username__iexact=username).first()
    if user is not None and user.role_code != ADMINISTRATOR:
        raise Taken(f"belongs to somebody in another role ({user.role.title.lower()})")
    user = user or User(username=username, role_code=ADMINISTRATOR, display_name=name)
    password = secrets.token_urlsafe(12)
    user.set_password(password)
    user.is_active, user.password_is_given, user.sessions_from = True, True, datetime.now(UTC)
    user.save()
    return password


@kept_whole()
def shut_demonstration() -> int:
    """Shut demonstration people's accounts. Gives how many."""
    return User.objects.filter(is_demonstration=True, is_active=True).update(
        is_active=False, sessions_from=datetime.now(UTC)
    )
