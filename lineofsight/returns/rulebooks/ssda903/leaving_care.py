"""Care leavers (OC3): who they may be, and what is said of them."""

from __future__ import annotations

import polars as pl

from lineofsight.returns.rulebooks.expressions import (
    YEAR_END,
    aged,
    any_blank,
    birthday,
    col,
    days_between,
    exists,
    given,
    known,
    missing_or_bad_code,
    one_of,
    or_year_end,
    some,
    summary,
    under,
    unknown,
)
from lineofsight.returns.rulebooks.ssda903.tables import EARLIER
from lineofsight.returns.rulebooks.ssda903.words import ADOPTED, HAS_EPISODE, IN_CARE, LEAVING, on, rule903

_OWN_DOB = "DOB"
_FIRST_DAY = YEAR_END.dt.offset_by("-1y").dt.offset_by("1d")
_SAID = given(*LEAVING)
_WEEKS_FOR_RELEVANT = 13
_FROM_FOURTEEN = pl.max_horizontal(col("DECOM"), birthday(14))
_DAYS_FROM_FOURTEEN = pl.max_horizontal(days_between(_FROM_FOURTEEN, or_year_end("DEC")), pl.lit(0))
_AFTER_SIXTEEN = or_year_end("DEC") > birthday(16)
# An episode still open in a later year is in that year's file too.
_NOT_THIS_YEAR = IN_CARE & ~some("Episodes", col("Episodes.DECOM") == col("DECOM"))
_NOT_LAST_YEAR = _NOT_THIS_YEAR & ~some("Episodes_last", col("Episodes_last.DECOM") == col("DECOM"))
_TIMES_IN_CARE = (("Episodes", IN_CARE), ("Episodes_last", _NOT_THIS_YEAR), (EARLIER, _NOT_LAST_YEAR))
_DAYS = pl.sum_horizontal(summary("sum", name, _DAYS_FROM_FOURTEEN, counted) for name, counted in _TIMES_IN_CARE)
_WAS_SIXTEEN = pl.any_horizontal(exists(name, counted & _AFTER_SIXTEEN) for name, counted in _TIMES_IN_CARE)
_WAS_ADOPTED = one_of("final.REC", *ADOPTED) | (~HAS_EPISODE & one_of("last_year.REC", *ADOPTED))
_ENDED = col("DEC").is_not_null()
_TURNED_SEVENTEEN = pl.coalesce(birthday(17), birthday(17, _OWN_DOB)).is_between(_FIRST_DAY, YEAR_END)
_SEVENTEEN, _EIGHTEEN = birthday(17, _OWN_DOB), birthday(18, _OWN_DOB)


def _in_care_on(day: pl.Expr) -> pl.Expr:
    """An episode of the child's began by the day, and ended after it or is open."""
    ended_after = col("Episodes.DEC").is_null() | (col("Episodes.DEC") > day)
    in_care = ~one_of("Episodes.LS", "V3", "V4")
    return day.is_between(_FIRST_DAY, YEAR_END) & (col("Episodes.DECOM") <= day) & ended_after & in_care


_ON_BIRTHDAY = some("Episodes", _in_care_on(_SEVENTEEN) | _in_care_on(_EIGHTEEN))
_STILL_IN_CARE = exists("Episodes", IN_CARE & known("DECOM") & (unknown("DEC") | (col("DEC") > YEAR_END)))

RULES = (
    rule903("131", on("OC3", missing_or_bad_code("IN_TOUCH", "ssda903:IN_TOUCH"))),
    rule903("132", on("OC3", missing_or_bad_code("ACTIV", "ssda903:ACTIV"))),
    rule903("133", on("OC3", missing_or_bad_code("ACCOM", "ssda903:ACCOM") | one_of("ACCOM", "S1", "X1"))),
    rule903("153", on("OC3", _SAID & any_blank(*LEAVING))),
    rule903(
        "344",
        on(
            "OC3",
            one_of("IN_TOUCH", "DIED", "RHOM")
            & pl.any_horizontal(given(name) & ~one_of(name, "0") for name in ("ACTIV", "ACCOM")),
        ),
    ),
    rule903("345", on("OC3", one_of("IN_TOUCH", "YES") & (one_of("ACTIV", "0") | one_of("ACCOM", "0")))),
    rule903(
        "347",
        on("OC3", under(18, YEAR_END, _OWN_DOB) & one_of("ACCOM", "T1", "T2"), fields={"OC3": ("DOB", "ACCOM")}),
    ),
    rule903("348", on("OC3", _SAID & exists("OC3_last", one_of("IN_TOUCH", "DIED")))),
    rule903(
        "391",
        on(
            "OC3",
            _SAID & (under(17, YEAR_END, _OWN_DOB) | aged(22, _FIRST_DAY, _OWN_DOB)),
        ),
    ),
    rule903(
        "1000",
        on("OC3", exists("Episodes", one_of("REC", "E2")) | exists("Episodes_last", one_of("REC", "E2"))),
        also=("Episodes_last",),
    ),
    rule903(
        "1001",
        on("OC3", _WAS_ADOPTED | (known("Header.DOB") & ((_DAYS < 7 * _WEEKS_FOR_RELEVANT) | ~_WAS_SIXTEEN))),
        also=("Episodes_last", EARLIER),
    ),
    rule903(
        "1002", on("OC3", ~pl.any_horizontal(exists(name, _ENDED) for name, _ in _TIMES_IN_CARE)),
        also=("Episodes_last", EARLIER),
    ),
    rule903("1007", on("OC3", _SAID & _ON_BIRTHDAY)),
    rule903(
        "1010", on("OC3", ~HAS_EPISODE & known("last_year.DECOM") & unknown("last_year.DEC"))
    ),
    rule903("1011", on("OC3", _SAID & one_of("final.REC", "E3"))),
    rule903("1016", on("OC3", _SAID & _ON_BIRTHDAY & ~_STILL_IN_CARE)),
    rule903(
        "3001",
        on(
            "OC3",
            _TURNED_SEVENTEEN & one_of("ACCOM", "Z1", "Z2"),
            fields={"OC3": ("DOB", "ACCOM")},
        ),
        also=("Header",),
    ),
)  # fmt: skip
