"""Working out, once after a load, what pages read: duties, each child as they are now, and what finds them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from time import perf_counter

import polars as pl
from django.db import connections

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.table import Holder, Table
from lineofsight.core.tables.people import people
from lineofsight.core.tables.workforce import professionals, teams
from lineofsight.evaluation.columnar.duties import SCHEMA
from lineofsight.evaluation.columnar.responsibilities import held_by, responsibilities
from lineofsight.evaluation.documents import ResolvedCatalogue
from lineofsight.evaluation.record import Record
from lineofsight.evaluation.worklists import duties_as_at, with_written_down
from lineofsight.record.home import Home
from lineofsight.record.open_duties import KEPT_AFTER_THE_END, kept_of
from lineofsight.record.pseudonyms import with_local_ids
from lineofsight.record.service.children import children_now
from lineofsight.record.service.indexing import index_of
from lineofsight.record.service.models import (
    ChildNow,
    FoundBy,
    OpenDuty,
    Prepared,
    PreparedAgain,
    SearchKey,
    SearchWord,
)
from lineofsight.record.service.replacing import replace
from lineofsight.record.snapshots import Snapshot

TOGETHER = 60
"""Standards worked out at a time: what they read is in memory together. Those of one practice area read the same."""


def nothing_told(_: str) -> None:
    """For whoever does not wait to be told how far it has come."""


def prepare(
    home: Home, snapshot: Snapshot, catalogue: ResolvedCatalogue, as_at: date,
    progress: Callable[[str], None] = nothing_told,
) -> Prepared:  # fmt: skip
    """Make every table of the service again from a snapshot, as at a day it knows, in one replacement.

    Where it is stopped half way, pages go on with what was there. Raises ValueError for a day after the snapshot's.
    """
    record = snapshot.record
    if as_at > record.as_known_on:
        raise ValueError(f"Snapshot {snapshot.info.snapshot} knows nothing after {record.as_known_on}.")
    began = perf_counter()
    progress("what is due")
    held = responsibilities(record)
    duties = _duties(catalogue, record, as_at, held)
    progress("each child")
    children = children_now(catalogue, record, as_at, duties, held)
    ids = snapshot.ids
    local = dict(ids.select("pseudonym", "id").iter_rows())
    progress("what finds them")
    index = index_of(record, children, local)
    frames = {
        ChildNow: _in_ids(children, local), OpenDuty: _for_lists(duties, catalogue, record, children, ids),
        SearchWord: index.words, SearchKey: index.keys, FoundBy: index.found_by,
    }  # fmt: skip
    made = Prepared(
        snapshot=snapshot.info.snapshot, as_at=as_at, made_at=datetime.now(UTC), catalogue=catalogue.sha256,
        children=children.height, duties=duties.height, keys=index.keys.height + index.found_by.height,
        seconds=perf_counter() - began,
    )  # fmt: skip
    progress("putting them in place")
    fields = [field.attname for field in Prepared._meta.concrete_fields]
    frames[Prepared] = pl.DataFrame({name: [getattr(made, name)] for name in fields})
    frames[PreparedAgain] = pl.DataFrame(schema={"holder_kind": pl.String, "holder": pl.String})
    replace(connections[home.aliases.service], {model._meta.db_table: frame for model, frame in frames.items()})
    return made


def _duties(catalogue: ResolvedCatalogue, record: Record, as_at: date, held: pl.DataFrame) -> pl.DataFrame:
    """The duties to keep, with status, worker and team."""
    columns = (*SCHEMA, "status")
    since = as_at - KEPT_AFTER_THE_END
    codes = sorted(catalogue.standards, key=lambda code: (catalogue.standards[code].stage, code))
    parts = [
        kept_of(
            duties_as_at(
                catalogue, record, as_at, standards=codes[at : at + TOGETHER], columns=columns, ended_since=since
            ), as_at,
        ) for at in range(0, len(codes), TOGETHER)
    ]  # fmt: skip
    return held_by(with_written_down(pl.concat(parts, rechunk=True)), held, as_at)


def _in_ids(children: pl.DataFrame, local: dict[str, str]) -> pl.DataFrame:
    own = pl.col("reference").replace_strict(local, default=None, return_dtype=pl.String)
    return children.with_columns(own.alias("child_id")).filter(pl.col("child_id").is_not_null())


def _for_lists(
    duties: pl.DataFrame, catalogue: ResolvedCatalogue, record: Record, children: pl.DataFrame, ids: pl.DataFrame
) -> pl.DataFrame:
    """Duties with what a list shows beside them, and people's own ids."""
    standards = pl.DataFrame(
        [(code, item.area.value, item.stage, item.duty_basis.weight) for code, item in catalogue.standards.items()],
        schema=["standard", "area", "stage", "force"], orient="row",
    )  # fmt: skip
    kind = pl.col("holder_kind")
    frame = duties.drop("status").join(standards, on="standard", how="left", maintain_order="left")
    for table, who in ((professionals, "worker"), (teams, "team")):
        names = _named(record, table, pl.col("name"), who, f"{who}_name")
        frame = frame.join(names, on=who, how="left", maintain_order="left")
    full = pl.concat_str("forename", "surname", separator=" ", ignore_nulls=True)
    frame = frame.join(_named(record, people, full, "holder", "child_name"), on="holder", how="left")
    named = pl.when(kind == Holder.CHILD.value).then("child_name").when(kind == Holder.WORKER.value).then("worker_name")
    frame = frame.with_columns(
        named.when(kind == Holder.TEAM.value).then("team_name").alias("name"),
        pl.when(kind == Holder.CHILD.value).then("holder").alias("reference"),
    ).drop("child_name")  # fmt: skip
    with_ids = with_local_ids(frame.drop("reference"), ids).with_columns(frame["reference"])
    return with_ids.sort("reference", "due_on", "standard", nulls_last=True)


def _named(record: Record, table: Table, name: pl.Expr, key: str, column: str) -> pl.DataFrame:
    rows = record.lazy(table).select(pl.col("id").alias(key), name.alias(column))
    return rows.unique(key, keep="last", maintain_order=True).collect()
