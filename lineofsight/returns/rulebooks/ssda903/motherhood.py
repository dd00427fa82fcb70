"""Whether the child is a mother, and since when."""

from __future__ import annotations

from lineofsight.returns.rulebooks.expressions import (
    YEAR_END,
    YEAR_START,
    bad_date,
    blank,
    col,
    differs,
    exists,
    given,
    in_year,
    known,
    one_of,
    or_year_end,
    under,
    unknown,
)
from lineofsight.returns.rulebooks.ssda903.words import (
    FEMALE,
    HAS_EPISODE,
    HAS_LEAVING,
    IN_CARE,
    LEFT_CARE,
    MALE,
    on,
    rule903,
)

_MOTHER = one_of("MOTHER", "1")
_LEFT_IN_YEAR = LEFT_CARE & in_year("DEC") & IN_CARE
_IN_CARE_IN_YEAR = exists("Episodes", IN_CARE & (col("DECOM") <= YEAR_END) & (or_year_end("DEC") >= YEAR_START))
_IN_CARE_BEFORE = exists("Episodes", IN_CARE) & ~_IN_CARE_IN_YEAR
_BEYOND = col("MC_DOB") > YEAR_END
_HEADER_FEMALE = one_of("Header.SEX", "2", "F")

RULES = (
    rule903(
        "165",
        on(
            "Header",
            (given("MOTHER") & ~one_of("MOTHER", "0", "1"))
            | (MALE & given("MOTHER") & exists("Episodes", IN_CARE))
            | (FEMALE & blank("MOTHER") & _IN_CARE_IN_YEAR)
            | (FEMALE & given("MOTHER") & _IN_CARE_BEFORE & HAS_LEAVING),
            "", "OC3",
        ),
        also=("OC3",),
    ),
    rule903("171", on("Header", bad_date("MC_DOB"))),
    rule903("174", on("Header", MALE & given("MC_DOB"))),
    rule903("207", on("Header", one_of("Header_last.MOTHER", "1") & ~_MOTHER & HAS_EPISODE)),
    rule903("393", on("Header", FEMALE & blank("MOTHER") & exists("Episodes", IN_CARE))),
    rule903(
        "607", on("Episodes", _LEFT_IN_YEAR & _HEADER_FEMALE & blank("Header.MOTHER"), "", "Header")
    ),
    rule903("611", on("Header", _MOTHER & blank("MC_DOB"))),
    rule903("612", on("Header", FEMALE & (one_of("MOTHER", "0") | blank("MOTHER")) & given("MC_DOB"))),
    rule903("620", on("Header", _MOTHER & under(11, YEAR_START, "DOB"))),
    rule903("621", on("Header", col("DOB") >= col("MC_DOB"))),
    rule903("624", on("Header", known("Header_last.MC_DOB") & differs("MC_DOB", "Header_last.MC_DOB"))),
    rule903(
        "625",
        (
            on("Header", _BEYOND & unknown("final.DEC")),
            on(
                "Header",
                known("final.DEC") & (_BEYOND | (~one_of("final.REC", "X1") & (col("MC_DOB") > col("final.DEC")))),
                "", "final",
            ),
        ),
    ),
    rule903("626", on("Header", _MOTHER & one_of("Header_last.MOTHER", "0") & (col("MC_DOB") < YEAR_START))),
    rule903("628", on("Header", given("MOTHER") & HAS_LEAVING & ~HAS_EPISODE)),
)  # fmt: skip
