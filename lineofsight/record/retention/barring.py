"""Keeping out of a load what was taken out of the record: rows of identities that left a tombstone.

A row about such a person, or that says who belongs to them, is rejected. A row about a worker that names them (their
supervision) is taken as the record has it: with the pseudonym, and without words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import polars as pl

from lineofsight.core.table import Holder, Table
from lineofsight.core.tables import table_named
from lineofsight.record.home import Home
from lineofsight.record.pseudonyms import Pseudonyms
from lineofsight.record.retention.actions import PEOPLE
from lineofsight.record.retention.books import Tombstone, TombstoneKind
from lineofsight.record.snapshots.scrubbing import named_in, scrubbed_column
from lineofsight.sources.reading import Reading, Reject, join_rejects, rejects_frame

REASON = "The identity in this row was {kind} on {on} (tombstone {number}): no load brings it back."
REMEDY = "Take it out of the source, or leave it: it is rejected at each load."


def without_barred(home: Home, reading: Reading) -> Reading:
    """The reading without rows about a person whose identity left a tombstone; each of them a reject.

    Nothing is read where the home has no tombstone.
    """
    tombstones = {each.pseudonym: each for each in Tombstone.objects.using(home.aliases.record).order_by("number")}
    if not tombstones:
        return reading
    kept = _Kept(reading.tables, home.key, frozenset(tombstones))
    rejects = [
        Reject(
            name, file or "", line, column, "",
            REASON.format(
                kind=TombstoneKind(tombstones[who].kind).label, on=tombstones[who].on.isoformat(),
                number=tombstones[who].number,
            ), REMEDY,
        )
        for name in reading.tables for column, file, line, who in kept.barred(name)
    ]  # fmt: skip
    return replace(reading, tables=kept, rejects=join_rejects([reading.rejects, rejects_frame(rejects)]))


class _Kept(Mapping[str, pl.DataFrame]):
    """A reading's tables without barred rows, each left out as the table is read: large ones wait on disk."""

    def __init__(self, tables: Mapping[str, pl.DataFrame], key: bytes, barred: frozenset[str]) -> None:
        self._tables = tables
        self._pseudonyms = Pseudonyms(key)
        self._barred = list(barred)

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def __getitem__(self, name: str) -> pl.DataFrame:
        table = table_named(name)
        frame = self._tables[name]
        out = pl.zeros(frame.height, dtype=pl.UInt8, eager=True) == 1
        for people in self._stands_for(frame, _about(table)).values():
            out = out | people.is_in(self._barred).fill_null(False)
        return self._renamed(frame.filter(~out) if out.any() else frame, table)

    def barred(self, name: str) -> list[tuple[str, str | None, int | None, str]]:
        """The rows left out of a table, each once: the column that names the person, file, line, pseudonym."""
        frame = self._tables[name]
        rows: dict[int, tuple[str, str | None, int | None, str]] = {}
        for column, people in self._stands_for(frame, _about(table_named(name))).items():
            for place in people.is_in(self._barred).fill_null(False).arg_true():
                rows.setdefault(place, (column, frame["file"][place], frame["line"][place], people[place]))
        return [rows[place] for place in sorted(rows)]

    def _renamed(self, frame: pl.DataFrame, table: Table) -> pl.DataFrame:
        for column, people in self._stands_for(frame, named_in(table)).items():
            theirs = people.is_in(self._barred).fill_null(False)
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


def _about(table: Table) -> tuple[str, ...]:
    """The columns of which any person barred keeps the row out."""
    if table.name == PEOPLE.name:
        return ("id",)
    if table.holder is not Holder.CHILD:
        return ()
    return tuple(column.name for column in table.all_columns if column.refers_to == PEOPLE.name)
