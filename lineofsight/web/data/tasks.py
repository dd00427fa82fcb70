"""The tasks of the background queue: do what a run asks for, and forget files nobody decided about."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django_tasks import task

from lineofsight.web.data.forgetting import forget_old


@task()
def work_on(key: str) -> None:
    """Do what the run of this key asks for."""
    # Only the background process needs the readers, Polars and all.
    from lineofsight.web.data.working import work

    work(UUID(key))


@task()
def forget_uploads() -> None:
    """Remove what was uploaded more than a day ago."""
    forget_old(datetime.now(UTC))
