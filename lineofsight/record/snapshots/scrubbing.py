"""Changing identity in snapshots that were made: what a person is known by goes or is put right, figures stay.

A snapshot's manifest is never written to again, so that its digest is the one it was published under. What was changed
since, and the digests the changed files have now, stand beside it in `identity-changes.json`.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from lineofsight.core.retention import LINKS
from lineofsight.core.table import Holder, Table
from lineofsight.core.tables import TABLES
from lineofsight.record.home import Home
from lineofsight.record.snapshots.manifest import (
    FACTS,
    HOLDER,
    IDENTITY,
    PSEUDONYMS_FILE,
    IdentityChanges,
    file_sha256,
    read_identity_changes,
    write_identity_changes,
)

_READ_ONLY = 0o400
_PEOPLE = "people"


def scrub(home: Home, stands_for: str, why: str, at: datetime) -> list[str]:
    """Take a person's identity out of every snapshot; gives those that held it. Doing it again changes nothing.

    stands_for: the person's pseudonym. why: what the snapshot says was done.
    """
    done = []
    for folder in _folders(home):
        changed = [path for path in _files(folder) if _scrub_file(path, stands_for)]
        if changed:
            _note(folder, changed, why, at)
            done.append(folder.name)
    return done


def correct(home: Home, stands_for: str, values: Mapping[str, Any], why: str, at: datetime) -> list[str]:
    """Put right what snapshots say identifies a person, by column of `people`; gives the snapshots changed."""
    done = []
    for folder in _folders(home):
        path = folder / IDENTITY / "people.parquet"
        if not path.exists():
            continue
        rows = pl.read_parquet(path)
        theirs = pl.col(HOLDER) == stands_for
        right = rows.with_columns(
            pl.when(theirs).then(pl.lit(value, dtype=rows.schema[name])).otherwise(name).alias(name)
            for name, value in values.items() if name in rows.columns
        )  # fmt: skip
        if not right.equals(rows):
            _replace(path, right)
            _note(folder, [path], why, at)
            done.append(folder.name)
    return done


def scrubbed_column(table: Table, column: str) -> pl.Expr:
    """What is left of a personal column: of a date its month, so that ages in old figures stay; of all else nothing."""
    value = pl.col(column)
    return value.dt.truncate("1mo") if table.column(column).type == "date" else pl.lit(None, dtype=pl.String)


def named_in(table: Table) -> tuple[str, ...]:
    """The columns in which a row about a worker names a child it tells of."""
    if table.holder is Holder.CHILD:
        return ()
    return tuple(column.name for column in table.columns if column.refers_to == _PEOPLE)


def _folders(home: Home) -> list[Path]:
    if not home.snapshots.exists():
        return []
    return sorted(path for path in home.snapshots.iterdir() if path.is_dir() and not path.name.startswith("."))


def _files(folder: Path) -> list[Path]:
    """Every file in which an identity stands, or what leads to one."""
    return [*sorted((folder / IDENTITY).glob("*.parquet")), *(
        path for name in LINKS if (path := folder / FACTS / f"{name}.parquet").exists()
    )]  # fmt: skip


def _scrub_file(path: Path, stands_for: str) -> bool:
    rows = pl.read_parquet(path)
    if path.name == PSEUDONYMS_FILE:
        # The pseudonym stays, standing for itself, so that lists from the snapshot can still be shown.
        without = rows.with_columns(
            pl.when(pl.col("pseudonym") == stands_for).then("pseudonym").otherwise("id").alias("id")
        )
    elif path.stem not in TABLES:
        return False
    elif path.parent.name == IDENTITY:
        facts = pl.read_parquet(path.parent.parent / FACTS / path.name)
        without = _without_values(rows, facts, TABLES[path.stem], stands_for)
    else:
        without = _without_links(rows, TABLES[path.stem], stands_for)
    if without.equals(rows):
        return False
    _replace(path, without)
    return True


def _without_values(rows: pl.DataFrame, facts: pl.DataFrame, table: Table, stands_for: str) -> pl.DataFrame:
    """Blank in rows about the person, and in rows about a worker that name them: both files are in the same order."""
    theirs = pl.lit(rows[HOLDER] == stands_for)
    for name in named_in(table):
        theirs = theirs | pl.lit(facts[name].eq_missing(pl.Series([stands_for])))
    return rows.with_columns(
        pl.when(theirs).then(scrubbed_column(table, name)).otherwise(name).alias(name)
        for name in rows.columns if name != HOLDER and table.has(name)
    )  # fmt: skip


def _without_links(rows: pl.DataFrame, table: Table, stands_for: str) -> pl.DataFrame:
    """Who belongs to whom, blank wherever either is the person."""
    columns = [name for name in LINKS[table.name] if name in rows.columns]
    either = pl.any_horizontal(pl.col(name).eq_missing(stands_for) for name in (table.holder_column, *columns))
    return rows.with_columns(pl.when(~either).then(name).alias(name) for name in columns)


def _replace(path: Path, rows: pl.DataFrame) -> None:
    """In one step: a snapshot is never half changed."""
    descriptor, name = tempfile.mkstemp(dir=path.parent.parent.parent, prefix=".scrubbing-")
    os.close(descriptor)
    rows.write_parquet(name, compression="zstd")
    os.chmod(name, _READ_ONLY)
    os.replace(name, path)


def _note(folder: Path, changed: list[Path], why: str, at: datetime) -> None:
    before = read_identity_changes(folder)
    digests = {path.relative_to(folder).as_posix(): file_sha256(path) for path in changed}
    write_identity_changes(
        folder, IdentityChanges({**before.files, **digests}, [*before.done, f"{at.isoformat()} {why}"])
    )
