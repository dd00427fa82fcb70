"""Who holds children now, for managing accounts: ids and teams, nothing about any child."""

from __future__ import annotations

from lineofsight.record.service.models import ChildNow


def held_by(worker_id: str) -> list[str]:
    """The local ids of the children a worker holds now."""
    return list(ChildNow.objects.filter(worker_id=worker_id).values_list("child_id", flat=True)) if worker_id else []


def teams_that_hold() -> list[tuple[str, str]]:
    """Every team that holds a child now: id and name, by name."""
    held = ChildNow.objects.exclude(team_id=None).order_by("team_name").values_list("team_id", "team_name").distinct()
    return [(str(key), f"{name or key}") for key, name in held]
