"""What a command says when it cannot go on: one line, naming the place and the remedy."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

FINE, FOUND, UNUSABLE, FAULT, INTERRUPTED = 0, 1, 2, 3, 130


# What the layers below raise to refuse input, by name: importing them here would import every layer for every command.
REFUSALS = frozenset({
    "UnusableInput", "HomeRefused", "HomeBusy", "UnusableConfiguration", "LargeDrop", "NothingToLoad",
    "PolicyProblem", "SnapshotRefused", "UnknownDefinition", "BackupRefused", "RetentionRefused",
})  # fmt: skip
# What the operating system refuses about a place the caller named.
PLACES = (PermissionError, NotADirectoryError, IsADirectoryError, FileExistsError, FileNotFoundError)
REFUSING = (errno.EROFS, errno.ENAMETOOLONG)
FULL = (errno.ENOSPC, errno.EDQUOT)
# What a database says, by the names of SQLite's codes and PostgreSQL's errors.
DATABASE_FULL = frozenset({"SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE", "DiskFull"})
DATABASE_DAMAGED = frozenset({"SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR_SHORT_READ"})
NO_ROOM = "No space is left on the disk. Make room on the disk of the home and of temporary files, then run this again."
DAMAGED = (
    "The home's database is damaged. Restore the home from a backup into a new folder: lineofsight restore --help."
)
UNREACHABLE = (
    "The home's PostgreSQL database does not answer or does not let you in. Check that it runs, and the address, name "
    "and password in the home's config.yaml."
)
PACKAGE = str(Path(__file__).parents[1])


class Problem(Exception):
    """Unusable input or arguments. Exit 2, one line on stderr."""

    def __init__(self, place: str, what: str, remedy: str) -> None:
        super().__init__(f"{place}: {what}. {remedy}" + ("" if remedy.endswith((".", "/", "?")) else "."))


class Found(Exception):
    """The command ran and found something that its caller should know by exit 1."""


def while_read(write: Callable[..., object], *given: object) -> bool:
    """Call what writes to standard output. False, quietly, where its reader has closed it: `| head` has seen enough.

    The command then ends as it would have: a check that found something still ends with 1.
    """
    try:
        write(*given)
    except BrokenPipeError:
        # What is left to write or to flush must not complain either.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
        return False
    return True


def code_of(ending: BaseException) -> int:
    """The exit code of a command that ended so."""
    if isinstance(ending, Found):
        return FOUND
    if isinstance(ending, KeyboardInterrupt):
        return INTERRUPTED
    return UNUSABLE if isinstance(ending, Problem) or is_refusal(ending) or refused_by_machine(ending) else FAULT


def is_refusal(error: BaseException) -> bool:
    """Whether a layer below refused input, in words meant for the reader."""
    return any(kind.__name__ in REFUSALS for kind in type(error).__mro__)


def is_place_refused(error: BaseException) -> bool:
    """Whether the operating system refused a file or folder that was named; a file of our own is our own fault."""
    if not isinstance(error, OSError) or not error.filename:
        return False
    ours = str(error.filename).startswith(PACKAGE)
    return not ours and (isinstance(error, PLACES) or error.errno in REFUSING)


def refused_by_machine(error: BaseException) -> str | None:
    """What to say where the disk, a database or a place refused, and nothing here is at fault; None where it did not.

    Looked for in what the error came of, too: each layer puts its own error around a full disk's.
    """
    for each in _came_of(error):
        kind = getattr(each, "sqlite_errorname", type(each).__name__)
        if kind in DATABASE_FULL or (isinstance(each, OSError) and each.errno in FULL):
            return NO_ROOM
        if kind in DATABASE_DAMAGED:
            return DAMAGED
        if type(each).__module__.startswith("psycopg") and kind == "OperationalError":
            return UNREACHABLE
    if isinstance(error, OSError) and is_place_refused(error):
        return f"{error.filename}: {error.strerror}. Name a file or folder that you may read and write."
    return None


def _came_of(error: BaseException) -> Iterator[BaseException]:
    seen: list[BaseException] = []
    at: BaseException | None = error
    while at is not None and at not in seen:
        seen.append(at)
        yield at
        at = at.__cause__ or at.__context__
