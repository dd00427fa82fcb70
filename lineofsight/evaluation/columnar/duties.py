"""The duties of standards as one table of dates, each with the rows behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl

from lineofsight.core.clocks import Schedule
from lineofsight.core.derived import origin
from lineofsight.core.duties import Status
from lineofsight.core.standards import Standard
from lineofsight.evaluation.columnar.clock_tables import NEVER, Ticks, local_day
from lineofsight.evaluation.columnar.events import MICROSECONDS_IN_A_MINUTE, Events
from lineofsight.evaluation.columnar.frames import Frames
from lineofsight.evaluation.columnar.kernel import Duties, duties_of
from lineofsight.evaluation.columnar.keys import Places
from lineofsight.evaluation.plain.interpreter import DATE_ONLY, LATEST_ONLY
from lineofsight.evaluation.record import Record
from lineofsight.evaluation.ticks import day_tick, end_of, first_minute

MOMENT = pl.Datetime("us", "UTC")
SCHEMA = pl.Schema({
    "standard": pl.String(), "holder_kind": pl.String(), "holder": pl.String(), "subject": pl.String(),
    "variant": pl.String(), "opened_on": pl.Date(), "opened_at": MOMENT, "due_on": pl.Date(), "due_at": MOMENT,
    "met_on": pl.Date(), "met_at": MOMENT, "recorded_on": pl.Date(), "closed_on": pl.Date(), "closed_at": MOMENT,
    "national_due_on": pl.Date(), "known": pl.Boolean(), "basis": pl.String(), "opened_by_table": pl.String(),
    "opened_by_id": pl.String(), "met_by_table": pl.String(), "met_by_id": pl.String(), "closed_by_table": pl.String(),
    "closed_by_id": pl.String(),
})  # fmt: skip
ORDER = ("standard", "holder", "subject", "opened_on", "opened_at", "due_on", "due_at")


def duty_table(standards: Iterable[Standard], record: Record, *, ended_since: date | None = None) -> pl.DataFrame:
    """Every duty that opened by the record's last known day, ordered by standard, holder, subject and opening.

    Dates are London's; `*_at` is there for hour clocks only. A standard with a table that is not covered has no rows.
    With `ended_since`, those that were met or closed before that day are left out, and never written out.
    """
    wanted = list(standards)
    frames = Frames(record, wanted, detail=True)
    since = None if ended_since is None else day_tick(ended_since)
    found = [d for standard in wanted if (d := duties_of(standard, frames, counted_from=since)) is not None]
    if since is not None:
        found = [_ended_since(duties, since) for duties in found]
    # Standard by standard: many short sorts, none of them by the standard.
    found.sort(key=lambda duties: duties.standard.code)
    parts = [shown(duties).sort(*ORDER[1:], nulls_last=False, maintain_order=True) for duties in found]
    return pl.concat([pl.DataFrame(schema=SCHEMA), *parts])


def _ended_since(duties: Duties, day: int) -> Duties:
    """Those that are open or ended on that day tick or later."""
    kept = np.flatnonzero(duties.ended >= (first_minute(day) if duties.standard.in_hours else day))
    return replace(
        duties, opening=duties.opening[kept], opened=duties.opened[kept], due=duties.due[kept], met=duties.met[kept],
        closed=duties.closed[kept], known=duties.known[kept], variant=duties.variant[kept], basis=duties.basis[kept],
        opener=duties.opener[kept], meeting=duties.meeting[kept],
    )  # fmt: skip


def shown(duties: Duties) -> pl.DataFrame:
    """One standard's duties as a table."""
    standard, count = duties.standard, len(duties)
    opening_ids = duties.openings.rows["id"].gather(duties.opening)
    holders = duties.openings.rows[standard.opens.source.holder_column].gather(duties.opening)
    table = origin(standard.opens.source).name
    columns: dict[str, pl.Series] = {
        "standard": _same(standard.code, count), "holder_kind": _same(standard.holder.value, count),
        "holder": holders.fill_null(""), "subject": opening_ids, "variant": _variants(duties),
    }  # fmt: skip
    for name, ticks in (("opened", duties.opened), ("due", duties.due), ("met", duties.met), ("closed", duties.closed)):
        columns[f"{name}_on"], columns[f"{name}_at"] = _dates(ticks, in_hours=standard.in_hours)
    columns["known"] = pl.Series(duties.known, dtype=pl.Boolean)
    columns["basis"] = _chosen(("", DATE_ONLY, LATEST_ONLY), duties.basis)
    by_event = duties.opener >= 0
    tables, ids = _rows_of(duties.events, duties.opener)
    columns["opened_by_table"] = _either(by_event, tables, _same(table, count))
    columns["opened_by_id"] = _either(by_event, ids, opening_ids)
    if isinstance(standard.met_by, str):
        met = duties.met != NEVER
        nothing = _same(None, count)
        columns["met_by_table"] = _either(met, _same(table, count), nothing)
        columns["met_by_id"] = _either(met, opening_ids, nothing)
        columns["recorded_on"] = _either(met, _recorded(duties), pl.repeat(None, count, dtype=pl.Date, eager=True))
    else:
        columns["met_by_table"], columns["met_by_id"] = _rows_of(duties.events, duties.meeting)
        assert duties.events.recorded is not None
        recorded = _taken(duties.events.recorded, duties.meeting)
        columns["recorded_on"] = _dates(recorded, in_hours=False)[0]
    closer = duties.openings.closer[duties.opening]
    columns["closed_by_table"], columns["closed_by_id"] = _rows_of(duties.openings.closing, closer)
    columns["national_due_on"] = pl.repeat(None, count, dtype=pl.Date, eager=True)
    return pl.DataFrame({name: columns[name] for name in SCHEMA}, schema_overrides=SCHEMA)


