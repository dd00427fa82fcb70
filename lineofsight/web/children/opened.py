"""A child's page opened: the child, their record, the names it speaks of, the day, and what the sources can tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lineofsight.evaluation.coverage import Coverage, Extent, everything_covered
from lineofsight.evaluation.plain.record import PlainRecord
from lineofsight.record.service.models import ChildNow
from lineofsight.web.access.caseload import Caseload
from lineofsight.web.access.policy import may_of_some_child
from lineofsight.web.children.kinds import KINDS
from lineofsight.web.children.words import Names
from lineofsight.web.day import today
from lineofsight.web.knowledge.snapshots import known

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Opened:
    """Everything a child's page is made from. `told`: the tables of the story that whoever opened it may read."""

    child: ChildNow
    record: PlainRecord
    names: Names
    day: date
    coverage: Coverage = field(default_factory=everything_covered)
    told: tuple[str, ...] = tuple(KINDS)

    def rows(self, table: str) -> list[Row]:
        """The child's rows of a table."""
        return list(self.record.tables.get(table, ()))

    @property
    def person(self) -> Row:
        """The child's own row; empty where the record has none."""
        return next(iter(self.record.tables.get("people", ())), {})

    def can_tell(self, table: str, column: str = "") -> bool:
        """Whether a file loaded speaks of a table at all (and fills a column): else nothing there is no news."""
        part = self.coverage.get(table)
        if part is None or part.extent is Extent.NONE:
            return False
        return not column or part.columns is None or column in part.columns


def opened(caseload: Caseload, reference: str) -> Opened:
    """Open a child's record, the look written down. Raises Http404, the same for absent and not permitted."""
    child = caseload.child(reference)
    record = caseload.record_of(child)
    workers, teams = caseload.names_in(record)
    latest = known()
    coverage = latest.snapshot.manifest.coverage if latest else everything_covered()
    told = tuple(
        name for name, kind in KINDS.items()
        if kind.needs is None or may_of_some_child(caseload.asker, kind.needs)
    )  # fmt: skip
    return Opened(child, record, Names(workers, teams), today(), coverage, told)
