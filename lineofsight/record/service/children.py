"""Every child the record knows as they are on a day: one row each, by local id, from the record and their duties."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import polars as pl

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.clocks import Months
from lineofsight.core.indicator_measures import Median, Since
from lineofsight.core.periods import add_months, parse_period
from lineofsight.core.table import Holder, Table
from lineofsight.core.tables import TABLES
from lineofsight.core.tables import people as about_people
from lineofsight.core.tables.court import legal_statuses
from lineofsight.core.tables.in_care import care_episodes
from lineofsight.core.tables.leaving_care import care_leavers
from lineofsight.core.tables.people import families, people
from lineofsight.core.tables.safeguarding import missing_episodes
from lineofsight.core.tables.workforce import allocations, professionals, teams
from lineofsight.evaluation.cohorts import NotCovered, cohort
from lineofsight.evaluation.columnar.conditions import passes
from lineofsight.evaluation.coverage import Coverage, missing_words
from lineofsight.evaluation.documents import ResolvedCatalogue
from lineofsight.evaluation.indicators.counted import open_workspace
from lineofsight.evaluation.indicators.rows import Workspace
from lineofsight.evaluation.record import Record
from lineofsight.evaluation.ticks import add_clock, day_tick, tick_day
from lineofsight.record.service.drift import drift
from lineofsight.record.service.now import Reason, Stage
from lineofsight.record.service.stages import stages

DUE_SOON = timedelta(days=7)
A_YEAR = Months(-12)
ADULT_AT = 18
# Reasons that are a measure's own rows, so that a list and its figure cannot differ: the measure, and which rows.
MEASURED: Mapping[Reason, tuple[str, bool | None]] = {
    Reason.UNALLOCATED: ("wf_unallocated", True),
    Reason.NEVER_SEEN: ("days_since_seen", None),
    Reason.NOT_SEEN: ("no_access_unresolved", True),
    Reason.OWED_NOTHING: ("open_owed_nothing", True),
    Reason.NO_PLAN: ("cin_plan_in_place", False),
}
SEEN = "days_since_seen"
OWN = ("forename", "surname", "born_on", "expected_on", "died_on", "sex", "ethnicity", "locality")


def children_now(
    catalogue: ResolvedCatalogue, record: Record, as_at: date, duties: pl.DataFrame, held: pl.DataFrame
) -> pl.DataFrame:  # fmt: skip
    """A row for each child with the columns of ChildNow, `reference` being the record's own id of them.

    duties: open ones with `status`, as `duties_as_at` gives them. held: what `responsibilities` gave. Of one child,
    `one_child` says the same.
    """
    workspace = open_workspace(record)
    rows = _known(record, as_at)
    parts = (
        stages(workspace, as_at), holding(record, held, as_at),
        _role(record, "reviewing_officer", as_at),
        _adviser(record, as_at), _latest(record, families, "family_id", "family_id", as_at),
        _seen(catalogue, workspace, as_at), _duties(duties, as_at), _legal_status(record, as_at),
        _missing(record, as_at),
    )  # fmt: skip
    for part in parts:
        rows = rows.join(part, on="child", how="left", maintain_order="left")
    rows = rows.with_columns(
        pl.col("stage").fill_null(Stage.CLOSED.value), pl.col("stage").is_not_null().alias("is_open"),
        pl.col("overdue", "due_soon", "owed", "not_known", "changes_of_worker").fill_null(0),
    )  # fmt: skip
    return rows.with_columns(_reasons(catalogue, workspace, rows, as_at)).rename({"child": "reference"})


def _known(record: Record, as_at: date) -> pl.DataFrame:
    """Everybody who is or was a child of the service: whoever holds a row of its work, and every child beside."""
    work = [
        record.lazy(table).select(pl.col(table.holder_column).alias("child")).unique()
        for name, table in TABLES.items()
        if table.holder is Holder.CHILD and table not in about_people.TABLES and name in record.frames
    ]
    served = pl.concat([pl.LazyFrame(schema={"child": pl.String}), *work]).unique().collect()["child"]
    is_child = (pl.col("born_on") > grown_up_on(as_at)) | (
        pl.col("born_on").is_null() & pl.col("expected_on").is_not_null()
    )
    named = record.lazy(people).filter(pl.col("id").is_in(served.implode()) | is_child).collect().unique("id")
    return named.sort("id").select(
        pl.col("id").alias("child"), *OWN, pl.col("address_protected").fill_null(False),
        pl.col("dangers").is_not_null().alias("has_dangers"),
    ).with_columns(
        # Lists, filters and files are made of these rows, and an area is part of an address.
        pl.when(~pl.col("address_protected")).then("locality")
    )  # fmt: skip


def grown_up_on(day: date) -> date:
    """The last birthday of those who are of age on a day: whoever was born later is a child."""
    return add_months(day, -12 * ADULT_AT)


def tells_of_status(coverage: Coverage) -> bool:
    """Whether any source says under which law a child is in care."""
    told = ((legal_statuses, "status"), (care_episodes, "legal_status"))
    return not all(missing_words(coverage, {table.name: frozenset({column})}) for table, column in told)


def holding(record: Record, held: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """Who holds each child on the day: worker and team with their names, since when, and changes in twelve months."""
    begun = held.filter(pl.col("from_on") <= as_at).sort("child", "from_on")
    now = begun.filter(pl.col("to_on").is_null() | (pl.col("to_on") >= as_at)).unique("child", keep="last")
    # A stretch in which nobody held the child, or a change of team alone, is no change of worker.
    workers = begun.filter(pl.col("worker").is_not_null()).with_columns(
        pl.col("worker").shift(1).over("child").alias("before")
    )
    year_ago = tick_day(add_clock(A_YEAR, day_tick(as_at)))
    differs = pl.col("before").is_not_null() & (pl.col("worker") != pl.col("before"))
    changes = workers.filter(differs & (pl.col("from_on") > year_ago)).group_by("child").agg(
        pl.len().cast(pl.Int64).alias("changes_of_worker")
    )  # fmt: skip
    begins = differs | pl.col("before").is_null()
    since = workers.with_columns(pl.when(begins).then("from_on").forward_fill().over("child").alias("since"))
    latest = since.group_by("child").agg(pl.col("since").last(), pl.col("worker").last().alias("last_worker"))
    return (
        now.select("child", pl.col("worker").alias("worker_id"), pl.col("team").alias("team_id"))
        .join(_names(record, professionals, "worker"), on="worker_id", how="left")
        .join(_names(record, teams, "team"), on="team_id", how="left")
        .join(changes, on="child", how="full", coalesce=True)
        .join(latest, on="child", how="left")
        .with_columns(pl.when(pl.col("worker_id") == pl.col("last_worker")).then("since").alias("allocated_since"))
        .drop("since", "last_worker")
    )


def _names(record: Record, table: Table, what: str) -> pl.DataFrame:
    named = record.lazy(table).select(pl.col("id").alias(f"{what}_id"), pl.col("name").alias(f"{what}_name"))
    return named.unique(f"{what}_id", keep="last", maintain_order=True).collect()


def _open_on(start: str, end: str, as_at: date) -> pl.Expr:
    begun = pl.col(start).is_null() | (pl.col(start) <= as_at)
    return begun & (pl.col(end).is_null() | (pl.col(end) > as_at))


def _role(record: Record, role: str, as_at: date) -> pl.DataFrame:
    """The worker of that role, from allocations."""
    mine = record.lazy(allocations).filter(
        (pl.col("role") == role) & pl.col("worker_id").is_not_null() & _open_on("started_on", "ended_on", as_at)
    )
    chosen = mine.sort("child_id", "started_on", "id").select(
        pl.col("child_id").alias("child"), pl.col("worker_id").alias(f"{role}_id")
    )  # fmt: skip
    return chosen.unique("child", keep="last", maintain_order=True).collect()


def _adviser(record: Record, as_at: date) -> pl.DataFrame:
    """The personal adviser: allocated, or as the care leaver's own row names them."""
    allocated = _role(record, "personal_adviser", as_at)
    of_row = _latest(record, care_leavers, "personal_adviser_id", "named", as_at)
    both = allocated.join(of_row, on="child", how="full", coalesce=True)
    return both.select("child", pl.coalesce("personal_adviser_id", "named").alias("personal_adviser_id"))


