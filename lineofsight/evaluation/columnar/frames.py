"""The sources of one run as frames in memory: only the columns asked for, each derived table worked out once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from threading import Lock, RLock
from typing import TypeVar

import numpy as np
import polars as pl

from lineofsight.core.derived import Source, holder_table
from lineofsight.core.selections import Selection
from lineofsight.core.standards import Standard
from lineofsight.core.table import Table
from lineofsight.core.tables.people import people
from lineofsight.evaluation.columnar.conditions import passes
from lineofsight.evaluation.columnar.keys import NOBODY, Codes
from lineofsight.evaluation.columnar.needs import Needs, is_code, needs_of, with_moments
from lineofsight.evaluation.record import Record

T = TypeVar("T")

HOLDER = "_holder"
"""The holder's code in every frame here; NOBODY where the row names none."""


@dataclass(frozen=True)
class SourcesKey:
    """What is kept of several sources together: their names, and what else tells it from others."""

    names: tuple[str, ...]
    asked: object

    def is_of(self, names: Collection[str]) -> bool:
        """Whether it was made from one of these sources."""
        return not set(names).isdisjoint(self.names)


class Frames:
    """One run over one record. Frames are read when first asked for, kept until they are let go, and never changed."""

    def __init__(
        self, record: Record, standards: Iterable[Standard] = (), *, detail: bool = False,
        holders: pl.Categorical | None = None,
    ) -> None:  # fmt: skip
        """`holders` numbers the holders; runs that are given the same one give each holder the same number."""
        self.record, self.detail = record, detail
        self.needs: Needs = needs_of(standards, detail=detail)
        self._kept: dict[object, object] = {}
        self._making, self._locks = Lock(), dict[object, RLock]()
        self._holders = pl.Categorical(pl.Categories.random()) if holders is None else holders
        self._values = pl.Categorical(pl.Categories.random())
        self._words = pl.Categorical(pl.Categories.random())
        # Polars forgets the numbers it gave when no series of the kind is left: these keep them for the run.
        self._kinds = [pl.Series([""], dtype=kind) for kind in (self._holders, self._values, self._words)]

    def frame(self, source: Source) -> pl.DataFrame:
        """The rows of a table or a derived table, with the columns that the run needs and the holder's code."""
        # In one piece: of columns in pieces of unlike lengths, each later selection would make whole copies.
        return self.kept(source.name, lambda: self._with_holder(source, self._read(source).rechunk()))

    def kept(self, key: object, make: Callable[[], T]) -> T:
        """What was made under that key in this run, made now if it was not; other threads that ask for it wait.

        What is made may ask for others, which never ask for it in turn.
        """
        if key not in self._kept:
            with self._making:
                lock = self._locks.setdefault(key, RLock())
            with lock:
                if key not in self._kept:
                    self._kept[key] = make()
        found: T = self._kept[key]  # type: ignore[assignment]
        return found

    def let_go(self, names: Collection[str]) -> None:
        """Forget sources that nobody will ask for again, and the events that were found in them."""
        gone = [key for key in list(self._kept) if key in names or (isinstance(key, SourcesKey) and key.is_of(names))]
        # What was made from those events is kept by their identity, which others may have once they are gone.
        events = {id(self._kept[key]) for key in gone}
        gone += [key for key in list(self._kept) if isinstance(key, tuple) and key[0] in events]
        for key in gone:
            del self._kept[key]

    def selected(self, selection: Selection, names: Iterable[str] | None = None) -> pl.DataFrame:
        """The rows of a selection, in the order of their source; its day is never blank.

        With `names`, those columns and the selection's day alone, with its moment and the holder's code.
        """
        on, frame = pl.col(selection.at), self.frame(selection.source)
        kept = frame.columns
        if names is not None:
            wanted = with_moments({selection.at, *names}, selection.source)
            kept = [name for name in kept if name in wanted or name == HOLDER]
        if selection.where:
            rows = frame.lazy().filter(on.is_not_null() & passes(selection.where, selection.source, on))
            return rows.select(kept).collect()
        frame = frame.select(kept)
        return frame.filter(on.is_not_null()) if frame[selection.at].null_count() else frame

    def codes(self, values: pl.Series, *, holders: bool = True) -> Codes:
        """Numbers that are equal where the values are; NOBODY for a blank. Holders have numbers of their own."""
        if holders:
            self.kept("children numbered", self._number_children)
        return _coded(values, self._holders if holders else self._values)

    def _number_children(self) -> pl.Series:
        """Children are numbered in the order of their ids, first of all holders.

        Rows stand by child in most tables, so their keys are in order too: nothing to sort, and searched from one place
        to the next.
        """
        return self.record.lazy(people).select("id").collect()["id"].cast(pl.String).sort().cast(self._holders)

    def _read(self, source: Source) -> pl.DataFrame:
        needed = self.needs.of(source)
        if not isinstance(source, Table):
            from lineofsight.evaluation.columnar.derived import derive  # local: deriving reads frames

            return derive(source, self)
        names = [column.name for column in source.all_columns if column.name in needed]
        codes = [name for name in names if is_code(source, name)]
        return self.record.lazy(source).select(names).with_columns(pl.col(codes).cast(self._words)).collect()

    def _with_holder(self, source: Source, frame: pl.DataFrame) -> pl.DataFrame:
        # A derived table's rows come with the code of the rows they were made from.
        if HOLDER not in frame.columns:
            frame = frame.with_columns(pl.Series(HOLDER, self.codes(frame[source.holder_column])))
        prefix = f"{source.holder.value}."
        wanted = sorted(name for name in self.needs.of(source) if name.startswith(prefix))
        table = holder_table(source)
        if not wanted or table is None:
            return frame
        places = self.kept(("holders", table.name), lambda: self._places_of_holders(table))
        # A negative number, and one beyond all, has no row.
        at = np.take(places, np.minimum(frame[HOLDER].to_numpy(), len(places) - 1))
        found = pl.Series(at).replace(-1, None)
        own = self.record.lazy(table).select(name.removeprefix(prefix) for name in wanted).collect()
        return frame.with_columns(
            own[name.removeprefix(prefix)].gather(found).cast(self._words if is_code(table, name.removeprefix(prefix))
                                                              else own[name.removeprefix(prefix)].dtype).alias(name)
            for name in wanted
        )  # fmt: skip

    def _places_of_holders(self, table: Table) -> np.ndarray:
        """The place of each holder's last row by the holder's code, and -1, at the end too, where there is none."""
        codes = self.codes(self.record.lazy(table).select("id").collect()["id"])
        places = np.full(int(codes.max()) + 2 if len(codes) else 1, -1, np.int64)
        named = np.flatnonzero(codes != NOBODY)
        places[codes[named]] = named
        return places


def _coded(values: pl.Series, kind: pl.Categorical) -> Codes:
    """Rows of one holder mostly stand together, so each stretch is looked up once."""
    values = values.cast(pl.String)
    stretch = values.rle_id().to_numpy()
    firsts = values.gather(np.flatnonzero(np.append(True, stretch[1:] != stretch[:-1]))) if len(values) else values
    codes = firsts.cast(kind).to_physical().cast(pl.Int32).fill_null(int(NOBODY)).to_numpy()
    coded: Codes = np.take(codes, stretch) if len(values) else np.zeros(0, np.int32)
    return coded
