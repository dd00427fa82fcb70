"""One thing that happened to a child, told from one row: what, when, what is known of it, and where that comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lineofsight.core.column_words import lower_first
from lineofsight.core.columns import Column, ColumnType
from lineofsight.core.table import PROVENANCE, Table
from lineofsight.core.tables import TABLES
from lineofsight.evaluation.plain.record import PlainRecord
from lineofsight.web.children.kinds import KINDS, LANES, SAME_CODES, Kind
from lineofsight.web.children.words import NO_NAMES, Names, Origin, heading, meaning, origin_of, said_of, value_of, when
from lineofsight.web.layout import dates
from lineofsight.web.layout.marks import mark_of

_PROVENANCE = frozenset(column.name for column in PROVENANCE)
_TERMS = {"in_plain_words": "In words for the child", "child_words": "What the child said, or what was seen"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row told. `mark` names it within the page. `lasts`: it has a first and a last day, and may still go on."""

    table: str
    lane: str
    title: str
    on: date | None
    until: date | None
    lasts: bool
    when: str
    facts: tuple[tuple[str, str], ...]
    quotes: tuple[tuple[str, str], ...]
    origin: Origin
    mark: str

    @property
    def lane_name(self) -> str:
        """What sort of thing it is."""
        return LANES[self.lane]

    @property
    def goes_on(self) -> bool:
        """Whether it began and has not ended."""
        return self.lasts and self.on is not None and self.until is None


def entries_of(record: PlainRecord, tables: Iterable[str], names: Names = NO_NAMES) -> list[Entry]:
    """The rows of some tables, newest first; those without a day last."""
    found = [entry_of(TABLES[name], row, names) for name in tables for row in record.tables.get(name, ())]
    return sorted(found, key=lambda entry: (entry.on or date.min, entry.title, entry.mark), reverse=True)


def latest_of(record: PlainRecord, tables: Iterable[str], names: Names, day: date, count: int) -> list[Entry]:
    """The few rows that happened last by a day, newest first: only those are told."""
    rows = [
        (row[event], name, row) for name in tables if (event := TABLES[name].event or "")
        for row in record.tables.get(name, ()) if row.get(event) is not None and row[event] <= day
    ]  # fmt: skip
    rows.sort(key=lambda found: (found[0], found[1], found[2]["id"]), reverse=True)
    return [entry_of(TABLES[name], row, names) for _, name, row in rows[:count]]


def entry_of(table: Table, row: Mapping[str, Any], names: Names = NO_NAMES) -> Entry:
    """A row of a table that `KINDS` knows, told."""
    kind = KINDS[table.name]
    event = table.event or table.columns[0].name
    on = row.get(event)
    until = row.get(table.ends) if table.ends else None
    return Entry(
        table.name, kind.lane, title_of(table, kind, row, names), on, until if kind.lasts else None, kind.lasts,
        _when(table, kind, row, on, until), _facts(table, kind, row, names, event), _quotes(table, kind, row),
        origin_of(row, names), "e" + mark_of(f"{table.name}/{row.get('id')}", on),
    )  # fmt: skip


def title_of(table: Table, kind: Kind, row: Mapping[str, Any], names: Names = NO_NAMES) -> str:
    """What it is: a title, the meaning of its code, or both; who it is, where it is about a worker."""
    named = said_of(table, kind.named_by, row) if kind.named_by else ""
    who = names.of("professionals", row.get(kind.by)) if kind.by else ""
    if who:
        return f"{who}, {lower_first(named)}" if named else who
    told = named or kind.title or table.title
    if kind.title and named and not named.startswith(kind.title):
        told = f"{kind.title}: {lower_first(named)}"
    column, words = kind.but
    return f"{told}: {words}" if column and row.get(column) is False else told


def every_fact(table: Table, row: Mapping[str, Any], names: Names, hides: Iterable[str] = ()) -> list[tuple[str, str]]:
    """All a row says, as terms and values, in the table's own order; blanks and ids of other rows left out."""
    hidden = {*hides, "id", table.holder_column, *_PROVENANCE}
    moments = {column.moment: column for column in table.columns if column.moment}
    told = []
    for column in table.all_columns:
        if column.name in hidden or column.name in moments:
            continue
        at = row.get(column.moment) if column.moment else None
        codes = SAME_CODES.get((table.name, column.name))
        value = when(row.get(column.name), at) if at is not None else value_of(column, row.get(column.name), names)
        if codes and value:
            value = meaning(codes, row[column.name])
        if value:
            told.append((_term(column, table), value))
    return told


def _term(column: Column, table: Table) -> str:
    kind = KINDS.get(table.name)
    own = kind.terms.get(column.name) if kind else None
    return own or _TERMS.get(column.name) or heading(column, table)


def _when(table: Table, kind: Kind, row: Mapping[str, Any], on: date | None, until: date | None) -> str:
    event = table.column(table.event) if table.event else None
    start = when(on, row.get(event.moment) if event and event.moment else None) or "On a day not known"
    if not kind.lasts:
        return start
    if until is not None:
        return f"{start} to {dates.in_full(until)}"
    return f"Since {start}" if on is not None else "From a day not known"


def _facts(table: Table, kind: Kind, row: Mapping[str, Any], names: Names, event: str) -> tuple[tuple[str, str], ...]:
    quiet = {
        column.name for column in table.columns
        if column.type is ColumnType.BOOLEAN and row.get(column.name) is False and column.name not in kind.says_no
    }  # fmt: skip
    shown = {
        event,
        kind.named_by,
        *((kind.by,) if names.of("professionals", row.get(kind.by)) else ()),
        *((table.ends,) if kind.lasts and table.ends else ()),
    }
    told = every_fact(table, row, names, {*quiet, *shown, *kind.quotes, *kind.hides})
    unwritten = [(_term(table.column(name), table), "Not written") for name in kind.asks_for if not row.get(name)]
    return (*unwritten, *told)


def _quotes(table: Table, kind: Kind, row: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((_term(table.column(name), table), str(row[name])) for name in kind.quotes if row.get(name))
