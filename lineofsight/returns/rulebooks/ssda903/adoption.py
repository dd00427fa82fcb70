"""Adoption: the decision, the match, the adopters, and decisions reversed."""

from __future__ import annotations

import polars as pl

from lineofsight.returns.rulebooks.expressions import (
    YEAR_END,
    YEAR_START,
    all_given,
    any_blank,
    bad_code,
    bad_date,
    blank,
    col,
    count,
    exists,
    given,
    known,
    not_one_of,
    one_of,
    some,
    summary,
    unknown,
)
from lineofsight.returns.rulebooks.rule import Rule, Test
from lineofsight.returns.rulebooks.ssda903.words import (
    ADOPTED,
    ADOPTION,
    FOR_ADOPTION,
    HAS_LEAVING,
    IN_CARE,
    IN_KNOWN_YEAR,
    IS_ADOPTED,
    both,
    on,
    rule903,
)

_REVERSAL = ("DATE_PLACED_CEASED", "REASON_PLACED_CEASED")
_COUPLES = ("MM", "FF", "MF")
_PLACED = one_of("PLACE", *FOR_ADOPTION)
_LEFT_UNADOPTED = not_one_of("REC", "X1", *ADOPTED)
_PA = "PlacedAdoption"
_DECISION, _BEGAN = col("PlacedAdoption.DATE_PLACED"), col("DECOM")
_LATEST_START = col("Episodes.DECOM") == summary("max", "Episodes", "DECOM", one_of("RNE", "S"))
_IS_LATEST_START = one_of("Episodes.RNE", "S") & _LATEST_START
_IS_FIRST_START = one_of("Episodes.RNE", "S") & (
    col("Episodes.DECOM") == summary("min", "Episodes", "DECOM", one_of("RNE", "S"))
)
_IS_FIRST_IN_CARE = ~one_of("Episodes.LS", "V3", "V4") & (
    col("Episodes.DECOM") == summary("min", "Episodes", "DECOM", IN_CARE)
)
# The latest episode but those that ended because a new one began: where care ended, if it did.
_NO_MOVE = ~one_of("REC", "X1")
_IS_LATEST_BUT_MOVES = ~one_of("Episodes.REC", "X1") & (
    col("Episodes.DECOM") == summary("max", "Episodes", "DECOM", _NO_MOVE)
)
_BEYOND_YEAR = (col("DATE_PLACED") > YEAR_END) | (col("DATE_PLACED_CEASED") > YEAR_END)
_STANDS = known("DATE_PLACED") & blank(*_REVERSAL)
_STOOD = known("decided_last_year.DATE_PLACED") & blank("decided_last_year.DATE_PLACED_CEASED")
_WAS_REVERSED = given(*(f"decided_last_year.{name}" for name in _REVERSAL))
_SAME_AS_LAST = col("DATE_PLACED").eq_missing(col("decided_last_year.DATE_PLACED"))
_REPEATED = some(_PA, col("PlacedAdoption.DATE_PLACED") == col("decided_last_year.DATE_PLACED"))


def _adopters(legal_status: str, *sexes: str) -> Test:
    return on("AD1", one_of("LS_ADOPTR", legal_status) & ~one_of("SEX_ADOPTR", *sexes))


def _decided_after(episode: pl.Expr, *flags: str, among: pl.Expr | None = None) -> Test:
    """A decision (of those `among`) is later than the first episode of the kind."""
    is_first = summary("min", "Episodes", "DECOM", episode) == _BEGAN
    later = _DECISION > _BEGAN
    return on("Episodes", episode & is_first & (later if among is None else later & among), *flags, beside=_PA)


def _undecided(status: str) -> tuple[Test, Test]:
    """A legal status that needs the decision: there is none, or, while it lasts, none that stands."""
    has_status = one_of("LS", status)
    lasts = exists("Episodes", has_status & unknown("DEC"))
    return (
        on("Episodes", has_status & ~exists(_PA)),
        on(_PA, lasts & ~_STANDS & ~exists(_PA, _STANDS)),
    )


