"""Words several subjects of the looked-after return's rules share."""

from __future__ import annotations

from functools import partial
from typing import Final

import polars as pl

from lineofsight.returns.rulebooks.expressions import col, exists, given, not_one_of, one_of, text
from lineofsight.returns.rulebooks.rule import Test, rule

rule903 = partial(rule, "ssda903")
"""A rule of this return by its code."""

MAIN_OUTCOMES: Final = ("IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE")
OUTCOMES: Final = ("CONVICTED", "HEALTH_CHECK", *MAIN_OUTCOMES, "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED")
LEAVING: Final = ("IN_TOUCH", "ACTIV", "ACCOM")
ADOPTION: Final = ("DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR")
FOSTERED: Final = ("U1", "U2", "U3", "U4", "U5", "U6")
FOR_ADOPTION: Final = ("A3", "A4", "A5", "A6")
TEMPORARY: Final = ("T0", "T1", "T2", "T3", "T4")
ELSEWHERE: Final = ("Z11", "Z12", "Z13", "Z14")
NOT_IN_ENGLAND: Final = "XXXXXXX"
ADOPTED: Final = ("E11", "E12")

SHORT_BREAKS: Final = one_of("LS", "V3", "V4")
IN_CARE: Final = ~SHORT_BREAKS
LEFT_CARE: Final = not_one_of("REC", "X1")
FEMALE: Final = one_of("SEX", "2", "F")
MALE: Final = one_of("SEX", "1", "M")
IS_ADOPTED: Final = one_of("REC", *ADOPTED)
HAS_EPISODE: Final = exists("Episodes")
HAS_LEAVING: Final = exists("OC3", given(*LEAVING))
ALL_YEAR: Final = exists("Episodes", col("ALL_YEAR"))
# The start and end of the year where they are told; else blank, and the comparison is left out.
KNOWN_START: Final = pl.col("known_start")
KNOWN_END: Final = pl.col("known_end")
IN_KNOWN_YEAR: Final = pl.col("DEC").is_between(KNOWN_START, KNOWN_END).fill_null(KNOWN_START.is_null())
IS_UNACCOMPANIED: Final = (
    one_of("Header.UASC", "1")
    | one_of("Header_last.UASC", "1")
    | given("UASC.DUC")
    | given("UASC_last.DUC")
)  # fmt: skip
UNACCOMPANIED_TABLES: Final = ("Header", "Header_last", "UASC", "UASC_last")


def on(table: str, breach: pl.Expr, *flags: str, beside: str = "", **more: object) -> Test:
    """A test of each row of a table. `flags` are the rows shown, the row itself where none is named."""
    return Test(table, breach, beside=beside, flags=flags or ("",), **more)  # type: ignore[arg-type]


def both(table: str, other: str, breach: pl.Expr) -> Test:
    """A test of each pair of rows of one child, both shown."""
    return Test(table, breach, beside=other, flags=("", other))


def postcode(column: str) -> pl.Expr:
    """A postcode without spaces, in capitals."""
    return col(column).str.replace_all(r"\s", "")


def given_urn() -> pl.Expr:
    """A registration number that is one in England."""
    return not_one_of("URN", NOT_IN_ENGLAND)


def is_code(column: str, *codes: str) -> pl.Expr:
    """The text given is one of the codes, in capitals."""
    return text(column).is_in(list(codes)).fill_null(False)
