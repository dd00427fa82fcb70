"""Papers about a child whose identity goes: their rows removed, or left without words, as `core.papers` says.

Papers lie in the service's database, whichever applications a process knows: a home that has none of their tables has
no papers. Each step may be done again, and then changes nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.papers import DRAFTS_BY_NUMBER, FOLDERS, PAPERS, Fate, Papers, Words
from lineofsight.core.table import Holder
from lineofsight.core.tables import TABLES
from lineofsight.record.home import Home
from lineofsight.record.retention.actions import written_over
from lineofsight.record.rows import delete, quoted

_DRAFTS = "drafts"
_AT_ONCE = 500


def papers_about(home: Home, reference: str) -> dict[str, int]:
    """How many rows each table of papers has about a child that will go or lose their words; none left out."""
    connection, there = _service(home)
    counts = {}
    for each in PAPERS:
        goes = each.fate is not Fate.KEPT and each.table != _DRAFTS
        if goes and each.table in there and (found := len(_keys(connection, each, reference))):
            counts[each.table] = found
    return counts


def content_of(home: Home, reference: str) -> dict[str, list[dict[str, Any]]]:
    """What papers about a child say, by table, as it may be sealed: of those whose words go, and their parts."""
    connection, there = _service(home)
    found = {}
    for each in PAPERS:
        if each.table not in there or each.fate not in (Fate.GOES, Fate.WORDS_GO):
            continue
        keys = _keys(connection, each, reference)
        for table, column in ((each.table, each.key), *((part.table, part.of) for part in each.parts)):
            if table in there and (rows := _rows(connection, table, column, keys)):
                found[table] = rows
    return found


def forget_drafts(home: Home, child: str, reference: str) -> None:
    """Remove drafts about a child: by the reference, by rows of the record about them, and by papers.

    To be done while the record still has the rows.
    """
    connection, there = _service(home)
    if _DRAFTS not in there:
        return
    names, numbers = {reference, child, *_row_ids(home, child)}, set()
    for each in PAPERS:
        if each.table in there:
            keys = _keys(connection, each, reference) if each.drafts or each.named else []
            numbers |= {(form, str(key)) for form in each.drafts for key in keys}
            if each.named:
                names |= {str(row[each.named]) for row in _rows(connection, each.table, each.key, keys)}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, form, subject FROM {quoted(_DRAFTS)}")  # noqa: S608
        going = [key for key, form, subject in cursor.fetchall() if _is_about(form, subject, names, numbers)]
    with written_over(connection.alias), transaction.atomic(using=connection.alias):
        for part in _parts_of(going):
            delete(connection, _DRAFTS, f"id IN ({_marks(part)})", part)


def forget_papers(home: Home, reference: str, *, disposed: bool) -> None:
    """Take a child out of papers, and out of files that name every child. `disposed`: the record is gone whole."""
    connection, there = _service(home)
    with written_over(connection.alias), transaction.atomic(using=connection.alias):
        for each in PAPERS:
            if each.table in there and each.fate is not Fate.KEPT:
                gone = each.fate is Fate.REMOVED or (disposed and each.fate is Fate.GOES)
                _forget(connection, each, reference, there, gone=gone)
    for name in FOLDERS:
        for path in (home.path / name).glob("*"):
            if path.is_dir():
                shutil.rmtree(path)


def _forget(
    connection: BaseDatabaseWrapper, papers: Papers, reference: str, there: set[str], *, gone: bool
) -> None:  # fmt: skip
    keys = _keys(connection, papers, reference)
    for part in (each for each in papers.parts if each.table in there):
        _take(connection, part.table, part.of, keys, part.words, gone=gone)
    also = dict.fromkeys(papers.ids, reference)
    _take(connection, papers.table, papers.key, keys, papers.words, gone=gone, also=also)


def _take(
    connection: BaseDatabaseWrapper, table: str, column: str, keys: Sequence[Any], words: Words, *, gone: bool,
    also: dict[str, str] | None = None,
) -> None:  # fmt: skip
    """Remove the rows of a table that a column names, or leave them without words."""
    blank = words.blank | (also or {})
    for part in _parts_of(keys):
        where = f"{quoted(column)} IN ({_marks(part)})"
        if gone:
            delete(connection, table, where, part)
        elif blank:
            named = ", ".join(f"{quoted(name)} = %s" for name in blank)
            with connection.cursor() as cursor:
                cursor.execute(f"UPDATE {quoted(table)} SET {named} WHERE {where}", [*blank.values(), *part])  # noqa: S608


def _row_ids(home: Home, child: str) -> set[str]:
    """The ids of the record's rows about a child."""
    found: set[str] = set()
    with connections[home.aliases.record].cursor() as cursor:
        for table in TABLES.values():
            if table.holder is Holder.CHILD and not table.holder_is_id:
                holder = quoted(table.holder_column)
                cursor.execute(f"SELECT id FROM {quoted(table.name)} WHERE {holder} = %s", [child])  # noqa: S608
                found |= {str(key) for (key,) in cursor.fetchall() if key}
    return found


def _is_about(form: str, subject: str, names: set[str], numbers: set[tuple[str, str]]) -> bool:
    """Whether a draft is about a child: its subject is one or more names, or the number of a paper."""
    said = subject.split()
    if any(form.startswith(begins) and subject == number for begins, number in numbers):
        return True
    if form.startswith(DRAFTS_BY_NUMBER) and subject.isdigit():
        return False
    return subject in names or any(each in names for each in said)


def _keys(connection: BaseDatabaseWrapper, papers: Papers, reference: str) -> list[Any]:
    with connection.cursor() as cursor:
        key, column = quoted(papers.key), quoted(papers.column)
        cursor.execute(f"SELECT {key} FROM {quoted(papers.table)} WHERE {column} = %s", [reference])  # noqa: S608
        return [row[0] for row in cursor.fetchall()]


def _rows(connection: BaseDatabaseWrapper, table: str, column: str, keys: Sequence[Any]) -> list[dict[str, Any]]:
    found = []
    for part in _parts_of(keys):
        with connection.cursor() as cursor:
            where = f"{quoted(column)} IN ({_marks(part)})"
            cursor.execute(f"SELECT * FROM {quoted(table)} WHERE {where} ORDER BY 1", part)  # noqa: S608
            names = [each[0] for each in cursor.description]
            found += [{name: _said(value) for name, value in zip(names, row, strict=True)} for row in cursor.fetchall()]
    return found


def _said(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _parts_of(keys: Sequence[Any]) -> Iterator[list[Any]]:
    """A few keys at a time: databases take so many in one statement."""
    for first in range(0, len(keys), _AT_ONCE):
        yield list(keys[first : first + _AT_ONCE])


def _marks(keys: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(keys))


def _service(home: Home) -> tuple[BaseDatabaseWrapper, set[str]]:
    connection = connections[home.aliases.service]
    return connection, set(connection.introspection.table_names())
