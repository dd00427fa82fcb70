"""What children weigh together: by stage, court, distance, and brothers and sisters held together. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lineofsight.core.caseload_policy import (
    AT_A_DISTANCE,
    BROTHER_OR_SISTER,
    IN_COURT,
    MILES,
    STAGES,
    CaseloadPolicy,
)
from lineofsight.record.service.models import ChildNow


@dataclass(frozen=True, slots=True)
class Weighed:
    """What is weighed of one child. `family` blank: of nobody known; `miles` None: not known, or not away from home."""

    reference: str
    stage: str
    family: str = ""
    in_court: bool = False
    miles: float | None = None


@dataclass(frozen=True, slots=True)
class Load:
    """What a worker holds: how many children, and what they weigh together."""

    children: int
    weight: float


def weight_of(child: Weighed, policy: CaseloadPolicy) -> float:
    """One child's weight, alone."""
    base = policy.number(child.stage) if child.stage in STAGES else 0.0
    court = policy.number(IN_COURT) if child.in_court else 0.0
    far = child.miles is not None and child.miles > policy.number(MILES)
    return base + court + (policy.number(AT_A_DISTANCE) if far else 0.0)


def load_of(children: Iterable[Weighed], policy: CaseloadPolicy) -> Load:
    """What children weigh held by one worker: of brothers and sisters the heaviest counts whole, the others in part."""
    families: dict[str, list[float]] = {}
    listed = list(children)
    for child in listed:
        families.setdefault(child.family or f"alone {child.reference}", []).append(weight_of(child, policy))
    share = policy.number(BROTHER_OR_SISTER)
    total = sum(max(weights) + share * (sum(weights) - max(weights)) for weights in families.values())
    return Load(len(listed), round(total, 2))


def room(load: Load, limit: int | None, full_time: float | None) -> float | None:
    """What a worker can still take on by weight: the limit times their share of full time, less what they hold."""
    if limit is None:
        return None
    return round(limit * (1.0 if full_time is None else full_time) - load.weight, 2)


def weighed(
    child: ChildNow, placements: Mapping[str, Sequence[Mapping[str, Any]]],
    proceedings: Mapping[str, Sequence[Mapping[str, Any]]], on: date,
) -> Weighed:  # fmt: skip
    """A child as weighed, from rows by local id: the placement that is open, and care proceedings not concluded."""
    now = [row for row in placements.get(child.child_id, ()) if _open(row, "started_on", "ended_on", on)]
    latest = max(now, key=lambda row: row["started_on"], default=None)
    court = any(_open(row, "issued_on", "concluded_on", on) for row in proceedings.get(child.child_id, ()))
    miles = latest["distance_miles"] if latest is not None and child.stage == "in_care" else None
    return Weighed(child.reference, child.stage, child.family_id or "", court, miles)


def _open(row: Mapping[str, Any], start: str, end: str, on: date) -> bool:
    begun = row[start] is not None and row[start] <= on
    return bool(begun and (row[end] is None or row[end] > on))


def said(weight: float) -> str:
    """A weight as pages say it: one decimal, none where it is whole."""
    return f"{weight:.1f}".removesuffix(".0")