def _latest(record: Record, table: Table, column: str, name: str, as_at: date) -> pl.DataFrame:
    """A column of the latest of each child's rows that are open on the day and fill it; without days, the last id's."""
    rows = record.lazy(table).filter(pl.col(column).is_not_null()).sort("id")
    if table.event and table.ends:
        rows = rows.filter(_open_on(table.event, table.ends, as_at)).sort(table.event, maintain_order=True)
    chosen = rows.select(pl.col(table.holder_column).alias("child"), pl.col(column).alias(name))
    return chosen.unique("child", keep="last", maintain_order=True).collect()


def _legal_status(record: Record, as_at: date) -> pl.DataFrame:
    status = _latest(record, legal_statuses, "status", "status", as_at)
    episode = _latest(record, care_episodes, "legal_status", "episode", as_at)
    both = status.join(episode, on="child", how="full", coalesce=True)
    return both.select("child", pl.coalesce("status", "episode").alias("legal_status"))


def _missing(record: Record, as_at: date) -> pl.DataFrame:
    now = record.lazy(missing_episodes).filter(
        (pl.col("started_on") <= as_at) & (pl.col("ended_on").is_null() | (pl.col("ended_on") > as_at))
    )
    return now.group_by(pl.col("child_id").alias("child")).agg(
        pl.col("started_on").min().alias("missing_since")
    ).collect()  # fmt: skip


