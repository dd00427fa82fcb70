"""Open children and what is owed, in memory and in the order of lists; and parts of them, which are counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from django.db.models import Q

from lineofsight.record.service.counting.columns import Column, Mask, Numbers, Rows, Words, day_of
from lineofsight.record.service.counting.conditions import taken

ALL = slice(None)


@dataclass(frozen=True)
class Table:
    """Columns of one length, by name. Rows stand in the order in which lists show them."""

    columns: Mapping[str, Column]
    height: int

    def words(self, name: str) -> Words:
        """A column of text."""
        column = self.columns[name]
        assert isinstance(column, Words)
        return column

    def numbers(self, name: str) -> Numbers:
        """A column of numbers."""
        column = self.columns[name]
        assert isinstance(column, Numbers)
        return column


@dataclass(frozen=True)
class Held:
    """All that is held. `child_of` is each duty's row among the children, -1 for none; `need` each child's place."""

    duties: Table
    children: Table
    child_of: Rows
    need: Rows
    since: date

    def everything(self) -> Counted:
        """All of it as a part."""
        return Counted(self, ALL, ALL)


class _Part(Mapping[str, Column]):
    """Columns of some rows, taken as they are asked for."""

    def __init__(self, columns: Mapping[str, Column], rows: Rows | slice) -> None:
        self._columns, self._rows = columns, rows

    def __getitem__(self, name: str) -> Column:
        return self._columns[name].part(self._rows)

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)


@dataclass(frozen=True)
class Counted:
    """Some of the duties and some of the children held, each by its row. Nothing here names anybody."""

    held: Held
    duties: Rows | slice
    children: Rows | slice

    # --- parts -------------------------------------------------------------------------------------------------

    def owed(self, condition: Q) -> Counted:
        """The same with those duties alone that a condition on `OpenDuty` takes."""
        return replace(self, duties=_cut(self.duties, self._takes(condition), self.held.duties.height))

    def of_children(self, condition: Q) -> Counted:
        """The same with those children alone that a condition on `ChildNow` takes; duties as they were."""
        height = self.held.children.height
        return replace(self, children=_cut(self.children, _takes(self.held.children, self.children, condition), height))

    def owed_to_them(self) -> Counted:
        """The same with those duties alone that are owed to its children."""
        among = np.zeros(self.held.children.height + 1, dtype=np.bool_)
        among[:-1][self.children] = True  # the last is for those of no child that is held
        return replace(self, duties=_cut(self.duties, among[self.held.child_of[self.duties]], self.held.duties.height))

    def either(self, *conditions: Counted) -> Counted:
        """The same with those duties that any of some parts has. Raises ValueError where one is of another state."""
        if any(part.held is not self.held for part in conditions):
            raise ValueError("Parts of two states of what is owed do not go together: take both from one `everything`.")
        among = np.zeros(self.held.duties.height, dtype=np.bool_)
        for part in conditions:
            among[part.duties] = True
        return replace(self, duties=_cut(self.duties, among[self.duties], self.held.duties.height))

    # --- numbers -----------------------------------------------------------------------------------------------

    @property
    def number(self) -> int:
        """How many duties."""
        return _size(self.duties, self.held.duties.height)

    @property
    def number_of_children(self) -> int:
        """How many children."""
        return _size(self.children, self.held.children.height)

    def how_many(self, condition: Q) -> int:
        """How many of the duties a condition takes."""
        return int(np.count_nonzero(self._takes(condition)))

    def how_many_children(self, condition: Q) -> int:
        """How many of the children a condition takes."""
        return int(np.count_nonzero(_takes(self.held.children, self.children, condition)))

    @property
    def children_owed(self) -> int:
        """To how many different children its duties are owed."""
        places = self._duty_words("reference")
        return int(np.unique(places.places[places.places < len(places.values)]).size)

    def numbers_by(self, column: str) -> dict[str, int]:
        """How many duties have each value of a column of text; those without one are left out."""
        return _numbers(self._duty_words(column))

    def children_owed_by(self, column: str) -> dict[str, int]:
        """To how many different children the duties with each value of a column are owed."""
        words, references = self._duty_words(column), self._duty_words("reference")
        known = references.places < len(references.values)
        pairs = words.places[known].astype(np.int64) * (len(references.values) + 1) + references.places[known]
        different = np.unique(pairs) // (len(references.values) + 1)
        return _numbers(Words(different.astype(np.int32), words.values, words.place_of))

    def first_due_by(self, column: str) -> dict[str, date]:
        """The first day any of the duties with each value of a column falls due."""
        words, due = self._duty_words(column), self.held.duties.numbers("due_on").part(self.duties)
        known = due.known & (words.places < len(words.values))
        # Rows stand by the day they are due, so the first of each value is its earliest.
        places, first = np.unique(words.places[known], return_index=True)
        days = (day_of(int(day)) for day in due.values[known][first])
        return {words.values[place]: day for place, day in zip(places, days, strict=True) if day is not None}

    def children_by(self, *columns: str) -> dict[tuple[str | None, ...], int]:
        """How many children have each combination of some columns of text."""
        parts = [self.held.children.words(name).part(self.children) for name in columns]
        whole = np.zeros(self.number_of_children, dtype=np.int64)
        for part in parts:
            whole = whole * (len(part.values) + 1) + part.places
        _, first, numbers = np.unique(whole, return_index=True, return_counts=True)
        return {tuple(part[at] for part in parts): int(number) for at, number in zip(first, numbers, strict=True)}

    def children_summed_by(self, column: str, summed: str) -> dict[str, int]:
        """A column of numbers added up over the children with each value of a column of text."""
        words, numbers = self._child_words(column), self.held.children.numbers(summed).part(self.children)
        values = np.where(numbers.known, numbers.values, 0)
        added = np.bincount(words.places, weights=values, minlength=len(words.values) + 1)
        return {value: int(added[place]) for place, value in enumerate(words.values)}

    def most_by(self, column: str, compared: str) -> dict[str, int]:
        """The largest value of a column of numbers among the children with each value of a column of text."""
        words, numbers = self._child_words(column), self.held.children.numbers(compared).part(self.children)
        found: dict[str, int] = {}
        for place, value in enumerate(words.values):
            among = numbers.values[(words.places == place) & numbers.known]
            if among.size:
                found[value] = int(among.max())
        return found

    # --- rows, to be read where they are kept ------------------------------------------------------------------

    def keys(self, start: int, stop: int) -> list[int]:
        """The keys of some of its duties: soonest due first."""
        rows = np.arange(self.held.duties.height)[self.duties][start:stop]
        return [int(key) for key in self.held.duties.numbers("key").values[rows]]

    def references(self, start: int, stop: int) -> list[str]:
        """The references of some of its children: what has been overdue longest first."""
        return self._references(np.arange(self.held.children.height)[self.children][start:stop])

    def in_order_of_need(self, most: int) -> list[str]:
        """The references of those of its children to look at first: no more than so many, none without a reason."""
        rows = np.arange(self.held.children.height)[self.children]
        places = self.held.need[rows]
        rows, places = rows[places >= 0], places[places >= 0]
        if rows.size > most:
            nearest = np.argpartition(places, most)[:most]
            rows, places = rows[nearest], places[nearest]
        return self._references(rows[np.argsort(places)])

    def _references(self, rows: Rows) -> list[str]:
        column = self.held.children.words("reference")
        return [column.values[column.places[row]] for row in rows]

    def _takes(self, condition: Q) -> Mask:
        return _takes(self.held.duties, self.duties, condition)

    def _duty_words(self, name: str) -> Words:
        return self.held.duties.words(name).part(self.duties)

    def _child_words(self, name: str) -> Words:
        return self.held.children.words(name).part(self.children)


def _takes(table: Table, rows: Rows | slice, condition: Q) -> Mask:
    return taken(condition, _Part(table.columns, rows), _size(rows, table.height))


def _size(rows: Rows | slice, height: int) -> int:
    return height if isinstance(rows, slice) else int(rows.size)


def _cut(rows: Rows | slice, kept: Mask, height: int) -> Rows | slice:
    if kept.all():
        return rows
    found = np.flatnonzero(kept)
    return found if isinstance(rows, slice) else rows[found]


def _numbers(words: Words) -> dict[str, int]:
    counted = np.bincount(words.places, minlength=len(words.values) + 1)
    return {value: int(counted[place]) for place, value in enumerate(words.values) if counted[place]}
