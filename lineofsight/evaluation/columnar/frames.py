"""The sources of one run as frames in memory: only the columns asked for, each derived table worked out once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import RLock
from typing import TypeVar

import numpy as np
import polars as pl

from lineofsight.core.derived import Source, holder_table
from lineofsight.core.selections import Selection
from lineofsight.core.standards import Standard
from lineofsight.core.table import Table
from lineofsight.evaluation.columnar.conditions import passes
from lineofsight.evaluation.columnar.keys import NOBODY, Codes
from lineofsight.evaluation.columnar.needs import Needs, is_code, needs_of
from lineofsight.evaluation.record import Record

T = TypeVar("T")

HOLDER = "_holder"
"""The holder's code in every frame here; NOBODY where the row names none."""


class Frames:
    """One run over one record. Frames are read when first asked for, kept for the run, and never changed."""

    def __init__(
        self, record: Record, standards: Iterable[Standard] = (), *, detail: bool = False,
        holders: pl.Categorical | None = None,
    ) -> None:  # fmt: skip
        """`holders` numbers the holders; runs that are given the same one give each holder the same number."""
        self.record, self.detail = record, detail
        self.needs: Needs = needs_of(standards, detail=detail)
        self._kept: dict[object, object] = {}
        self._making = RLock()
        self._holders = pl.Categorical(pl.Categories.random()) if holders is None else holders
        self._values = pl.Categorical(pl.Categories.random())
        self._words = pl.Categorical(pl.Categories.random())
        # Polars forgets the numbers it gave when no series of the kind is left: these keep them for the run.
        self._kinds = [pl.Series([""], dtype=kind) for kind in (self._holders, self._values, self._words)]

    def frame(self, source: Source) -> pl.DataFrame:
        """The rows of a table or a derived table, with the columns that the run needs and the holder's code."""
        return self.kept(source.name, lambda: self._with_holder(source, self._read(source)))

    def kept(self, key: object, make: Callable[[], T]) -> T:
        """What was made under that key in this run, made now if it was not; by one thread at a time."""
        if key not in self._kept:
            with self._making:
                if key not in self._kept:
                    self._kept[key] = make()
        found: T = self._kept[key]  # type: ignore[assignment]
        return found

    def selected(self, selection: Selection) -> pl.DataFrame:
        """The rows of a selection, in the order of their source; its day is never blank."""
        on, frame = pl.col(selection.at), self.frame(selection.source)
        if not selection.where:
            return frame.filter(on.is_not_null()) if frame[selection.at].null_count() else frame
        return frame.filter(on.is_not_null() & passes(selection.where, selection.source, on))

    def codes(self, values: pl.Series, *, holders: bool = True) -> Codes:
        """Numbers that are equal where the values are; NOBODY for a blank. Holders have numbers of their own."""
        return _coded(values, self._holders if holders else self._values)

    def _read(self, source: Source) -> pl.DataFrame:
        needed = self.needs.of(source)
        if not isinstance(source, Table):
            from lineofsight.evaluation.columnar.derived import derive  # local: deriving reads frames

            return derive(source, self)
        names = [column.name for column in source.all_columns if column.name in needed]
        codes = [name for name in names if is_code(source, name)]
        return self.record.lazy(source).select(names).with_columns(pl.col(codes).cast(self._words)).collect()

    def _with_holder(self, source: Source, frame: pl.DataFrame) -> pl.DataFrame:
        codes = self.codes(frame[source.holder_column])
        frame = frame.with_columns(pl.Series(HOLDER, codes))
        prefix = f"{source.holder.value}."
        wanted = sorted(name for name in self.needs.of(source) if name.startswith(prefix))
        table = holder_table(source)
        if not wanted or table is None:
            return frame
        own = [name.removeprefix(prefix) for name in wanted]
        held = self.record.lazy(table).select("id", *own).collect()
        held = held.unique("id", keep="last", maintain_order=True)
        by_code = held.select(
            pl.Series(HOLDER, self.codes(held["id"])),
            *(pl.col(name).cast(self._words if is_code(table, name) else held.schema[name]).alias(prefix + name)
              for name in own),
        )  # fmt: skip
        return frame.join(by_code.filter(pl.col(HOLDER) != NOBODY), on=HOLDER, how="left", maintain_order="left")


def _coded(values: pl.Series, kind: pl.Categorical) -> Codes:
    """Rows of one holder mostly stand together, so each stretch is looked up once."""
    values = values.cast(pl.String)
    stretch = values.rle_id()
    firsts = values.filter(stretch.diff().fill_null(1) != 0) if len(values) else values
    codes = firsts.cast(kind).to_physical().cast(pl.Int32).fill_null(int(NOBODY)).to_numpy()
    coded: Codes = np.take(codes, stretch.to_numpy()) if len(values) else np.zeros(0, np.int32)
    return coded
