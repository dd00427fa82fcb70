"""Who the child is: sex, date of birth, ethnicity, pupil number, and what last year's return said of them."""

from __future__ import annotations

import polars as pl

from lineofsight.returns.rulebooks.expressions import (
    YEAR_END,
    YEAR_START,
    aged,
    bad_date,
    birthday,
    blank,
    col,
    count,
    days_between,
    differs,
    exists,
    given,
    in_year,
    known,
    missing_or_bad_code,
    one_of,
    or_year_end,
    text,
    under,
    unknown,
)
from lineofsight.returns.rulebooks.ssda903.words import (
    HAS_EPISODE,
    HAS_LEAVING,
    IN_CARE,
    both,
    is_code,
    on,
    rule903,
)

_PUPIL_NUMBER = r"^[A-HJ-NP-RT-Z]\d{11}[0-9A-Z]$"
_NO_NUMBER = ("UN1", "UN2", "UN3", "UN4", "UN5")
_HAS_NUMBER = text("UPN").str.contains(_PUPIL_NUMBER)
_NO_NUMBER_LAST_YEAR = one_of("Header_last.UPN", *_NO_NUMBER)
# A number may become known; and a child who was too young for school, or not asked about, may have a reason for none.
_MAY_CHANGE = (
    (_NO_NUMBER_LAST_YEAR & ~one_of("UPN", *_NO_NUMBER) & known("UPN"))
    | (unknown("Header_last.UPN") & ~one_of("UPN", *_NO_NUMBER))
    | ((one_of("Header_last.UPN", "UN1") | unknown("Header_last.UPN")) & one_of("UPN", "UN2", "UN3", "UN4", "UN5"))
)
# The 31 August before the last school year that began before the collection year.
_SCHOOL_YEAR_FROM = pl.date(YEAR_START.dt.year() - 1, 8, 31)
_IN_BOTH_YEARS = exists("Header_last")
_SEX, _SEX_LAST = (
    col(name).replace({"1": "M", "2": "F"}) for name in ("SEX", "Header_last.SEX")
)  # to 2023-24 sex was a figure
_UASC = one_of("UASC", "1")
_UASC_LAST = one_of("Header_last.UASC", "1")
# Where there is no header, a row of the unaccompanied children's file with something in it tells the same.
_STATUS_NOW = one_of("Header.UASC", "1") | (unknown("Header.CHILD") & given("SEX", "DUC"))
_STATUS_LAST_YEAR = _UASC_LAST | (unknown("Header_last.CHILD") & given("UASC_last.SEX", "UASC_last.DUC"))
_CEASED_LAST_YEAR = (
    col("UASC_last.DUC").is_between(YEAR_START.dt.offset_by("-1y"), YEAR_END.dt.offset_by("-1y")).fill_null(False)
)
_WAS_LISTED = exists("UASC_last")
_ONCE_UASC = _STATUS_LAST_YEAR & _WAS_LISTED
_UASC_TABLES = ("Header", "Header_last", "UASC", "UASC_last")

# In the CSV files it is not an item: it follows from the file of unaccompanied children.
_NOT_CSV = pl.col("file_format").str.to_lowercase().ne_missing("csv")

RULES = (
    rule903("101", on("Header", missing_or_bad_code("SEX", "ssda903:SEX"))),
    rule903("102", on("Header", unknown("DOB"))),
    rule903("103", on("Header", missing_or_bad_code("ETHNIC", "ssda903:ETHNIC"))),
    rule903("104", on("UASC", bad_date("DUC"))),
    rule903("105", on("Header", ~is_code("UASC", "0", "1") & _NOT_CSV), also=("context:file_format",)),
    rule903("168", on("Header", given("UPN") & ~(_HAS_NUMBER.fill_null(False) | is_code("UPN", *_NO_NUMBER)))),
    rule903("202", on("Header", _IN_BOTH_YEARS & _SEX.ne_missing(_SEX_LAST))),
    rule903("203", on("Header", _IN_BOTH_YEARS & differs("DOB", "Header_last.DOB"))),
    rule903("204", on("Header", _IN_BOTH_YEARS & differs("ETHNIC", "Header_last.ETHNIC"))),
    rule903(
        "205A",
        (
            on("UASC", _ONCE_UASC & ~_STATUS_NOW & (given("DUC") | ~_CEASED_LAST_YEAR), "", "Header"),
            on("Header", _UASC_LAST & _WAS_LISTED & ~_UASC & ~exists("UASC") & ~_CEASED_LAST_YEAR),
        ),
        also=("Header", "Header_last"),
    ),
    rule903(
        "205B",
        on(
            "UASC",
            _ONCE_UASC & _STATUS_NOW & (
                (col("UASC_last.DUC") != birthday(18, "DOB"))
                | (~in_year("DUC") & col("DUC").ne_missing(col("UASC_last.DUC")))
            ),
            "", "Header",
        ),
        also=("Header", "Header_last"),
    ),
    rule903(
        "205C",
        (
            on("UASC", ~_STATUS_NOW & ~_STATUS_LAST_YEAR & given("DUC", "UASC_last.DUC"), "", "Header"),
            on("Header", ~_UASC & ~_UASC_LAST & ~exists("UASC") & given("UASC_last.DUC")),
        ),
        also=("Header", "Header_last", "UASC_last"),
    ),
    rule903(
        "205D",
        (
            on("Header", _UASC & (exists("Header_last") | exists("UASC_last")) & ~_UASC_LAST),
            on(
                "UASC",
                unknown("Header.CHILD") & _STATUS_NOW & ~_STATUS_LAST_YEAR
                & (exists("Header_last") | exists("UASC_last")),
            ),
        ),
        also=_UASC_TABLES,
    ),
    rule903("208", on("Header", _IN_BOTH_YEARS & differs("UPN", "Header_last.UPN") & ~_MAY_CHANGE)),
    rule903("209", on("Header", one_of("UPN", "UN1") & aged(4, _SCHOOL_YEAR_FROM, "DOB"))),
    rule903(
        "210", both("Header", "Episodes", one_of("UPN", "UN4") & (days_between("Episodes.DECOM", YEAR_END) > 7))
    ),
    rule903("231", on("Header", _UASC & under(11, YEAR_END, "DOB"))),
    rule903("232", on("Header", is_code("SEX", "U"))),
    rule903("301", on("Header", col("DOB") > YEAR_END)),
    rule903("303", on("UASC", given("DUC") & ~one_of("Header.UASC", "1"), "", "Header")),
    rule903("304", on("UASC", col("DUC") > birthday(18, "DOB"))),
    rule903("351", on("Header", birthday(25, "DOB") < YEAR_START)),
    rule903("442", on("Header", blank("UPN") & exists("Episodes", IN_CARE))),
    rule903("444", on("Header", ~one_of("UPN", *_NO_NUMBER) & (count("Header", key="UPN") > 1))),
    rule903(
        "1014",
        on(
            "UASC",
            HAS_LEAVING & ~exists("Episodes", (col("DECOM") <= YEAR_END) & (or_year_end("DEC") >= YEAR_START)),
            "", "OC3",
        ),
    ),
    rule903("EPI", on("Header", ~HAS_EPISODE & ~exists("OC3")), also=("OC3",)),
)  # fmt: skip
