"""A figure beside England, its region and its statistical neighbours: from loaded comparator files, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median
from typing import Final

import polars as pl

from lineofsight.core.indicators import Indicator
from lineofsight.core.local_authorities import local_authority, neighbours
from lineofsight.core.periods import Period, parse_period
from lineofsight.core.tables.reference_data import published_figures
from lineofsight.evaluation.record import Record

ENGLAND: Final = "E92000001"
NONE_LOADED: Final = "no comparison loaded"

# The Office for National Statistics' codes of the English regions.
REGIONS: Final = {
    "North East": "E12000001", "North West": "E12000002", "Yorkshire and The Humber": "E12000003",
    "East Midlands": "E12000004", "West Midlands": "E12000005", "East of England": "E12000006", "London": "E12000007",
    "South East": "E12000008", "South West": "E12000009",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Comparison:
    """One figure to compare with: its value, or the reason there is none.

    `among` is how many neighbours had one. `period` is the published figure's own, which may be an earlier one.
    """

    with_whom: str
    value: float | None
    reason: str | None = None
    publication: str | None = None
    among: int | None = None
    period: str | None = None


def comparisons(indicator: Indicator, period: Period, record: Record, authority: str) -> tuple[Comparison, ...]:
    """England, the region, and the median of the statistical neighbours, each with the period it was published for.

    That is the same period, or the latest that had ended by then: a figure is published a year after its time, and a
    count at 31 March is published under the year that ends with it. `authority` is the three-figure code. A suppressed
    value is none, with the symbol as published. The median is of the neighbours that have a value; with fewer than half
    of them there is none. Raises ValueError for a code that is no authority's.
    """
    own = local_authority(authority)
    found = _published(indicator.code, period, record)
    region = _region_code(own.region)
    alike = [neighbour.la_code for neighbour in neighbours(own.la_code)]
    return (
        _one("England", found.get(ENGLAND)), _one(own.region, found.get(region)), _median(alike, found)
    )  # fmt: skip


def _published(code: str, period: Period, record: Record) -> Mapping[str, Mapping[str, object]]:
    frame = record.lazy(published_figures).filter(pl.col("indicator") == code).sort("id").collect()
    published = {text: parse_period(text) for text in frame["period"].unique().drop_nulls()}
    ended = [each for each in published.values() if each.code == period.code or each.end <= period.end]
    if not ended:
        return {}
    latest = next((each for each in ended if each.code == period.code), max(ended, key=lambda each: each.end)).code
    return {row["area_code"]: row for row in frame.filter(pl.col("period") == latest).iter_rows(named=True)}


def _one(name: str, row: Mapping[str, object] | None) -> Comparison:
    if row is None:
        return Comparison(name, None, NONE_LOADED)
    publication = None if row["publication"] is None else str(row["publication"])
    value = row["value"]
    if not isinstance(value, float):
        return Comparison(name, None, f"published as {row['suppressed']}", publication, period=str(row["period"]))
    return Comparison(name, value, None, publication, period=str(row["period"]))


def _median(codes: list[str], found: Mapping[str, Mapping[str, object]]) -> Comparison:
    keys = [key for code in codes for key in (code, local_authority(code).ons_code)]
    values = [value for key in keys if isinstance(value := found.get(key, {}).get("value"), float)]
    name = "Statistical neighbours"
    if not values:
        return Comparison(name, None, NONE_LOADED)
    if 2 * len(values) < len(codes):
        return Comparison(name, None, f"only {len(values)} of {len(codes)} neighbours loaded", among=len(values))
    return Comparison(
        name, float(median(values)), among=len(values), period=next(str(r["period"]) for r in found.values())
    )


def _region_code(region: str) -> str:
    plain = region.removeprefix("Inner ").removeprefix("Outer ")
    return next((code for name, code in REGIONS.items() if name.casefold() == plain.casefold()), "")
