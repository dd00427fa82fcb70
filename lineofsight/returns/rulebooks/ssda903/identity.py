"""Who the child is: sex, date of birth, ethnicity, pupil number, and what last year's return said of them."""

from __future__ import annotations

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
    known,
    missing_or_bad_code,
    one_of,
    under,
    unknown,
)
from lineofsight.returns.rulebooks.ssda903.words import (
    HAS_EPISODE,
    HAS_LEAVING,
    IN_CARE,
    KNOWN_START,
    LEAVING,
    both,
    is_code,
    on,
    rule903,
)

_PUPIL_NUMBER = r"^[A-HJ-NP-RT-Z]\d{11}[0-9A-Z]$"
_NO_NUMBER = ("UN1", "UN2", "UN3", "UN4", "UN5")
_HAS_NUMBER = col("UPN").str.contains(_PUPIL_NUMBER)
_NO_NUMBER_LAST_YEAR = one_of("Header_last.UPN", *_NO_NUMBER)
# A number may become known; a child who had none for want of school age may never come to a school here; and one who
# was not yet asked about may be newly looked after.
_MAY_CHANGE = (
    (_NO_NUMBER_LAST_YEAR & ~one_of("UPN", *_NO_NUMBER) & known("UPN"))
    | (one_of("Header_last.UPN", "UN1") & one_of("UPN", "UN2"))
    | (unknown("Header_last.UPN") & ~one_of("UPN", *_NO_NUMBER))
    | (unknown("Header_last.UPN") & one_of("UPN", "UN4"))
)
_SEX, _SEX_LAST = (
    col(name).replace({"1": "M", "2": "F"}) for name in ("SEX", "Header_last.SEX")
)  # to 2023-24 sex was a figure
_UASC = one_of("UASC", "1")
_UASC_LAST = one_of("Header_last.UASC", "1")

RULES = (
    rule903("101", on("Header", missing_or_bad_code("SEX", "ssda903:SEX"))),
    rule903("102", on("Header", unknown("DOB"))),
    rule903("103", on("Header", missing_or_bad_code("ETHNIC", "ssda903:ETHNIC"))),
    rule903("104", on("UASC", bad_date("DUC"))),
    rule903("105", on("Header", ~is_code("UASC", "0", "1"))),
    rule903("168", on("Header", given("UPN") & ~(_HAS_NUMBER | one_of("UPN", *_NO_NUMBER)).fill_null(False))),
    rule903("202", on("Header", known("Header_last.SEX") & _SEX.ne_missing(_SEX_LAST))),
    rule903("203", on("Header", known("Header_last.DOB") & differs("DOB", "Header_last.DOB"))),
    rule903("204", on("Header", known("Header_last.ETHNIC") & differs("ETHNIC", "Header_last.ETHNIC"))),
    rule903("205A", on("Header", _UASC_LAST & ~_UASC & unknown("UASC_last.DUC")), needs=("UASC_last",), also=("UASC",)),
    rule903(
        "205B",
        on(
            "Header",
            _UASC & _UASC_LAST & ((col("UASC_last.DUC") < KNOWN_START) | differs("UASC.DUC", "UASC_last.DUC"))
            & known("UASC_last.DUC"),
            "", "UASC",
        ),
        needs=("UASC_last",),
    ),
    rule903(
        "205C", on("Header", ~_UASC & ~_UASC_LAST & (given("UASC.DUC") | given("UASC_last.DUC")), "", "UASC"),
        also=("UASC_last",),
    ),
    rule903("205D", on("Header", _UASC & one_of("Header_last.UASC", "0")), also=("UASC", "UASC_last")),
    rule903("208", on("Header", exists("Header_last") & differs("UPN", "Header_last.UPN") & ~_MAY_CHANGE)),
    rule903("209", on("Header", one_of("UPN", "UN1") & aged(5, YEAR_START, "DOB"))),
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
    rule903("1014", on("UASC", HAS_LEAVING & ~HAS_EPISODE, "", "OC3")),
    rule903(
        "EPI", on("Header", ~HAS_EPISODE & ~exists("OC3", given(*LEAVING))), also=("OC3",)
    ),
)  # fmt: skip
