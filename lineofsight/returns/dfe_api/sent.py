"""What the receiver has acknowledged, kept in the home: by pseudonym, with keyed digests and the receiver's receipt.

A small SQLite file for its owner alone. It holds no child's id and no value: an item's own identifier, by which alone
the receiver can be asked to delete it, is the row's, never the child's.
"""

from __future__ import annotations

import fcntl
import json
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

FILE: Final = "dfe-api.sqlite3"
_MAKE: Final = (
    "create table if not exists sent (reference text primary key, state text not null, digest text not null, "
    "digests blob not null, receipt text not null, refused text not null, fields text not null, at text not null)"
)
_PUT: Final = "insert or replace into sent values (?, ?, ?, ?, ?, ?, ?, ?)"


class BooksBusy(Exception):
    """Somebody else is sending by the same books."""


class State(StrEnum):
    """What the receiver holds of a child: nothing yet, what was sent, or nothing any more."""

    NOTHING = "nothing"
    SENT = "sent"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Sent:
    """One child: `digest` and `digests` of what was acknowledged, `receipt` and `at` of when.

    `refused` is the digest of what was refused since, and `fields` names where the receiver said it was wrong.
    """

    reference: str
    state: State = State.NOTHING
    digest: str = ""
    digests: Mapping[str, Any] | None = None
    receipt: str = ""
    refused: str = ""
    fields: tuple[str, ...] = ()
    at: str = ""


class Books:
    """The file at a path; made, for its owner alone, where there is none. `Books(None)` is kept in memory alone."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._open: sqlite3.Connection | None = None
        if path is None:
            self._open = sqlite3.connect(":memory:")
            self._open.execute(_MAKE)
        elif not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))

    def all(self) -> dict[str, Sent]:
        """Every child by reference."""
        with self._database() as database:
            return {row[0]: _read(row) for row in database.execute("select * from sent order by reference")}

    def put(self, rows: Iterable[Sent]) -> None:
        """Keep these, all or none, in place of what was held of the same children. It is on disk when this returns."""
        with self._database() as database, database:
            database.executemany(_PUT, [_written(row) for row in rows])

    @contextmanager
    def alone(self) -> Iterator[Books]:
        """These books while nobody else sends by them. Raises BooksBusy where somebody does."""
        if self._path is None:
            yield self
            return
        with self._path.open("rb") as file:
            try:
                # A lock of the whole file, which SQLite's own, on ranges of it, does not meet.
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise BooksBusy("Another run is sending from this home. Wait until it has ended.") from None
            yield self

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        if self._open is not None:
            yield self._open
            return
        with closing(sqlite3.connect(str(self._path))) as database:
            database.execute("pragma synchronous = full")
            database.execute(_MAKE)
            yield database


def _written(row: Sent) -> tuple[Any, ...]:
    digests = zlib.compress(json.dumps(row.digests or {}, separators=(",", ":")).encode())
    fields = " ".join(row.fields)
    return row.reference, row.state.value, row.digest, digests, row.receipt, row.refused, fields, row.at


def _read(row: tuple[Any, ...]) -> Sent:
    reference, state, digest, digests, receipt, refused, fields, at = row
    known = json.loads(zlib.decompress(digests))
    return Sent(reference, State(state), digest, known or None, receipt, refused, tuple(fields.split()), at)
