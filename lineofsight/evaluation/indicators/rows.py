"""The record's rows as columns, each with the place of its holder, worked out once for many indicators."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import RLock
from typing import Any, TypeVar

import numpy as np
import polars as pl

from lineofsight.core.clocks import Years
from lineofsight.core.columns import ColumnType
from lineofsight.core.derived import Source, origin
from lineofsight.core.selections import Condition, Op
from lineofsight.core.standards import Standard
from lineofsight.core.table import Holder, Table
from lineofsight.core.tables import TABLES
from lineofsight.evaluation.columnar.frames import HOLDER, Frames
from lineofsight.evaluation.columnar.keys import Codes
from lineofsight.evaluation.indicators.arrays import BLANK, UNKNOWN, YES, Answers, Flags, Ints, add_clock_to, days_of
from lineofsight.evaluation.indicators.columns import Columns
from lineofsight.evaluation.record import Record

_TABLE_OF = {Holder.CHILD: "people", Holder.WORKER: "professionals", Holder.TEAM: "teams"}

RECENT = 8

T = TypeVar("T")


def places_among(ids: pl.Series, wanted: pl.Series) -> Ints:
    """The place of each wanted text among different texts; -1 where it is blank or not there."""
    known = pl.DataFrame({"id": ids.cast(pl.String), "place": np.arange(len(ids))})
    asked = pl.DataFrame({"id": wanted.cast(pl.String)})
    return asked.join(known, on="id", how="left", maintain_order="left")["place"].fill_null(-1).to_numpy()


@dataclass(frozen=True)
class Holders:
    """Every holder of a kind: ids in order, and their own columns with a blank at the end for whoever has none.

    `of_code` is the place of each number that frames give a holder; -1 for those of another kind, and at the end.
    """

    ids: pl.Series
    own: Columns
    of_code: Ints

    def places(self, codes: Codes) -> Ints:
        """The place of each holder's number; -1 where blank or not of this kind."""
        beyond = len(codes) > 0 and int(codes.max()) >= len(self.of_code) - 1
        return self.of_code[np.where(codes >= len(self.of_code) - 1, -1, codes) if beyond else codes]


@dataclass(frozen=True)
class Rows:
    """Rows of one source, or duties, as columns; `holder` is each row's holder's place among `holders`."""

    kind: Holder
    columns: Columns
    holder: Ints
    holders: Holders
    table: str
    _days: dict[str, Ints] = field(default_factory=dict, repr=False)
    _order: list[Ints] = field(default_factory=list, repr=False)
    _leaves: dict[Condition, Answers] = field(default_factory=dict, repr=False)

    def series(self, name: str) -> pl.Series:
        """A column, or one of the holder's own where written `child.sex`."""
        _, dot, rest = name.partition(".")
        return self.of_holder(rest) if dot else self.columns[name]

    def of_holder(self, name: str) -> pl.Series:
        """A column of each row's holder; blank where there is none."""
        return self.holders.own[name].gather(np.where(self.holder < 0, len(self.holders.ids), self.holder))

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


@dataclass
class _Once:
    """Something made when first asked for: by one thread, while others that ask for it wait."""

    making: RLock = field(default_factory=RLock)
    made: list[Any] = field(default_factory=list)

    def get(self, make: Callable[[], Any]) -> Any:
        if not self.made:
            with self.making:
                if not self.made:
                    self.made.append(make())
        return self.made[0]


