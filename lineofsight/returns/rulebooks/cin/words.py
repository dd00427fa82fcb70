"""Words several subjects of the census's rules share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

import polars as pl

from lineofsight.returns.rulebooks.cin.tables import DETAILS
from lineofsight.returns.rulebooks.expressions import YEAR_END, YEAR_START, col, exists, known, one_of, unknown
from lineofsight.returns.rulebooks.rule import Test, rule

rule_cin = partial(rule, "cin")
"""A rule of this return by its code."""

CHILDREN: Final = "ChildIdentifiers"
CASES: Final = "CINdetails"
PLANS: Final = "ChildProtectionPlans"
NEED_PLANS: Final = "CINplanDates"
ENQUIRIES: Final = "Section47"
ASSESSMENTS: Final = "Assessments"
FACTORS: Final = "AssessmentFactorsList"

NO_FURTHER_ACTION: Final = one_of("ReferralNFA", "1")
FURTHER_ACTION: Final = one_of("ReferralNFA", "0")
NO_CONFERENCE: Final = unknown("DateOfInitialCPC") & ~one_of("ICPCnotRequired", "1")
# The year's end where it is told, else no end.
KNOWN_END: Final = pl.col("known_end")


def on(table: str, breach: pl.Expr, *flags: str, fields: Mapping[str, tuple[str, ...]] | None = None) -> Test:
    """A test of each row of a table. `flags` are the rows shown, the row itself where none is named."""
    return Test(table, breach, flags=flags or ("",), fields=fields or {})


def whole(table: str, breach: pl.Expr) -> Test:
    """A test of the return as a whole."""
    return Test(table, breach, flags=(), whole_return=True)


def pair(
    table: str, other: str, breach: pl.Expr, *, key: str | None = None,
    fields: Mapping[str, tuple[str, ...]] | None = None,
) -> Test:  # fmt: skip
    """A test of each pair of rows of one child, or of what `key` names, both shown."""
    return Test(table, breach, beside=other, key=key, flags=("", other), fields=fields or {})


def same_case(table: str, breach: pl.Expr, fields: Mapping[str, tuple[str, ...]] | None = None) -> Test:
    """A test of a row and the case it stands in, both shown."""
    return on(table, breach, "", "details", fields=fields)


def out_of_year(column: str) -> pl.Expr:
    """The date lies outside the census year."""
    return (col(column) < YEAR_START) | (col(column) > YEAR_END)


def has_its(table: str, column: str, row: str = "") -> pl.Expr:
    """The row has its number (or start), where any row of the table has one: one without is then but a blank line.

    `row` is the way to a row of another table, `ChildProtectionPlans.` in a pair.
    """
    return known(row + column) | ~exists(table, known(column), key="")


def overlapping(table: str, start: str, end: str, *, key: str | None = None, ongoing: pl.Expr | None = None) -> Test:
    """Two of a child's (or of what `key` names) of which one starts while the other goes on. Both are shown.

    One that has no end goes on where `ongoing` says so, told of the other as `Table.COLUMN`. The day one ends, another
    may start. Of the one that starts the start alone is in question, of the other both days.
    """
    first_start, first_end = col(f"{table}.{start}"), col(f"{table}.{end}")
    goes_on = ongoing if ongoing is not None else pl.lit(True)
    began_before = (first_start < col(start)) | ((first_start == col(start)) & (col(f"{table}.row") < col("row")))
    still_on = (col(start) < first_end) | (first_end.is_null() & goes_on)
    shown = {"": (start,), table: (start, end)}
    return pair(table, table, began_before & still_on, key=key, fields=shown)


def several_open(table: str, is_open: pl.Expr, number: pl.Expr) -> Test:
    """More than one is open; each is shown. `number` counts them."""
    return on(table, is_open & (number > 1))


__all__ = [
    "ASSESSMENTS", "CASES", "CHILDREN", "DETAILS", "ENQUIRIES", "FACTORS", "FURTHER_ACTION", "KNOWN_END",
    "NEED_PLANS", "NO_CONFERENCE", "NO_FURTHER_ACTION", "PLANS", "has_its", "on", "out_of_year", "overlapping",
    "pair", "rule_cin", "same_case", "several_open", "whole",
]  # fmt: skip
