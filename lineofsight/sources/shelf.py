"""Tables already read, put aside until they are wanted: the large ones on disk, so that memory holds one at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO
from weakref import finalize

import polars as pl

LARGE = 50_000  # rows


@dataclass(frozen=True, eq=False)
class _OnDisk:
    """A frame in a file without a name, which is gone when nobody holds it, even if the process is killed."""

    file: IO[bytes]
    schema: pl.Schema
    said: list[str]
    height: int

    def read(self, names: Sequence[str]) -> pl.DataFrame:
        said = [name for name in names if name in self.said]
        self.file.seek(0)
        # Any one column tells how many rows there are.
        held = pl.read_ipc(self.file, columns=said or self.said[:1])
        blank = [pl.lit(None, dtype=self.schema[name]).alias(name) for name in names if name not in said]
        return held.with_columns(blank).select(names)


class Shelf(Mapping[str, pl.DataFrame]):
    """Table name to frame, as a dict has it; a frame of many rows is on disk and read anew each time it is asked for.

    A shelf never changes: `replaced` gives another, with the rest in common.
    """

    def __init__(self, frames: Mapping[str, pl.DataFrame]) -> None:
        self._kept: dict[str, pl.DataFrame | _OnDisk] = (
            dict(frames._kept) if isinstance(frames, Shelf) else {name: _put(frame) for name, frame in frames.items()}
        )

    def __getitem__(self, name: str) -> pl.DataFrame:
        kept = self._kept[name]
        return kept.read(kept.schema.names()) if isinstance(kept, _OnDisk) else kept

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    def __contains__(self, name: object) -> bool:
        return name in self._kept

    def column(self, table: str, name: str) -> pl.Series:
        """One column of a table, without reading the others."""
        kept = self._kept[table]
        return (kept.read([name]) if isinstance(kept, _OnDisk) else kept)[name]

    def rows(self, table: str) -> int:
        """How many rows a table has, without reading them."""
        return self._kept[table].height

    def replaced(self, name: str, frame: pl.DataFrame) -> Shelf:
        """The shelf with this frame under a name, in place of what was there if anything was."""
        other = Shelf(self)
        other._kept[name] = _put(frame)
        return other


def _put(frame: pl.DataFrame) -> pl.DataFrame | _OnDisk:
    if frame.height < LARGE:
        return frame
    # What is blank throughout takes no room; a column remains, so that there are rows.
    said = [series.name for series in frame if series.null_count() < frame.height] or frame.columns[:1]
    file = TemporaryFile()  # noqa: SIM115  open as long as the shelf has it
    frame.select(said).write_ipc(file)
    file.flush()
    kept = _OnDisk(file, frame.schema, said, frame.height)
    finalize(kept, file.close)
    return kept
