"""A row of the record in words a person would use: no code, no column's name, no id of another row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from lineofsight.core.code_sets import code_set
from lineofsight.core.column_words import column_words
from lineofsight.core.columns import Column, ColumnType
from lineofsight.core.table import Table
from lineofsight.web.layout import dates

SOURCES = {
    "ssd": "the Standard Safeguarding Dataset", "annex_a": "the Annex A lists",
    "cin": "the children in need census", "ssda903": "the looked-after children return (SSDA903)",
    "application": "Line of Sight, where it was written",
}  # fmt: skip
YES, NO = "Yes", "No"


@dataclass(frozen=True)
class Names:
    """Names of workers and teams a record speaks of, by id."""

    workers: Mapping[str, str] = field(default_factory=dict)
    teams: Mapping[str, str] = field(default_factory=dict)

    def of(self, table: str | None, key: object) -> str:
        """The name; blank where the id is of another table, or nobody's we know of."""
        held = {"professionals": self.workers, "teams": self.teams}.get(table or "", {})
        return held.get(str(key), "")


NO_NAMES = Names()


def sentence(words: str) -> str:
    """Words with a capital first."""
    return words[:1].upper() + words[1:]


def meaning(code_set_name: str | None, code: object) -> str:
    """What a code means; where no meaning is published, the code with spaces."""
    if code is None:
        return ""
    if code_set_name is not None:
        try:
            found = code_set(code_set_name).meaning(str(code))
        except ValueError:
            found = ""
        if found:
            return sentence(found)
    plain = str(code).replace("_", " ")
    return sentence(plain) if plain.islower() else plain


def said_of(table: Table, name: str, row: Mapping[str, Any]) -> str:
    """A code column of a row by its meaning; blank where nothing is recorded."""
    return meaning(table.column(name).code_set, row.get(name))


def heading(column: Column, table: Table) -> str:
    """What a value is, for the term of a list."""
    if column.type is ColumnType.BOOLEAN:
        return sentence(column.meaning.removeprefix("Whether "))
    if column.type is ColumnType.CODE or column.refers_to is not None:
        return sentence(column_words(column.name, table).removeprefix("the "))
    return sentence(column.meaning)


def value_of(column: Column, value: Any, names: Names = NO_NAMES) -> str:
    """A value for a reader; blank for what is not recorded, or is only the id of another row."""
    if value is None or value == "":
        return ""
    if column.refers_to is not None:
        return names.of(column.refers_to, value)
    match column.type:
        case ColumnType.BOOLEAN:
            return YES if value else NO
        case ColumnType.DATE:
            return dates.in_full(value)
        case ColumnType.MOMENT:
            return dates.with_time(value)
        case ColumnType.CODE:
            return meaning(column.code_set, value)
        case ColumnType.NUMBER:
            return f"{value:g}"
    return "" if column.name.endswith("_id") else str(value)


def when(on: date | None, at: datetime | None = None) -> str:
    """A day, with its time where one is known."""
    return dates.with_time(at) if at is not None else dates.in_full(on)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row came from: the system and file it was read from, when it was written there, and by whom."""

    system: str
    file: str
    line: int | None
    recorded_on: date | None
    recorded_by: str
    not_in_latest_since: date | None

    @property
    def short(self) -> str:
        """When, by whom, and from which system."""
        by = f" by {self.recorded_by}" if self.recorded_by else ""
        on = dates.in_full(self.recorded_on) or "on a day not known"
        return f"Recorded {on}{by}, from {self.system}."

    @property
    def words(self) -> str:
        """The same with the file and line."""
        by = f" by {self.recorded_by}" if self.recorded_by else ""
        recorded = (
            f"Recorded {dates.in_full(self.recorded_on)}{by}." if self.recorded_on else "Recorded on a day not known."
        )
        where = f" From {self.system}"
        where += f", file {self.file}" if self.file else ""
        where += f", line {self.line:,}" if self.line is not None else ""
        gone = self.not_in_latest_since
        return f"{recorded}{where}." + (f" Not in the latest file since {dates.in_full(gone)}." if gone else "")


def origin_of(row: Mapping[str, Any], names: Names = NO_NAMES) -> Origin:
    """Where a row came from. Of a path only the file's own name is said."""
    source = row.get("source") or ""
    path = row.get("file") or ""
    return Origin(
        SOURCES.get(source, source.replace("_", " ") or "a source not named"), PurePath(path.replace("\\", "/")).name,
        row.get("line"), row.get("recorded_on"), names.of("professionals", row.get("recorded_by")),
        row.get("missing_since"),
    )  # fmt: skip
