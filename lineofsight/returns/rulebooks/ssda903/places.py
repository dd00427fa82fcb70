"""Where placements are: postcodes, distance, authority, and Ofsted's register of providers."""

from __future__ import annotations

from datetime import date

import polars as pl

from lineofsight.returns.rulebooks.expressions import (
    YEAR_START,
    any_blank,
    blank,
    col,
    exists,
    given,
    known,
    not_one_of,
    one_of,
    or_year_end,
    unknown,
)
from lineofsight.returns.rulebooks.rule import Test
from lineofsight.returns.rulebooks.ssda903.words import (
    ELSEWHERE,
    FOR_ADOPTION,
    FOSTERED,
    IN_CARE,
    IS_UNACCOMPANIED,
    SHORT_BREAKS,
    TEMPORARY,
    UNACCOMPANIED_TABLES,
    given_urn,
    on,
    postcode,
    rule903,
)

_LONGEST = 999.9
_FAR = 350
_SUPPORTED_FROM = date(2023, 10, 28)
_NOT_ENGLAND = ("WAL", "SCO", "NIR", "NUK", "MAL", "CON")
_REGISTERED = ("K1", "K2", "R3", "S1")
_WITHOUT_URN = ("P1", "P3", "R1", "R2", "R5", *TEMPORARY)
_LOCAL_AUTHORITY = pl.col("local_authority").str.to_uppercase()  # as every code is read
_KNOWN_URN = exists("Provider Info", key="URN")
_IS_OURS = col("Provider.LA_CODE") == _LOCAL_AUTHORITY
_AUTHORITIES_TOLD = exists("Provider Info", given("LA_CODE"), key="")
# An authority's code in Wales, Scotland, Northern Ireland or elsewhere, whether ours or the statistics office's.
_OUTSIDE_ENGLAND = "^[WSNCM]"
# Four to seven letters and figures, the last three a figure and two letters.
_LOOKS_LIKE = r"^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$"


def _no_postcode(column: str) -> pl.Expr:
    looks = postcode(column).str.contains(_LOOKS_LIKE).fill_null(False)
    return given(column) & (~looks | one_of(f"{column}_KNOWN", "0"))


def _needs_urn(*without: str) -> Test:
    """Any placement in England in the year, but those `without` a number."""
    in_year = unknown("DEC") | (col("DEC") >= YEAR_START)
    elsewhere = col("PL_LA").str.contains(_OUTSIDE_ENGLAND).fill_null(False)
    return on("Episodes", IN_CARE & ~one_of("PLACE", *without) & blank("URN") & in_year & ~elsewhere)


def _needs_none(*places: str) -> Test:
    return on("Episodes", given_urn() & one_of("PLACE", *places))


def _elsewhere(*places: str) -> Test:
    there = postcode("Provider.POSTCODE").ne_missing(postcode("PL_POST"))
    return on("Episodes", IN_CARE & one_of("PLACE", *places) & given("PL_POST") & given_urn() & _KNOWN_URN & there)


def _not_among(column: str, listed: str) -> pl.Expr:
    """Not a code of its provider's; of no provider of the list either, where the list tells codes at all."""
    members = col(f"Provider.{listed}").str.replace_all(r"[\s\[\]'\x22]", "").str.split(",")
    told = exists("Provider Info", given(listed), key="")
    return told & members.list.contains(col(column)).ne_missing(True)


