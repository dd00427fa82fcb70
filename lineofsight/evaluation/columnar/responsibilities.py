"""Who held each child, and when: stretches worked out from allocations, and who held each duty on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from lineofsight.core.tables.people import people
from lineofsight.core.tables.workforce import absences, allocations, professionals
from lineofsight.evaluation.columnar.clock_tables import NEVER, Flags, Ticks
from lineofsight.evaluation.columnar.derived import FAR
from lineofsight.evaluation.columnar.keys import NOBODY, Codes, Keys, Places, codes_of, expand, pack, ticks_of
from lineofsight.evaluation.columnar.stretches import days_of_change, latest_running
from lineofsight.evaluation.plain.responsibilities import ADVISER, ALLOCATED, COVERED_ABSENCES, GROWN_UP
from lineofsight.evaluation.record import Record

SCHEMA = pl.Schema({
    "child": pl.String(), "worker": pl.String(), "team": pl.String(), "role": pl.String(), "from_on": pl.Date(),
    "to_on": pl.Date(),
})  # fmt: skip


def responsibilities(record: Record) -> pl.DataFrame:
    """The stretches in which each child was held: child, worker, team, role, from_on, to_on (both included).

    On a day with several allocations the latest begun holds. `worker` is blank where the name stands for nobody in
    post (a leaver, an absent worker, a holding list or duty desk): the child counts as unallocated, in that team.
    """
    held = _allocations(record)
    if not len(held):
        return pl.DataFrame(schema=SCHEMA)
    workers = record.lazy(professionals).select("id", "placeholder", _day("ended_on").alias("left")).collect()
    away = _absences(record)
    days = _days_of_change(held, workers, away)
    chosen = _running_on(held, days)
    stretches = days.with_columns(
        held["worker"].gather(chosen), held["team"].gather(chosen), pl.Series("held", chosen.is_not_null()),
    ).filter("held")  # fmt: skip
    return _joined(_without_hollow(stretches, workers, away))


def held_by(duties: pl.DataFrame, held: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """The duties with `worker` and `team`: who held the child on that day, or when the duty ended if that was sooner.

    A worker's own duty shows the worker, a team's the team. `held` is what `responsibilities` gave.
    """
    on = duties.select(pl.min_horizontal(pl.lit(as_at), "met_on", "closed_on").to_physical()).to_series().to_numpy()
    numbers = pl.Categorical(pl.Categories.random())
    named = held["child"].cast(numbers)  # kept until the holders are numbered too, or the numbers would be forgotten
    children = named.to_physical().cast(pl.Int32)
    holders = duties["holder"].cast(numbers).to_physical().cast(pl.Int32).fill_null(int(NOBODY)).to_numpy()
    order = np.argsort(pack(children.to_numpy(), held["from_on"].to_physical().to_numpy()), kind="stable")
    spans = held[order]
    keys = pack(children.to_numpy()[order], spans["from_on"].to_physical().to_numpy())
    last = spans["to_on"].to_physical().fill_null(int(NEVER)).to_numpy()
    place = np.searchsorted(keys, pack(holders, on), "right") - 1
    at = np.maximum(place, 0)
    is_child = (duties["holder_kind"] == "child").to_numpy()
    here = is_child & (place >= 0) & (holders != NOBODY)
    if len(keys):
        here &= (codes_of(keys[at]) == holders) & (last[at] >= on)
    found = pl.Series(np.where(here, place, -1)).replace(-1, None)
    kind, own = pl.col("holder_kind"), pl.col("holder")
    others = [name for name in duties.columns if name not in ("worker", "team")]
    return duties.select(
        *others,
        pl.when(kind == "worker").then(own).otherwise(spans["worker"].gather(found)).alias("worker"),
        pl.when(kind == "team").then(own).otherwise(spans["team"].gather(found)).alias("team"),
    )


def _day(name: str) -> pl.Expr:
    return pl.col(name).to_physical()


def allocations_that_hold(record: Record) -> pl.LazyFrame:
    """Allocations that hold a child: child, id, worker, team, first and last day as ticks (FAR while open).

    A personal adviser's holds from the eighteenth birthday.
    """
    rows = record.lazy(allocations).filter(pl.col("child_id").is_not_null() & pl.col("started_on").is_not_null())
    own = rows.filter(pl.col("role").is_null() | (pl.col("role") == ALLOCATED)).with_columns(first=_day("started_on"))
    advised = rows.filter(pl.col("role") == ADVISER)
    # Few are advised: only their birthdays are worked out.
    theirs = record.lazy(people).join(advised, left_on="id", right_on="child_id", how="semi")
    of_age = pl.col("born_on").dt.offset_by(f"{GROWN_UP.count}mo")
    grown = theirs.select(pl.col("id").alias("child_id"), of_age.alias("of_age")).drop_nulls()
    advised = advised.join(grown.unique("child_id", keep="last"), on="child_id")
    first = pl.max_horizontal("started_on", "of_age").to_physical()
    return pl.concat((own, advised.with_columns(first=first).drop("of_age"))).filter(
        pl.col("ended_on").is_null() | (_day("ended_on") >= pl.col("first"))
    ).select(
        pl.col("child_id").alias("child"), "id", pl.col("worker_id").alias("worker"), pl.col("team_id").alias("team"),
        "first", _day("ended_on").fill_null(FAR).alias("last"),
    )  # fmt: skip


def _allocations(record: Record) -> pl.DataFrame:
    """Allocations that hold a child, sorted by child, first day and id, with a number for each child."""
    code = pl.col("child").rle_id().cast(pl.Int32).alias("code")
    return allocations_that_hold(record).sort("child", "first", "id").with_columns(code).collect()


@dataclass(frozen=True)
class _Away:
    """Absences in order of worker and first day; `reach` is the last day any so far of the same worker lasts."""

    workers: pl.Series
    keys: Keys
    first: Ticks
    last: Ticks
    reach: Ticks

    def codes(self, workers: pl.Series) -> Codes:
        """Each worker's number; NOBODY for one who was never away."""
        numbers = pl.Series(range(len(self.workers)), dtype=pl.Int32)
        found = workers.replace_strict(self.workers, numbers, default=int(NOBODY), return_dtype=pl.Int32)
        return found.fill_null(int(NOBODY)).to_numpy()

    def on(self, workers: Codes, days: Ticks) -> Flags:
        """Whether each worker was away on each day."""
        place = np.searchsorted(self.keys, pack(workers, days), "right") - 1
        at = np.maximum(place, 0)
        mine = (place >= 0) & (workers != NOBODY)
        if not len(self.keys):
            return np.zeros(len(workers), np.bool_)
        found: Flags = mine & (codes_of(self.keys[at]) == workers) & (self.reach[at] >= days)
        return found

    def during(self, workers: Codes, first: Ticks, last: Ticks) -> tuple[Places, Places]:
        """The absences, if any, that overlap each stretch: the stretch's place and the absence's, and some beside."""
        low = np.searchsorted(pack(codes_of(self.keys), self.reach), pack(workers, first), "left")
        high = np.searchsorted(self.keys, pack(workers, np.minimum(last, NEVER)), "right")
        return expand(low, np.where(workers == NOBODY, 0, np.maximum(high - low, 0)))


