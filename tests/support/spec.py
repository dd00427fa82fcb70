"""The harness of specs: rows in, duties expected, on every engine that reads standards.

A spec names one standard, gives small tables, and says which duties follow and what each is on a day. Children not
written in a `people` table get one, born on 1 January 2015. Tables not written are empty and covered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import polars as pl

from lineofsight.core.duties import Duty, RowReference, status
from lineofsight.core.standards import Standard
from lineofsight.core.table import Holder
from lineofsight.core.tables import table_named
from lineofsight.evaluation.coverage import Coverage, everything_covered
from lineofsight.evaluation.plain.interpreter import duties
from lineofsight.evaluation.plain.record import PlainRecord
from lineofsight.evaluation.ticks import LONDON, day_tick, end_of, minute_tick, tick_day, tick_moment
from tests.support import examples
from tests.support.tables import cells, parse, record_rows

Rows = Mapping[str, list[dict[str, Any]]]
Engine = Callable[[Standard, Rows, Coverage, date], list[Duty]]


def plain(
    standard: Standard, tables: Mapping[str, list[dict[str, Any]]], coverage: Coverage, known: date
) -> list[Duty]:
    """The interpreter."""
    return duties(standard, PlainRecord(tables), coverage, known)


def columnar(
    standard: Standard, tables: Mapping[str, list[dict[str, Any]]], coverage: Coverage, known: date
) -> list[Duty]:
    """The kernel over columns."""
    from lineofsight.evaluation.columnar.duties import duty_table
    from lineofsight.evaluation.record import Record

    table = duty_table([standard], Record.of(frames(tables), known, coverage))
    return [_duty(row, in_hours=standard.in_hours) for row in table.iter_rows(named=True)]


def _duty(row: Mapping[str, Any], *, in_hours: bool) -> Duty:
    """A row of the duty table as a duty."""

    def tick(name: str) -> int | None:
        value = row[f"{name}_at"] if in_hours else row[f"{name}_on"]
        if value is None:
            return None
        return minute_tick(value) if in_hours else day_tick(value)

    def behind(name: str) -> RowReference | None:
        table = row[f"{name}_by_table"]
        return None if table is None else RowReference(table, row[f"{name}_by_id"])

    opened = tick("opened")
    assert opened is not None
    return Duty(
        row["standard"], row["holder"], row["subject"], row["variant"], opened, tick("due"), tick("met"),
        tick("closed"), in_hours=in_hours, known=row["known"],
        recorded_on=None if row["recorded_on"] is None else day_tick(row["recorded_on"]), basis=row["basis"],
        opened_by=behind("opened"), met_by=behind("met"), closed_by=behind("closed"),
    )  # fmt: skip


ENGINES: dict[str, Engine] = {"plain": plain, "columnar": columnar}


def spec(
    standard: Standard, *, as_at: str, expect: str, coverage: Coverage | None = None, **tables: str
) -> None:  # fmt: skip
    """Check that the tables give exactly the duties expected, on each engine.

    `expect` may name any of: child (or worker, team, carer, home, service), subject, variant, opened_on, opened_at,
    due_on, due_at, met_on, met_at, recorded_on, closed_on, status, basis.
    """
    if examples.gathering():
        examples.note("standards", standard.code, tables, expect, coverage, as_at=as_at)
        return
    day = date.fromisoformat(as_at)
    rows = with_children({name: record_rows(name, text) for name, text in tables.items()})
    wanted = parse(expect)
    heading = list(wanted[0]) if wanted else ["status"]
    for name, engine in ENGINES.items():
        found = engine(standard, rows, coverage or everything_covered(), day)
        shown = [shown_duty(duty, standard, day) for duty in found]
        got = cells([row for row in shown if row["status"] is not None], heading)
        assert got == cells(wanted, heading), f"{standard.code} on {name}: {got}"


def with_children(rows: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """The rows with a `people` row for every child any of them is about."""
    people = list(rows.get("people", []))
    known = {row["id"] for row in people}
    named = {
        row["child_id"] for name, group in rows.items() if table_named(name).holder is Holder.CHILD for row in group
        if row.get("child_id")
    }  # fmt: skip
    for child in sorted(named - known):
        people += record_rows("people", f"id | born_on\n{child} | 2015-01-01")
    return {**rows, "people": people}


def shown_duty(duty: Duty, standard: Standard, as_at: date) -> dict[str, Any]:
    """A duty as specs write it: dates rather than ticks, and its status."""

    def on(tick: int | None) -> date | None:
        if tick is None:
            return None
        return tick_moment(tick).astimezone(LONDON).date() if duty.in_hours else tick_day(tick)

    def at(tick: int | None) -> str | None:
        if tick is None or not duty.in_hours:
            return None
        return tick_moment(tick).astimezone(LONDON).strftime("%Y-%m-%d %H:%M")

    tick = end_of(as_at, in_hours=duty.in_hours)
    return {
        standard.holder.value: duty.holder, "subject": duty.subject, "variant": duty.variant,
        "opened_on": on(duty.opened), "opened_at": at(duty.opened), "due_on": on(duty.due), "due_at": at(duty.due),
        "met_on": on(duty.met), "met_at": at(duty.met),
        "recorded_on": None if duty.recorded_on is None else tick_day(duty.recorded_on),
        "closed_on": on(duty.closed), "basis": duty.basis,
        "status": status(duty.opened, duty.due, duty.met, duty.closed, duty.known, tick),
    }  # fmt: skip


def frames(rows: Mapping[str, list[dict[str, Any]]]) -> dict[str, pl.DataFrame]:
    """The same rows as frames in the declared schema, for engines that read columns."""
    from lineofsight.evaluation.schemas import schema_of

    return {name: pl.DataFrame(group, schema=schema_of(table_named(name))) for name, group in rows.items()}
