"""Errors by worker, in order of names: a page to see who needs help, with no rate and no rank."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.http import urlencode

from lineofsight.web.layout.links import link

WORKER_HEADINGS = ("Worker", "To be mended", "Of these stop the return", "Known over 90 days")
NOBODY = "No allocated worker"


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """A worker and the errors of the children they hold in the team."""

    name: str
    link: str
    open: int
    stopping: int
    long: int

    @property
    def cells(self) -> tuple[object, ...]:
        """The row as a workbook has it."""
        return self.name, self.open, self.stopping, self.long


def worker_rows(grouped: Iterable[Mapping[str, Any]], names: Mapping[str, str], team_id: str) -> list[WorkerRow]:
    """Every worker who holds a child of the team, by name; children nobody holds come last."""
    held = {row["worker_id"] or "": row for row in grouped}
    nothing = {"all": 0, "stopping": 0, "long": 0}
    ordered = sorted({*names, *held}, key=lambda key: (key == "", names.get(key, key), key))
    rows = []
    for key in ordered:
        row = held.get(key, nothing)
        where = f"{link('quality_of_data:team', team_id)}?{urlencode({'worker': key})}" if key in names else ""
        rows.append(WorkerRow(names.get(key, key) or NOBODY, where if row["all"] else "", row["all"], row["stopping"],
                              row["long"]))  # fmt: skip
    return rows
