"""What a source gives back: rows, what it could not take, what it forgave, and what it can tell of each table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from lineofsight.evaluation.coverage import TableCoverage

# `row_taken` tells a cell left blank (the row is in its table) from a row left out altogether.
REJECT_SCHEMA = pl.Schema(
    {
        "table": pl.String(), "file": pl.String(), "line": pl.Int64(), "column": pl.String(), "value": pl.String(),
        "reason": pl.String(), "remedy": pl.String(), "row_taken": pl.Boolean(),
    }
)  # fmt: skip

_LONGEST_VALUE = 200


@dataclass(frozen=True, slots=True)
class Reject:
    """One cell or row a source could not take.

    `line` counts from 1, the heading row included, one for each row; `column` is as the file heads it, blank for the
    whole row. `row_taken`: the row is in its table with this cell blank.
    """

    table: str
    file: str
    line: int | None
    column: str
    value: str
    reason: str
    remedy: str
    row_taken: bool = False


@dataclass(frozen=True, slots=True)
class Forgiveness:
    """Something untidy that was read all the same: in which file, what, and how many times."""

    file: str
    what: str
    count: int


@dataclass(frozen=True, eq=False)
class Reading:
    """What one source gave.

    `tables` maps table name to a frame in the declared schema (`evaluation.schemas.schema_of`), `load` blank.
    `rejects` has the columns of REJECT_SCHEMA. `coverage` names every declared table the source knows something of;
    one it leaves out is not covered. `as_known_on` is the last day the source knows of, or None when it cannot tell.
    """

    source: str
    paths: tuple[Path, ...]
    tables: Mapping[str, pl.DataFrame]
    coverage: Mapping[str, TableCoverage]
    as_known_on: date | None = None
    rejects: pl.DataFrame = field(default_factory=lambda: rejects_frame(()))
    forgiven: tuple[Forgiveness, ...] = ()


def rejects_frame(rejects: Iterable[Reject]) -> pl.DataFrame:
    """Rejects as a frame; long values are cut, so that a whole page of text is not kept as an error."""
    rows = [(r.table, r.file, r.line, r.column, _kept(r.value), r.reason, r.remedy, r.row_taken) for r in rejects]
    return pl.DataFrame(rows, schema=REJECT_SCHEMA, orient="row")


def _kept(value: str) -> str:
    """The value as it can be kept: not a whole page of it, and no zero characters, which PostgreSQL cannot hold."""
    return value[:_LONGEST_VALUE].replace("\0", "\ufffd")


def join_rejects(frames: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Several reject frames as one, by file and line."""
    return pl.concat([rejects_frame(()), *frames]).sort("file", "line", maintain_order=True)


def join_forgiven(items: Iterable[Forgiveness]) -> tuple[Forgiveness, ...]:
    """The same thing in the same file, counted together, in order of first appearance."""
    counts: dict[tuple[str, str], int] = {}
    for item in items:
        counts[item.file, item.what] = counts.get((item.file, item.what), 0) + item.count
    return tuple(Forgiveness(file, what, count) for (file, what), count in counts.items())
