"""A home opened for one command: logged, closed after, and its snapshot with the definitions in force."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

import lineofsight
from lineofsight.cli.problems import FAULT, FINE, code_of
from lineofsight.evaluation.documents import ResolvedCatalogue
from lineofsight.record.definitions import catalogue_of, policy_of

__all__ = ["Known", "catalogue_of", "home_for", "known", "policy_of", "say", "with_children"]

if TYPE_CHECKING:
    from lineofsight.record.home import Home
    from lineofsight.record.snapshots.opening import Snapshot


@contextmanager
def home_for(path: Path, command: str, *options: str, make: bool = False) -> Iterator[Home]:
    """The home, opened (or made), with the command and the names of its options in its log.

    Raises HomeRefused. The log is written whether or not the command succeeds.
    """
    from lineofsight.record.command_log import log_command
    from lineofsight.record.databases import start_django
    from lineofsight.record.home import Home

    start_django()
    home = Home(path)
    home = home.make() if make else home.open()
    code = FAULT
    try:
        yield home
        code = FINE
    except BaseException as ending:
        code = code_of(ending)
        raise
    finally:
        log_command(home, command, options, exit_code=code)
        home.close()


@dataclass(frozen=True)
class Known:
    """A snapshot and the definitions it is read with."""

    snapshot: Snapshot
    catalogue: ResolvedCatalogue

    @cached_property
    def is_as_published(self) -> bool:
        """Whether the definitions in force, and the program, are the very ones the snapshot was made with."""
        if self.snapshot.manifest.lineofsight != lineofsight.__version__:
            return False
        return self.snapshot.manifest.catalogue == self.catalogue.document

    def say_if_newer(self) -> None:
        """Tell the reader, on stderr, where an old snapshot is read with newer definitions."""
        if not self.is_as_published:
            say(f"Snapshot {self.snapshot.info.snapshot} is read with other definitions than it was made with.")


def known(home: Home, name: str | None = None) -> Known:
    """The snapshot of that name, or the latest. Raises SnapshotRefused."""
    from lineofsight.record.snapshots import open_snapshot

    snapshot = open_snapshot(home, name)
    return Known(snapshot, catalogue_of(home))


def with_children(frame: pl.DataFrame) -> pl.DataFrame:
    """Duties as they are told, with `child`: the holder where that is a child, else blank."""
    from lineofsight.evaluation.worklists import with_written_down

    return with_written_down(frame).with_columns(
        pl.when(pl.col("holder_kind") == "child").then(pl.col("holder")).alias("child")
    )


def say(text: str) -> None:
    """Tell the person at the terminal something that is not data."""
    print(text, file=sys.stderr)  # noqa: T201 - stderr is where a command speaks
