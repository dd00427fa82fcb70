"""A table of the record, and what every row of it carries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum

from lineofsight.core.columns import Column, ColumnType, day, moment, text, whole
from lineofsight.core.same_as import SameAs


class Holder(StrEnum):
    """Whose row it is: whom a standard over the table is owed to."""

    CHILD = "child"
    WORKER = "worker"
    TEAM = "team"
    CARER = "carer"
    HOME = "home"
    SERVICE = "service"


HOLDER_COLUMNS = {
    Holder.CHILD: "child_id",
    Holder.WORKER: "worker_id",
    Holder.TEAM: "team_id",
    Holder.CARER: "carer_id",
    Holder.HOME: "home_id",
    Holder.SERVICE: "service_id",
}

# What every row carries beside its own columns: when we knew it, who wrote it, and where it came from.
PROVENANCE: tuple[Column, ...] = (
    day("recorded_on", "The day the row was written in the system it came from", moment="recorded_at"),
    moment("recorded_at", "The moment the row was written, where the source gives a time"),
    text("recorded_by", "The worker who wrote the row"),
    text("source", "The kind of source the row came from"),
    text("load", "The load that brought the row as it now stands"),
    text("file", "The file the row was read from"),
    whole("line", "The line (or sheet row, or element number) it was read from"),
    day("missing_since", "The first load of the same source that no longer held the row; blank while it does"),
)


@dataclass(frozen=True, slots=True)
class Table:
    """One declared table.

    `columns` are the table's own; `all_columns` adds `id`, the holder's column and the provenance.
    `event` names the date column by which rows are ordered and a period is counted.
    `ends` names the date column that ends a span, if rows are spans.
    `natural_key` identifies a row where the source has no id of its own.
    `same_as` are further ways, tried in order, to know another source's row for the same.
    """

    name: str
    title: str
    meaning: str
    columns: tuple[Column, ...]
    natural_key: tuple[str, ...]
    event: str | None = None
    ends: str | None = None
    holder: Holder = Holder.CHILD
    holder_is_id: bool = False
    ssd: tuple[str, ...] = ()
    id_ssd: tuple[str, ...] = ()
    holder_ssd: tuple[str, ...] = ()
    same_as: tuple[SameAs, ...] = ()
    _by_name: dict[str, Column] = field(init=False, repr=False, compare=False, hash=False, default_factory=dict)

    def __post_init__(self) -> None:
        for column in self.all_columns:
            if column.name in self._by_name:
                raise ValueError(f"Table {self.name!r} declares column {column.name!r} twice. Rename one.")
            self._by_name[column.name] = column
        for name in (*self.natural_key, *(c for c in (self.event, self.ends) if c)):
            self.column(name)
        for way in self.same_as:
            if way.during and not (self.event and self.ends):
                raise ValueError(f"Table {self.name!r} has no span, so nothing happens during its rows. Name its ends.")
            for name in way.by:
                self.column(name)
        for column in self.columns:
            if column.moment and self.column(column.moment).type is not ColumnType.MOMENT:
                raise ValueError(f"{self.name}.{column.name}: its companion {column.moment!r} is not a moment.")

    @property
    def holder_column(self) -> str:
        """The column that says whose row it is (`id` where the row is the holder's own)."""
        return "id" if self.holder_is_id else HOLDER_COLUMNS[self.holder]

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """`id`, the holder's column, the table's own columns, then the provenance, in that order."""
        identity = (text("id", "The row's id in its source", ssd=" ".join(self.id_ssd)),)
        if self.holder_is_id:
            return identity + self.columns + PROVENANCE
        whose = Column(
            self.holder_column, ColumnType.TEXT, f"The {self.holder} the row is about", ssd=self.holder_ssd,
            refers_to={Holder.CHILD: "people", Holder.WORKER: "professionals", Holder.TEAM: "teams"}.get(self.holder),
        )  # fmt: skip
        return (*identity, whose, *self.columns, *PROVENANCE)

    def column(self, name: str) -> Column:
        """The column of that name. Raises KeyError naming the table, near matches and all its columns."""
        found = self._by_name.get(name)
        if found is None:
            near = get_close_matches(name, self._by_name, n=3)
            hint = f" Did you mean {', '.join(near)}?" if near else ""
            raise KeyError(f"Table {self.name!r} has no column {name!r}.{hint} It has: {', '.join(self._by_name)}.")
        return found

    def has(self, name: str) -> bool:
        """Whether the table has a column of that name."""
        return name in self._by_name

    def __iter__(self) -> Iterator[Column]:
        return iter(self.all_columns)
