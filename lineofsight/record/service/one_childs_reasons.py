"""Why one child should be looked at before others, read plainly: the reasons that `children_now` gives everybody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.periods import parse_period
from lineofsight.evaluation.indicators.counted import not_covered, open_workspace
from lineofsight.evaluation.indicators.states import Standards
from lineofsight.evaluation.plain.looked import OnADay
from lineofsight.evaluation.plain.stocks import counted
from lineofsight.evaluation.record import Record
from lineofsight.record.service.children import MEASURED, tells_of_status
from lineofsight.record.service.drift import drift_of_one
from lineofsight.record.service.knowing import KEPT, Known
from lineofsight.record.service.now import Reason, Stage


def reasons_of_one(about: Known, at: OnADay, row: Mapping[str, Any]) -> list[str]:
    """The reasons, the gravest first. `row`: the child's other columns of ChildNow."""
    found = {reason for reason, counts in _told(about, at.day).items() if _is_counted(about, at, reason, counts=counts)}
    found |= drift_of_one(at.record, at.day, is_open=row["is_open"], changes=row["changes_of_worker"])
    if row["missing_since"] is not None:
        found.add(Reason.MISSING)
    if row["overdue"] > 0:
        found.add(Reason.OVERDUE)
    if row["stage"] == Stage.IN_CARE.value and row["legal_status"] is None and tells_of_status(about.coverage):
        found.add(Reason.NO_STATUS)
    return [reason.value for reason in Reason if reason in found]


def _is_counted(about: Known, at: OnADay, reason: Reason, *, counts: bool | None) -> bool:
    indicator = about.catalogue.indicators[MEASURED[reason][0]]
    return any(answer is counts for _, answer in counted(indicator, at))


@lru_cache(maxsize=KEPT)
def _told(about: Known, on: date) -> Mapping[Reason, bool | None]:
    """The reasons that are a measure's own rows, which rows, where the record can tell of the day: for every child."""
    workspace = open_workspace(Record({}, on, about.coverage))
    period = parse_period(on.isoformat())
    return {
        reason: counts
        for reason, (code, counts) in MEASURED.items()
        if not_covered(about.catalogue.indicators[code], workspace, [period], Standards({}))[0] is None
    }
