"""By when each thing asked of a partner is due, worked out from one child's record by the definitions in force."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from lineofsight.evaluation.coverage import everything_covered
from lineofsight.evaluation.plain.interpreter import Interpreter
from lineofsight.evaluation.plain.record import PlainRecord
from lineofsight.evaluation.ticks import tick_day
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.partners.codes import ESCALATION, STANDARD_OF

Due = Mapping[tuple[str, str], date | None]


def due_days(record: PlainRecord, today: date) -> Due:
    """The due day of each row by (standard, row id); None where the record cannot tell."""
    standards = definitions().standards
    wanted = [standards[code] for code in (*STANDARD_OF.values(), ESCALATION) if code in standards]
    found = Interpreter(wanted, everything_covered()).duties(record, today)
    return {(duty.standard, duty.subject): tick_day(duty.due) if duty.due is not None else None for duty in found}
