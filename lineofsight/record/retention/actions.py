"""What every action of retention shares: who asks, one at a time, whole or not at all, nothing left behind on disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.tables import table_named
from lineofsight.record.home import Home
from lineofsight.record.retention.books import Tombstone
from lineofsight.record.rows import quoted

PEOPLE = table_named("people")


class RetentionRefused(Exception):
    """The action cannot be done; the message says why and what to do. It never names the child."""


@contextmanager
def one_action(home: Home) -> Iterator[BaseDatabaseWrapper]:
    """One transaction on the record, with nobody loading or taking a snapshot meanwhile. Raises HomeBusy.

    SQLite overwrites what is deleted and empties its journal afterwards; PostgreSQL's space is for its own vacuum.
    """
    alias = home.aliases.record
    with home.alone(), written_over(alias), transaction.atomic(using=alias):
        yield connections[alias]


@contextmanager
def written_over(alias: str) -> Iterator[None]:
    """Inside, what SQLite deletes is overwritten; after, its journal is empty."""
    connection = connections[alias]
    embedded = connection.vendor == "sqlite"
    if embedded:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")
    yield
    if embedded and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def named(value: str, what: str) -> str:
    """A person's name or words as given, trimmed. Raises RetentionRefused where there are none."""
    text = value.strip()
    if not text:
        raise RetentionRefused(f"{what} is blank. Give it: it is kept with what was done.")
    return text


def two_people(first: str, second: str) -> None:
    """Raises RetentionRefused where one person would approve what the same person asked for."""
    if first.strip().casefold() == second.strip().casefold():
        raise RetentionRefused("Whoever asked for it may not approve it. Let another person approve.")


def require_known(connection: BaseDatabaseWrapper, child: str) -> None:
    """Raises RetentionRefused where the record holds no such person."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {quoted(PEOPLE.name)} WHERE id = %s LIMIT 1", [child])  # noqa: S608
        if cursor.fetchone() is None:
            raise RetentionRefused("The record holds nobody with that id. Give the council's own local id.")


def require_no_tombstone(home: Home, pseudonym: str) -> None:
    """Raises RetentionRefused where the identity was taken away before."""
    standing = Tombstone.objects.using(home.aliases.record).filter(pseudonym=pseudonym, readmitted_on__isnull=True)
    found = standing.order_by("number").last()
    if found is not None:
        kind = found.get_kind_display()
        raise RetentionRefused(f"That identity was {kind} on {found.on.isoformat()} (tombstone {found.number}).")
