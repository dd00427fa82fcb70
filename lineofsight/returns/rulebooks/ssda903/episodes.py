"""Episodes of care: their dates, codes and sequence."""

from __future__ import annotations

from datetime import date

from lineofsight.returns.rulebooks.expressions import (
    YEAR_END,
    YEAR_START,
    aged,
    bad_code,
    bad_date,
    birthday,
    blank,
    col,
    differs,
    exists,
    given,
    known,
    one_of,
    same,
    some,
    under,
    unknown,
)
from lineofsight.returns.rulebooks.rule import Rule
from lineofsight.returns.rulebooks.ssda903.words import (
    ADOPTED,
    IS_ADOPTED,
    on,
    rule903,
)

_EARLIEST = date(1991, 10, 14)
_ADOPTION_ACT = date(2005, 12, 1)
_LAST_FREEING_ORDERS = date(2005, 12, 31)
_HAS_BEFORE = known("prev.DECOM")
_PLACED_ALIKE = same(*((name, f"prev.{name}") for name in ("PLACE", "PL_POST", "URN", "PLACE_PROVIDER")))
_STATUS_ALIKE = same(("LS", "prev.LS"))
_CONTINUES = col("next.DECOM") == col("DEC")
_CONTINUES_LATER = _CONTINUES.fill_null(False)

RULES: tuple[Rule, ...] = (
    rule903("141", on("Episodes", bad_date("DECOM"))),
    rule903("142", on("Episodes", known("next.DECOM") & (unknown("DEC") | blank("REC")))),
    rule903("143", on("Episodes", bad_code("RNE", "ssda903:RNE"))),
    rule903("144", on("Episodes", bad_code("LS", "ssda903:LS"))),
    rule903("145", on("Episodes", bad_code("CIN", "ssda903:CIN"))),
    rule903("147", on("Episodes", bad_date("DEC"))),
    rule903("148", on("Episodes", given("DEC") != given("REC"))),
    rule903("149", on("Episodes", bad_code("REC", "ssda903:REC"))),
    rule903(
        "199",
        on(
            "Episodes",
            some("Episodes", one_of("Episodes.REC", *ADOPTED) & (col("Episodes.DECOM") < col("DECOM")))
            | some(
                "Episodes_last", one_of("Episodes_last.REC", *ADOPTED) & (col("Episodes_last.DECOM") < col("DECOM"))
            ),
        ),
        also=("Episodes_last",),
    ),
    rule903("302", on("Episodes", ~_HAS_BEFORE & (col("DECOM") < col("Header.DOB")), "", "Header")),
    rule903("352", on("Episodes", one_of("RNE", "S") & aged(18, "DECOM"))),
    rule903("353", on("Episodes", col("DECOM") < _EARLIEST)),
    rule903("354", on("Episodes", col("DECOM") > YEAR_END)),
    rule903("355", on("Episodes", col("DECOM") == col("DEC"))),
    rule903("356", on("Episodes", col("DEC") < col("DECOM"))),
    rule903("357", on("Episodes", ~_HAS_BEFORE & (col("DECOM") >= YEAR_START) & ~one_of("RNE", "S"))),
    rule903(
        "359",
        on(
            "Episodes",
            unknown("DEC") & (birthday(18) < YEAR_END) & ~(one_of("LS", "V2") & one_of("PLACE", "K2")),
        ),
    ),
    rule903("385", on("Episodes", col("DEC") > YEAR_END)),
    rule903("386", on("Episodes", IS_ADOPTED & aged(18, "DEC"))),
    rule903("387", on("Episodes", one_of("REC", "E5", "E6") & under(14, "DEC"))),
    rule903(
        "388",
        on(
            "Episodes",
            (one_of("REC", "X1") & known("DECOM") & ~_CONTINUES_LATER) | (~one_of("REC", "X1") & _CONTINUES),
        ),
    ),
    rule903("389", on("Episodes", one_of("REC", "E7") & under(16, "DEC"))),
    rule903("407", on("Episodes", one_of("REC", "E45", "E46", "E47", "E48") & aged(18, "DEC"), "", "Header")),
    rule903("431", on("Episodes", one_of("RNE", "S") & (col("prev.DEC") == col("DECOM")))),
    rule903("432", on("Episodes", known("prev.REC") & ~one_of("prev.REC", "X1") & ~one_of("RNE", "S"))),
    rule903(
        "433", on("Episodes", one_of("RNE", "P", "L", "T", "U", "B") & _HAS_BEFORE & differs("DECOM", "prev.DEC"))
    ),
    rule903("434", on("Episodes", one_of("RNE", "L") & _HAS_BEFORE & (_STATUS_ALIKE | ~_PLACED_ALIKE))),
    rule903("435", on("Episodes", one_of("RNE", "P", "T") & _HAS_BEFORE & (~_STATUS_ALIKE | _PLACED_ALIKE))),
    rule903("436", on("Episodes", one_of("RNE", "B", "U") & _HAS_BEFORE & (_STATUS_ALIKE | _PLACED_ALIKE))),
    rule903("437", on("Episodes", one_of("REC", "E2", "E15") & known("next.DECOM"))),
    rule903("460", on("Episodes", one_of("REC", "E17") & under(18, "DEC"))),
    rule903("501", on("Episodes", col("DECOM") < col("prev.DEC"))),
    rule903("504", on("Episodes", known("DECOM") & differs("CIN", "PERIOD_CIN"))),
    rule903("516", on("Episodes", one_of("REC", "E45", "E46") & ~one_of("PLACE", "U1", "U2", "U3", "U4", "U5", "U6"))),
    rule903(
        "1012",
        tuple(
            on(table, exists("OC3") & ~exists("Episodes"), fields={table: ("CHILD",)})
            for table in ("AD1", "Missing", "OC2", "PlacedAdoption", "PrevPerm", "Reviews")
        ),
        also=("AD1", "Missing", "OC2", "PlacedAdoption", "PrevPerm", "Reviews"),
    ),
)  # fmt: skip
# Codes of legal status that came or went with the Adoption and Children Act 2002.
RULES += (
    rule903("445", on("Episodes", one_of("LS", "D1") & (col("DECOM") > _LAST_FREEING_ORDERS))),
    rule903("446", on("Episodes", one_of("LS", "E1") & (col("DECOM") < _ADOPTION_ACT))),
    rule903("451", on("Episodes", one_of("LS", "D1") & unknown("DEC") & blank("REC"))),
)
