"""Forgetting uploaded files about which nobody decided."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import UUID

from lineofsight.web.data import folders
from lineofsight.web.data.models import UNDECIDED, UNDER_WAY, Run, Stage
from lineofsight.web.served import served_home


def forget_old(now: datetime) -> None:
    """Remove files about which nobody decided for a day."""
    for path in folders.old(served_home(), now):
        key = _key_of(path)
        if key is None:
            folders.remove(path)
            continue
        kept = Run.objects.filter(pk=key, stage__in=UNDER_WAY)
        if not kept.exists():
            Run.objects.filter(pk=key, stage__in=UNDECIDED).update(stage=Stage.CANCELLED, ended_at=now)
            folders.remove(path)


def _key_of(path: Path) -> UUID | None:
    try:
        return UUID(path.name)
    except ValueError:
        return None
