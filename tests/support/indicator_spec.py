"""The harness of indicators' specs: rows in, the cohort and the figure expected.

A spec names one indicator, gives small tables and a period, and says which rows are looked at and whether each counts.
The figure is always taken too, and must be the sum over the cohort. Children are made as in `tests.support.spec`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import polars as pl

from lineofsight.core.indicator_measures import Count, Percent
from lineofsight.core.indicators import Duties, Indicator
from lineofsight.core.periods import parse_period
from lineofsight.core.standards import Standard
from lineofsight.core.tables import table_named
from lineofsight.evaluation.cohorts import cohort
from lineofsight.evaluation.coverage import Coverage, everything_covered
from lineofsight.evaluation.figures import figures
from lineofsight.evaluation.plain.interpreter import duties
from lineofsight.evaluation.plain.record import PlainRecord
from lineofsight.evaluation.record import Record
from lineofsight.evaluation.ticks import tick_day, tick_moment
from tests.support import examples
from tests.support.spec import frames, with_children
from tests.support.tables import cells, parse, record_rows

KNOWN = "2024-12-31"
_SHOWN = {True: "yes", False: "no", None: "missing"}


def counts(
    indicator: Indicator, *, period: str, expect: str, figure: str | None = None, known: str = KNOWN,
    coverage: Coverage | None = None, standards: Mapping[str, Standard] | None = None, **tables: str,
) -> None:  # fmt: skip
    """Check that the tables give exactly the cohort expected in a period, and that the figure is the sum over it.

    `expect` may name any of: child, holder, subject, counted (yes, no, missing), reason, event_on, team, worker,
    table, row_id, amount, weight. `figure` is the value, rounded to one place, or `none`.
    """
    if examples.gathering():
        examples.note("indicators", indicator.code, tables, expect, coverage, period=period, known=known, figure=figure)
        return
    rows = with_children({name: record_rows(name, text) for name, text in tables.items()})
    record = Record.of(frames(rows), date.fromisoformat(known), coverage or everything_covered())
    when = parse_period(period)
    options: dict[str, Any] = {"standards": standards or {}, "duties": plain_duties(rows, record)}
    found = cohort(indicator, record, when, **options)
    wanted = parse(expect)
    heading = list(wanted[0]) if wanted else ["child"]
    shown = [{**row, "counted": _SHOWN[row["counted"]]} for row in found.iter_rows(named=True)]
    assert cells(shown, heading) == cells(wanted, heading), f"{indicator.code}: {cells(shown, heading)}"
    whole = figures([indicator], record, [when], **options).filter(pl.col("breakdown") == "{}")
    if len(whole):
        agrees(indicator, found, whole.row(0, named=True))
    if figure is not None:
        value = whole["value"][0]
        assert ("none" if value is None else f"{value:.1f}") == figure, f"{indicator.code}: {value}"


def agrees(indicator: Indicator, found: pl.DataFrame, row: Mapping[str, Any]) -> None:
    """A figure's numbers are the sums over its cohort."""
    yes = found.filter(pl.col("counted"))
    known = found.filter(pl.col("counted").is_not_null())
    assert row["missing"] == len(found) - len(known), indicator.code
    if isinstance(indicator.population, Duties) or isinstance(indicator.as_, Count):
        whole = len(yes) if isinstance(indicator.as_, Count | Percent) else yes["amount"].sum()
        assert row["numerator"] == whole, indicator.code
    else:
        assert abs(row["numerator"] - yes["amount"].sum()) < 1e-6, indicator.code
    if isinstance(indicator.as_, Percent | Count):
        assert abs(row["denominator"] - known["weight"].sum()) < 1e-6, indicator.code


