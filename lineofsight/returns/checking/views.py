"""A return's tables as rules see them: every column made once, when first named, and kept.

Inputs are never changed. A table that was not handed in is one of no rows; whether a rule may then be evaluated is
decided before (`needs`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from lineofsight.core.code_sets import code_set
from lineofsight.returns.rulebooks.expressions import Exists, Listed, Some, Summary, roots, worked
from lineofsight.returns.rulebooks.tables import Link, Tables
from lineofsight.sources.rule_values import Kind, as_given, as_value

GIVEN = ":given"
_DAYS = ("year_start", "year_end", "known_start", "known_end", "told_end")
NEXT, PREVIOUS = "next", "prev"
ROW = "row"


class Data:
    """The tables of one return, the year's dates and codes.

    `constants` are the columns every table has. `shown` tells, for a table made of another's column, where each of its
    rows stands in the return: the table, and the rows there.
    """

    def __init__(
        self,
        tables: Tables,
        frames: Mapping[str, pl.DataFrame],
        year: str,
        constants: Mapping[str, Any],
        shown: Mapping[str, tuple[str, pl.Series]] | None = None,
    ) -> None:
        self.tables = tables
        self.shown = shown or {}
        self.year = year
        self.constants = constants
        self._frames = frames
        self._views: dict[str, View] = {}

    def view(self, table: str) -> View:
        """The table's view; of no rows where it was not handed in."""
        if table not in self._views:
            self._views[table] = View(self, table, self._frames.get(table, pl.DataFrame()))
        return self._views[table]

    def pairs(self, table: str, other: str, key: str | None) -> Pairs:
        """Every pair of rows of two tables with the same key, blanks left out."""
        main, beside = self.view(table), self.view(other)
        name = key or self.tables.child
        left = main.keyed(name).rename({ROW: "left"})
        right = beside.keyed(name).rename({ROW: "right"})
        both = left.join(right, on="key", how="inner", maintain_order="left_right")
        return Pairs(main, beside, both["left"], both["right"])


class View:
    """One table. Columns are Series of its height, rows in the order handed in."""

    def __init__(self, data: Data, table: str, frame: pl.DataFrame) -> None:
        self.data = data
        self.table = table
        self.height = frame.height
        self._frame = frame
        self._columns: dict[str, pl.Series] = {}
        self._ways: dict[str, pl.Series] = {}
        self._keyed: dict[str, pl.DataFrame] = {}

    def column(self, name: str) -> pl.Series:
        """A column by the name rules give it. Raises KeyError for what the return does not have."""
        if name not in self._columns:
            self._columns[name] = self._make(name).alias(name)
        return self._columns[name]

    def frame(self, names: Iterable[str]) -> pl.DataFrame:
        """Several columns side by side."""
        columns = [self.column(name) for name in names]
        return pl.DataFrame(columns) if columns else pl.DataFrame({ROW: self.rows()})

    def rows(self) -> pl.Series:
        """The position of each row."""
        return pl.Series(ROW, range(self.height), dtype=pl.Int64)

    def way(self, path: str) -> tuple[str, pl.Series]:
        """Where a way leads from each row: the table, and the row there (blank where nowhere)."""
        if not path:
            return self.data.shown.get(self.table) or (self.table, self.rows())
        step, _, rest = path.partition(".")
        target = self._target(step)
        table, further = target.way(rest)
        return table, _gather(further, self._way(step))

    def keyed(self, column: str) -> pl.DataFrame:
        """`key`, the text of a column that joins tables, and `row`; blanks left out."""
        if column not in self._keyed:
            keys = self.column(column).alias("key")
            self._keyed[column] = pl.DataFrame([keys, self.rows()]).drop_nulls("key")
        return self._keyed[column]

    def _make(self, name: str) -> pl.Series:
        tables = self.data.tables
        if name in self.data.constants:
            dtype = pl.Date() if name in _DAYS else pl.String()
            return _repeat(self.data.constants[name], self.height, dtype)
        if name == ROW:
            return self.rows()
        if name.startswith("#"):
            return self._worked(name)
        step, dot, rest = name.partition(".")
        if dot:
            return _gather(self._target(step).column(rest), self._way(step))
        if (self.table, name) in tables.derived:
            derived = tables.derived[self.table, name]
            return derived.make(self.frame(derived.columns))
        if name.endswith(GIVEN):
            own = name.removesuffix(GIVEN)
            present = own in self._frame.columns
            return as_given(self._frame[own]) if present else _repeat(None, self.height, pl.String())
        kind = tables.kind(self.table, name)
        if kind is Kind.DATE and name in self._frame.columns and self._frame.schema[name] == pl.Date:
            return self._frame[name]
        return as_value(self.column(name + GIVEN), kind)

    def _target(self, step: str) -> View:
        if step in (NEXT, PREVIOUS):
            return self
        return self.data.view(self.data.tables.links[step].table)

    def _way(self, step: str) -> pl.Series:
        if step not in self._ways:
            if step in (NEXT, PREVIOUS):
                self._ways[NEXT], self._ways[PREVIOUS] = self._neighbours()
            else:
                self._ways[step] = self._follow(self.data.tables.links[step])
        return self._ways[step]

    def sequence(self) -> pl.DataFrame:
        """`key`, `row`: each child's rows in the order of their date, then of the file; undated rows left out."""
        dated = self.column(self.data.tables.order[self.table]).alias("on")
        keyed = self.keyed(self.data.tables.child)
        placed = keyed.with_columns(dated.gather(keyed[ROW])).drop_nulls("on")
        return placed.sort("key", "on", ROW).select("key", ROW)

    def _neighbours(self) -> tuple[pl.Series, pl.Series]:
        placed = self.sequence().with_columns(
            after=pl.when(pl.col("key") == pl.col("key").shift(-1)).then(pl.col(ROW).shift(-1)),
            before=pl.when(pl.col("key") == pl.col("key").shift(1)).then(pl.col(ROW).shift(1)),
        )
        every = pl.DataFrame([self.rows()]).join(placed, on=ROW, how="left", maintain_order="left")
        return every["after"], every["before"]

    def _follow(self, link: Link) -> pl.Series:
        target = self.data.view(link.table)
        placed = target.keyed(link.key) if link.pick == "first_in_file" else target.sequence()
        one = placed.unique("key", keep="last" if link.pick == "last" else "first", maintain_order=True)
        keys = pl.DataFrame([self.column(link.key).alias("key")])
        return keys.join(one, on="key", how="left", maintain_order="left")[ROW]

    def _worked(self, name: str) -> pl.Series:
        item = worked(name)
        if isinstance(item, Listed):
            codes = {code.code for code in code_set(item.code_set).codes_in(self.data.year)}
            codes |= {code for year, code in item.more if year == self.data.year}
            return self.column(item.column + GIVEN).is_in(list(codes)).fill_null(False)
        if isinstance(item, Some):
            pairs = self.data.pairs(self.table, item.table, item.key)
            return _marked(pairs.main_rows.filter(pairs.mask(item.where)).unique(), self.height)
        target = self.data.view(item.table)
        where = target.mask(item.where) if item.where is not None else None
        if item.key == "":
            return self._over_all(item, target, where)
        key = item.key or self.data.tables.child
        placed = target.keyed(key)
        if where is not None:
            placed = placed.filter(where.gather(placed[ROW]))
        if isinstance(item, Exists):
            return self.column(key).is_in(placed["key"].unique().to_list()).fill_null(False)
        values = target.values(item.value)
        found = placed.with_columns(values.gather(placed[ROW]).alias("value")).group_by("key").agg(_summed(item.how))
        return pl.DataFrame([self.column(key).alias("key")]).join(found, on="key", how="left", maintain_order="left")[
            "value"
        ]

    def _over_all(self, item: Exists | Summary, target: View, where: pl.Series | None) -> pl.Series:
        rows = target.rows() if where is None else target.rows().filter(where)
        if isinstance(item, Exists):
            return _repeat(rows.len() > 0, self.height)
        values = target.values(item.value).gather(rows).alias("value")
        return _repeat(pl.DataFrame([values]).select(_summed(item.how)).item(), self.height)

    def mask(self, where: pl.Expr) -> pl.Series:
        """Which rows are as an expression says; a blank answer is no."""
        return self.values(where).fill_null(False)

    def values(self, expression: pl.Expr) -> pl.Series:
        """An expression's value for each row."""
        value = self.frame(sorted(roots(expression))).select(expression.alias("value"))["value"]
        return value if value.len() == self.height else _repeat(value.item(), self.height)


