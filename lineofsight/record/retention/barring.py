"""Keeping out of a load what was taken out of the record: rows of identities that left a tombstone.

A row about such a person, or that says who belongs to them, is rejected. A row about a worker that names them (their
supervision) is taken as the record has it: with the pseudonym, and without words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.retention import KEPT_WITH_THE_RECORD
from lineofsight.core.table import Holder, Table
from lineofsight.core.tables import table_named
from lineofsight.record.books import Reject
from lineofsight.record.home import Home
from lineofsight.record.pseudonyms import Pseudonyms
from lineofsight.record.retention.actions import PEOPLE
from lineofsight.record.retention.books import Tombstone, TombstoneKind
from lineofsight.record.snapshots.scrubbing import named_in, scrubbed_column
from lineofsight.sources import reading as sources
from lineofsight.sources.reading import Reading, join_rejects, rejects_frame

REASON = "The identity in this row was {kind} on {on} (tombstone {number}): no load brings it back."
REMEDY = "Take it out of the source, or leave it: it is rejected at each load."
SEALED_REMEDY = "It is dated after the adoption: enter it under the child's new id."
KNOWN_AGAIN = "It is dated after that. If the child is known again: lineofsight retention readmit {number}."


@dataclass(frozen=True, slots=True)
class _Left:
    """A row left out: the column that names the person, where the row stands, the pseudonym, and the row's day."""

    column: str
    file: str
    line: int | None
    stands_for: str
    on: date | None


def without_barred(home: Home, reading: Reading) -> Reading:
    """The reading without rows about a person whose identity left a tombstone; each of them a reject.

    Of a person readmitted only what is dated up to the tombstone is left out. Nothing is read where the home has no
    tombstone.
    """
    books = Tombstone.objects.using(home.aliases.record)
    tombstones = {each.pseudonym: each for each in books.order_by("number")}
    if not tombstones:
        return reading
    kept = _Kept(reading.tables, home.key, tombstones)
    rejects = [_reject(name, left, tombstones[left.stands_for]) for name in reading.tables for left in kept.left(name)]
    return replace(reading, tables=kept, rejects=join_rejects([reading.rejects, rejects_frame(rejects)]))


def came_back(home: Home, load: int) -> int:
    """How many rows of a load were left out though dated after their tombstone: somebody may be known again."""
    words = KNOWN_AGAIN.split(".")[0]
    return Reject.objects.using(home.aliases.record).filter(load_id=load, remedy__startswith=words).count()


def _reject(table: str, left: _Left, tombstone: Tombstone) -> sources.Reject:
    reason = REASON.format(
        kind=TombstoneKind(tombstone.kind).label, on=tombstone.on.isoformat(), number=tombstone.number
    )
    remedy = REMEDY
    if left.on is not None and left.on > tombstone.on:
        sealed = tombstone.kind == TombstoneKind.SEALED
        remedy = SEALED_REMEDY if sealed else KNOWN_AGAIN.format(number=tombstone.number)
    # Without the id: a reject is kept, and would be a place where it stands again.
    return sources.Reject(table, left.file, left.line, left.column, "", reason, remedy)


class _Kept(Mapping[str, pl.DataFrame]):
    """A reading's tables without barred rows, each left out as the table is read: large ones wait on disk."""

    def __init__(self, tables: Mapping[str, pl.DataFrame], key: bytes, tombstones: Mapping[str, Tombstone]) -> None:
        self._tables = tables
        self._pseudonyms = Pseudonyms(key)
        self._every = list(tombstones)
        # Of those readmitted what is dated up to this day stays out; of the others everything.
        self._until = {name: each.on for name, each in tombstones.items() if each.readmitted_on is not None}

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def __getitem__(self, name: str) -> pl.DataFrame:
        table, frame = table_named(name), self._tables[name]
        out = pl.zeros(frame.height, dtype=pl.UInt8, eager=True) == 1
        for people in self._stands_for(frame, _about(table)).values():
            out = out | self._stay_out(people, frame, table)
        return self._renamed(frame.filter(~out) if out.any() else frame, table)

    def left(self, name: str) -> list[_Left]:
        """The rows left out of a table, each once, in order."""
        table, frame = table_named(name), self._tables[name]
        days = frame[table.event] if _is_dated(table) and table.event else None
        rows: dict[int, _Left] = {}
        for column, people in self._stands_for(frame, _about(table)).items():
            for place in self._stay_out(people, frame, table).arg_true():
                on = None if days is None else days[place]
                left = _Left(column, frame["file"][place] or "", frame["line"][place], people[place], on)
                rows.setdefault(place, left)
        return [rows[place] for place in sorted(rows)]

    def _stay_out(self, people: pl.Series, frame: pl.DataFrame, table: Table) -> pl.Series:
        barred = people.is_in(self._every).fill_null(False)
        if not self._until or not barred.any():
            return barred
        back = people.is_in(list(self._until)).fill_null(False)
        if not (_is_dated(table) and table.event):
            return barred & ~back
        until = people.replace_strict(self._until, default=None, return_dtype=pl.Date)
        # What is kept with a record may have no day of its own.
        undated = frame[table.event].is_null() & (table.name in KEPT_WITH_THE_RECORD)
        return barred & ~(back & ((frame[table.event] > until).fill_null(False) | undated))

    def _renamed(self, frame: pl.DataFrame, table: Table) -> pl.DataFrame:
        for column, people in self._stands_for(frame, named_in(table)).items():
            theirs = self._stay_out(people, frame, table)
            personal = [each.name for each in table.columns if each.personal]
            frame = frame.with_columns(
                pl.when(pl.lit(theirs)).then(pl.lit(people)).otherwise(column).alias(column),
                *(pl.when(pl.lit(theirs)).then(scrubbed_column(table, each)).otherwise(each).alias(each)
                  for each in personal),
            )  # fmt: skip
        return frame

    def _stands_for(self, frame: pl.DataFrame, names: Sequence[str]) -> dict[str, pl.Series]:
        """The pseudonyms of the people in some columns."""
        return {name: self._pseudonyms.of(frame[name]) for name in names if name in frame.columns}


def _is_dated(table: Table) -> bool:
    """Whether a row's day says when it happened; a person's is the day they were born."""
    return table.event is not None and table.name not in (PEOPLE.name, "mothers")


def _about(table: Table) -> tuple[str, ...]:
    """The columns of which any person barred keeps the row out."""
    if table.name == PEOPLE.name:
        return ("id",)
    if table.holder is not Holder.CHILD:
        return ()
    return tuple(column.name for column in table.all_columns if column.refers_to == PEOPLE.name)
