"""By when each thing asked of a partner is due, worked out from one child's record by the definitions in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lineofsight.evaluation.coverage import everything_covered
from lineofsight.evaluation.plain.interpreter import Interpreter
from lineofsight.evaluation.plain.record import PlainRecord
from lineofsight.evaluation.ticks import tick_day
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.partners.codes import ESCALATION, STANDARD_OF


@dataclass(frozen=True, slots=True)
class Owed:
    """When something is due (None where the record cannot tell), and since when it counts as never given."""

    due_on: date | None = None
    lapsed_on: date | None = None


Due = Mapping[tuple[str, str], Owed]


def due_days(record: PlainRecord, today: date) -> Due:
    """What is owed for each row, by (standard, row id)."""
    standards = definitions().standards
    wanted = [standards[code] for code in (*STANDARD_OF.values(), ESCALATION) if code in standards]
    found = Interpreter(wanted, everything_covered()).duties(record, today)
    return {(duty.standard, duty.subject): Owed(_day(duty.due), _lapsed(duty.closed, today)) for duty in found}


def _day(tick: int | None) -> date | None:
    return None if tick is None else tick_day(tick)


def _lapsed(tick: int | None, today: date) -> date | None:
    on = _day(tick)
    return on if on is not None and on <= today else None