class Pairs:
    """Pairs of rows of two tables. Columns of the first are plain, those of the other `Other.COLUMN`."""

    def __init__(self, main: View, other: View, main_rows: pl.Series, other_rows: pl.Series) -> None:
        self.main = main
        self.other = other
        self.main_rows = main_rows
        self.other_rows = other_rows
        self.height = main_rows.len()

    def column(self, name: str) -> pl.Series:
        """A column by the name rules give it."""
        if name.startswith(f"{self.other.table}."):
            own = name.removeprefix(f"{self.other.table}.")
            return _gather(self.other.column(own), self.other_rows).alias(name)
        return _gather(self.main.column(name), self.main_rows).alias(name)

    def frame(self, names: Iterable[str]) -> pl.DataFrame:
        """Several columns side by side."""
        return pl.DataFrame([self.column(name) for name in names])

    def mask(self, where: pl.Expr) -> pl.Series:
        """Which pairs are as an expression says; a blank answer is no."""
        return self.frame(sorted(roots(where))).select(where.alias("value"))["value"].fill_null(False)

    def way(self, path: str) -> tuple[str, pl.Series]:
        """Where a way leads from each pair: the other table's own rows by its name, else from the first."""
        if path == self.other.table:
            return self.other.table, self.other_rows
        table, rows = self.main.way(path)
        return table, _gather(rows, self.main_rows)


def _gather(values: pl.Series, rows: pl.Series) -> pl.Series:
    if values.len() == 0:
        return pl.Series([None], dtype=values.dtype).new_from_index(0, rows.len())
    return values.gather(rows)


def _marked(rows: pl.Series, height: int) -> pl.Series:
    return pl.repeat(False, height, dtype=pl.Boolean, eager=True).scatter(rows, True)


def _repeat(value: Any, height: int, dtype: pl.DataType | None = None) -> pl.Series:
    return pl.Series([value], dtype=dtype).new_from_index(0, height)


def _summed(how: str) -> pl.Expr:
    value: pl.Expr = getattr(pl.col("value"), how)()
    return value.alias("value")
