"""Disclosure control: what may be shown to those who may not see the children.

Counts of 1 to 5 show `c`, others round to the nearest 5, percentages come from rounded counts and are not given under a
denominator of 20. A published table is fixed in shape and suppressed as a whole: where one cell of a line is `c`, a
second is too, so that no cell can be had by subtraction, across the table's teams or across its dates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

SUPPRESSED: Final = "c"
SMALLEST_SHOWN: Final = 6
ROUNDED_TO: Final = 5
SMALLEST_DENOMINATOR: Final = 20

Shown = int | str


def shown_count(count: int | None) -> Shown | None:
    """A count as shown: 0, `c` for 1 to 5, else the nearest 5. None stays None.

    Raises ValueError for a count below 0.
    """
    if count is None:
        return None
    if count < 0:
        raise ValueError(f"A count is never {count}.")
    if count == 0:
        return 0
    return SUPPRESSED if count < SMALLEST_SHOWN else rounded(count)


def rounded(count: int) -> int:
    """To the nearest 5."""
    return ROUNDED_TO * ((count + ROUNDED_TO // 2) // ROUNDED_TO)


def shown_percentage(counted: int | None, out_of: int | None) -> float | str | None:
    """A percentage of rounded counts, to a whole number; `c` where either may not be shown; None where unknown."""
    above, below = shown_count(counted), shown_count(out_of)
    if above is None or below is None:
        return None
    if isinstance(above, str) or isinstance(below, str) or below < SMALLEST_DENOMINATOR:
        return SUPPRESSED
    if counted is not None and out_of is not None and 0 < out_of - counted < SMALLEST_SHOWN:
        return SUPPRESSED  # nearly everybody: the few who are not are a small count too
    return float(min(round(100 * above / below), 100))


@dataclass(frozen=True, slots=True)
class PublicTable:
    """A table as shown: `cells` by (row, column), `rows` and `columns` in order, `totals` of each row and column."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], Shown]
    row_totals: Mapping[str, Shown]
    column_totals: Mapping[str, Shown]


def public_table(counts: Mapping[tuple[str, str], int], rows: Sequence[str], columns: Sequence[str]) -> PublicTable:
    """A table of counts made fit to publish; every row and column named is there, with 0 where there are none.

    Cells of 1 to 5 are suppressed; then, until no line has a single suppressed cell, its smallest other cell is too (a
    zero only where there is nothing else). Totals are of the rounded cells' true counts, themselves rounded, and a
    total is suppressed where what is hidden in its line comes to less than 6 or hides behind one cell.

    Raises ValueError for a count in a row or column that is not named: the shape is fixed beforehand.
    """
    stray = [key for key in counts if key[0] not in rows or key[1] not in columns]
    if stray:
        raise ValueError(f"{stray[0]} is not in the table's rows and columns. Fix the table's shape first.")
    true = {(row, column): counts.get((row, column), 0) for row in rows for column in columns}
    hidden = {key for key, count in true.items() if 0 < count < SMALLEST_SHOWN}
    lines = [[(row, column) for column in columns] for row in rows]
    lines += [[(row, column) for row in rows] for column in columns]
    hidden = _second(hidden, lines, true)
    cells = {key: SUPPRESSED if key in hidden else _shown(count) for key, count in true.items()}
    return PublicTable(
        tuple(rows), tuple(columns), cells,
        {row: _total([(row, column) for column in columns], true, hidden) for row in rows},
        {column: _total([(row, column) for row in rows], true, hidden) for column in columns},
    )  # fmt: skip


def _second(
    hidden: set[tuple[str, str]], lines: list[list[tuple[str, str]]], true: Mapping[tuple[str, str], int]
) -> set[tuple[str, str]]:
    """With a second cell hidden in every line that has one, until every line is safe."""
    while True:
        for line in lines:
            inside = [key for key in line if key in hidden]
            shown = [key for key in line if key not in hidden]
            others = sorted(shown, key=lambda key: (true[key] == 0, true[key], key))
            if others and inside and (len(inside) == 1 or sum(true[key] for key in inside) < SMALLEST_SHOWN):
                hidden = hidden | {others[0]}
                break
        else:
            return hidden


def _total(line: list[tuple[str, str]], true: Mapping[tuple[str, str], int], hidden: set[tuple[str, str]]) -> Shown:
    """The line's total; hidden where all but one of its cells could be taken from it."""
    inside = [key for key in line if key in hidden]
    if len(inside) == 1 or (inside and sum(true[key] for key in inside) < SMALLEST_SHOWN):
        return SUPPRESSED
    total = sum(true[key] for key in line)
    return SUPPRESSED if 0 < total < SMALLEST_SHOWN else _shown(total)


def _shown(count: int) -> int:
    return 0 if count == 0 else rounded(count)
