"""The record's rows as columns, each with the place of its holder, worked out once for many indicators."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import polars as pl

from lineofsight.core.clocks import Years
from lineofsight.core.derived import Source, origin
from lineofsight.core.selections import Condition, Op
from lineofsight.core.table import Holder, Table
from lineofsight.core.tables import TABLES
from lineofsight.evaluation.indicators.arrays import BLANK, UNKNOWN, YES, Answers, Flags, Ints, add_clock_to, days_of
from lineofsight.evaluation.record import Record

_TABLE_OF = {Holder.CHILD: "people", Holder.WORKER: "professionals", Holder.TEAM: "teams"}

RECENT = 8

T = TypeVar("T")
Derive = Callable[[Record, Source], pl.DataFrame]


def places_among(ids: pl.Series, wanted: pl.Series) -> Ints:
    """The place of each wanted text among different texts; -1 where it is blank or not there."""
    known = pl.DataFrame({"id": ids.cast(pl.String), "place": np.arange(len(ids))})
    asked = pl.DataFrame({"id": wanted.cast(pl.String)})
    return asked.join(known, on="id", how="left", maintain_order="left")["place"].fill_null(-1).to_numpy()


@dataclass(frozen=True)
class Holders:
    """Every holder of a kind: ids in order, and their own rows with a blank one at the end for whoever has none."""

    ids: pl.Series
    own: pl.DataFrame

    def places(self, ids: pl.Series) -> Ints:
        """Each id's place; -1 where blank or not there."""
        return places_among(self.ids, ids)


@dataclass(frozen=True)
class Rows:
    """Rows of one source, or duties, as columns; `holder` is each row's holder's place among `holders`."""

    kind: Holder
    frame: pl.DataFrame
    holder: Ints
    holders: Holders
    table: str
    _days: dict[str, Ints] = field(default_factory=dict, repr=False)
    _order: list[Ints] = field(default_factory=list, repr=False)
    _leaves: dict[Condition, Answers] = field(default_factory=dict, repr=False)

    def series(self, name: str) -> pl.Series:
        """A column, or one of the holder's own where written `child.sex`."""
        _, dot, rest = name.partition(".")
        if not dot:
            return self.frame[name]
        return self.holders.own[rest].gather(np.where(self.holder < 0, len(self.holders.ids), self.holder))

    def days(self, name: str) -> Ints:
        """A date column as days."""
        if name not in self._days:
            self._days[name] = days_of(self.series(name))
        return self._days[name]

    def chosen(self, kept: Flags) -> Ints:
        """The places of the rows kept, holder by holder: what is looked up by holder then lies close together."""
        if not self._order:
            self._order.append(np.argsort(self.holder, kind="stable"))
        order = self._order[0]
        return order[kept[order]]

    def leaf(self, condition: Condition) -> Answers:
        """The answers to a condition on one column (or two dates), for every row."""
        if condition not in self._leaves:
            self._leaves[condition] = _answers(_leaf(condition, self))
        return self._leaves[condition]