def _unreversed(*statuses: str) -> tuple[Test, Test]:
    """A child for whom adoption was decided and who left care otherwise, without the decision's end."""
    left = (_PLACED | one_of("LS", *statuses)) & _LEFT_UNADOPTED
    return (
        on("Episodes", left & (~exists(_PA) | exists(_PA, any_blank(*_REVERSAL)))),
        on(_PA, exists("Episodes", left) & any_blank(*_REVERSAL)),
    )


RULES: tuple[Rule, ...] = (
    rule903("112", on("AD1", bad_date("DATE_INT"))),
    rule903("113", on("AD1", bad_date("DATE_MATCH"))),
    rule903("114", on("AD1", bad_code("FOSTER_CARE", "ssda903:FOSTER_CARE"))),
    rule903("134", on("AD1", given(*ADOPTION) & HAS_LEAVING)),
    rule903("151", on("AD1", given(*ADOPTION) & any_blank(*ADOPTION))),
    rule903("175", on("AD1", bad_code("NB_ADOPTR", "ssda903:NB_ADOPTR"))),
    rule903("176", on("AD1", bad_code("SEX_ADOPTR", "ssda903:SEX_ADOPTR"))),
    rule903("177", on("AD1", bad_code("LS_ADOPTR", "ssda903:LS_ADOPTR"))),
    rule903("331", both("AD1", "Episodes", one_of("Episodes.REC", *ADOPTED)
                        & (col("DATE_MATCH") > col("Episodes.DECOM")))),
    rule903("333", on("AD1", (col("DATE_INT") > col("DATE_MATCH")) | (unknown("DATE_INT") & known("DATE_MATCH")))),
    rule903("334", both("AD1", "Episodes", _IS_LATEST_START & (col("DATE_INT") < col("Episodes.DECOM")))),
    rule903(
        "335",
        both(
            "AD1", "Episodes",
            one_of("Episodes.REC", *ADOPTED) & (
                (one_of("FOSTER_CARE", "0") & one_of("Episodes.PLACE", "A2", "A3", "A5"))
                | (one_of("FOSTER_CARE", "1") & one_of("Episodes.PLACE", "A1", "A4", "A6"))
            ),
        ),
    ),
    rule903("390", on("Episodes", IS_ADOPTED & ~_PLACED)),
    rule903("408", on("Episodes", one_of("PLACE", "A5", "A6") & ~one_of("LS", "E1"))),
    rule903("511", on("AD1", one_of("NB_ADOPTR", "2") & not_one_of("SEX_ADOPTR", *_COUPLES))),
    rule903("514", _adopters("L0", "M1", "F1")),
    rule903("517", _adopters("L3", "MF")),
    rule903("518", _adopters("L4", "MM", "FF")),
    rule903("519", _adopters("L2", *_COUPLES)),
    rule903("520", _adopters("L11", "MF")),
    rule903("524", _adopters("L12", "MM", "FF")),
    rule903("521", both("AD1", "Episodes", one_of("Episodes.PLACE", *FOR_ADOPTION)
                        & (col("DATE_INT") > col("Episodes.DECOM")))),
    rule903("582", on("Episodes", IS_ADOPTED & some("AD1", col("AD1.DATE_MATCH") == col("DEC")))),
    rule903(
        "601",
        (
            on("Episodes", IS_ADOPTED & IN_KNOWN_YEAR & ~exists("AD1", all_given(*ADOPTION))),
            on("AD1", exists("Episodes", IS_ADOPTED & IN_KNOWN_YEAR) & any_blank(*ADOPTION)),
        ),
    ),
    rule903("602", on("AD1", given(*ADOPTION) & ~exists("Episodes", IS_ADOPTED & IN_KNOWN_YEAR))),
)  # fmt: skip
# The decision that a child should be placed for adoption, and its reversal.
RULES += (
    rule903("115", on(_PA, bad_date("DATE_PLACED"))),
    rule903("116", on(_PA, bad_date("DATE_PLACED_CEASED"))),
    rule903(
        "117",
        (
            on(_PA, _BEYOND_YEAR & ~exists("Episodes", _NO_MOVE)),
            both(
                _PA, "Episodes",
                _IS_LATEST_BUT_MOVES & (
                    _BEYOND_YEAR
                    | (col("DATE_PLACED") > col("Episodes.DEC"))
                    | (col("DATE_PLACED_CEASED") > col("Episodes.DEC"))
                ),
            ),
        ),
    ),
    rule903(
        "118",
        tuple(
            Test(
                _PA, breach, beside=beside, flags=("", beside) if beside else ("",),
                fields={_PA: ("DATE_PLACED_CEASED",)},
            )
            for beside, breach in (
                ("", (col("DATE_PLACED_CEASED") < YEAR_START) & ~exists("Episodes", IN_CARE & known("DECOM"))),
                (
                    "Episodes",
                    _IS_FIRST_IN_CARE & (
                        (col("DATE_PLACED_CEASED") < YEAR_START)
                        | (col("DATE_PLACED_CEASED") < col("Episodes.DECOM"))
                    ),
                ),
            )
        ),
    ),
    rule903("119", on(_PA, given("DATE_PLACED_CEASED") != given("REASON_PLACED_CEASED"))),
    rule903("120", on(_PA, bad_code("REASON_PLACED_CEASED", "ssda903:REASON_PLACED_CEASED"))),
    rule903("184", on(_PA, col("DATE_PLACED") < col("Header.DOB"))),
    rule903("522", on(_PA, col("DATE_PLACED_CEASED") < col("DATE_PLACED"))),
    rule903("523", both(_PA, "AD1", blank(*_REVERSAL) & (col("DATE_PLACED") != col("AD1.DATE_INT")))),
    rule903("525", both(_PA, "AD1", given("DATE_PLACED_CEASED") & given(*(f"AD1.{name}" for name in ADOPTION)))),
    rule903("551", on("Episodes", _PLACED & ~exists(_PA, known("DATE_PLACED")))),
    rule903("552", _decided_after(_PLACED, "", _PA, among=summary("max", _PA, "DATE_PLACED") == _DECISION)),
    rule903("553", _undecided("E1")),
    rule903("554", _decided_after(one_of("LS", "E1"), "", _PA)),
    rule903("555", _undecided("D1")),
    rule903("556", _decided_after(one_of("LS", "D1"))),
    rule903("557", {"": _unreversed("D1", "E1"), "2024-25": _unreversed("E1")}),
    rule903(
        "558",
        on(
            "Episodes",
            IS_ADOPTED & (count(_PA) > 1) & ~exists(_PA, blank("DATE_PLACED_CEASED")),
        ),
    ),
    rule903("559", on(_PA, (col("DATE_PLACED") < YEAR_START) & unknown("decided_last_year.DATE_PLACED"))),
    rule903("560", on(_PA, _STOOD & ~_SAME_AS_LAST & ~_REPEATED)),
    rule903("561", on(_PA, _WAS_REVERSED & _SAME_AS_LAST)),
    rule903("563", on(_PA, all_given(*_REVERSAL) & blank("DATE_PLACED"))),
    rule903(
        "579",
        on(_PA, known("prev.DATE_PLACED")
           & (unknown("prev.DATE_PLACED_CEASED") | (col("DATE_PLACED") < col("prev.DATE_PLACED_CEASED")))),
    ),
    rule903("583", on(_PA, known("next.DATE_PLACED") & blank("DATE_PLACED_CEASED"))),
    rule903(
        "584",
        on(
            _PA,
            _WAS_REVERSED & known("decided_last_year.DATE_PLACED")
            & ~(col("DATE_PLACED") > col("decided_last_year.DATE_PLACED")).fill_null(False),
        ),
    ),
    rule903("1003", both(_PA, "Episodes", _IS_FIRST_START & (col("DATE_PLACED") < col("Episodes.DECOM")))),
)  # fmt: skip