@dataclass(frozen=True)
class Workspace:
    """A record opened for indicators: rows of sources and holders, kept once read. Nothing of the record is changed.

    Several threads may ask at once. What one makes may ask for something else, never the other way about, so that no
    two wait for each other.
    """

    record: Record
    _numbers: pl.Categorical = field(default_factory=lambda: pl.Categorical(pl.Categories.random()), repr=False)
    _wanted: dict[str, tuple[Source, set[str]]] = field(default_factory=dict, repr=False)
    _frames: dict[bool, Frames] = field(default_factory=dict, repr=False)
    _standards: dict[str, Standard] = field(default_factory=dict, repr=False)
    _kept: dict[object, _Once] = field(default_factory=dict, repr=False)
    _recent: dict[object, _Once] = field(default_factory=dict, repr=False)
    _looking: RLock = field(default_factory=RLock, repr=False)

    def prepare(self, read: Mapping[str, tuple[Source, set[str]]], standards: Iterable[Standard]) -> None:
        """Say what will be asked, so that what is read at all is read once. What was not said is read when asked."""
        with self._looking:
            for name, (source, columns) in read.items():
                known = self._wanted.setdefault(name, (source, set()))[1]
                if not isinstance(source, Table) and not columns <= known:
                    self._frames.clear()
                known |= columns
            for item in standards:
                if self._standards.get(item.code) is not item:
                    self._standards[item.code] = item
                    self._frames.clear()

    def frames(self, *, detail: bool = False) -> Frames:
        """Frames with what was said to be needed: one run, and one with detail."""
        with self._looking:
            if detail not in self._frames:
                made = Frames(self.record, self._standards.values(), detail=detail, holders=self._numbers)
                for source, columns in self._wanted.values():
                    if not isinstance(source, Table) and not detail:
                        made.needs.add(source, columns)
                self._frames[detail] = made
            return self._frames[detail]

    def rows(self, source: Source) -> Rows:
        """The rows of a table or derived table."""
        return self.kept(("rows", source.name), lambda: self._read(source))

    def _read(self, source: Source) -> Rows:
        names = frozenset(column.name for column in source.all_columns)
        if source.name not in self._wanted and not isinstance(source, Table):
            self.prepare({source.name: (source, set(names))}, ())
        wanted = self._wanted.get(source.name, (source, set[str]()))[1]
        read = self._of_table(source) if isinstance(source, Table) else self._of_derived(source)
        columns = Columns(read, names, frozenset(wanted))
        holders = self.holders(source.holder)
        if source.holder is Holder.SERVICE:
            place = np.zeros(len(columns["id"]), np.int64)
        elif isinstance(source, Table):
            place = holders.places(self._coded(source))
        else:
            place = holders.places(self.frames().frame(source)[HOLDER].to_numpy())
        return Rows(source.holder, columns, place, holders, origin(source).name)

    def placed(self, frame: pl.DataFrame, kind: Holder, column: str, table: str) -> Rows:
        """A frame with its holders' places."""
        holders = self.holders(kind)
        service = kind is Holder.SERVICE
        place = np.zeros(len(frame), np.int64) if service else self.numbered(kind, frame[column])
        return Rows(kind, Columns.of(frame), place, holders, table)

    def numbered(self, kind: Holder, ids: pl.Series) -> Ints:
        """The place of each id among the holders of a kind; -1 where blank or not there."""
        return self.holders(kind).places(self._numbered(ids))

    def holders(self, kind: Holder) -> Holders:
        """Everyone of a kind whom any table of the record names."""
        return self.kept(("holders", kind), lambda: self._find(kind))

    def kept(self, key: object, make: Callable[[], T]) -> T:
        """What was made under that key, made now if it was not."""
        found: T = self._kept.setdefault(key, _Once()).get(make)
        return found

    def recent(self, key: object, make: Callable[[], T]) -> T:
        """What was lately made under that key; the few latest are kept, as indicators of one population follow on."""
        with self._looking:
            once = self._recent.pop(key, None) or _Once()
            self._recent[key] = once
            if len(self._recent) > RECENT:
                del self._recent[next(iter(self._recent))]
        found: T = once.get(make)
        return found

    def let_go(self, rows: Iterable[str], *, duties: bool = False, frames: bool = False) -> None:
        """Keep these sources' rows no longer, nor the duties found, nor frames. What is asked for again is read again.

        Whoever is using them keeps them until done.
        """
        with self._looking:
            for name in rows:
                self._kept.pop(("rows", name), None)
            if duties:
                self._kept.pop("duties", None)
                self._recent.clear()
                self._frames.pop(True, None)
            if frames:
                self._frames.clear()

    def _of_table(self, table: Table) -> Callable[[list[str]], pl.DataFrame]:
        return lambda names: self.record.lazy(table).select(names).collect()

    def _of_derived(self, source: Source) -> Callable[[list[str]], pl.DataFrame]:
        def read(names: list[str]) -> pl.DataFrame:
            if not set(names) <= self.frames().needs.of(source):
                self.prepare({source.name: (source, {"id", source.holder_column, *names})}, ())
            coded = [name for name in names if source.column(name).type is ColumnType.CODE]
            return self.frames().frame(source).select(names).with_columns(pl.col(coded).cast(pl.String))

        return read

    def _numbered(self, ids: pl.Series) -> Codes:
        return self.kept("numbers", lambda: Frames(self.record, holders=self._numbers)).codes(ids)

    def _coded(self, table: Table) -> Codes:
        """The number of each row's holder."""
        column = table.holder_column
        return self.kept(
            ("codes", table.name), lambda: self._numbered(self.record.lazy(table).select(column).collect()[column])
        )

    def _find(self, kind: Holder) -> Holders:
        if kind is Holder.SERVICE:
            none = Columns.of(pl.DataFrame({"id": ["service", None]}))
            return Holders(pl.Series(["service"]), none, np.array([-1], dtype=np.int64))
        named = [TABLES[name] for name in self.record.frames if TABLES[name].holder is kind]
        ids, codes = self._named([*named])
        of_code = np.full(int(codes.max()) + 2 if len(codes) else 1, -1, dtype=np.int64)
        of_code[codes] = np.arange(len(codes))
        own = TABLES.get(_TABLE_OF.get(kind, ""))
        if own is None:
            return Holders(ids, Columns.of(pl.DataFrame({"id": [*ids, None]}, schema={"id": pl.String})), of_code)
        mine = of_code[self._numbered(self.record.lazy(own).select("id").collect()["id"])]
        place = np.full(len(ids) + 1, -1, dtype=np.int64)
        backwards = mine[::-1]  # the first of several rows of one holder is the one that counts
        place[backwards[backwards >= 0]] = np.flatnonzero(backwards >= 0)
        at = np.where(place >= 0, len(mine) - 1 - place, -1)
        found = pl.Series(at).replace(-1, None)

        def read(names: list[str]) -> pl.DataFrame:
            frame = self.record.lazy(own).select(names).collect()
            return frame.select(pl.all().gather(found))

        return Holders(ids, Columns(read, frozenset(column.name for column in own.all_columns)), of_code)

    def _named(self, tables: Sequence[Table]) -> tuple[pl.Series, Codes]:
        """Every holder that tables name: ids in order, and their numbers."""
        seen = np.zeros(0, dtype=bool)
        parts: list[pl.DataFrame] = [pl.DataFrame(schema={"id": pl.String, "code": pl.Int32})]
        for table in tables:
            codes = self._coded(table)
            size = int(codes.max()) + 1 if len(codes) else 0
            seen = np.concatenate([seen, np.zeros(max(size - len(seen), 0), dtype=bool)])
            new = np.flatnonzero((codes >= 0) & ~seen[codes]) if size else np.zeros(0, np.int64)
            if len(new):
                _, first = np.unique(codes[new], return_index=True)
                at = new[first]
                ids = self.record.lazy(table).select(pl.col(table.holder_column).gather(at)).collect()
                parts.append(pl.DataFrame({"id": ids.to_series(), "code": codes[at]}))
                seen[codes[at]] = True
        found = pl.concat(parts).sort("id")
        return found["id"], found["code"].to_numpy()


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
