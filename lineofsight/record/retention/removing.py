"""Taking an identity out of the record: a child's rows removed, or left as facts under a pseudonym."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.retention import LINKS
from lineofsight.core.table import Holder, Table
from lineofsight.core.tables import TABLES
from lineofsight.record.books import Change, Reject
from lineofsight.record.covering import columns_held, standing_parts
from lineofsight.record.home import Home
from lineofsight.record.models import KEY, ROW_HASH
from lineofsight.record.pseudonyms import without_holder
from lineofsight.record.ranking import SameRows
from lineofsight.record.reading_rows import standing_rows
from lineofsight.record.retention.actions import PEOPLE
from lineofsight.record.rows import delete, fetch, insert, quoted, update
from lineofsight.record.snapshots.scrubbing import scrubbed_column

WITHOUT_IDENTITY = " (no identity)"
ABOUT_CHILDREN = tuple(table for table in TABLES.values() if table.holder is Holder.CHILD)


def rows_about(connection: BaseDatabaseWrapper, child: str) -> dict[str, int]:
    """How many rows each table holds about a child, of every source; tables with none left out."""
    counts = {}
    for table in ABOUT_CHILDREN:
        with connection.cursor() as cursor:
            holder = quoted(table.holder_column)
            cursor.execute(f"SELECT count(*) FROM {quoted(table.name)} WHERE {holder} = %s", [child])  # noqa: S608
            if found := cursor.fetchone()[0]:
                counts[table.name] = int(found)
    return counts


def remove(connection: BaseDatabaseWrapper, child: str, stands_for: str) -> dict[str, int]:
    """Remove every row about a child, and what the books say of them; gives rows by table.

    Others' rows that name the child keep their facts, under the pseudonym and without words; those that say no more
    than who belongs to whom go.
    """
    removed = rows_about(connection, child)
    for name in removed:
        table = TABLES[name]
        _forget_changes(connection, table, child)
        delete(connection, name, f"{quoted(table.holder_column)} = %s", [child])
    _rename_elsewhere(connection, child, stands_for)
    delete(connection, "differences", "holder = %s", [child])
    Reject.objects.using(connection.alias).filter(value=child).update(value=None)
    return removed


def leave_facts(
    home: Home, connection: BaseDatabaseWrapper, child: str, stands_for: str
) -> dict[str, int]:  # fmt: skip
    """Put a child's rows as they stand under a pseudonym without what is personal; gives rows by table.

    They are of no source any more that a load could compare with its own.
    """
    held, same = columns_held(standing_parts(home)), SameRows(connection)
    facts = {}
    for name in rows_about(connection, child):
        table = TABLES[name]
        rows = standing_rows(home, table, held, same, f"{quoted(table.holder_column)} = %s", [child])
        if not _only_links(table):
            facts[name] = without_identity(rows, table, stands_for)
    remove(connection, child, stands_for)
    for name, rows in facts.items():
        insert(connection, name, rows)
    return {name: rows.height for name, rows in facts.items()}


def standing_content(home: Home, connection: BaseDatabaseWrapper, child: str) -> dict[str, pl.DataFrame]:
    """A child's rows as they stand, by table."""
    held, same = columns_held(standing_parts(home)), SameRows(connection)
    return {
        name: standing_rows(home, TABLES[name], held, same, f"{quoted(TABLES[name].holder_column)} = %s", [child])
        for name in rows_about(connection, child)
    }


def without_identity(rows: pl.DataFrame, table: Table, stands_for: str) -> pl.DataFrame:
    """A child's rows under a pseudonym: personal columns blank, dates of birth as the first day of their month."""
    whose = rows[table.holder_column]
    name = pl.Series(table.holder_column, [stands_for] * rows.height, dtype=pl.String)
    people = [column.name for column in table.all_columns if column.refers_to == PEOPLE.name]
    texts = without_holder(table, people, whose, name)
    source = (pl.col("source").str.strip_suffix(WITHOUT_IDENTITY) + WITHOUT_IDENTITY).alias("source")
    links = [pl.lit(None, dtype=rows.schema[column]).alias(column) for column in LINKS.get(table.name, ())]
    personal = [scrubbed_column(table, each.name).alias(each.name) for each in table.columns if each.personal]
    return rows.with_columns(texts).with_columns(name, source, *links, *personal)


def _forget_changes(connection: BaseDatabaseWrapper, table: Table, child: str) -> None:
    """Versions before of the child's rows: they hold what the rows held."""
    own = f"SELECT key FROM {quoted(table.name)} WHERE {quoted(table.holder_column)} = %s"  # noqa: S608
    delete(connection, "changes", f"{quoted('table')} = %s AND row_key IN ({own})", [table.name, child])


def _rename_elsewhere(connection: BaseDatabaseWrapper, child: str, stands_for: str) -> None:
    """In rows about others: the pseudonym in place of the child's id, and no words where the row is about both."""
    for table, column in _references():
        if _only_links(table):
            delete(connection, table.name, f"{quoted(column)} = %s", [child])
            continue
        rows = fetch(connection, table.name, (KEY, *table.columns), f"{quoted(column)} = %s", [child])
        if rows.is_empty():
            continue
        personal = [each.name for each in table.columns if each.personal]
        blank = [scrubbed_column(table, name).alias(name) for name in personal]
        # Without its digest, which was made of the words too.
        renamed = rows.with_columns(
            pl.lit(stands_for).alias(column), *blank, pl.lit(None, dtype=pl.Int64).alias(ROW_HASH.name)
        )  # fmt: skip
        update(connection, table.name, renamed.select("key", column, *personal, ROW_HASH.name))
        versions = Change.with_restricted.using(connection.alias).filter(table=table.name)
        for change in versions.filter(row_key__in=rows["key"].to_list()):
            kept = {name: value for name, value in change.before.items() if name not in personal}
            change.before = {name: stands_for if value == child else value for name, value in kept.items()}
            change.save(using=connection.alias)


def _only_links(table: Table) -> bool:
    """Whether a row of the table says who belongs to whom: it has no event that anything is counted by."""
    return table.name in ("families", "relationships", "mothers")


def _references() -> Iterator[tuple[Table, str]]:
    """The columns that name a person in a row about somebody else."""
    for table in TABLES.values():
        for column in table.columns:
            if column.refers_to == PEOPLE.name:
                yield table, column.name
