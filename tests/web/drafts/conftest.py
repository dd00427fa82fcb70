"""Fixtures of tests of forms: a child, and no draft of another test's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _no_drafts(service: Any) -> Iterator[None]:
    from lineofsight.web.drafts.models import Draft

    Draft.objects.all().delete()
    yield
    Draft.objects.all().delete()


@pytest.fixture
def child(service: Any) -> Any:
    """An open child of the social worker's own, in the team manager's team."""
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.accounts.models import User

    worker = User.objects.get(username="social-worker")
    return ChildNow.objects.filter(worker_id=worker.worker_id, is_open=True).order_by("-owed", "reference").first()
