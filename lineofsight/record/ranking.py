"""Where several sources hold the same row: which one stands, what the others say otherwise, and what they add.

Rows of two sources are the same where the table's natural key is (the id, for people, workers, teams, carers and
homes), or else in one of the further ways the table declares (`same_as`). The most believed source's row stands; the
others point to it by `superseded_by`. Where another source gives another value, or gives one where this one has a blank
in a column it fills for others, the difference is kept. A column its source never fills is filled from the others.

A row of this application that has another source's id was begun from that source's row, and stands for it whatever
either says.

A row withdrawn by this application points to itself: no row stands for it either.

A source that holds the latest of each thing only, or knows no date, cannot have seen a row that a more believed source
with the whole table does not have. Such a row, up to the day that source knows of, is superseded too: by itself, since
no row stands for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from graphlib import TopologicalSorter

import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.columns import Column
from lineofsight.core.table import Table
from lineofsight.core.tables import TABLES
from lineofsight.evaluation.coverage import Extent, TableCoverage
from lineofsight.record.configuration import APPLICATION, Configuration
from lineofsight.record.known_again import known_again
from lineofsight.record.models import KEY, SUPERSEDED_BY
from lineofsight.record.rows import by_keys, delete, fetch, insert, quoted, update

CoverageBySource = Mapping[str, Mapping[str, TableCoverage]]
ColumnsHeld = Mapping[tuple[str, str], frozenset[str]]
_HIGHER = "__higher"


def sources_of(connection: BaseDatabaseWrapper, table: Table) -> list[str]:
    """The sources that have rows in a table. Steps along the index, so it costs the same however long the table."""
    found: list[str] = []
    with connection.cursor() as cursor:
        while True:
            after = "WHERE source > %s" if found else ""
            cursor.execute(f"SELECT min(source) FROM {quoted(table.name)} {after}", found[-1:])  # noqa: S608
            (source,) = cursor.fetchone()
            if source is None:
                return found
            found.append(source)


def rank(
    connection: BaseDatabaseWrapper, table: Table, held: ColumnsHeld, configuration: Configuration,
    covered: CoverageBySource,
) -> None:  # fmt: skip
    """Set `superseded_by` through a table and write its differences afresh.

    `held` is from `columns_held`, `covered` from `coverage_by_source`.
    """
    delete(connection, "differences", f"{quoted('table')} = %s", [table.name])
    if len(sources_of(connection, table)) > 1:
        _supersede(connection, table, configuration, covered)
        _write_differences(connection, table, held, covered)
    else:
        # The other source's load may have been undone since.
        _stand_alone(connection, table)


def rank_of_holder(
    connection: BaseDatabaseWrapper, table: Table, held: ColumnsHeld, configuration: Configuration,
    covered: CoverageBySource, holder: str,
) -> None:  # fmt: skip
    """The same for one child's rows (or worker's, team's ...), after a write: rows of two children are never one."""
    whose = f"{quoted(table.holder_column)} = %s"
    delete(connection, "differences", f"{quoted('table')} = %s AND holder = %s", [table.name, holder])
    _supersede(connection, table, configuration, covered, whose, [holder])
    _write_differences(connection, table, held, covered, whose, [holder])


def _stand_alone(connection: BaseDatabaseWrapper, table: Table) -> None:
    held = fetch(connection, table.name, (KEY, SUPERSEDED_BY), "superseded_by IS NOT NULL AND superseded_by <> key")
    update(connection, table.name, held.with_columns(pl.lit(None, dtype=pl.Int64).alias("superseded_by")))


def _supersede(
    connection: BaseDatabaseWrapper, table: Table, configuration: Configuration, covered: CoverageBySource,
    where: str = "", parameters: Sequence[str] = (),
) -> None:  # fmt: skip
    names = ("id",) if table.holder_is_id else table.natural_key
    ways = tuple(name for way in table.same_as for name in way.by)
    when = (table.column(name) for name in (table.event, table.ends) if name)
    whose = (table.column("id"), table.column(table.holder_column))
    own = dict.fromkeys((table.column("source"), *whose, *when, *(table.column(name) for name in (*names, *ways))))
    columns = (KEY, SUPERSEDED_BY, *own)
    held = SameRows(connection).followed(
        fetch(connection, table.name, columns, where, parameters), table, (*names, *ways)
    )
    ranks = {source: configuration.rank(source) for source in held["source"].unique()}
    ranked = held.with_columns(
        pl.col("source").replace_strict(ranks, return_dtype=pl.Int64).alias("rank"),
        pl.all_horizontal(pl.col(name).is_not_null() for name in names).alias("has_key"),
        (_adds_nothing(table, ranks, covered) | _withdrawn()).alias("adds_nothing"),
    )
    # What adds nothing will not stand, so nothing can be led to it.
    able = ranked.filter("has_key", ~pl.col("adds_nothing"))
    best = (
        able.filter(pl.col("rank") == pl.col("rank").min().over(names))
        .group_by(names)
        .agg(pl.col("key").min().alias("best"), pl.col("rank").first().alias("best_rank"))
    )
    by_key = ranked.join(best, on=names, how="left").with_columns(
        pl.when(pl.col("has_key") & (pl.col("rank") > pl.col("best_rank"))).then("best").alias("now")
    )
    known = _taken_over(known_again(by_key, table), table).with_columns(
        pl.when(pl.col("adds_nothing")).then(pl.coalesce("now", "key")).otherwise("now").alias("now")
    )
    moved = known.filter(pl.col("now").ne_missing(pl.col("superseded_by")))
    update(connection, table.name, moved.select("key", superseded_by="now"))


