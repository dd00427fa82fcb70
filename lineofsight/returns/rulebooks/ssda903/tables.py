"""The looked-after return's modules as its rules see them, and what is worked out from a child's episodes."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import polars as pl

from lineofsight.returns.rulebooks.expressions import one_of
from lineofsight.returns.rulebooks.tables import Derived, Link, Tables
from lineofsight.sources.rule_values import Kind
from lineofsight.sources.ssda903.layout import modules

CHILD: Final = "CHILD"
# The episodes of every year before last, put together, each as the latest return told it.
EARLIER: Final = "Episodes_earlier"
_NUMBERS: Final = frozenset({"SDQ_SCORE", "PL_DISTANCE"})
_AS_WRITTEN: Final = frozenset({"CHILD", "DATE_PERM"})
# What the Department derives: from the file of unaccompanied children, and from postcodes.
_DERIVED_BY_THE_DEPARTMENT: Final = {
    "Header": {"UASC": Kind.CODE},
    "Episodes": {
        "PL_LA": Kind.CODE, "PL_LOCATION": Kind.CODE, "PL_DISTANCE": Kind.NUMBER, "HOME_POST_KNOWN": Kind.FLAG,
        "PL_POST_KNOWN": Kind.FLAG,
    },
}  # fmt: skip
_PROVIDERS: Final = {
    "URN": Kind.CODE, "POSTCODE": Kind.CODE, "PLACE_CODES": Kind.CODE, "PROVIDER_CODES": Kind.CODE,
    "REG_END": Kind.DATE, "LA_CODE": Kind.CODE,
}  # fmt: skip
_ORDER: Final = {
    "Episodes": "DECOM", "SWEpisodes": "SW_DECOM", "Missing": "MIS_START", "PlacedAdoption": "DATE_PLACED",
    "DoLo": "DOLO_START", "Reviews": "REVIEW",
}  # fmt: skip


def _kind(name: str, type_: str) -> Kind:
    if name in _NUMBERS:
        return Kind.NUMBER
    if name in _AS_WRITTEN:
        return Kind.TEXT
    return Kind.DATE if type_ == "date" else Kind.CODE


def _kinds() -> dict[str, dict[str, Kind]]:
    own = {
        name: {item.name: _kind(item.name, item.type) for item in module.items}
        | _DERIVED_BY_THE_DEPARTMENT.get(name, {})
        | ({"SEX": Kind.CODE} if name != "Episodes" else {})
        for name, module in modules().items()
    }
    last = {f"{name}_last": kinds for name, kinds in own.items()}
    return own | last | {EARLIER: own["Episodes"], "Provider Info": _PROVIDERS}


def _with_before(rows: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """Dated rows in each child's order, each with what the one before it has (`COLUMN.before`) and `row`."""
    placed = rows.with_row_index("row").drop_nulls([CHILD, "DECOM"]).sort(CHILD, "DECOM", "row")
    first = pl.col(CHILD) != pl.col(CHILD).shift(1)
    return placed.with_columns(
        first.fill_null(True).alias("first"), *(pl.col(name).shift(1).alias(f"{name}.before") for name in columns)
    )


def _back(placed: pl.DataFrame, column: str, height: int) -> pl.Series:
    """The column by the rows' own order; blank for rows that had no place in the sequence."""
    every = pl.DataFrame({"row": pl.Series(range(height), dtype=pl.UInt32)})
    return every.join(placed.select("row", column), on="row", how="left", maintain_order="left")[column]


def _same_status_days(rows: pl.DataFrame) -> pl.Series:
    """Days under one legal status without a break, over episodes that follow on; open ones to the year's end."""
    placed = _with_before(rows, "LS", "DEC")
    goes_on = (
        ~pl.col("first") & pl.col("LS").eq_missing(pl.col("LS.before")) & (pl.col("DECOM") == pl.col("DEC.before"))
    )
    spells = placed.with_columns((~goes_on.fill_null(False)).cum_sum().alias("spell"))
    ended = pl.coalesce("DEC", "year_end").max().over("spell")
    days = (ended - pl.col("DECOM").min().over("spell")).dt.total_days()
    return _back(spells.with_columns(days.alias("days")), "days", rows.height)


def _period_need(rows: pl.DataFrame) -> pl.Series:
    """The category of need of the episode with which the child's present period of care began."""
    placed = _with_before(rows, "DEC")
    goes_on = ~pl.col("first") & (pl.col("DECOM") == pl.col("DEC.before"))
    spells = placed.with_columns((~goes_on.fill_null(False)).cum_sum().alias("spell"))
    return _back(spells.with_columns(pl.col("CIN").first().over("spell").alias("need")), "need", rows.height)


def _all_year(rows: pl.DataFrame) -> pl.Series:
    """Whether the child was looked after all year, as the Department's list of checks works it out.

    The child has an episode in the year, and none that starts care (S) after the year's first day, that ends care
    (anything but X1) before its last, or that is of short breaks (V3, V4).
    """
    start, end = pl.col("year_start"), pl.col("year_end")
    of_year = (pl.col("DECOM") <= end) & (pl.col("DEC").is_null() | (pl.col("DEC") >= start))
    starts = one_of("RNE", "S") & (pl.col("DECOM") > start) & (pl.col("DECOM") <= end)
    ends = ~one_of("REC", "X1") & (pl.col("DEC") >= start) & (pl.col("DEC") < end)
    breaks = one_of("LS", "V3", "V4") & of_year
    of_year, broken = (item.fill_null(False).any().over(CHILD) for item in (of_year, starts | ends | breaks))
    return rows.select(of_year & ~broken).to_series()


def _order_before(rows: pl.DataFrame) -> pl.Series:
    """Whether the order listed before it in the file, for the same child, is open or ends after it starts."""
    before = pl.col("DOLO_END").shift(1).over(CHILD)
    is_first = pl.int_range(pl.len()).over(CHILD) == 0
    return rows.select(~is_first & (before.is_null() | (pl.col("DOLO_START") < before)).fill_null(False)).to_series()


def _links() -> dict[str, Link]:
    names = [f"{name}{suffix}" for name in modules() for suffix in ("", "_last")]
    return {name: Link(name, CHILD) for name in names} | {
        "first": Link("Episodes", CHILD, "first"),
        "final": Link("Episodes", CHILD, "last"),
        "last_year": Link("Episodes_last", CHILD, "last"),
        "decided_last_year": Link("PlacedAdoption_last", CHILD, "last"),
        "Provider": Link("Provider Info", "URN"),
    }


TABLES: Final = Tables(
    collection="ssda903",
    child=CHILD,
    kinds=MappingProxyType(_kinds()),
    order=MappingProxyType({name + suffix: column for name, column in _ORDER.items() for suffix in ("", "_last")}),
    links=MappingProxyType(_links()),
    derived=MappingProxyType({
        ("Episodes", "SAME_STATUS_DAYS"): Derived((CHILD, "DECOM", "DEC", "LS", "year_end"), _same_status_days),
        ("Episodes", "PERIOD_CIN"): Derived((CHILD, "DECOM", "DEC", "CIN"), _period_need),
        ("Episodes", "ALL_YEAR"): Derived(
            (CHILD, "DECOM", "DEC", "LS", "REC", "RNE", "year_start", "year_end"), _all_year
        ),
        ("DoLo", "ORDER_BEFORE"): Derived((CHILD, "DOLO_START", "DOLO_END"), _order_before),
    }),
)  # fmt: skip