def plain_duties(rows: Mapping[str, list[dict[str, Any]]], record: Record) -> Any:
    """Duties by the interpreter, in the columns the kernel gives them."""
    plain = PlainRecord(rows)

    def found(standard: Standard, _: Record) -> pl.DataFrame:
        def on(tick: int | None) -> date | None:
            if tick is None:
                return None
            return tick_moment(tick).date() if standard.in_hours else tick_day(tick)

        def at(tick: int | None) -> datetime | None:
            return None if tick is None or not standard.in_hours else tick_moment(tick)

        return pl.DataFrame(
            [
                {"standard": duty.standard, "holder": duty.holder, "subject": duty.subject, "known": duty.known,
                 "recorded_on": None if duty.recorded_on is None else tick_day(duty.recorded_on),
                 "opened_by_table": duty.opened_by.table if duty.opened_by else None,
                 "opened_by_id": duty.opened_by.row_id if duty.opened_by else None,
                 **{f"{name}_on": on(getattr(duty, name)) for name in ("opened", "due", "met", "closed")},
                 **{f"{name}_at": at(getattr(duty, name)) for name in ("opened", "due", "met", "closed")}}
                for duty in duties(standard, plain, record.coverage, record.as_known_on)
            ],
            schema={"standard": pl.String, "holder": pl.String, "subject": pl.String, "known": pl.Boolean,
                    "recorded_on": pl.Date, "opened_by_table": pl.String, "opened_by_id": pl.String,
                    **{f"{name}_on": pl.Date for name in ("opened", "due", "met", "closed")},
                    **{f"{name}_at": pl.Datetime("us", "UTC") for name in ("opened", "due", "met", "closed")}},
        )  # fmt: skip

    return found


def is_of_each(indicator: Indicator, table: str, at: str, also: Mapping[str, str] | None = None) -> None:
    """A spec of a flow: rows of the first and last day are in; of the days outside, and of no day, are not."""
    shared = dict(also or {})
    _small(indicator, "2024-03", table, {
        "first": {at: "2024-03-01", **shared}, "last": {at: "2024-03-31", **shared},
        "before": {at: "2024-02-29", **shared}, "after": {at: "2024-04-01", **shared}, "blank": {at: "", **shared},
    }, {"first": "yes", "last": "yes"})  # fmt: skip


def is_of_open(
    indicator: Indicator, table: str, start: str, end: str, also: Mapping[str, str] | None = None
) -> None:  # fmt: skip
    """A spec of a stock: in from its first day until the day before its last; no end is open; no start is not known."""
    shared = dict(also or {})
    _small(indicator, "2024-03-31", table, {
        "still": {start: "2024-01-01", end: "", **shared}, "today": {start: "2024-03-31", end: "", **shared},
        "to-come": {start: "2024-04-01", end: "", **shared},
        "ended": {start: "2024-01-01", end: "2024-03-31", **shared},
        "ends-next": {start: "2024-01-01", end: "2024-04-01", **shared}, "blank": {start: "", end: "", **shared},
    }, {"still": "yes", "today": "yes", "ends-next": "yes"})  # fmt: skip


def asks(
    indicator: Indicator, table: str, at: str, column: str, *, yes: str, no: str, blank: str = "missing",
    also: Mapping[str, str] | None = None, period: str = "2024-03",
) -> None:  # fmt: skip
    """A spec of a question about one column: each value (by spaces) that counts, each that does not, and a blank.

    The row of the day after the period is not looked at. `blank` is `missing`, `no`, or `left out`.
    """
    shared = dict(also or {})
    rows = {f"yes-{value}": {at: "2024-03-01", column: value, **shared} for value in yes.split()}
    rows |= {f"no-{value}": {at: "2024-03-31", column: value, **shared} for value in no.split()}
    rows["blank"] = {at: "2024-03-31", column: "", **shared}
    rows["after"] = {at: "2024-04-01", column: yes.split()[0], **shared}
    answers = {name: name.partition("-")[0] for name in rows if name not in ("blank", "after")}
    _small(indicator, period, table, rows, answers if blank == "left out" else {**answers, "blank": blank})


def _small(
    indicator: Indicator, period: str, table: str, rows: Mapping[str, Mapping[str, str]], answers: Mapping[str, str]
) -> None:
    """Rows by name, each of a holder of its own, and what each is answered."""
    declared = table_named(table)
    names = list(next(iter(rows.values())))
    holder = [] if declared.holder_is_id else [declared.holder_column]
    lines = [" | ".join(["id", *holder, *names])]
    lines += [" | ".join([name, *(name for _ in holder), *row.values()]) for name, row in rows.items()]
    expected = [f"{name} | {answer}" for name, answer in answers.items()]
    written: dict[str, Any] = {table: "\n".join(lines)}
    counts(indicator, period=period, expect="\n".join(["subject | counted", *expected]), **written)
