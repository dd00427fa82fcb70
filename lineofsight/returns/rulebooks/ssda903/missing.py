"""Children missing or away from placement; previous permanence; deprivation of liberty orders."""

from __future__ import annotations

from datetime import date

import polars as pl

from lineofsight.core.local_authorities import all_local_authorities
from lineofsight.returns.rulebooks.expressions import (
    YEAR_END,
    YEAR_START,
    any_blank,
    bad_code,
    bad_date,
    blank,
    col,
    exists,
    given,
    known,
    not_one_of,
    one_of,
    some,
    text,
    unknown,
)
from lineofsight.returns.rulebooks.rule import Rule, Test, Tests
from lineofsight.returns.rulebooks.ssda903.words import (
    HAS_EPISODE,
    IN_CARE,
    both,
    on,
    rule903,
)

_M_START, _M_END = col("Missing.MIS_START"), col("Missing.MIS_END")
_E_START, _E_END = col("Episodes.DECOM"), col("Episodes.DEC")
_HAS_LEFT = known("final.DEC") & ~one_of("final.REC", "X1")
_CARE_ENDED = (
    known("Episodes.DEC")
    & ~one_of("Episodes.REC", "X1")
    & (col("Episodes.next.DECOM") <= col("Episodes.DEC")).ne_missing(True)
)


def _outside_year(column: str) -> pl.Expr:
    return (col(column) < YEAR_START) | (col(column) > YEAR_END)


def _open_then_gone(table: str, starts: str, ends: str) -> tuple[Test, Test]:
    """Something open last year that this year's rows do not begin with; or of which there are no rows this year."""
    before = f"{table}_last"
    was_open = exists(before, known(starts) & unknown(ends))
    goes_on = exists(before, known(starts) & unknown(ends) & some(table, col(f"{table}.{starts}") == col(starts)))
    return (
        on(table, was_open & ~goes_on),
        Test(before, known(starts) & unknown(ends) & ~exists(table), flags=(), apart=("CHILD",)),
    )


def _open_when_care_ended(table: str, starts: str, ends: str) -> Test:
    """Something with no end that began before a period of care ended, or of a child who is no longer in care."""
    began_before = some("Episodes", _CARE_ENDED & (col(starts) <= col("Episodes.DEC")))
    return on(table, known(starts) & blank(ends) & (began_before | _HAS_LEFT))


RULES: tuple[Rule, ...] = (
    rule903("564", on("Missing", given("MISSING") & blank("MIS_START"))),
    rule903("565", on("Missing", given("MIS_START") & blank("MISSING"))),
    rule903("566", on("Missing", given("MIS_END") & blank("MISSING"))),
    rule903("567", on("Missing", col("MIS_END") < col("MIS_START"))),
    rule903("570", on("Missing", col("MIS_START") > YEAR_END)),
    rule903("571", on("Missing", _outside_year("MIS_END"))),
    rule903(
        "574",
        on("Missing", known("prev.MIS_START")
           & (unknown("prev.MIS_END") | (col("MIS_START") < col("prev.MIS_END")))),
    ),
    rule903(
        "575",
        on(
            "Missing",
            blank("MIS_END")
            & some("Episodes", (col("MIS_START") >= _E_START) & (col("MIS_START") < _E_END)),
        ),
    ),
    rule903("576", _open_then_gone("Missing", "MIS_START", "MIS_END")),
    rule903("577", _open_when_care_ended("Missing", "MIS_START", "MIS_END")),
    rule903(
        "578",
        on(
            "Missing",
            known("MIS_START") & HAS_EPISODE
            & ~some("Episodes", (col("MIS_START") >= _E_START) & ((col("MIS_START") <= _E_END) | _E_END.is_null())),
        ),
    ),
    rule903(
        "580",
        on(
            "Episodes",
            known("DEC") & ~one_of("REC", "X1", "E8")
            & some(
                "Missing",
                ((col("DEC") >= _M_START) & (_M_END.is_null() | (col("DEC") <= _M_END))) | (col("DEC") == _M_END),
            ),
        ),
    ),
    rule903("581", on("Missing", col("MIS_START") < col("first.DECOM"))),
    rule903("586", on("Missing", col("MIS_START") < col("DOB"))),
    rule903("1004", on("Missing", unknown("MIS_START"))),
    rule903("1005", on("Missing", bad_date("MIS_END"))),
    rule903("1006", on("Missing", bad_code("MISSING", "ssda903:MISSING"))),
)  # fmt: skip