@dataclass(frozen=True)
class Workspace:
    """A record opened for indicators: rows of sources and holders, kept once read. Nothing of the record is changed."""

    record: Record
    derive: Derive
    _rows: dict[str, Rows] = field(default_factory=dict, repr=False)
    _holders: dict[Holder, Holders] = field(default_factory=dict, repr=False)
    _kept: dict[object, object] = field(default_factory=dict, repr=False)

    def rows(self, source: Source) -> Rows:
        """The rows of a table or derived table."""
        if source.name not in self._rows:
            if isinstance(source, Table):
                frame = self.record.lazy(source).collect()
            else:
                frame = self.derive(self.record, source)
            self._rows[source.name] = self.placed(frame, source.holder, source.holder_column, origin(source).name)
        return self._rows[source.name]

    def placed(self, frame: pl.DataFrame, kind: Holder, column: str, table: str) -> Rows:
        """A frame with its holders' places."""
        holders = self.holders(kind)
        place = np.zeros(len(frame), np.int64) if kind is Holder.SERVICE else holders.places(frame[column])
        return Rows(kind, frame, place, holders, table)

    def holders(self, kind: Holder) -> Holders:
        """Everyone of a kind whom any table of the record names."""
        if kind not in self._holders:
            self._holders[kind] = self._find(kind)
        return self._holders[kind]

    def kept(self, key: object, make: Callable[[], T]) -> T:
        """What was made under that key, made now if it was not."""
        if key not in self._kept:
            self._kept[key] = make()
        found: T = self._kept[key]  # type: ignore[assignment]
        return found

    def recent(self, key: object, make: Callable[[], T]) -> T:
        """What was lately made under that key; the few latest are kept, as indicators of one population follow on."""
        recent: dict[object, T] = self.kept("recent", dict)
        made = recent.pop(key) if key in recent else make()
        recent[key] = made
        if len(recent) > RECENT:
            del recent[next(iter(recent))]
        return made

    def _find(self, kind: Holder) -> Holders:
        if kind is Holder.SERVICE:
            return Holders(pl.Series(["service"]), pl.DataFrame({"id": ["service", None]}))
        named = []
        for name, frame in self.record.frames.items():
            table = TABLES[name]
            if table.holder is kind:
                named.append(frame.select(pl.col(table.holder_column).alias("id")))
        own = TABLES.get(_TABLE_OF.get(kind, ""))
        empty = pl.DataFrame({"id": pl.Series([], dtype=pl.String)}).lazy()
        ids = pl.concat([empty, *named]).filter(pl.col("id").is_not_null()).unique().sort("id").collect()
        if own is None:
            return Holders(ids["id"], pl.concat([ids, pl.DataFrame({"id": [None]}, schema=ids.schema)]))
        attributes = self.record.lazy(own).unique("id", keep="first", maintain_order=True).collect()
        joined = ids.join(attributes, on="id", how="left", maintain_order="left")
        return Holders(ids["id"], pl.concat([joined, joined.clear(1)]))


def holds(condition: Condition, rows: Rows, at: Ints | None, day: Ints) -> Answers:
    """Three-valued answers: for every row, or for the rows in places `at`; ages are taken on `day`."""
    match condition.op:
        case Op.ANY | Op.ALL:
            parts = [holds(part, rows, at, day) for part in condition.parts]
            joined: Answers = np.maximum.reduce(parts) if condition.op is Op.ANY else np.minimum.reduce(parts)
            return joined
        case Op.NOT:
            return (YES - holds(condition.parts[0], rows, at, day)).astype(np.int8)
        case Op.AGE_UNDER | Op.AGE_AT_LEAST:
            return _age(condition, rows, at, day)
    found = rows.leaf(condition)
    return found if at is None else found[at]


def asks_age(condition: Condition) -> bool:
    """Whether the answer depends on the day it is asked."""
    return condition.op in (Op.AGE_UNDER, Op.AGE_AT_LEAST) or any(asks_age(part) for part in condition.parts)


def birthdays(holders: Holders, years: int) -> Ints:
    """The day each holder has that birthday; blank for those without a date of birth, and for the one at the end."""
    return add_clock_to(Years(years), days_of(holders.own["born_on"]))


def _age(condition: Condition, rows: Rows, at: Ints | None, day: Ints) -> Answers:
    holder = rows.holder if at is None else rows.holder[at]
    reached_on = birthdays(rows.holders, int(condition.values[0]))[holder]  # place -1 is the blank row at the end
    reached = np.where(day >= reached_on, YES, 0)
    answer = reached if condition.op is Op.AGE_AT_LEAST else YES - reached
    return np.where((reached_on == BLANK) | (day == BLANK), UNKNOWN, answer).astype(np.int8)


def _leaf(condition: Condition, rows: Rows) -> pl.Series:
    series = rows.series(condition.column)
    match condition.op:
        case Op.IS_BLANK:
            return series.is_null()
        case Op.IS_PRESENT:
            return series.is_not_null()
        case Op.IS_NOT:
            return (~series.is_in(list(condition.values))).fill_null(True)
        case Op.ONE_OF:
            return series.is_in(list(condition.values))
        case Op.IS_TRUE:
            return series
        case Op.IS_FALSE:
            return ~series
        case Op.AT_LEAST:
            return series >= condition.values[0]
        case Op.AT_MOST:
            return series <= condition.values[0]
    other = rows.series(str(condition.values[0]))
    return series <= other if condition.op is Op.ON_OR_BEFORE else series < other


def _answers(truth: pl.Series) -> Answers:
    return (truth.cast(pl.Int8) * YES).fill_null(UNKNOWN).to_numpy().astype(np.int8)
