"""What is owed to one child: from the worklists' own table, and, for what ended long ago, from the record itself."""

from __future__ import annotations

from functools import lru_cache

from lineofsight.core.table import Holder
from lineofsight.evaluation.plain.interpreter import Interpreter
from lineofsight.evaluation.telling import untold
from lineofsight.web.access.caseload import Caseload
from lineofsight.web.children.opened import Opened
from lineofsight.web.children.owed import Owed, owed_ever, owed_now
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.snapshots import known


def now(caseload: Caseload, opened: Opened) -> list[Owed]:
    """What waits, and what ended in the last 90 days."""
    rows = list(caseload.of_children().filter(reference=opened.child.reference))
    return owed_now(rows, definitions().standards, opened.day)


def ever(opened: Opened, standard: str | None = None) -> list[Owed]:
    """Everything ever owed, by the definitions in force; of one standard where it is named. Newest first.

    Nothing where there is no snapshot yet, or the files loaded cannot tell of the standard.
    """
    latest = known()
    if latest is None:
        return []
    reader = _reader(latest.info.snapshot, definitions().sha256, standard)
    found = reader.duties(opened.record, latest.info.as_known_on)
    mine = [duty for duty in found if duty.holder == opened.child.child_id]
    return owed_ever(mine, definitions().standards, opened.day)


@lru_cache(maxsize=64)
def _reader(snapshot: str, catalogue: str, standard: str | None) -> Interpreter:
    """The standards made ready, kept for one snapshot's coverage and one set of definitions."""
    latest = known(snapshot)
    coverage = latest.snapshot.manifest.coverage if latest else {}
    chosen = [
        item for item in definitions().standards.values()
        if item.holder is Holder.CHILD and standard in (None, item.code) and not untold(item, coverage)
    ]  # fmt: skip
    return Interpreter(chosen, coverage)


def one(caseload: Caseload, opened: Opened, standard: str, mark: str) -> Owed | None:
    """One thing owed, by its standard and mark: as the worklists have it, else as worked out from the record."""
    for found in (now(caseload, opened), None):
        for owed in ever(opened, standard) if found is None else found:
            if owed.standard == standard and owed.mark == mark:
                return owed
    return None
