"""A column of the record: its name, type, meaning, code set, and where the sector's standard dataset holds it.

Columns are declared once, here and in `core.tables`. The database models, the Parquet schema, the readers, the writers
and the handbook all derive from the declaration.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ColumnType(StrEnum):
    """What a column may hold. There is no "date or text": sources parse, and reject what they cannot."""

    TEXT = "text"
    CODE = "code"
    DATE = "date"
    MOMENT = "moment"  # UTC in store, Europe/London at the edges
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class Column:
    """One declared column.

    `moment` names the companion column that holds the time of day, where a source gives one.
    `ssd` lists the fields of the Standard Safeguarding Dataset that have their home here.
    `refers_to` names the table whose `id` this column holds.
    `personal` marks what identifies a person: it is kept in a snapshot's `identity/`, never in `facts/`.
    """

    name: str
    type: ColumnType
    meaning: str
    code_set: str | None = None
    ssd: tuple[str, ...] = ()
    refers_to: str | None = None
    personal: bool = False
    moment: str | None = None

    def __post_init__(self) -> None:
        if not self.name.isidentifier() or self.name != self.name.lower():
            raise ValueError(f"A column is named in lower case with underscores; {self.name!r} is not.")
        if not self.meaning:
            raise ValueError(f"Column {self.name!r} has no meaning. Say in words what it holds.")


def text(name: str, meaning: str, *, ssd: str = "", personal: bool = False) -> Column:
    """A short text or an identifier of another system."""
    return Column(name, ColumnType.TEXT, meaning, ssd=tuple(ssd.split()), personal=personal)


def words(name: str, meaning: str, *, ssd: str = "") -> Column:
    """Free text written about a person: always personal."""
    return Column(name, ColumnType.TEXT, meaning, ssd=tuple(ssd.split()), personal=True)


def code(name: str, meaning: str, code_set: str | None = None, *, ssd: str = "") -> Column:
    """A value from a list; `code_set` names the list where one is fixed."""
    return Column(name, ColumnType.CODE, meaning, code_set=code_set, ssd=tuple(ssd.split()))


def day(name: str, meaning: str, *, ssd: str = "", moment: str | None = None, personal: bool = False) -> Column:
    """A date. `moment` names the companion that holds the time, if the table has one."""
    return Column(name, ColumnType.DATE, meaning, ssd=tuple(ssd.split()), moment=moment, personal=personal)


def moment(name: str, meaning: str, *, ssd: str = "") -> Column:
    """A moment in UTC."""
    return Column(name, ColumnType.MOMENT, meaning, ssd=tuple(ssd.split()))


def whole(name: str, meaning: str, *, ssd: str = "") -> Column:
    """A whole number."""
    return Column(name, ColumnType.INTEGER, meaning, ssd=tuple(ssd.split()))


def number(name: str, meaning: str, *, ssd: str = "") -> Column:
    """A number that may have decimals."""
    return Column(name, ColumnType.NUMBER, meaning, ssd=tuple(ssd.split()))


def flag(name: str, meaning: str, *, ssd: str = "") -> Column:
    """Yes, no, or not recorded (blank)."""
    return Column(name, ColumnType.BOOLEAN, meaning, ssd=tuple(ssd.split()))


def reference(name: str, table: str, meaning: str, *, ssd: str = "") -> Column:
    """The id of a row of another table."""
    return Column(name, ColumnType.TEXT, meaning, ssd=tuple(ssd.split()), refers_to=table)
