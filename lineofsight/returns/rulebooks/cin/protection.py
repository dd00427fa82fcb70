"""Section 47 enquiries, conferences, child protection plans and their reviews."""

from __future__ import annotations

import polars as pl

from lineofsight.returns.rulebooks.cin.words import (
    CASES,
    CHILDREN,
    DETAILS,
    ENQUIRIES,
    KNOWN_END,
    NO_CONFERENCE,
    PLANS,
    has_its,
    on,
    out_of_year,
    overlapping,
    pair,
    rule_cin,
    same_case,
    several_open,
    whole,
)
from lineofsight.returns.rulebooks.expressions import (
    YEAR_END,
    blank,
    col,
    count,
    given,
    known,
    missing_or_bad_code,
    one_of,
    some,
    summary,
    unknown,
)

_CONFERENCE = "DateOfInitialCPC"
_IS_PLAN = has_its(PLANS, "CPPID")
_OPEN_PLAN = _IS_PLAN & has_its(PLANS, "CPPstartDate") & unknown("CPPendDate")
_OPEN_ENQUIRY = has_its(ENQUIRIES, "S47ActualStartDate") & NO_CONFERENCE
_STARTED_IN_YEAR = known("CPPstartDate") & col("CPPstartDate").is_between(
    pl.col("known_start"), KNOWN_END
).fill_null(KNOWN_END.is_null())  # fmt: skip
_ON_THE_DAY = some(ENQUIRIES, col("Section47.DateOfInitialCPC") == col("CPPstartDate"), key=DETAILS) | (
    col("details.DateOfInitialCPC") == col("CPPstartDate")
).fill_null(False)
_DEATH = col("ChildIdentifiers.PersonDeathDate")


def _is_weekend(column: str) -> pl.Expr:
    return col(column).dt.weekday() > 5


def _how_many(table: str, column: str) -> pl.Expr:
    return summary("sum", table, given(column).cast(pl.Int64), key="").fill_null(0)


RULES = (
    rule_cin("1104", same_case(ENQUIRIES, col(_CONFERENCE) < col("details.CINreferralDate"),
                               {"": (_CONFERENCE,), "details": ("CINreferralDate",)})),
    rule_cin("1105", same_case(PLANS, col("CPPstartDate") < col("details.CINreferralDate"))),
    rule_cin(
        "2883",
        whole(
            PLANS,
            summary("sum", PLANS, _STARTED_IN_YEAR.cast(pl.Int64), key="")
            > _how_many(CASES, _CONFERENCE) + _how_many(ENQUIRIES, _CONFERENCE),
        ),
        also=(ENQUIRIES,),
    ),
    rule_cin(
        "2884",
        same_case(
            ENQUIRIES, col(_CONFERENCE) == col(f"details.{_CONFERENCE}"),
            {ENQUIRIES: (_CONFERENCE,), "details": (_CONFERENCE,)},
        ),
    ),
    rule_cin(
        "2885",
        pair(
            PLANS, ENQUIRIES,
            known("CPPstartDate", f"Section47.{_CONFERENCE}") & ~_ON_THE_DAY,
            key=DETAILS,
        ),
        also=(CASES,),
    ),
    rule_cin("2889", same_case(ENQUIRIES, col("S47ActualStartDate") < col("details.CINreferralDate"))),
    rule_cin(
        "8615",
        on(
            ENQUIRIES,
            given(_CONFERENCE) & (blank("S47ActualStartDate") | (col("S47ActualStartDate") > col(_CONFERENCE))),
        ),
    ),
    rule_cin(
        "8675Q", on(ENQUIRIES, NO_CONFERENCE & (col("S47ActualStartDate") < col("DAYS_15_BEFORE_END")))
    ),
    rule_cin("8715", on(ENQUIRIES, out_of_year(_CONFERENCE))),
    rule_cin(
        "8720", on(PLANS, _IS_PLAN & (unknown("CPPstartDate") | (col("CPPstartDate") > YEAR_END)))
    ),
    rule_cin("8730", on(PLANS, _IS_PLAN & blank("NumberOfPreviousCPP"))),
    rule_cin("8740", on(ENQUIRIES, NO_CONFERENCE & out_of_year("S47ActualStartDate"))),
    rule_cin(
        "8832",
        same_case(PLANS, one_of("details.ReferralNFA", "1"), {PLANS: ("LAchildID",), "details": ("ReferralNFA",)}),
    ),
    rule_cin("8839", several_open(ENQUIRIES, _OPEN_ENQUIRY, count(ENQUIRIES, _OPEN_ENQUIRY, key=DETAILS))),
    rule_cin("8840", on(PLANS, col("CPPstartDate") == col("CPPendDate"))),
    rule_cin("8841", on("Reviews", col("CPPreviewDate") <= col("plan.CPPstartDate"), "", "plan")),
    rule_cin("8842Q", on("Reviews", unknown("CPPreviewDate"))),
    rule_cin(
        "8868",
        same_case(
            ENQUIRIES, known("details.CINclosureDate") & NO_CONFERENCE,
            {ENQUIRIES: (_CONFERENCE, "ICPCnotRequired"), "details": ("CINclosureDate",)},
        ),
    ),
    rule_cin("8870Q", on(ENQUIRIES, _is_weekend("InitialCPCtarget"))),
    rule_cin("8875", on(ENQUIRIES, _is_weekend(_CONFERENCE))),
    rule_cin(
        "8890",
        overlapping(
            ENQUIRIES, "S47ActualStartDate", _CONFERENCE, key=DETAILS,
            ongoing=~one_of("Section47.ICPCnotRequired", "1"),
        ),
    ),
    rule_cin("8905", on(PLANS, _IS_PLAN & missing_or_bad_code("InitialCategoryOfAbuse", "cin:CategoryOfAbuse"))),
    rule_cin("8910", on(PLANS, _IS_PLAN & missing_or_bad_code("LatestCategoryOfAbuse", "cin:CategoryOfAbuse"))),
    rule_cin("8915", on(PLANS, col("CPPstartDate") > _DEATH, "", CHILDREN)),
    rule_cin("8920", on(PLANS, col("CPPendDate") > _DEATH, "", CHILDREN)),
    rule_cin("8925", on(PLANS, col("CPPendDate") < col("CPPstartDate"))),
    rule_cin("8930", on(PLANS, out_of_year("CPPendDate"))),
    rule_cin("8935", several_open(PLANS, _OPEN_PLAN, count(PLANS, _OPEN_PLAN))),
    rule_cin("8940", overlapping(PLANS, "CPPstartDate", "CPPendDate")),
)  # fmt: skip
