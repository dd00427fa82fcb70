"""Health, convictions, and strengths and difficulties of children looked after all year (OC2); reviews."""

from __future__ import annotations

import polars as pl

from lineofsight.returns.rulebooks.expressions import (
    YEAR_END,
    YEAR_START,
    aged,
    all_given,
    any_blank,
    bad_code,
    blank,
    col,
    exists,
    given,
    known,
    missing_or_bad_code,
    one_of,
    under,
    unknown,
)
from lineofsight.returns.rulebooks.rule import Rule
from lineofsight.returns.rulebooks.ssda903.words import (
    ADOPTION,
    ALL_YEAR,
    LEAVING,
    MAIN_OUTCOMES,
    OUTCOMES,
    both,
    on,
    rule903,
)

_FIRST_EPISODE = known("DECOM") & unknown("prev.DECOM")
_SUBSTANCES = one_of("SUBSTANCE_MISUSE", "1")
_SCORE_OR_REASON = given("SDQ_SCORE", "SDQ_REASON")
_YES_OR_NO = ("0", "1")
_WRONG_SCORE = ~(col("SDQ_SCORE").is_between(0, 40) & (col("SDQ_SCORE") % 1 == 0)).fill_null(False)
_OWN_DOB = "DOB"
_FOUR_TO_SIXTEEN = aged(4, YEAR_START, _OWN_DOB) & under(17, YEAR_END, _OWN_DOB)
_AGED_FOUR = aged(4, YEAR_END, _OWN_DOB) & under(5, YEAR_END, _OWN_DOB)
_AGED_SEVENTEEN = aged(17, YEAR_END, _OWN_DOB) & under(18, YEAR_END, _OWN_DOB)
_BAD_PART = missing_or_bad_code("REVIEW_CODE", "ssda903:REVIEW_CODE")
_TOOK_PART = ("PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7")

RULES: tuple[Rule, ...] = (
    rule903("157", on("OC2", one_of("SDQ_REASON", "SDQ1") & blank("SDQ_SCORE") & _FOUR_TO_SIXTEEN & ALL_YEAR)),
    rule903("158", on("OC2", one_of("INTERVENTION_RECEIVED", "1") & given("INTERVENTION_OFFERED"))),
    rule903(
        "159", on("OC2", _SUBSTANCES & one_of("INTERVENTION_RECEIVED", "0") & blank("INTERVENTION_OFFERED"))
    ),
    rule903("180", on("OC2", given("SDQ_SCORE") & _WRONG_SCORE)),
    rule903("181", on("OC2", pl.any_horizontal(given(name) & ~one_of(name, *_YES_OR_NO) for name in OUTCOMES))),
    rule903("182", on("OC2", given(*OUTCOMES) & any_blank(*MAIN_OUTCOMES))),
    rule903("185", on("OC2", given("SDQ_SCORE") & ~ALL_YEAR)),
    rule903("186", on("OC2", _FOUR_TO_SIXTEEN & ALL_YEAR & blank("SDQ_SCORE"))),
    rule903(
        "187",
        (on("OC3", given(*LEAVING) & ALL_YEAR), on("AD1", given(*ADOPTION) & ALL_YEAR)),
        also=("OC3", "AD1"),
    ),
    rule903("188", on("OC2", under(4, YEAR_END, _OWN_DOB) & _SCORE_OR_REASON)),
    rule903("189", on("OC2", aged(17, YEAR_START, _OWN_DOB) & _SCORE_OR_REASON)),
    rule903("190", on("OC2", given(*OUTCOMES) & ~ALL_YEAR)),
    rule903(
        "191",
        (
            on("OC2", ALL_YEAR & any_blank(*MAIN_OUTCOMES)),
            on("Episodes", ALL_YEAR & ~exists("OC2") & _FIRST_EPISODE, fields={"Episodes": ("CHILD",)}),
        ),
    ),
    rule903("192", on("OC2", _SUBSTANCES & blank("INTERVENTION_RECEIVED"))),
    rule903("193", on("OC2", ~_SUBSTANCES & given("INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"))),
    rule903("196", on("OC2", bad_code("SDQ_REASON", "ssda903:SDQ_REASON"))),
    rule903("197B", on("OC2", ALL_YEAR & (_AGED_FOUR | _AGED_SEVENTEEN) & ~_SCORE_OR_REASON)),
    rule903("197a", on("OC2", all_given("SDQ_SCORE", "SDQ_REASON"))),
    rule903("198", on("OC2", given("SDQ_REASON") & ~ALL_YEAR)),
    rule903(
        "215", both("OC2", "OC3", given(*OUTCOMES) & given(*(f"OC3.{name}" for name in LEAVING)))
    ),
    rule903("542", on("OC2", under(10, YEAR_END, _OWN_DOB) & given("CONVICTED"))),
    rule903("543", on("OC2", aged(10, YEAR_END, _OWN_DOB) & ALL_YEAR & blank("CONVICTED"))),
    rule903("544", on("OC2", given("CONVICTED") & any_blank(*MAIN_OUTCOMES))),
    rule903("545", on("OC2", under(5, YEAR_END, _OWN_DOB) & ALL_YEAR & blank("HEALTH_CHECK"))),
    rule903("546", on("OC2", aged(5, YEAR_END, _OWN_DOB) & ALL_YEAR & given("HEALTH_CHECK"))),
    rule903("547", on("OC2", given("HEALTH_CHECK") & any_blank(*MAIN_OUTCOMES))),
)  # fmt: skip
# Reviews.
RULES += (
    rule903("166", on("Reviews", unknown("REVIEW"))),
    rule903("167", on("Reviews", (given("REVIEW") & _BAD_PART) | (blank("REVIEW") & given("REVIEW_CODE")))),
    rule903("440", on("Reviews", one_of("REVIEW_CODE", "PN0") & aged(4, "REVIEW", _OWN_DOB))),
    rule903("441", on("Reviews", one_of("REVIEW_CODE", *_TOOK_PART) & under(4, "REVIEW", _OWN_DOB))),
)
