"""A first load into SQLite writes its rows straight into their place, instead of into a log and from there again.

A log keeps what readers see while much is written. A record that was never loaded has nothing to see, so the old way
serves: the few pages there were are kept aside, new ones go where they will stay, and a load that fails or is killed
is undone by cutting the file back to what it was. All pages are written once rather than twice or more.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import OperationalError

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.record.books import Load
from lineofsight.record.databases import BUSY_SECONDS

_UNDONE_BY_CUTTING = "DELETE"
_LOGGED = "WAL"


@contextmanager
def first_written_in_place(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Inside, a SQLite record that no load has written to yet is kept without a log; after it, with one again.

    Where another connection has the record open, its log stays: that only takes longer. While the rows are written,
    who opens the record waits, as long as the connection's settings say. Begin the transaction inside.
    """
    if connection.vendor != "sqlite" or Load.objects.using(connection.alias).exists():
        yield
        return
    changed = _keep(connection, _UNDONE_BY_CUTTING, wait=0)
    try:
        yield
    finally:
        if changed:
            _keep(connection, _LOGGED, wait=BUSY_SECONDS)


def _keep(connection: BaseDatabaseWrapper, way: str, *, wait: int) -> bool:
    """Keep the record in this way from now on; whether it could be done, which nobody else's having it open allows."""
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {wait * 1000}")
        try:
            (found,) = cursor.execute(f"PRAGMA journal_mode = {way}").fetchone()
        except OperationalError:
            return False
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
        # Without a log, a page that is overwritten must be safe on disk elsewhere before it is.
        cursor.execute(f"PRAGMA synchronous = {'FULL' if way == _UNDONE_BY_CUTTING else 'NORMAL'}")
        return bool(found.upper() == way)
