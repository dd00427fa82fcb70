"""Writing down looks, and reading them back for the child they are about."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db.models import QuerySet

from lineofsight.web.access.log.models import Look
from lineofsight.web.access.looking.holding import reason_now
from lineofsight.web.accounts.models import User


def write_look(user: User, reference: str, page: str) -> None:
    """Add one look to the log, with the reason to look that holds, if one does; the moment is now."""
    at = datetime.now(UTC)
    Look.objects.create(
        at=at, user_id=user.pk, by=str(user), role_code=user.role_code, reference=reference, page=page,
        reason=reason_now(user.pk, reference, at),
    )  # fmt: skip


def looks_at(reference: str) -> QuerySet[Look]:
    """The looks at one child, newest first, but for covert ones. For pages that have opened the child."""
    return Look.objects.filter(reference=reference).exclude(reason__covert=True).select_related("reason")
