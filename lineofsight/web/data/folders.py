"""Where uploaded files lie until they are read: in the home, readable by its owner alone, never longer than a day."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from lineofsight.record.home import Home

UPLOADS = "uploads"
KEPT = timedelta(hours=24)
_PRIVATE = 0o700
_RECEIVING = ".receiving-"
_ALIVE = ".alive-"


def uploads(home: Home) -> Path:
    """The folder of uploads, made where it is not there yet."""
    path = home.path / UPLOADS
    path.mkdir(mode=_PRIVATE, exist_ok=True)
    return path


def folder_of(home: Home, key: UUID) -> Path:
    """Where one upload's files lie."""
    return home.path / UPLOADS / str(key)


def receiving(home: Home) -> Path:
    """A new folder for files that are still coming in."""
    path = uploads(home) / f"{_RECEIVING}{uuid4()}"
    path.mkdir(mode=_PRIVATE)
    return path


def received(home: Home, path: Path, key: UUID) -> None:
    """The files are whole: from now on they are that upload's."""
    path.rename(folder_of(home, key))


def forget(home: Home, key: UUID) -> None:
    """Remove an upload's files."""
    shutil.rmtree(folder_of(home, key), ignore_errors=True)


@contextmanager
def at_work(home: Home, key: UUID) -> Iterator[None]:
    """Hold a mark that others can see is held; it is let go even where the process is killed."""
    path = uploads(home) / f"{_ALIVE}{key}"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as mark:
        fcntl.flock(mark, fcntl.LOCK_EX)
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def is_at_work(home: Home, key: UUID) -> bool:
    """Whether a living process holds the mark."""
    path = home.path / UPLOADS / f"{_ALIVE}{key}"
    try:
        with path.open("r") as mark:
            fcntl.flock(mark, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def old(home: Home, now: datetime) -> list[Path]:
    """Folders that came in more than a day ago: nobody decided, or the server stopped while they came."""
    found = []
    for path in uploads(home).iterdir():
        if path.is_dir() and datetime.fromtimestamp(path.stat().st_mtime, UTC) < now - KEPT:
            found.append(path)
    return found


def remove(path: Path) -> None:
    """Remove a folder of uploads."""
    shutil.rmtree(path, ignore_errors=True)