def _taken_over(rows: pl.DataFrame, table: Table) -> pl.DataFrame:
    """The rows with `now` filled for those that were changed here: this application's row keeps the source's id."""
    if table.holder_is_id:
        return rows  # known by their id in any case
    same = ["id", table.holder_column]
    here = rows.filter(pl.col("source") == APPLICATION, ~pl.col("adds_nothing")).select(*same, here="key")
    if here.is_empty():
        return rows
    both = rows.join(here, on=same, how="left", maintain_order="left", nulls_equal=True)
    led = pl.when(pl.col("source") != APPLICATION).then("here")
    return both.with_columns(pl.coalesce(led, "now").alias("now")).drop("here")


def _withdrawn() -> pl.Expr:
    """Whether a row was taken back by the action that wrote it."""
    return ((pl.col("source") == APPLICATION) & (pl.col("superseded_by") == pl.col("key"))).fill_null(False)


def _adds_nothing(table: Table, ranks: Mapping[str, int], covered: CoverageBySource) -> pl.Expr:
    """Whether a row's source has the latest only, where a more believed one has the whole table up to the row's day."""
    found = pl.lit(False)
    for source, place in ranks.items():
        if not _has_latest_only(source, table, covered):
            continue
        better = [name for name, other in ranks.items() if other < place and _has_all(name, table, covered)]
        for name in better:
            until = covered[name][table.name].to_on or date.max
            dated = pl.col(table.event) > until if table.event else pl.lit(False)
            found = found | ((pl.col("source") == source) & ~dated.fill_null(False))
    return found


def _has_latest_only(source: str, table: Table, covered: CoverageBySource) -> bool:
    part = covered.get(source, {}).get(table.name)
    return part is not None and part.extent is Extent.LATEST_ONLY


def _has_all(source: str, table: Table, covered: CoverageBySource) -> bool:
    """Whether a source has every row of a table. This application has those written in it, beside the source's."""
    part = covered.get(source, {}).get(table.name)
    return source != APPLICATION and part is not None and part.extent is Extent.COMPLETE


def _write_differences(
    connection: BaseDatabaseWrapper, table: Table, held: ColumnsHeld, covered: CoverageBySource,
    where: str = "", parameters: Sequence[str] = (),
) -> None:  # fmt: skip
    columns = (KEY, SUPERSEDED_BY, *table.all_columns)
    led = "superseded_by IS NOT NULL AND superseded_by <> key"
    lower = fetch(connection, table.name, columns, f"{led} AND {where}" if where else led, parameters)
    if lower.is_empty():
        return
    higher = by_keys(connection, table.name, (KEY, *table.all_columns), lower["superseded_by"].unique())
    pairs = lower.join(higher, left_on="superseded_by", right_on="key", suffix=_HIGHER)
    holder = pl.col("id" if table.holder_is_id else table.holder_column)
    for name in (column.name for column in table.columns if _is_comparable(column)):
        value, other = pl.col(f"{name}{_HIGHER}"), pl.col(name)
        # A blank says something only where its source fills the column for others.
        fills = [source for (source, named), filled in held.items() if named == table.name and name in filled]
        says = value.is_not_null() | pl.col(f"source{_HIGHER}").is_in(fills)
        # The latest of each thing says when an earlier row ended by what came after it only.
        guessed = [source for source in covered if name == table.ends and _has_latest_only(source, table, covered)]
        told = other.is_not_null() & ~pl.col("source").is_in(guessed)
        if name == table.event:
            # Of what began before a source's first day it holds what was left, with a beginning of its own.
            told = told & ~_began_before(table, covered)
        differing = pairs.filter(told & says & value.ne_missing(other)).select(
            pl.lit(table.name).alias("table"), pl.col(f"id{_HIGHER}").alias("row_id"), holder.alias("holder"),
            pl.lit(name).alias("column"), pl.col(f"source{_HIGHER}").alias("source"),
            value.cast(pl.String).alias("value"), pl.col("source").alias("other_source"),
            pl.col("id").alias("other_row_id"), other.cast(pl.String).alias("other_value"),
        )  # fmt: skip
        insert(connection, "differences", differing)


