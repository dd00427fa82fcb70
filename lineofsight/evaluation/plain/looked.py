"""One row of a small record, looked at on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from lineofsight.core.clocks import Clock
from lineofsight.core.derived import Source
from lineofsight.core.indicator_questions import Anchor, Moment
from lineofsight.evaluation.plain.record import PlainRecord
from lineofsight.evaluation.plain.responsibilities import Responsibility
from lineofsight.evaluation.plain.rows import Row
from lineofsight.evaluation.plain.schedules import day_after
from lineofsight.evaluation.ticks import day_tick

# Later than every day that can be written: where a clock has no answer, since no calendar reaches that far.
NEVER: Final = 2**30


@dataclass(frozen=True, slots=True)
class OnADay:
    """A small record as at a day, which is also the last it knows of; and who held each child, and when."""

    record: PlainRecord
    day: date
    held: Sequence[Responsibility]


@dataclass(frozen=True, slots=True)
class Looked:
    """One row of a source, looked at on the day."""

    source: Source
    row: Row
    at: OnADay

    @property
    def holder(self) -> str | None:
        """Whose row it is."""
        found: str | None = self.row.get(self.source.holder_column)
        return found

    def tick(self, column: str) -> int | None:
        """A date of the row as a day tick; None where blank."""
        on = self.row.get(column)
        return None if on is None else day_tick(on)

    def day(self, anchor: Anchor) -> int | None:
        """The anchor's day; None where it is counted from a blank. The period is the day, so both its ends are."""
        tick = self.tick(anchor.column) if anchor.moment is Moment.COLUMN else day_tick(self.at.day)
        return None if tick is None else moved(anchor.clock, tick)


def moved(clock: Clock | None, tick: int) -> int:
    """The day a clock started on that day is due; NEVER where no calendar reaches that far."""
    if clock is None or clock.count == 0:
        return tick
    found = day_after(clock, tick)
    return NEVER if found is None else found