def _seen(catalogue: ResolvedCatalogue, workspace: Workspace, as_at: date) -> pl.DataFrame:
    """When each child was last seen, as the measure of days since says what counts."""
    measure = catalogue.indicators[SEEN].as_
    assert isinstance(measure, Median)
    assert isinstance(measure.of, Since)
    selection = measure.of.selection
    assert isinstance(selection.source, Table)
    on = pl.col(selection.at)
    rows = workspace.record.lazy(selection.source).filter(passes(selection.where, selection.source, on) & (on <= as_at))
    return rows.group_by(pl.col(selection.source.holder_column).alias("child")).agg(
        on.max().alias("last_seen_on")
    ).collect()  # fmt: skip


def _duties(duties: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """Numbers of each child's open duties."""
    status, due = pl.col("status"), pl.col("due_on")
    is_due, is_overdue = status == "due", status == "overdue"
    mine = duties.filter((pl.col("holder_kind") == "child") & status.is_in(["due", "overdue", "not_known"]))
    ended = pl.min_horizontal("met_on", "closed_on")
    mine = mine.filter(ended.is_null() | (ended > as_at))
    return mine.group_by(pl.col("holder").alias("child")).agg(
        due.filter(is_due).min().alias("next_due_on"), is_overdue.sum().cast(pl.Int64).alias("overdue"),
        (is_due & (due <= as_at + DUE_SOON)).sum().cast(pl.Int64).alias("due_soon"),
        pl.len().cast(pl.Int64).alias("owed"),
        (status == "not_known").sum().cast(pl.Int64).alias("not_known"),
        (pl.lit(as_at) - due.filter(is_overdue).min()).dt.total_days().alias("longest_overdue"),
    )  # fmt: skip


def _reasons(catalogue: ResolvedCatalogue, workspace: Workspace, rows: pl.DataFrame, as_at: date) -> pl.Series:
    """The reasons of each row as JSON, the gravest first."""
    child = rows["child"]
    found = {
        Reason.MISSING: rows["missing_since"].is_not_null(),
        Reason.OVERDUE: rows["overdue"] > 0,
        Reason.NO_STATUS: (rows["stage"] == Stage.IN_CARE.value) & rows["legal_status"].is_null(),
    }
    if not tells_of_status(workspace.record.coverage):
        del found[Reason.NO_STATUS]
    period = parse_period(as_at.isoformat())
    for reason, (code, counted) in MEASURED.items():
        try:
            members = cohort(catalogue.indicators[code], workspace.record, period, workspace=workspace)
        except NotCovered:
            continue  # what cannot be told of anybody is said once, on the measure's own page
        whose = members.filter(pl.col("counted").eq_missing(pl.lit(counted)))["child"]
        found[reason] = child.is_in(whose.implode())
    found |= drift(workspace.record, rows, as_at)
    flags = [
        pl.when(found[reason]).then(pl.lit(f'"{reason.value}"')) for reason in Reason if reason in found
    ]  # fmt: skip
    joined = pl.concat_str(flags, separator=", ", ignore_nulls=True)
    return rows.select(("[" + joined + "]").alias("reasons")).to_series()
