"""As much of a snapshot's record as a figure is told from: reading the rest would take most of the time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lineofsight.core.indicators import Duties, Indicator
from lineofsight.core.standards import Standard
from lineofsight.core.table import Holder
from lineofsight.core.tables import TABLES
from lineofsight.core.tables.people import disabilities, people
from lineofsight.core.tables.workforce import allocations
from lineofsight.evaluation.record import Record

# Who a child is, which breakdowns ask, and who held them when.
_OF_EVERY_CHILD = frozenset({people.name, disabilities.name, allocations.name})


def with_tables_needed(
    indicators: Iterable[Indicator], record: Record, standards: Mapping[str, Standard]
) -> Record:  # fmt: skip
    """The record with the tables alone that measures, their standards and who held a child are told from.

    Tables about workers, teams and the service stay: they are small. What is covered stays as it is for every table.
    """
    names = set(_OF_EVERY_CHILD)
    for indicator in indicators:
        names |= indicator.tables()
        if isinstance(indicator.population, Duties):
            for code in indicator.population.standards or tuple(standards):
                names.update(standards[code].tables())
    kept = {
        name: frame for name, frame in record.frames.items()
        if name in names or (name in TABLES and TABLES[name].holder is not Holder.CHILD)
    }  # fmt: skip
    return Record(kept, record.as_known_on, record.coverage)
