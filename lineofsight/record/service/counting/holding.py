"""What is held in memory, made of the rows of the tables; and made again where a few of them changed."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import polars as pl

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.record.service.counting.columns import Column, Mask, Rows, column_of
from lineofsight.record.service.counting.counted import Held, Table
from lineofsight.record.service.now import Reason, Stage
from lineofsight.record.service.open_duty import NEVER_LISTED

_LAST = np.iinfo(np.int64).max
_FURTHER: Mapping[str, int] = {code: place for place, code in enumerate(reversed(Stage.values))}
_GRAVER: Mapping[str, int] = {code: place for place, code in enumerate(Reason.values)}


def held_of(duties: pl.DataFrame, children: pl.DataFrame, since: date) -> Held:
    """All that is held: duties soonest due first, children by what has been overdue longest."""
    owed, served = _table(_listed(duties), "key"), _table(_by_need(children), "reference")
    row_of = {reference: row for row, reference in enumerate(children_of(served))}
    whose = owed.words("reference")
    rows = np.array([*(row_of.get(reference, -1) for reference in whose.values), -1], dtype=np.int64)
    return Held(owed, served, rows[whose.places], _need(served), since)


def held_again(held: Held, gone: Mask, duties: pl.DataFrame, left: Mask, children: pl.DataFrame) -> Held:
    """The same without the duties `gone` and the children `left`, with some others in their places.

    What stays is not put in order again: of many thousand rows a few are new, and each is put where it belongs.
    """
    duties, children = _listed(duties), _by_need(children)
    owed_at = _places(held.duties, gone, _table(duties, "key"), _due)
    served_at = _places(held.children, left, _table(children, "reference"), _longest_overdue)
    owed, served = _joined(held.duties, duties, owed_at), _joined(held.children, children, served_at)
    # Where each child's row is now; the last, which -1 finds, is for those of no child that is held.
    row_now = np.full(held.children.height + children.height + 1, -1, dtype=np.int64)
    row_now[served_at] = np.arange(served_at.size)
    child_of = row_now[np.concatenate([held.child_of, np.full(duties.height, -1, dtype=np.int64)])[owed_at]]
    changed = {*duties["reference"], *children["reference"], *children_of(held.children, np.flatnonzero(left))}
    for reference in changed - {None}:
        rows = np.flatnonzero(served.words("reference").taken("exact", reference))
        child_of[owed.words("reference").taken("exact", reference)] = rows[0] if rows.size else -1
    return Held(owed, served, child_of, _need(served), held.since)


def children_of(children: Table, rows: Rows | slice = slice(None)) -> list[str]:
    """The references of some of the children held, in their order."""
    words = children.words("reference")
    return [words.values[place] for place in words.places[rows]]


def _listed(duties: pl.DataFrame) -> pl.DataFrame:
    listed = duties.filter(~pl.col("standard").is_in(NEVER_LISTED))
    return listed.sort("due_on", "reference", "key", nulls_last=True)


def _due(table: Table, row: int) -> tuple[Any, ...]:
    """What `_listed` puts rows in order by."""
    due, reference = int(table.numbers("due_on").part(slice(row, row + 1)).in_order()[0]), table.words("reference")[row]
    return due, reference is None, reference or "", int(table.numbers("key").values[row])


def _by_need(children: pl.DataFrame) -> pl.DataFrame:
    return children.sort(
        "longest_overdue", "overdue", "reference", descending=[True, True, False], nulls_last=True
    )  # fmt: skip


def _longest_overdue(table: Table, row: int) -> tuple[Any, ...]:
    """What `_by_need` puts rows in order by."""
    this = slice(row, row + 1)
    longest, overdue = (
        int(table.numbers(name).part(this).in_order(largest_first=True)[0]) for name in ("longest_overdue", "overdue")
    )
    return longest, overdue, table.words("reference")[row] or ""


def _table(frame: pl.DataFrame, key: str) -> Table:
    columns = {series.name: column_of(series) for series in frame}
    return Table({**columns, "pk": columns[key]}, frame.height)


def _places(table: Table, gone: Mask, new: Table, key: Callable[[Table, int], tuple[Any, ...]]) -> Rows:
    """The rows that stay and the new ones, counted on from the table's height, in their order."""
    stay = np.flatnonzero(~gone)
    before = [
        bisect_left(range(table.height), key(new, row), key=lambda each: key(table, each)) for row in range(new.height)
    ]
    at = np.searchsorted(stay, np.array(before, dtype=np.int64))
    return np.insert(stay, at, table.height + np.arange(new.height))


def _joined(table: Table, more: pl.DataFrame, rows: Rows) -> Table:
    columns: dict[str, Column] = {name: table.columns[name].joined(more[name], rows) for name in more.columns}
    key = next(name for name, column in table.columns.items() if column is table.columns["pk"])
    return Table({**columns, "pk": columns[key]}, rows.size)


def _need(children: Table) -> Rows:
    """Each child's place among those to look at first: by the gravest reason, then stage, then how much and how long.

    -1 for whoever is closed, and where there is no reason to look.
    """
    reasons, stages = children.words("reasons"), children.words("stage")
    gravest = np.array([*(_gravest(each) for each in reasons.values), -1])[reasons.places]
    further = np.array([*(_FURTHER[each] for each in stages.values), _LAST])[stages.places]
    overdue, longest = (
        children.numbers(name).in_order(largest_first=True) for name in ("overdue", "longest_overdue")
    )  # fmt: skip
    rows = np.flatnonzero((children.numbers("is_open").values == 1) & (gravest >= 0))
    keys = (children.words("reference").places, longest, overdue, further, gravest)  # the last counts first
    places = np.full(children.height, -1, dtype=np.int64)
    places[rows[np.lexsort([key[rows] for key in keys])]] = np.arange(rows.size)
    return places


@cache
def _gravest(reasons: str) -> int:
    return min((_GRAVER[code] for code in json.loads(reasons) if code in _GRAVER), default=-1)