def with_status(frame: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """The duties with `status` at the end of a day in London; blank where one had not opened."""
    in_hours = pl.col("opened_at").is_not_null()

    def tick(name: str) -> pl.Expr:
        minutes = pl.col(f"{name}_at").dt.epoch("us") // MICROSECONDS_IN_A_MINUTE
        return pl.when(in_hours).then(minutes).otherwise(pl.col(f"{name}_on").to_physical().cast(pl.Int64))

    at = pl.when(in_hours).then(end_of(as_at, in_hours=True)).otherwise(end_of(as_at, in_hours=False))
    opened, due, met, closed = (tick(name) for name in ("opened", "due", "met", "closed"))
    is_met = (met <= at) & (closed.is_null() | (met <= closed))
    status = (
        pl.when(opened > at).then(None)
        .when(pl.col("known").not_() | due.is_null()).then(_word(Status.NOT_KNOWN))
        .when(is_met & (met <= due)).then(_word(Status.MET))
        .when(is_met).then(_word(Status.LATE))
        .when((closed <= at) & (closed <= due)).then(_word(Status.ENDED))
        .when(closed <= at).then(_word(Status.ENDED_OVERDUE))
        .when(due < at).then(_word(Status.OVERDUE))
        .otherwise(_word(Status.DUE))
    )  # fmt: skip
    return frame.with_columns(status.alias("status"))


def _word(status: Status) -> pl.Expr:
    return pl.lit(status.value)


def _same(value: str | None, count: int) -> pl.Series:
    return pl.repeat(value, count, dtype=pl.String, eager=True)


def _variants(duties: Duties) -> pl.Series:
    due = duties.standard.due
    names = tuple(option.name for option in due.variants) if isinstance(due, Schedule) else ()
    return _chosen(("", *names), duties.variant + np.int8(1))


def _chosen(names: tuple[str, ...], places: np.ndarray) -> pl.Series:
    return pl.Series(names, dtype=pl.String).gather(places.astype(np.int64))


def _dates(ticks: Ticks, *, in_hours: bool) -> tuple[pl.Series, pl.Series]:
    """Ticks as days in London and, for minutes, as moments."""
    present = pl.Series(ticks != NEVER)
    if not in_hours:
        days = pl.Series(ticks, dtype=pl.Int32).cast(pl.Date)
        return _either(present.to_numpy(), days, pl.repeat(None, len(ticks), dtype=pl.Date, eager=True)), pl.repeat(
            None, len(ticks), dtype=MOMENT, eager=True
        )
    moments = pl.Series(ticks.astype(np.int64) * MICROSECONDS_IN_A_MINUTE).cast(MOMENT)
    days = pl.Series(local_day(np.where(ticks == NEVER, 0, ticks).astype(np.int32)), dtype=pl.Int32).cast(pl.Date)
    return (
        _either(present.to_numpy(), days, pl.repeat(None, len(ticks), dtype=pl.Date, eager=True)),
        _either(present.to_numpy(), moments, pl.repeat(None, len(ticks), dtype=MOMENT, eager=True)),
    )


def _either(flags: np.ndarray, yes: pl.Series, no: pl.Series) -> pl.Series:
    return pl.select(pl.when(pl.Series(flags, dtype=pl.Boolean)).then(yes).otherwise(no)).to_series()


def _rows_of(events: Events, places: Places) -> tuple[pl.Series, pl.Series]:
    """The table and id of each event; blank where there is none."""
    assert events.ids is not None
    assert events.tables is not None
    found = pl.Series(places, dtype=pl.Int64).replace(-1, None)
    tables = pl.Series(events.names, dtype=pl.String).gather(pl.Series(events.tables, dtype=pl.Int64).gather(found))
    return tables, events.ids.gather(found)


def _taken(values: Ticks, places: Places) -> Ticks:
    if not len(values):
        return np.full(len(places), NEVER, np.int32)
    return np.where(places >= 0, values[np.maximum(places, 0)], NEVER).astype(np.int32)


def _recorded(duties: Duties) -> pl.Series:
    rows = duties.openings.rows
    if "recorded_on" not in rows.columns:
        return pl.repeat(None, len(duties), dtype=pl.Date, eager=True)
    return rows["recorded_on"].gather(duties.opening)
