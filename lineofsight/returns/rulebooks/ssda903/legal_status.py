"""Legal status: how long each may last, at what age, and what short breaks exclude."""

from __future__ import annotations

import polars as pl

from lineofsight.returns.rulebooks.expressions import (
    YEAR_END,
    YEAR_START,
    col,
    count,
    days_between,
    exists,
    given,
    known,
    one_of,
    or_year_end,
    summary,
    under,
)
from lineofsight.returns.rulebooks.ssda903.words import IN_CARE, SHORT_BREAKS, TEMPORARY, on, rule903

_STATUS_DAYS = col("SAME_STATUS_DAYS")
_SERIES_OF_BREAKS = one_of("LS", "V3")
_BREAK_FROM = pl.max_horizontal(col("DECOM"), YEAR_START)
_BREAK_TO = pl.min_horizontal(or_year_end("DEC"), YEAR_END)
_BREAK_DAYS = days_between(_BREAK_FROM, _BREAK_TO)
_A_BREAK = _SERIES_OF_BREAKS & known("DECOM") & (or_year_end("DEC") >= col("DECOM"))
_REVIEW = given("REVIEW", "REVIEW_CODE")
_WAS_REVIEWED = exists("Reviews", _REVIEW)
_ONLY_SHORT_BREAKS = exists("Episodes", SHORT_BREAKS) & ~exists("Episodes", IN_CARE)

RULES = (
    rule903("358", on("Episodes", one_of("LS", "J1", "J2", "J3") & under(10, "DECOM"), "", "Header")),
    rule903("361", on("Episodes", one_of("LS", "L1") & (_STATUS_DAYS > 3))),
    rule903("362", on("Episodes", one_of("LS", "L2") & (_STATUS_DAYS > 21))),
    rule903("363", on("Episodes", one_of("LS", "L3") & (_STATUS_DAYS > 7))),
    rule903("364", on("Episodes", one_of("LS", "J2") & (_STATUS_DAYS > 21))),
    rule903("365", on("Episodes", _SERIES_OF_BREAKS & (days_between("DECOM", or_year_end("DEC")) > 17))),
    rule903("366", on("Episodes", _SERIES_OF_BREAKS & ~one_of("RNE", "S"))),
    rule903(
        "367",
        on("Episodes", _A_BREAK & (_BREAK_DAYS > 0) & (summary("sum", "Episodes", _BREAK_DAYS, _A_BREAK) > 75)),
    ),
    rule903("378", on("Episodes", one_of("PLACE", "P1") & one_of("LS", "V2"))),
    rule903("382", on("Episodes", SHORT_BREAKS & one_of("PLACE", *TEMPORARY))),
    rule903("384", on("Episodes", SHORT_BREAKS & one_of("PLACE", "U1", "U4"))),
    rule903("398", on("Episodes", SHORT_BREAKS & given("HOME_POST", "PL_POST"))),
    rule903(
        "399",
        (
            on("Episodes", SHORT_BREAKS & ~exists("Episodes", IN_CARE) & (given("Header.MOTHER") | _WAS_REVIEWED)),
            on("Header", _ONLY_SHORT_BREAKS & (given("MOTHER") | _WAS_REVIEWED)),
            on("Reviews", _ONLY_SHORT_BREAKS & (given("Header.MOTHER") | _REVIEW)),
        ),
        also=("Reviews",),
    ),
    rule903("420", on("Episodes", SHORT_BREAKS & given("PL_LA"))),
    rule903(
        "426",
        on(
            "Episodes",
            SHORT_BREAKS & (count("Episodes", one_of("LS", "V3")) > 0) & (count("Episodes", one_of("LS", "V4")) > 0),
        ),
    ),
)  # fmt: skip
