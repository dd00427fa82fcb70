"""A column in memory, and which of its rows a condition takes: the same as the database would."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

import numpy as np
import polars as pl
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]

_COMPARED: Mapping[str, Callable[[Any, Any], Any]] = {
    "exact": np.equal, "gt": np.greater, "gte": np.greater_equal, "lt": np.less, "lte": np.less_equal,
}  # fmt: skip
_NONE = np.iinfo(np.int64).min


class Column(Protocol):
    """One value a row, or none."""

    def taken(self, lookup: str, value: Any) -> Mask:
        """The rows that `column__lookup=value` takes; one without a value is taken by `isnull` alone.

        Raises ValueError for a lookup it does not know.
        """

    def part(self, rows: Rows | slice) -> Column:
        """The column of some rows, in that order."""

    def joined(self, more: pl.Series, rows: Rows) -> Column:
        """The column of some rows, in that order, of its own and of more values that follow them."""


@dataclass(frozen=True)
class Words(Column):
    """A column of text: each row's place among the different values in order; the place after the last is none."""

    places: NDArray[np.int32]
    values: tuple[str, ...]
    place_of: Mapping[str, int]

    @classmethod
    def of(cls, series: pl.Series) -> Words:
        """From a column of strings."""
        different = series.drop_nulls().unique().sort()
        places = series.cast(pl.Enum(different)).to_physical().cast(pl.Int32).fill_null(len(different))
        values = tuple(different)
        return cls(places.to_numpy(), values, {value: place for place, value in enumerate(values)})

    def __getitem__(self, row: int) -> str | None:
        place = int(self.places[row])
        return self.values[place] if place < len(self.values) else None

    def taken(self, lookup: str, value: Any) -> Mask:
        """As for every column."""
        if lookup == "isnull" or (lookup == "exact" and value is None):
            return (self.places == len(self.values)) == (value is None or bool(value))
        if lookup == "exact":
            return self.places == self.place_of.get(value, -1)
        chosen = np.zeros(len(self.values) + 1, dtype=np.bool_)
        if lookup == "in":
            chosen[[self.place_of[each] for each in value if each in self.place_of]] = True
        elif lookup == "icontains":
            wanted = value.lower()
            chosen[[place for place, each in enumerate(self.values) if wanted in each.lower()]] = True
        else:
            raise ValueError(f"A column of text cannot be asked {lookup!r}.")
        return chosen[self.places]

    def part(self, rows: Rows | slice) -> Words:
        """As for every column."""
        return Words(self.places[rows], self.values, self.place_of)

    def joined(self, more: pl.Series, rows: Rows) -> Words:
        """As for every column. Values that no row has any more stay among the different ones."""
        values, place_of, places = self.values, self.place_of, self.places
        new = set(more.drop_nulls()) - place_of.keys()
        if new:
            values = tuple(sorted([*values, *new]))
            place_of = {value: place for place, value in enumerate(values)}
            places = np.array([*map(place_of.__getitem__, self.values), len(values)], dtype=np.int32)[places]
        added = np.array([len(values) if value is None else place_of[value] for value in more], dtype=np.int32)
        return Words(np.concatenate([places, added])[rows], values, place_of)


@dataclass(frozen=True)
class Numbers(Column):
    """A column of numbers, days, moments or yes and no, each as a whole number; `kind` of what."""

    values: NDArray[np.int64]

    @classmethod
    def of(cls, series: pl.Series) -> Numbers:
        """From whole numbers, dates (as days since 1970), moments (as microseconds since then) or true and false."""
        return cls(series.to_physical().cast(pl.Int64).fill_null(_NONE).to_numpy())

    @property
    def known(self) -> Mask:
        """The rows that have a value."""
        return self.values != _NONE

    def taken(self, lookup: str, value: Any) -> Mask:
        """As for every column. The value may be another column of the same kind."""
        if lookup == "isnull" or (lookup == "exact" and value is None):
            return self.known != (value is None or bool(value))
        if lookup == "in":
            return np.isin(self.values, [whole(each) for each in value])
        if lookup not in _COMPARED:
            raise ValueError(f"A column of numbers cannot be asked {lookup!r}.")
        if isinstance(value, Numbers):
            both: Mask = self.known & value.known & _COMPARED[lookup](self.values, value.values)
            return both
        found: Mask = _COMPARED[lookup](self.values, whole(value))
        # What has no value is less than anything; greater than or the same as it, nothing.
        return found & self.known if lookup in ("lt", "lte") else found

    def part(self, rows: Rows | slice) -> Numbers:
        """As for every column."""
        return Numbers(self.values[rows])

    def joined(self, more: pl.Series, rows: Rows) -> Numbers:
        """As for every column."""
        return Numbers(np.concatenate([self.values, Numbers.of(more).values])[rows])

    def in_order(self, largest_first: bool = False) -> Rows:
        """Numbers that put the rows in order: smallest first, or largest; what has no value last."""
        return np.where(self.known, -self.values if largest_first else self.values, np.iinfo(np.int64).max)


_EPOCH = date(1970, 1, 1)


def whole(value: date | datetime | int | bool) -> int:
    """A value as a column of numbers holds it."""
    if isinstance(value, datetime):
        return round(value.timestamp() * 1_000_000)
    return (value - _EPOCH).days if isinstance(value, date) else int(value)


def day_of(value: int) -> date | None:
    """The day that a column of numbers holds so."""
    return None if value == _NONE else date.fromordinal(_EPOCH.toordinal() + int(value))


def column_of(series: pl.Series) -> Column:
    """A column in memory from a frame's."""
    return Words.of(series) if series.dtype == pl.String else Numbers.of(series)
