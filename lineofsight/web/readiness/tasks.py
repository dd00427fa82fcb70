"""The background queue's task: make Annex A."""

from __future__ import annotations

from uuid import UUID

from django_tasks import task


@task()
def make_annex_a(key: str) -> None:
    """Make Annex A as the row of this key asks."""
    from lineofsight.web.readiness.making import make  # the writers are wanted here alone

    make(UUID(key))
