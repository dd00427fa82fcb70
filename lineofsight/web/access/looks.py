"""Writing down looks, and reading them back for the child they are about."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db.models import QuerySet

from lineofsight.web.access.models import Look
from lineofsight.web.accounts.models import User


def write_look(user: User, reference: str, page: str) -> None:
    """Add one look to the log; the moment is now."""
    Look.objects.create(
        at=datetime.now(UTC), user_id=user.pk, by=str(user), role_code=user.role_code, reference=reference, page=page
    )


def looks_at(reference: str) -> QuerySet[Look]:
    """Every look at one child, newest first. For pages that have opened the child through the caseload."""
    return Look.objects.filter(reference=reference)
