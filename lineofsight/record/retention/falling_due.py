"""Which children's records fall due for disposal, under which class, and when: worked out from the record on a day.

A child is in every class their record gives evidence of, and the longest wins. Where the length of any of them cannot
be told (no date of birth, an order without its day), nothing falls due: it could not be determined. What is still open
counts as if it ended on the day asked about, so that it cannot have fallen due.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl
from django.db import connections

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.retention import CountedFrom, Evidence, RetentionClass
from lineofsight.core.tables import TABLES
from lineofsight.evaluation.retention import read_schedule
from lineofsight.record.covering import columns_held, standing_parts
from lineofsight.record.home import Home
from lineofsight.record.ranking import SameRows
from lineofsight.record.reading_rows import standing_rows
from lineofsight.record.retention.actions import PEOPLE
from lineofsight.record.retention.holds import held_on
from lineofsight.record.rows import fetch, quoted

DUE, NOT_YET, HELD, NOT_KNOWN = "due", "not_yet", "held", "not_known"
COLUMNS = ("child", "status", "retention_class", "due_on", "authority", "basis", "reason")
ADULT = 18
_DIED = ("care_episodes", "end_reason", ("E2",))


def falling_due(
    home: Home, as_at: date, *, child: str | None = None, schedule: Sequence[RetentionClass] | None = None
) -> pl.DataFrame:  # fmt: skip
    """Each child in a class, with the day the record falls due: columns COLUMNS, the soonest first.

    `due_on` is the anniversary until which the record is kept: from that day it may be disposed of. Blank where it
    could not be determined. Raises PolicyProblem where the home's own schedule cannot be used.
    """
    classes = read_schedule(home.policy) if schedule is None else schedule
    claims = _claims(home, classes, child, as_at)
    people = _people(home, child)
    due = claims.join(people, on="child", how="left").with_columns(_due_on(), _unknown_because())
    order = {each.code: place for place, each in enumerate(classes)}
    # What cannot be told comes first, as if it were longest: it may be.
    place = pl.col("retention_class").replace_strict(order, return_dtype=pl.Int64)
    ranked = due.sort(pl.col("due_on").is_null(), "due_on", place.neg(), descending=True)
    longest = ranked.unique("child", keep="first", maintain_order=True)
    told = longest.join(held_on(home, as_at, longest["child"]), on="child", how="left")
    authorities = {each.code: str(each.authority) for each in classes}
    weights = {each.code: each.basis.weight for each in classes}
    code = pl.col("retention_class")
    return told.with_columns(_status(as_at)).with_columns(
        code.replace_strict(authorities, return_dtype=pl.String).alias("authority"),
        code.replace_strict(weights, return_dtype=pl.String).alias("basis"),
        pl.coalesce("held_because", "unknown", "counted").alias("reason"),
    ).select(COLUMNS).sort("due_on", "child", nulls_last=True)  # fmt: skip


def anniversary(day: pl.Expr, years: pl.Expr | int) -> pl.Expr:
    """The day that many years on; of 29 February, 1 March where the year has none, so that nothing goes a day early."""
    later = day.dt.offset_by(pl.format("{}y", years) if isinstance(years, pl.Expr) else f"{years}y")
    moved = (day.dt.month() == 2) & (day.dt.day() == 29) & (later.dt.day() == 28)
    return pl.when(moved).then(later.dt.offset_by("1d")).otherwise(later)


def _claims(home: Home, classes: Sequence[RetentionClass], child: str | None, as_at: date) -> pl.DataFrame:
    """One row for a child and class: child, retention_class, years, young_years, from_birth, last_on, open."""
    found = []
    for each in classes:
        rows = pl.concat([_evidence(home, item, child) for item in each.all_evidence])
        day = pl.when("open").then(pl.lit(as_at)).otherwise("day")
        last = rows.group_by("child").agg(
            pl.when(day.is_null().any()).then(None).otherwise(day.max()).alias("last_on"), pl.col("open").any()
        )
        found.append(
            last.with_columns(
                pl.lit(each.code).alias("retention_class"),
                pl.lit(each.years, dtype=pl.Int64).alias("years"),
                pl.lit(each.years_if_died_young, dtype=pl.Int64).alias("young_years"),
                pl.lit(each.counted_from is CountedFrom.BIRTH).alias("from_birth"),
            )
        )
    return pl.concat(found)


def _evidence(home: Home, item: Evidence, child: str | None) -> pl.DataFrame:
    """The standing rows that put children in a class: child, the day an event class runs from, whether still open."""
    table = TABLES[item.table]
    day = item.at or table.ends or table.event
    begun = table.event if day == table.ends else None
    names = dict.fromkeys(name for name in (table.holder_column, day, begun, item.column) if name)
    where, parameters = "superseded_by IS NULL", []
    if child is not None:
        where, parameters = f"{where} AND {quoted(table.holder_column)} = %s", [child]
    rows = fetch(
        connections[home.aliases.record], table.name, [table.column(name) for name in names], where, parameters
    )
    if item.column:
        rows = rows.filter(pl.col(item.column).is_in(list(item.codes)))
    last = pl.col(day) if day else pl.lit(None, dtype=pl.Date)
    is_open = pl.col(begun).is_not_null() & last.is_null() if begun and not item.at else pl.lit(False)
    found = rows.select(pl.col(table.holder_column).alias("child"), last.alias("day"), is_open.alias("open"))
    return found.drop_nulls("child")


def _people(home: Home, child: str | None) -> pl.DataFrame:
    """Each person's dates: child, born_on, died_on, and whether care ended by death."""
    held, same = columns_held(standing_parts(home)), SameRows(connections[home.aliases.record])
    where, parameters = ("", []) if child is None else ("id = %s", [child])
    rows = standing_rows(home, PEOPLE, held, same, where, parameters)
    died = _evidence(home, Evidence(_DIED[0], _DIED[1], _DIED[2]), child)["child"]
    return rows.select(
        pl.col("id").alias("child"), "born_on", "died_on", pl.col("id").is_in(died.implode()).alias("is_dead")
    )


