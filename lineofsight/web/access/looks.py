"""Writing down looks."""

from __future__ import annotations

from datetime import UTC, datetime

from lineofsight.web.access.models import Look
from lineofsight.web.accounts.models import User


def write_look(user: User, reference: str, page: str) -> None:
    """Add one look to the log; the moment is now."""
    Look.objects.create(
        at=datetime.now(UTC), user_id=user.pk, by=str(user), role_code=user.role_code, reference=reference, page=page
    )
