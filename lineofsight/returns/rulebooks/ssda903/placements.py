"""Placements: their types, ages, lengths and sequence, and who provides them."""

from __future__ import annotations

from datetime import date

import polars as pl

from lineofsight.returns.rulebooks.expressions import (
    bad_code,
    blank,
    col,
    count,
    days_between,
    differs,
    given,
    known,
    one_of,
    under,
    unknown,
)
from lineofsight.returns.rulebooks.rule import Test
from lineofsight.returns.rulebooks.ssda903.words import (
    ELSEWHERE,
    FOR_ADOPTION,
    FOSTERED,
    IN_CARE,
    KNOWN_END,
    LEFT_CARE,
    TEMPORARY,
    on,
    rule903,
)

_NEW_RULES_FOR_SUPPORTED = date(2023, 10, 28)
_A3_A5_FROM = date(2015, 4, 1)
_AFTER_THAT_DAY = unknown("DEC") | (col("DEC") > _NEW_RULES_FOR_SUPPORTED)
_NEXT_IS_A_MOVE = one_of("next.RNE", "P", "B", "T", "U") & one_of("REC", "X1")
_TO_OR_FROM_TEMPORARY = one_of("PLACE", *TEMPORARY) | one_of("next.PLACE", *TEMPORARY)
_HAS_REASON = given("REASON_PLACE_CHANGE")
_REASON_AT_EITHER_END = _HAS_REASON | given("prev.REASON_PLACE_CHANGE")
_WITHOUT_PROVIDER = (*TEMPORARY, "Z1")
_WITHOUT_PROVIDER_NOW = (*TEMPORARY, *ELSEWHERE)
_AFTER_TEMPORARY = one_of("prev.PLACE", *TEMPORARY) & known("prev.prev.DECOM") & ~one_of("PLACE", *TEMPORARY)
_NOT_BACK = ~one_of("RNE", "P") | differs("PLACE", "prev.prev.PLACE")
_STAY = days_between("DECOM", pl.coalesce(pl.col("DEC"), KNOWN_END))


def _too_young(age: int, *places: str) -> Test:
    return on("Episodes", one_of("PLACE", *places) & under(age, "DECOM"))


def _provider(code: str, *places: str) -> Test:
    return on("Episodes", one_of("PLACE_PROVIDER", code) & one_of("PLACE", *places))


def _bad_provider(*without: str) -> Test:
    wrong = bad_code("PLACE_PROVIDER", "ssda903:PLACE_PROVIDER")
    return on("Episodes", wrong | (given("PLACE_PROVIDER") & one_of("PLACE", *without)))


def _lacks_provider(*without: str) -> Test:
    return on("Episodes", IN_CARE & ~one_of("PLACE", *without) & blank("PLACE_PROVIDER"))


RULES = (
    rule903(
        "146",
        on(
            "Episodes",
            bad_code("PLACE", "ssda903:PLACE", more=(("2024-25", "H5"), ("2024-25", "P2"))),
        ),
    ),
    rule903("178", {"": _bad_provider(*_WITHOUT_PROVIDER), "2025-26": _bad_provider(*_WITHOUT_PROVIDER_NOW)}),
    rule903(
        "213",
        {
            "": on("Episodes", one_of("PLACE", *_WITHOUT_PROVIDER) & given("PLACE_PROVIDER")),
            "2025-26": on("Episodes", one_of("PLACE", *_WITHOUT_PROVIDER_NOW) & given("PLACE_PROVIDER")),
        },
    ),
    rule903(
        "217",
        on("Episodes", one_of("PLACE", "A3", "A5") & (col("DECOM") >= _A3_A5_FROM) & ~one_of("RNE", "S", "T", "U")),
    ),
    rule903("217t", on("Episodes", one_of("PLACE", "P2") & _AFTER_THAT_DAY)),
    rule903("225", on("Episodes", _NEXT_IS_A_MOVE & ~_TO_OR_FROM_TEMPORARY & ~_HAS_REASON)),
    rule903("226", on("Episodes", one_of("PLACE", *TEMPORARY) & _REASON_AT_EITHER_END)),
    rule903("233", on("Episodes", _HAS_REASON & blank("DEC"))),
    rule903(
        "234", on("Episodes", one_of("REASON_PLACE_CHANGE", "CUSTOD") & under(10, "DEC"), "", "Header")
    ),
    rule903("336", on("Episodes", one_of("PLACE", "A3", "A5") & known("prev.DECOM")
                      & ~one_of("prev.PLACE", *FOSTERED, *FOR_ADOPTION))),
    rule903("370", {"": _too_young(15, "P2"), "2023-24": _too_young(16, "P2")}),
    rule903(
        "371",
        {"": _too_young(14, "H5"), "2023-24": _too_young(16, "H5"), "2024-25": _too_young(16, "H5", "K3")},
    ),
    rule903("372", _too_young(10, "R5")),
    rule903("373", _too_young(4, "S1")),
    rule903("374", _too_young(14, "P3")),
    rule903("375", on("Episodes", one_of("PLACE", "T1") & (_STAY > 42))),
    rule903("376", on("Episodes", one_of("PLACE", "T3") & (_STAY > 21))),
    rule903("377", on("Episodes", one_of("PLACE", "T3") & (count("Episodes", one_of("PLACE", "T3")) > 2))),
    rule903("379", on("Episodes", one_of("PLACE", "T4") & (_STAY > 7))),
    rule903("380", on("Episodes", one_of("PLACE", *TEMPORARY) & one_of("RNE", "S"))),
    rule903("381", on("Episodes", one_of("PLACE", *TEMPORARY) & LEFT_CARE)),
    rule903(
        "383",
        {
            "": on("Episodes", _AFTER_TEMPORARY & _NOT_BACK),
            "2025-26": on("Episodes", _AFTER_TEMPORARY & (_NOT_BACK | differs("PL_POST", "prev.prev.PL_POST"))),
        },
    ),
    rule903(
        "526",
        {"": _lacks_provider(*_WITHOUT_PROVIDER), "2025-26": _lacks_provider(*_WITHOUT_PROVIDER_NOW)},
    ),
    rule903("527", _provider("PR1", "P1", "R2", "R5")),
    rule903("528", _provider("PR2", "P1", "R2", "R5")),
    rule903("529", _provider("PR3", "P1", *FOR_ADOPTION, "K1", "K2", *FOSTERED)),
    rule903("530", _provider("PR4", "P1")),
    rule903("531", _provider("PR5", "P1")),
    rule903("550", on("Episodes", one_of("PLACE_PROVIDER", "PR0") & ~one_of("PLACE", "P1"))),
    rule903("1009", on("Episodes", bad_code("REASON_PLACE_CHANGE", "ssda903:REASON_PLACE_CHANGE"))),
)  # fmt: skip