def _due_on() -> pl.Expr:
    born, died, young = pl.col("born_on"), pl.col("died_on"), pl.col("young_years")
    died_young = young.is_not_null() & (died < anniversary(born, ADULT)).fill_null(False)
    by_birth = (
        pl.when(born.is_null() | (young.is_not_null() & _dead_without_day())).then(None)
        .when(died_young).then(anniversary(died, young)).otherwise(anniversary(born, pl.col("years")))
    )  # fmt: skip
    by_event = anniversary(pl.col("last_on"), pl.col("years"))
    return pl.when("from_birth").then(by_birth).otherwise(by_event).alias("due_on")


def _dead_without_day() -> pl.Expr:
    return pl.col("is_dead").fill_null(False) & pl.col("died_on").is_null()


def _unknown_because() -> pl.Expr:
    could_not = "could not be determined: "
    return (
        pl.when(pl.col("from_birth") & pl.col("born_on").is_null()).then(pl.lit(could_not + "no date of birth"))
        .when(pl.col("from_birth") & pl.col("young_years").is_not_null() & _dead_without_day())
        .then(pl.lit(could_not + "the child died, and no date of death is recorded"))
        .when(~pl.col("from_birth") & pl.col("last_on").is_null())
        .then(pl.lit(could_not + "something has no date"))
        .alias("unknown")
    )  # fmt: skip


def _status(as_at: date) -> list[pl.Expr]:
    young = pl.col("young_years").is_not_null() & (
        (pl.col("died_on") < anniversary(pl.col("born_on"), ADULT)).fill_null(False)
    )
    counted = (
        pl.when(pl.col("from_birth") & young).then(pl.format("{} years from death before 18", "young_years"))
        .when("from_birth").then(pl.format("{} years from birth", "years"))
        .when("open").then(pl.format("{} years from its end, and it is still open", "years"))
        .otherwise(pl.format("{} years from the last of it", "years"))
    )  # fmt: skip
    status = (
        pl.when(pl.col("held_because").is_not_null()).then(pl.lit(HELD))
        .when(pl.col("due_on").is_null()).then(pl.lit(NOT_KNOWN))
        .when(pl.col("due_on") <= as_at).then(pl.lit(DUE)).otherwise(pl.lit(NOT_YET))
    )  # fmt: skip
    return [status.alias("status"), counted.alias("counted")]
