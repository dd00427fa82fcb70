"""Two people wrote the same: both versions, side by side, for whoever came second."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lineofsight.record.written import ChangedMeanwhile
from lineofsight.web.access.versions import Versioned
from lineofsight.web.layout.dates import in_full


@dataclass(frozen=True, slots=True)
class BothWays:
    """One answer in both versions."""

    label: str
    stands: str
    yours: str


@dataclass(frozen=True)
class Conflict:
    """Who saved another version, when, and where the two differ. `version` is what the next save must name."""

    by: str
    at: datetime | None
    version: int
    rows: tuple[BothWays, ...]


def conflict_of(problem: ChangedMeanwhile, labels: Mapping[str, str], by: str = "") -> Conflict:
    """What a page shows of it. `labels`: what the page calls each column. `by`: the other's name, where known."""
    rows = tuple(
        BothWays(labels.get(name, name.replace("_", " ").capitalize()), _shown(problem.current.get(name)),
                 _shown(problem.given.get(name)))
        for name in problem.differing
    )  # fmt: skip
    return Conflict(by or problem.by or "Somebody else", problem.at, problem.version, rows)


def told_of(paper: Versioned) -> tuple[tuple[str, str], ...]:
    """What a paper says by now, for somebody who wrote meanwhile: what its model tells (`told`), and nothing else."""
    return tuple((label, _shown(value)) for label, value in paper.told if value not in (None, ""))


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date) and not isinstance(value, datetime):
        return in_full(value)
    return str(value)
