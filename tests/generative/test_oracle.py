"""The oracle, which shares no code with the evaluation, and the plain interpreter say the same of generated records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.catalogue import STANDARDS
from lineofsight.core.clocks import Schedule
from lineofsight.core.derived import Derived, holder_table
from lineofsight.core.duties import Duty, status
from lineofsight.core.standards import Standard
from lineofsight.evaluation.coverage import everything_covered
from lineofsight.evaluation.plain.interpreter import duties
from lineofsight.evaluation.plain.record import PlainRecord
from lineofsight.evaluation.ticks import day_tick, tick_day
from tests.generative.conftest import ORACLE
from tests.generative.generated import Rows
from tests.generative.oracle import Owed, oracle
from tests.generative.shapes import ROWS, day_standards
from tests.generative.test_engines_agree import KNOWN, rows_for

IN_DAYS = sorted(code for code, standard in STANDARDS.items() if not standard.in_hours)
BEFORE_AND_AFTER = (timedelta(days=-1), timedelta(0), timedelta(days=1))
Tell = Callable[[str, object], None]


def _given(standard: Standard, rows: Rows) -> tuple[dict[str, Any], dict[str, Any]]:
    """The rows by source, those of derived tables worked out; and the holders' own rows by id."""
    record = PlainRecord(rows)
    sources = {selection.source.name: selection.source for selection in standard.selections()}
    table = holder_table(standard.opens.source)
    own = rows.get(table.name, ()) if table is not None else ()
    return {name: record.rows(source) for name, source in sources.items()}, {row["id"]: row for row in own}


def _as_owed(duty: Duty) -> Owed:
    opened, due, met, closed = (
        None if tick is None else tick_day(tick) for tick in (duty.opened, duty.due, duty.met, duty.closed)
    )
    assert opened is not None
    return Owed(duty.holder, duty.subject, opened, due, met, closed, duty.known and due is not None)


def agree(standard: Standard, rows: Rows, known: date, counted: Counter[str]) -> None:
    """Fail unless both say the same, and count what was compared."""
    found = duties(standard, PlainRecord(rows), everything_covered(), known)
    expected = oracle(standard, *_given(standard, rows), known)
    assert sorted(map(repr, map(_as_owed, found))) == sorted(map(repr, expected))
    for duty in found:
        said = _as_owed(duty)
        edges = {day for day in (said.opened_on, said.due_on, said.met_on, said.closed_on, known) if day}
        for on in {edge + move for edge in edges for move in BEFORE_AND_AFTER}:
            there = status(duty.opened, duty.due, duty.met, duty.closed, duty.known, day_tick(on))
            assert there == said.status(on), f"{standard.code} on {on}: {duty}"
            counted["statuses"] += 1
    counted["records"] += 1
    counted["duties"] += len(found)


def _tell(record_property: Tell, counted: Counter[str]) -> None:
    for name, count in counted.items():
        record_property(ORACLE + name, count)


def test_every_shape_of_day_clock(record_property: Tell) -> None:
    counted: Counter[str] = Counter()

    @settings(max_examples=max(300, settings().max_examples))
    @given(standard=day_standards(), rows=ROWS, known=st.sampled_from(KNOWN))
    def compare(standard: Standard, rows: Rows, known: date) -> None:
        agree(standard, rows, known, counted)

    compare()
    assert counted["duties"], "Nothing was owed in any example."
    _tell(record_property, counted)


@pytest.mark.parametrize("code", IN_DAYS)
def test_every_standard_that_counts_days(code: str, record_property: Tell) -> None:
    standard, counted = STANDARDS[code], Counter[str]()

    @settings(max_examples=max(6, settings().max_examples // 10))
    @given(rows=rows_for(standard), known=st.sampled_from(KNOWN))
    def compare(rows: Rows, known: date) -> None:
        agree(standard, rows, known, counted)

    compare()
    counted["standards"] = 1
    counted["owed"] = int(counted["duties"] > 0)
    counted["over derived"] = int(any(isinstance(s.source, Derived) for s in standard.selections()))
    _tell(record_property, counted)


def test_what_the_oracle_does_not_read_is_counted(record_property: Tell) -> None:
    in_hours = [standard for standard in STANDARDS.values() if standard.in_hours]
    assert len(in_hours) + len(IN_DAYS) == len(STANDARDS)
    assert all(isinstance(standard.due, Schedule) for standard in in_hours)
    record_property(ORACLE + "in hours", len(in_hours))
