"""Social workers' episodes with the child."""

from __future__ import annotations

from datetime import date

import polars as pl

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
    missing_or_bad_code,
    summary,
    unknown,
)
from lineofsight.returns.rulebooks.ssda903.words import IN_CARE, KNOWN_START, on, rule903

_SW = "SWEpisodes"
_COLLECTED_FROM = date(2023, 4, 1)
_REASONED = col("SW_DECOM") >= _COLLECTED_FROM
_REASON_DUE = _REASONED & blank("SW_REASON")
_IS_LAST = known("SW_DECOM") & unknown("next.SW_DECOM")
_OPEN = IN_CARE & known("DECOM") & unknown("DEC")
_IN_CARE_AT_END = exists("Episodes", _OPEN) | ~exists("Episodes")
_ENDED_EARLY = on(_SW, _IS_LAST & (col("SW_DEC") < YEAR_END) & _IN_CARE_AT_END)
_FIRST_WORKER = summary("min", _SW, "SW_DECOM")
_FROM = pl.max_horizontal(summary("min", "Episodes", "DECOM"), KNOWN_START)
_OPEN_AT_END = (col("SW_DECOM") <= YEAR_END) & (unknown("SW_DEC") | (col("SW_DEC") >= YEAR_END))
_BAD_REASON = bad_code("SW_REASON", "ssda903:SW_REASON")

RULES = (
    rule903("SW01STG1", on("Episodes", _OPEN & ~exists(_SW))),
    rule903("SW01aSTG1", on(_SW, blank("SW_DECOM") | (blank("SW_ID") & _REASONED.ne_missing(True)))),
    rule903("SW01bSTG1", on(_SW, _REASONED & any_blank("SW_ID", "SW_REASON"))),
    rule903("SW02STG1", on(_SW, given("SW_ID") & ~col("SW_ID").str.contains("^(SW|XX)"))),
    rule903("SW03STG1", on(_SW, any_blank("SW_ID", "SW_DECOM", "SW_REASON"))),
    rule903("SW04STG1", on(_SW, bad_date("SW_DECOM"))),
    rule903("SW05STG1", on(_SW, bad_date("SW_DEC"))),
    rule903("SW06STG2", on(_SW, col("SW_DECOM") > YEAR_END)),
    rule903("SW07STG2", on(_SW, (col("SW_DEC") < YEAR_START) | (col("SW_DEC") > YEAR_END))),
    rule903("SW08STG2", on(_SW, known("next.SW_DECOM") & unknown("SW_DEC"))),
    rule903("SW09STG2", on(_SW, col("SW_DECOM") == col("SW_DEC"))),
    rule903("SW10STG2", on(_SW, col("SW_DECOM") < col("prev.SW_DEC"))),
    rule903("SW11aSTG2", _ENDED_EARLY, also=("Episodes",)),
    rule903("SW11bSTG2", _ENDED_EARLY, also=("Episodes",)),
    rule903(
        "SW12STG2", on("Episodes", _OPEN & (~exists(_SW) | (_FIRST_WORKER > _FROM)), fields={"Episodes": ("CHILD",)})
    ),
    rule903(
        "SW13STG1",
        {
            "": on(_SW, missing_or_bad_code("SW_REASON", "ssda903:SW_REASON")),
            "2024-25": on(_SW, _BAD_REASON | _REASON_DUE),
        },
    ),
    rule903("SW14STG2", on(_SW, known("next.SW_DECOM") & blank("SW_DEC"))),
    rule903("SW17STG2", on(_SW, _IS_LAST & _IN_CARE_AT_END & ~exists(_SW, _OPEN_AT_END)), also=("Episodes",)),
)