def _absences(record: Record) -> _Away:
    kind = pl.col("kind")
    found = record.lazy(absences).filter(
        pl.col("worker_id").is_not_null() & pl.col("started_on").is_not_null()
        & (kind.is_null() | kind.is_in(COVERED_ABSENCES).not_())
    ).select(
        pl.col("worker_id").alias("worker"), _day("started_on").alias("away"),
        _day("ended_on").fill_null(int(NEVER)).alias("last"),
    ).sort("worker", "away").with_columns(pl.col("last").cum_max().over("worker").alias("reach")).collect()  # fmt: skip
    codes = (found["worker"].rle_id()).cast(pl.Int32).to_numpy()
    first = found["away"].to_numpy()
    names = found["worker"].unique(maintain_order=True)
    return _Away(names, pack(codes, first), first, found["last"].to_numpy(), found["reach"].to_numpy())


def _days_of_change(held: pl.DataFrame, workers: pl.DataFrame, away: _Away) -> pl.DataFrame:
    """Every day on which who holds a child may change, by child and day, and the day before the child's next."""
    code, first, last = (held[name].to_numpy() for name in ("code", "first", "last"))
    left = held.join(workers.filter(pl.col("left").is_not_null()), left_on="worker", right_on="id")
    absent, absence = away.during(away.codes(held["worker"]), first, last)
    parts = (
        (code, first), (code, last + 1), (left["code"].to_numpy(), left["left"].to_numpy() + 1),
        (code[absent], away.first[absence]), (code[absent], away.last[absence] + 1),
    )  # fmt: skip
    keys = days_of_change(parts)
    codes, days = codes_of(keys), ticks_of(keys)
    same = np.append(codes[1:] == codes[:-1], np.zeros(1, np.bool_))
    to = pl.Series(np.append(days[1:], np.zeros(1, np.int32)) - np.int32(1), dtype=pl.Int32).set(pl.Series(~same), None)
    rows_before = np.searchsorted(code, codes, "left")
    return pl.DataFrame({"code": codes, "child": held["child"].gather(rows_before), "day": days, "to": to})


def _running_on(held: pl.DataFrame, days: pl.DataFrame) -> pl.Series:
    """The place of the allocation that holds each child on each day; blank where none does."""
    codes = held["code"].to_numpy()
    starts = pack(codes, held["first"].to_numpy())
    wanted = pack(days["code"].to_numpy(), days["day"].to_numpy())
    return pl.Series(latest_running(wanted, starts, codes, held["last"].to_numpy())).replace(-1, None)


def _without_hollow(stretches: pl.DataFrame, workers: pl.DataFrame, away: _Away) -> pl.DataFrame:
    """The same stretches, the worker blank where the name stands for nobody in post."""
    absent = pl.Series(away.on(away.codes(stretches["worker"]), stretches["day"].to_numpy()))
    known = stretches.join(workers, left_on="worker", right_on="id", how="left", maintain_order="left")
    gone = pl.col("placeholder").is_not_null() | (pl.col("left") < pl.col("day")).fill_null(False)
    hollow = gone | absent
    return known.with_columns(pl.when(hollow.not_()).then("worker").alias("worker"))


def _joined(stretches: pl.DataFrame) -> pl.DataFrame:
    """Stretches that follow on with the same worker and team, as one."""
    changed = [pl.col(name).ne_missing(pl.col(name).shift(1)) for name in ("child", "worker", "team")]
    apart = pl.col("to").shift(1).add(1).ne_missing(pl.col("day"))
    begins = pl.any_horizontal(*changed, apart).fill_null(True).cum_sum().alias("stretch")
    joined = stretches.with_columns(begins).group_by("stretch", maintain_order=True).agg(
        pl.col("child", "worker", "team", "day").first(), pl.col("to").last()
    )  # fmt: skip
    return joined.select(
        "child", "worker", "team", pl.lit(ALLOCATED).alias("role"), pl.col("day").cast(pl.Date).alias("from_on"),
        pl.col("to").cast(pl.Date).alias("to_on"),
    )  # fmt: skip
