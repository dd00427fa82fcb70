"""The tables of a return of the year so far, made from the record as it was known on a day, with whose each row is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from lineofsight.core.periods import PeriodKind, collection_period, period_containing, previous_period
from lineofsight.core.tables import table_named
from lineofsight.evaluation.coverage import NOTHING, Coverage, Extent
from lineofsight.evaluation.record import Record
from lineofsight.record.service.quality.places import CHILD, column_of, places_of
from lineofsight.returns.cin.cohort import YearOfNeed
from lineofsight.returns.days import record_on
from lineofsight.returns.rulebooks.ssda903.tables import EARLIER
from lineofsight.returns.ssda903.cohort import YearInCare, earlier_episodes

COLLECTIONS: Final = ("cin", "ssda903")
LAST: Final = "_last"
# Who somebody is was known as soon as anything of them was.
_STANDING: Final = ("people", "professionals")
# What the returns are made of beside the tables in which their rows have their home.
_ALSO_READ: Final = {
    "ssda903": ("people", "mothers", "professionals", "care_leavers"),
    "cin": ("people", "linked_identifiers"),
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class ReturnTables:
    """One return. `tables` name children by the authority's own ids; `children` has each row's reference beside it."""

    collection: str
    year: str
    tables: Mapping[str, pl.DataFrame]
    children: Mapping[str, pl.Series]
    record: Mapping[str, pl.DataFrame]

    @property
    def number_of_children(self) -> int:
        """How many children the return of this year names."""
        name = "Header" if self.collection == "ssda903" else "ChildIdentifiers"
        found = self.children.get(name)
        return 0 if found is None else found.n_unique()


def year_of(day: date) -> str:
    """The collection year a day is in; both returns' years run from 1 April to 31 March."""
    return period_containing(PeriodKind.FINANCIAL_YEAR, day).code


def frames_for(collection: str, record: Record, year: str) -> dict[str, pl.DataFrame]:
    """What a return of a year is made of, with the rows alone of children it could name."""
    names = {place.table for places in places_of(collection).values() for place in places}
    wanted = sorted(names | set(_ALSO_READ[collection]))
    lazy = {name: record.lazy(table_named(name)) for name in wanted}
    children = _could_be_named(collection, lazy, year)
    frames = {}
    for name, frame in lazy.items():
        holder = "id" if name == "people" else "mother_id" if name == "mothers" else "child_id"
        whose = holder in frame.collect_schema().names()
        frames[name] = (frame.filter(pl.col(holder).is_in(children.implode())) if whose else frame).collect()
    return frames


def _could_be_named(collection: str, lazy: Mapping[str, pl.LazyFrame], year: str) -> pl.Series:
    """Children in care or who left it at any time; of the census, those with a referral open in the year."""
    if collection == "cin":
        still = pl.col("closed_on").is_null() | (pl.col("closed_on") >= collection_period(year).start)
        parts = [lazy["referrals"].filter(still).select("child_id")]
    else:
        care = ("care_episodes", "care_leavers", "outcomes_of_care_leavers")
        parts = [lazy[name].select("child_id") for name in care]
    return pl.concat(parts).unique().collect()["child_id"]


def known_by(frames: Mapping[str, pl.DataFrame], day: date, known_on: date) -> dict[str, pl.DataFrame]:
    """The frames as the record knew them on an earlier day: what was written down later, or happened later, is out."""
    if day >= known_on:
        return dict(frames)
    written = {
        name: frame if name in _STANDING else frame.filter(~(pl.col("recorded_on") > day).fill_null(False))
        for name, frame in frames.items()
    }
    return dict(record_on(written, day, known_on))


def return_tables(
    collection: str, year: str, frames: Mapping[str, pl.DataFrame], coverage: Coverage, local: Mapping[str, str]
) -> ReturnTables:
    """The return of a year. A module that nothing loaded speaks of is left out: its rules cannot be checked.

    `local` gives each reference the authority's own id.
    """
    made = _ssda903(year, frames) if collection == "ssda903" else _cin(year, frames)
    told = {name: frame for name, frame in made.items() if _is_told(collection, name, coverage)}
    key, named = CHILD[collection], frames["people"]["id"].to_list()
    own_ids = {reference: local[reference] for reference in named if reference in local}
    tables, children = {}, {}
    for name, frame in told.items():
        if key in frame.columns:
            children[name] = frame[key]
            own = frame[key].replace_strict(own_ids, default=None, return_dtype=pl.String)
            tables[name] = frame.with_columns(pl.coalesce(own, frame[key]).alias(key))
        else:
            tables[name] = frame
    return ReturnTables(collection, year, tables, children, frames)


def _ssda903(year: str, frames: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    before = previous_period(collection_period(year)).code
    this, last = YearInCare(frames, year).modules, YearInCare(frames, before).modules
    return {**this, **{name + LAST: frame for name, frame in last.items()}, EARLIER: earlier_episodes(frames, year)}


def _cin(year: str, frames: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    header = pl.DataFrame(
        {"ReferenceDate": [collection_period(year).end], "Year": [str(collection_period(year).end.year)]}
    )
    return {**YearOfNeed(frames, year).blocks, "Header": header}


def _is_told(collection: str, name: str, coverage: Coverage) -> bool:
    places = places_of(collection).get("Episodes" if name == EARLIER else name.removesuffix(LAST), ())
    return not places or any(coverage.get(place.table, NOTHING).extent is not Extent.NONE for place in places)


def is_held(collection: str, table: str, item: str, coverage: Coverage) -> bool:
    """Whether anything loaded fills the column an item comes from; true of what the return makes itself."""
    found = column_of(collection, table, item)
    if found is None:
        return True
    part = coverage.get(found[0], NOTHING)
    return part.extent is not Extent.NONE and (part.columns is None or found[1] in part.columns)
