"""Rows of the record that are held by the service (complaints, incidents, events), and the workers they may concern.

As the caseload for children, this is the only way pages have to them: each table states who reads it. Allegations
against people who work with children stand apart: no list, count or worklist has them for anybody else.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import connections
from django.http import Http404

from lineofsight.core.table import Holder, Table
from lineofsight.core.tables.oversight import (
    allegations,
    complaints,
    serious_incidents,
    service_events,
    service_periods,
)
from lineofsight.core.tables.workforce import absences, professionals
from lineofsight.evaluation.plain.rows import Row
from lineofsight.record.covering import columns_held_now
from lineofsight.record.ranking import SameRows
from lineofsight.record.reading_rows import rows_of, standing_rows
from lineofsight.record.rows import quoted
from lineofsight.record.service.models import OpenDuty
from lineofsight.record.written import HeldRow, held_row
from lineofsight.web.access.pages import NOT_YOURS
from lineofsight.web.access.policy import Asker, may
from lineofsight.web.accounts.roles import Action
from lineofsight.web.served import served_home

SERVICE = "service"
"""How the record names the service itself, as the holder of a row."""
READ_BY = {
    complaints.name: Action.SEE_LEARNING, serious_incidents.name: Action.SEE_LEARNING,
    service_events.name: Action.SEE_LEARNING, service_periods.name: Action.SEE_LEARNING,
    allegations.name: Action.SEE_ALLEGATIONS,
}  # fmt: skip
ONLY_COUNTED = frozenset({absences.name})
"""Tables of workers' own lives: they are counted, and no list says whom they are about."""
STAGES = {complaints.name: "complaints", serious_incidents.name: "learning", allegations.name: "allegations"}
"""Under which stage of the catalogue the clocks of a table's rows stand."""


def may_list(asker: Asker | None, tables: Iterable[str], holder: Holder) -> bool:
    """Whether somebody may have a list of rows that are about no child, found by reading these tables.

    Whose rows they are says who has it: those of workers whoever sees staff, others whoever sees workers; those of the
    service only whoever reads each of its tables.
    """
    read = set(tables)
    if read & ONLY_COUNTED or not may(asker, Action.SEE_STAFF if holder is Holder.WORKER else Action.SEE_WORKERS):
        return False
    return all(may(asker, READ_BY[name]) for name in read if name in READ_BY)


class ServiceRows:
    """What one person may read of the service's own rows."""

    def __init__(self, asker: Asker | None) -> None:
        self._asker = asker

    def rows(self, table: Table, since: date | None = None) -> list[Row]:
        """The rows of a table that stand, of events on or after a day; none for whoever may not read them."""
        if not self._may(table):
            return []
        home = served_home()
        where = f"{quoted(table.event or 'id')} >= %s" if since else ""
        same = SameRows(connections[home.aliases.record])
        given = [since] if since else []
        return list(standing_rows(home, table, columns_held_now(home), same, where, given).to_dicts())

    def these(self, table: Table, row_ids: Iterable[str]) -> list[Row]:
        """Some rows of a table, by their ids; none for whoever may not read them."""
        return list(rows_of(served_home(), table, sorted(set(row_ids))).values()) if self._may(table) else []

    def row(self, table: Table, row_id: str) -> HeldRow:
        """One row with its version. Raises Http404, the same for absent and not permitted."""
        found = held_row(served_home(), table, row_id) if self._may(table) else None
        if found is None or found.withdrawn:
            raise Http404(NOT_YOURS)
        return found

    def clocks(self, table: Table, row_ids: Iterable[str]) -> dict[str, list[OpenDuty]]:
        """What is owed for rows of a table, and what was met lately, by row; the soonest due first."""
        if not self._may(table) or table.name not in STAGES:
            return {}
        found: dict[str, list[OpenDuty]] = {}
        owed = OpenDuty.objects.filter(stage=STAGES[table.name], subject__in=sorted(set(row_ids)))
        for duty in owed.order_by("due_on", "key"):
            found.setdefault(duty.subject, []).append(duty)
        return found

    def worker(self, worker_id: str) -> Row | None:
        """A worker as the record has them: for whoever writes whom an allegation concerns."""
        if not may(self._asker, Action.WRITE_ALLEGATIONS) or not worker_id:
            return None
        return rows_of(served_home(), professionals, [worker_id]).get(worker_id)

    def _may(self, table: Table) -> bool:
        return table.name in READ_BY and may(self._asker, READ_BY[table.name])


def service_rows(asker: Asker | None) -> ServiceRows:
    """The service's own rows, for whoever asks."""
    return ServiceRows(asker)
