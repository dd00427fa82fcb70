"""The book rows are written in: ids, references, and columns of day numbers turned into declared tables.

Everything is simulated past the last day and written only as far as it was known on it: rows of events to come are left
out, and ends to come are blank.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from lineofsight.core.columns import Column, ColumnType
from lineofsight.core.table import Holder, Table
from lineofsight.core.tables import TABLES, table_named
from lineofsight.evaluation.schemas import DTYPES, conform
from lineofsight.simulation.allocations import Allocations
from lineofsight.simulation.cases import Cases
from lineofsight.simulation.contacts_made import Contacts
from lineofsight.simulation.draw import ABSENT, pick
from lineofsight.simulation.families import Children, Families
from lineofsight.simulation.places import Stages, Teams
from lineofsight.simulation.recording import blanked, duplicated, recorded_days
from lineofsight.simulation.workforce import Workforce
from lineofsight.simulation.world import World

Value = np.ndarray | pl.Series | str | bool | int | float | None
# Dates that may lie after the last day told: promises, targets and limits.
FORWARD = frozenset(
    {
        "due_on",
        "target_on",
        "planned_on",
        "next_on",
        "eligible_until",
        "expected_on",
        "registered_until",
        "valid_until",
        "assessed_year_to",
        "extended_to",
        "court_date_on",
        "valid_to",
        "review_from",
        "adoption_review_from",
        "eligible_from",
    }
)
# Rows that stand without the date they are ordered by: an unborn child, a permanence plan not yet decided.
_UNDATED = frozenset({"decisions", "people", "permanence", "active_plans", "previous_permanence"})
MINUTES = 1440
SERVICE = "service"


def _prefixes() -> dict[str, str]:
    """A short prefix of each table's ids: its initials, lengthened until it is nobody else's."""
    taken: dict[str, str] = {}
    for name in TABLES:
        parts = name.upper().split("_")
        length = 1
        while (prefix := "".join(part[:length] for part in parts)) in taken.values():
            length += 1
        taken[name] = prefix
    return taken


_PREFIXES = _prefixes()


@dataclass(frozen=True)
class Book:
    """The world, all that was drawn in common, and the ids of people and workers."""

    world: World
    families: Families
    children: Children
    cases: Cases
    teams: Teams
    stages: Stages
    workforce: Workforce
    allocations: Allocations
    contacts: Contacts
    person_ids: pl.Series

    def ids(self, table: str, numbers: np.ndarray) -> pl.Series:
        """The ids of rows of a table, by number; blank where the number is negative."""
        if table == "people":
            return pick(self.person_ids, numbers)
        text = pl.Series(numbers).cast(pl.String).to_frame("n")
        made = pl.concat_str(pl.lit(_PREFIXES[table]), pl.col("n"))
        if len(numbers) and (numbers < 0).any():
            made = pl.when(pl.Series(numbers >= 0)).then(made)
        return text.select(made.alias("id")).to_series()

    def held(self, child: np.ndarray, days: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The worker and the team that hold, or last held, each child on each day; -1 for none."""
        found = self.allocations.at(child, days)
        none = found < 0
        return np.where(none, -1, self.allocations.worker[found]), np.where(none, -1, self.allocations.team[found])

    def manager(self, child: np.ndarray, days: np.ndarray) -> np.ndarray:
        """The manager of the team that holds each child on each day; -1 for none."""
        team = self.held(child, days)[1]
        return np.where(team >= 0, self.workforce.manager_at(np.maximum(team, 0), days), -1)

    def somebody(self, kind: str, days: np.ndarray, luck: np.ndarray) -> np.ndarray:
        """Somebody in the teams of a kind on each day, by `luck` from 0 to 1; -1 where the post was empty."""
        team = self.teams.of_kind(kind)[0]
        seats = self.workforce.posts_in_team[team]
        post = self.workforce.first_post[team] + np.minimum((luck * seats).astype(np.int64), seats - 1)
        return self.workforce.worker_at(post, days)

    def write(
        self, name: str, holder: np.ndarray | None = None, /, *, numbers: np.ndarray | None = None,
        by: np.ndarray | None = None, written: np.ndarray | None = None, slow: float = 1.0, **columns: Value,
    ) -> pl.DataFrame:  # fmt: skip
        """Rows of a declared table.

        `holder` numbers the children (or workers, teams ...) the rows are about; `numbers` number the rows themselves.
        Dates are day numbers, moments local minutes since 1970, references row numbers of the table referred to (-1 for
        none). `by` numbers the worker who wrote each row, otherwise the child's own; `written` is the day writing could
        begin, otherwise the day of the event; `slow` multiplies how long writing waits.
        """
        table = table_named(name)
        size = next(len(v) for v in (holder, numbers, *columns.values()) if isinstance(v, np.ndarray | pl.Series))
        numbers = np.arange(1, size + 1) if numbers is None else numbers
        event = columns[table.event] if table.event and table.event in columns else None
        days = event if isinstance(event, np.ndarray) else np.full(size, self.world.history_from)
        dated = np.where(days < ABSENT, days, self.world.history_from) if name in _UNDATED else days
        rows = np.flatnonzero(dated <= self.world.last_day)
        rng = self.world.rng(f"writing {name}")
        begun = dated[rows] if written is None else np.maximum(dated, written)[rows]
        begun = np.where(begun > self.world.last_day, dated[rows], begun)
        recorded = recorded_days(self.world, rng, name, begun, slow)
        if by is None:
            known = holder is not None and table.holder is Holder.CHILD
            by = self.allocations.worker_at(holder, days) if known and holder is not None else np.full(size, -1)
        made: dict[str, pl.Series | pl.Expr] = {"id": self.ids(name, numbers[rows])}
        if holder is not None and not table.holder_is_id:
            made[table.holder_column] = self._holder(table, holder[rows])
        for column, value in columns.items():
            made[column] = self._column(table.column(column), value, rows)
        made["recorded_on"] = pl.Series(recorded.astype(np.int32)).cast(pl.Date)
        made["recorded_by"] = self.ids("professionals", by[rows])
        made["source"] = pl.lit("simulation")
        frame = pl.DataFrame([value.alias(name) for name, value in made.items() if isinstance(value, pl.Series)])
        frame = frame.with_columns(value.alias(name) for name, value in made.items() if isinstance(value, pl.Expr))
        frame = blanked(self.world, rng, name, conform(frame, table))
        return duplicated(self.world, rng, name, table.event, frame, _PREFIXES[name], int(numbers.max(initial=0)))

    def _holder(self, table: Table, numbers: np.ndarray) -> pl.Series | pl.Expr:
        if table.holder is Holder.SERVICE:
            return pl.lit(SERVICE)
        tables = {Holder.CHILD: "people", Holder.WORKER: "professionals", Holder.TEAM: "teams", Holder.CARER: "carers",
                  Holder.HOME: "homes"}  # fmt: skip
        return self.ids(tables[table.holder], numbers)

    def _column(self, column: Column, value: Value, rows: np.ndarray) -> pl.Series | pl.Expr:
        if isinstance(value, pl.Series):
            return value if len(value) == len(rows) else value.gather(rows.astype(np.uint32))
        if not isinstance(value, np.ndarray):
            return pl.lit(value, dtype=DTYPES[column.type])
        kept = value[rows]
        if column.refers_to is not None:
            return self.ids(column.refers_to, kept)
        match column.type:
            case ColumnType.DATE:
                end = ABSENT - 1 if column.name in FORWARD else self.world.last_day
                return _blank_where(pl.Series(kept.astype(np.int32)).cast(pl.Date), kept > end)
            case ColumnType.MOMENT:
                return _moments(kept, self.world.last_day)
            case ColumnType.BOOLEAN:
                if kept.dtype == np.bool_:
                    return pl.Series(kept)
                return _blank_where(pl.Series(kept == 1), kept < 0)
            case ColumnType.NUMBER:
                return pl.Series(kept.astype(float)).fill_nan(None)
        return pl.Series(kept)


def _blank_where(series: pl.Series, blank: np.ndarray) -> pl.Series:
    if not blank.any():
        return series
    return series.to_frame("x").select(pl.when(pl.Series(~blank)).then(pl.col("x"))).to_series()


def _moments(minutes: np.ndarray, last_day: int) -> pl.Series:
    """Local minutes since 1970 as moments in UTC; minutes after the last day are blank."""
    known = minutes < (last_day + 1) * MINUTES
    local = pl.Series(np.where(known, minutes, 0) * 60_000_000).cast(pl.Datetime("us"))
    utc = local.dt.replace_time_zone("Europe/London", ambiguous="earliest", non_existent="null")
    return _blank_where(utc.dt.convert_time_zone("UTC"), ~known)
