"""This year's first episode against last year's last one."""

from __future__ import annotations

import polars as pl

from lineofsight.returns.rulebooks.expressions import (
    YEAR_START,
    col,
    differs,
    exists,
    known,
    one_of,
    unknown,
)
from lineofsight.returns.rulebooks.rule import Test
from lineofsight.returns.rulebooks.ssda903.words import ELSEWHERE, on, rule903

_IS_FIRST = known("DECOM") & unknown("prev.DECOM")
_WAS_OPEN = known("last_year.DECOM") & unknown("last_year.DEC")
_SAME_EPISODE = col("DECOM") == col("last_year.DECOM")
# Distances are worked out again each year, so that the last figure may move.
_ROUNDING = 0.2
_FAR_APART = (
    (col("PL_DISTANCE") - col("last_year.PL_DISTANCE")).abs().round(1) >= _ROUNDING
).fill_null(col("PL_DISTANCE").is_null() != col("last_year.PL_DISTANCE").is_null())  # fmt: skip


def _unlike(breach: pl.Expr) -> Test:
    return on("Episodes", _IS_FIRST & _WAS_OPEN & breach)


def _changed(column: str) -> pl.Expr:
    return differs(column, f"last_year.{column}")


_SUPPORTED = one_of("last_year.PLACE", "H5", "P2") & one_of("PLACE", "K3")
_OTHER = one_of("last_year.PLACE", "Z1") & one_of("PLACE", *ELSEWHERE)

RULES = (
    rule903("452", on("Episodes", _IS_FIRST & _SAME_EPISODE & _changed("PL_LA"))),
    rule903("453", on("Episodes", _IS_FIRST & _SAME_EPISODE & _FAR_APART)),
    rule903("502", _unlike(differs("DECOM", "last_year.DECOM"))),
    rule903("503A", _unlike(_changed("RNE"))),
    rule903("503B", _unlike(_changed("LS"))),
    rule903("503C", _unlike(_changed("CIN"))),
    rule903(
        "503D",
        {
            "": _unlike(_changed("PLACE")),
            "2024-25": _unlike(_changed("PLACE") & ~_SUPPORTED),
            "2025-26": _unlike(_changed("PLACE") & ~_SUPPORTED & ~_OTHER),
        },
    ),
    rule903("503E", _unlike(_changed("PLACE_PROVIDER"))),
    rule903("503F", _unlike(_changed("URN"))),
    rule903("503G", _unlike(_FAR_APART)),
    rule903("503H", _unlike(_changed("PL_LA"))),
    rule903("503J", _unlike(_changed("PL_LOCATION"))),
    rule903(
        "562",
        on("Episodes", _IS_FIRST & (col("DECOM") < YEAR_START) & differs("DECOM", "last_year.DECOM")),
    ),
    rule903("NoE", on("Episodes", (col("DECOM") < YEAR_START) & ~exists("Episodes_last"))),
)