def _began_before(table: Table, covered: CoverageBySource) -> pl.Expr:
    """Whether a row is older than what its source covers of the table."""
    found = pl.lit(False)
    for source, tables in covered.items():
        part = tables.get(table.name)
        if table.event and part is not None and part.from_on is not None:
            found = found | ((pl.col("source") == source) & (pl.col(table.event) < part.from_on))
    return found.fill_null(False)


def _is_comparable(column: Column) -> bool:
    """Each source numbers its own rows, so what refers to another row differs without saying anything different."""
    return column.refers_to is None and not column.name.endswith("_id")


class SameRows:
    """Which row stands for a superseded one, looked up once for each table: what refers to the one means the other."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self._connection = connection
        self._found: dict[str, pl.DataFrame] = {}

    def of(self, table: Table) -> pl.DataFrame:
        """The superseded rows of a table: columns source, id, and stands, the id of the row that stands for it."""
        if table.name not in self._found:
            name = quoted(table.name)
            with self._connection.cursor() as cursor:
                cursor.execute(
                    f"SELECT low.source, low.id, high.id FROM {name} AS low JOIN {name} AS high "  # noqa: S608
                    "ON high.key = low.superseded_by WHERE low.superseded_by IS NOT NULL"
                )
                schema = dict.fromkeys(("source", "id", "stands"), pl.String())
                self._found[table.name] = pl.DataFrame(cursor.fetchall(), schema=schema, orient="row")
        return self._found[table.name]

    def followed(self, rows: pl.DataFrame, table: Table, names: Iterable[str]) -> pl.DataFrame:
        """The rows, in order, with references to superseded rows of their own source led to the rows that stand."""
        for name in names:
            referred = TABLES.get(table.column(name).refers_to or "")
            if referred is None or keeps_ids(referred):
                continue
            same = self.of(referred)
            if same.height:
                both = rows.join(
                    same, left_on=["source", name], right_on=["source", "id"], how="left", maintain_order="left"
                )
                rows = both.with_columns(pl.coalesce("stands", name).alias(name)).drop("stands")
        return rows


def keeps_ids(table: Table) -> bool:
    """Whether a row of the table has one id whichever source tells of it, so that nothing has to follow it."""
    return table.holder_is_id and not table.same_as


def in_order(touched: Iterable[str]) -> list[Table]:
    """The tables to rank when these have changed: those too whose rows are known by one of them, and after it."""
    ordered: list[str] = []
    wanted = set(touched)
    for name, after in _every_after():
        if name in wanted or not wanted.isdisjoint(after):
            wanted.add(name)
            ordered.append(name)
    return [TABLES[name] for name in ordered]


@cache
def _every_after() -> tuple[tuple[str, frozenset[str]], ...]:
    """Every table, after those that its rows are known by, with them: as it is declared, so the same on each write."""
    known_anyway = {name for name, each in TABLES.items() if keeps_ids(each)}
    after = {
        table.name: sorted(
            {referred for name in _known_by(table) if (referred := table.column(name).refers_to) is not None}
            - {table.name, *known_anyway}
        )
        for table in TABLES.values()
    }
    return tuple((name, frozenset(after[name])) for name in TopologicalSorter(after).static_order())


def _known_by(table: Table) -> tuple[str, ...]:
    """The columns by which a row of the table is known again."""
    return (*table.natural_key, *(name for way in table.same_as for name in way.by))


def standing(rows: pl.DataFrame, table: Table, held: ColumnsHeld, configuration: Configuration) -> pl.DataFrame:
    """The rows that stand, blanks filled from superseded rows in columns their own source never fills.

    `rows` has the declared columns, `key` and `superseded_by`; the result the declared columns, in order.
    """
    names = [column.name for column in table.all_columns]
    stands = rows.filter(pl.col("superseded_by").is_null())
    lower = rows.filter(pl.col("superseded_by").is_not_null())
    if lower.is_empty():
        return stands.select(names)
    ranks = {source: configuration.rank(source) for source in lower["source"].unique()}
    fillable = [column.name for column in table.columns]
    fill = (
        lower.sort(pl.col("source").replace_strict(ranks, return_dtype=pl.Int64), "key")
        .group_by("superseded_by", maintain_order=True)
        .agg(pl.col(name).drop_nulls().first() for name in fillable)
    )
    both = stands.join(fill, left_on="key", right_on="superseded_by", how="left", suffix=_HIGHER, maintain_order="left")
    sources = stands["source"].unique().to_list()
    filled = []
    for name in fillable:
        never = [source for source in sources if name not in held.get((source, table.name), frozenset())]
        if never:
            filler = pl.when(pl.col("source").is_in(never)).then(pl.col(f"{name}{_HIGHER}"))
            filled.append(pl.coalesce(name, filler).alias(name))
    return both.with_columns(filled).select(names)