# Previous permanence. A part of its date that is not known is written with z.
_FROM_APRIL_2016 = date(2016, 4, 1)
_PERM = col("DATE_PERM").str.to_uppercase()
_WHOLE_DATE = _PERM.str.to_date("%d/%m/%Y", strict=False)
_ISO_DATE = _PERM.str.to_date("%Y-%m-%d", strict=False)
_IN_MONTH = _PERM.str.replace(r"^ZZ/(\d{1,2}/\d{4})$", "01/$1").str.to_date("%d/%m/%Y", strict=False).dt.month_end()
_IN_YEAR = _PERM.str.replace(r"^ZZ/ZZ/(\d{4})$", "31/12/$1").str.to_date("%d/%m/%Y", strict=False)
_LATEST_IT_CAN_BE = pl.coalesce(_WHOLE_DATE, _ISO_DATE, _IN_MONTH, _IN_YEAR)
_ALL_UNKNOWN = _PERM == "ZZ/ZZ/ZZZZ"
_NOT_AN_AUTHORITY = ("999", "WAL", "SCO", "NIR", "NUK")
_PERM_SAID = given("PREV_PERM", "LA_PERM", "DATE_PERM")
_PERM_INCOMPLETE = blank("PREV_PERM") | (~one_of("PREV_PERM", "Z1") & any_blank("LA_PERM", "DATE_PERM"))
_STARTED = col("first.DECOM")

RULES += (
    rule903(
        "630",
        on(
            "Episodes",
            one_of("RNE", "S") & IN_CARE & (col("DECOM") >= YEAR_START)
            & (~exists("PrevPerm") | exists("PrevPerm", _PERM_INCOMPLETE)),
        ),
    ),
    rule903("631", on("PrevPerm", bad_code("PREV_PERM", "ssda903:PREV_PERM"))),
    rule903(
        "632",
        on(
            "PrevPerm",
            given("DATE_PERM") & (
                (_LATEST_IT_CAN_BE.is_null() & _ALL_UNKNOWN.ne_missing(True))
                | (_LATEST_IT_CAN_BE >= _STARTED).fill_null(False)
            ),
            "", "first",
        ),
    ),
    rule903(
        "633",
        on("PrevPerm", given("LA_PERM") & ~text("LA_PERM").is_in([*all_local_authorities(), *_NOT_AN_AUTHORITY])),
    ),
    rule903(
        "634",
        both("PrevPerm", "Episodes", _PERM_SAID & ~exists("Episodes", col("DECOM") >= _FROM_APRIL_2016)),
    ),
    rule903("635", on("PrevPerm", one_of("PREV_PERM", "Z1") & given("LA_PERM", "DATE_PERM"))),
)  # fmt: skip

# Deprivation of liberty orders, from 2026-27: ours until the Department's list is confirmed.
_OVERLAPS = (col("DOLO_END") > _E_START) & (
    (col("DOLO_START") < _E_END) | (_E_END.is_null() & (col("DOLO_END") >= col("DOLO_START")))
)
_USUAL = ("K2", "Z12", "Z13")
_NEVER = ("K1", "K3", "P1", "R5")

_LIBERTY: dict[str, Tests] = {
    "700": on("DoLo", unknown("DOLO_START")),
    "701": on("DoLo", bad_date("DOLO_END")),
    "702": on("DoLo", col("DOLO_END") < col("DOLO_START")),
    "703": on("DoLo", col("DOLO_START") > YEAR_END),
    "704": on("DoLo", _outside_year("DOLO_END")),
    "705": on("DoLo", col("ORDER_BEFORE")),
    "706": _open_then_gone("DoLo", "DOLO_START", "DOLO_END"),
    "707": _open_when_care_ended("DoLo", "DOLO_START", "DOLO_END"),
    "708": on("DoLo", (col("DOLO_START") < col("DOB")) | (col("DOLO_END") < col("DOB"))),
    "709": both("DoLo", "Episodes", _OVERLAPS & not_one_of("Episodes.PLACE", *_USUAL)),
    "710": both("DoLo", "Episodes", _OVERLAPS & one_of("Episodes.PLACE", *_NEVER)),
}
RULES += tuple(rule903(code, tests, ours=True) for code, tests in _LIBERTY.items())