RULES = (
    rule903(
        "164",
        on(
            "Episodes",
            IN_CARE & ~IS_UNACCOMPANIED & given("PL_DISTANCE")
            & ~col("PL_DISTANCE").is_between(0, _LONGEST).fill_null(False),
        ),
        also=UNACCOMPANIED_TABLES,
    ),
    rule903("169", on("Episodes", IN_CARE & blank("PL_LA"))),
    rule903("179", on("Episodes", IN_CARE & ~one_of("PL_LOCATION", "IN", "OUT"))),
    rule903("214", on("Episodes", SHORT_BREAKS & given("PL_POST", "URN"))),
    rule903(
        "218",
        {
            "": _needs_urn(*_WITHOUT_URN, "H5", "P2", "Z1"),
            "2025-26": _needs_urn(*_WITHOUT_URN, *ELSEWHERE),
        },
        also=("column:Episodes.PL_LA",),
    ),
    rule903("219", on("Episodes", given_urn() & _not_among("PLACE", "PLACE_CODES"))),
    rule903(
        "221",
        {
            "": _elsewhere(*_REGISTERED),
            "2023-24": _elsewhere(*_REGISTERED, "H5"),
            "2024-25": _elsewhere(*_REGISTERED, "K3"),
        },
    ),
    rule903(
        "222",
        {
            "": _needs_none(*_WITHOUT_URN, "H5", "P2", "Z1"),
            "2023-24": _needs_none(*_WITHOUT_URN, "P2", "Z1"),
            "2024-25": _needs_none(*_WITHOUT_URN, "Z1"),
            "2025-26": _needs_none(*_WITHOUT_URN, *ELSEWHERE),
        },
    ),
    rule903("224", on("Episodes", given_urn() & _not_among("PLACE_PROVIDER", "PROVIDER_CODES"))),
    rule903("227", on("Episodes", given_urn() & (col("DECOM") >= col("Provider.REG_END")))),
    rule903("228", on("Episodes", given_urn() & (or_year_end("DEC") > col("Provider.REG_END")))),
    rule903(
        "229",
        on(
            "Episodes",
            given_urn() & (
                (one_of("PLACE_PROVIDER", "PR1") & _AUTHORITIES_TOLD & ~_IS_OURS.fill_null(False))
                | (one_of("PLACE_PROVIDER", "PR2") & _IS_OURS)
            ),
        ),
    ),
    rule903(
        "230",
        on(
            "Episodes",
            one_of("PLACE", "H5") & blank("URN") & ~one_of("PL_LA", *_NOT_ENGLAND)
            & (unknown("DEC") | (col("DEC") > _SUPPORTED_FROM)),
        ),
        also=("column:Episodes.PL_LA",),
    ),
    rule903(
        "392a", on("Episodes", IN_CARE & ~IS_UNACCOMPANIED & blank("PL_DISTANCE")), also=UNACCOMPANIED_TABLES
    ),
    rule903(
        "392b", on("Episodes", IN_CARE & ~IS_UNACCOMPANIED & any_blank("HOME_POST", "PL_POST")),
        also=UNACCOMPANIED_TABLES,
    ),
    rule903(
        "392c", on("Episodes", _no_postcode("HOME_POST") | _no_postcode("PL_POST")),
        also=("column:Episodes.HOME_POST_KNOWN", "column:Episodes.PL_POST_KNOWN"),
    ),
    rule903(
        "392d",
        on("Episodes", (postcode("HOME_POST") == postcode("PL_POST")) & ~one_of("PLACE", "P1")),
    ),
    rule903(
        "406", on("Episodes", IS_UNACCOMPANIED & given("PL_DISTANCE")), also=UNACCOMPANIED_TABLES
    ),
    rule903(
        "411",
        on(
            "Episodes",
            IN_CARE & (
                (one_of("PL_LOCATION", "IN") & col("PL_LA").ne_missing(_LOCAL_AUTHORITY))
                | (one_of("PL_LOCATION", "OUT") & (col("PL_LA") == _LOCAL_AUTHORITY))
            ),
        ),
    ),
    rule903(
        "454", on("Episodes", IN_CARE & ~IS_UNACCOMPANIED & (col("PL_DISTANCE") > _FAR)), also=UNACCOMPANIED_TABLES
    ),
    rule903("1008", on("Episodes", given_urn() & ~_KNOWN_URN)),
    rule903(
        "1015",
        on(
            "Episodes",
            IN_CARE & known("LS")
            & one_of("PLACE_PROVIDER", "PR1")
            & not_one_of("PLACE", *FOR_ADOPTION, *FOSTERED)
            & (col("PL_LA") != _LOCAL_AUTHORITY),
        ),
    ),
)  # fmt: skip
