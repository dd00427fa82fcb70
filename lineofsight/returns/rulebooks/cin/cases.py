"""Cases: referral, need, closure, and the order of a child's cases; the return's own date."""

from __future__ import annotations

from datetime import date

import polars as pl

from lineofsight.returns.rulebooks.cin.words import (
    ASSESSMENTS,
    CASES,
    CHILDREN,
    DETAILS,
    ENQUIRIES,
    FURTHER_ACTION,
    KNOWN_END,
    NEED_PLANS,
    NO_FURTHER_ACTION,
    PLANS,
    on,
    out_of_year,
    overlapping,
    pair,
    rule_cin,
    same_case,
)
from lineofsight.returns.rulebooks.expressions import (
    YEAR_END,
    bad_code,
    blank,
    col,
    count,
    exists,
    given,
    known,
    missing_or_bad_code,
    one_of,
    summary,
    unknown,
)
from lineofsight.returns.rulebooks.rule import Test

# The source of a referral has been collected from here on.
_SOURCE_FROM = date(2013, 4, 1)
_CLOSED_AFTER_ASSESSMENT = one_of("ReasonForClosure", "RC8", "RC9")
_REFERENCE = col("ReferenceDate")
_IS_31_MARCH = (_REFERENCE.dt.month() == 3) & (_REFERENCE.dt.day() == 31)
_OPEN = unknown("CINclosureDate") & ~NO_FURTHER_ACTION
_CLOSURE = col("details.CINclosureDate")
_BORN = pl.coalesce("ChildIdentifiers.PersonBirthDate", "ChildIdentifiers.ExpectedPersonBirthDate")
_LATEST = summary("max", CASES, "CINreferralDate")
_OTHER = col("CINdetails.CINreferralDate")
_IS_LATER = (col("CINreferralDate") < _OTHER) | (
    (col("CINreferralDate") == _OTHER) & (col("row") > col("CINdetails.row"))
)


def _after_closure(table: str, *columns: str) -> Test:
    fields = {table: columns, "details": ("CINclosureDate",)}
    return same_case(table, pl.any_horizontal(col(column) > _CLOSURE for column in columns), fields)


def _without_action(table: str, *columns: str) -> Test:
    fields = {table: columns, "details": ("DateOfInitialCPC",)}
    return same_case(table, one_of("details.ReferralNFA", "1") & given(*columns), fields)


RULES = (
    rule_cin("100", on("Header", ~_IS_31_MARCH.fill_null(False) | (pl.col("told_end") != _REFERENCE))),
    rule_cin(
        "2990",
        on(
            CASES,
            _CLOSED_AFTER_ASSESSMENT
            & (
                given("DateOfInitialCPC")
                | exists(ENQUIRIES, key=DETAILS)
                | exists(NEED_PLANS, key=DETAILS)
                | exists(PLANS, key=DETAILS)
            ),
        ),
        also=(ENQUIRIES, NEED_PLANS, PLANS),
    ),
    rule_cin(
        "8555Q", on(CASES, col("CINreferralDate") > col("ChildIdentifiers.PersonDeathDate"), "", CHILDREN)
    ),
    rule_cin(
        "8565",
        (
            on(CASES, col("DateOfInitialCPC") > col("CINclosureDate"),
               fields={CASES: ("CINclosureDate", "DateOfInitialCPC")}),
            _after_closure(ASSESSMENTS, "AssessmentActualStartDate", "AssessmentAuthorisationDate"),
            _after_closure(ENQUIRIES, "S47ActualStartDate"),
            _after_closure(ENQUIRIES, "DateOfInitialCPC"),
            _after_closure(PLANS, "CPPendDate"),
            _after_closure(PLANS, "CPPstartDate"),
            _after_closure(NEED_PLANS, "CINPlanStartDate", "CINPlanEndDate"),
        ),
        also=(ASSESSMENTS, ENQUIRIES, PLANS, NEED_PLANS),
    ),
    rule_cin("8568", on(CASES, ~one_of("ReferralNFA", "0", "1"))),
    rule_cin(
        "8569Q",
        on(
            CASES, (col("CINreferralDate") < col("DAY_BEFORE_YEAR")) & NO_FURTHER_ACTION,
            fields={CASES: ("CINreferralDate",)},
        ),
    ),
    rule_cin(
        "8585Q", on(CASES, one_of("ReasonForClosure", "RC2") & blank("ChildIdentifiers.PersonDeathDate"), "", CHILDREN)
    ),
    rule_cin("8600", on(CASES, unknown("CINreferralDate") | (col("CINreferralDate") > YEAR_END))),
    rule_cin(
        "8606", on(CASES, col("CINreferralDate") < _BORN.dt.offset_by("-40w"), "", CHILDREN)
    ),
    rule_cin("8610", on(CASES, FURTHER_ACTION & blank("PrimaryNeedCode"))),
    rule_cin("8620", on(CASES, out_of_year("CINclosureDate"))),
    rule_cin("8630", on(CASES, col("CINclosureDate") < col("CINreferralDate"))),
    rule_cin("8640", on(CASES, bad_code("ReasonForClosure", "cin:ReasonForClosure"))),
    rule_cin("8650", on(CASES, bad_code("PrimaryNeedCode", "cin:PrimaryNeedCode"))),
    rule_cin(
        "8772",
        on(CASES, FURTHER_ACTION & one_of("ChildIdentifiers.UPNunknown", "UN7"), "", CHILDREN,
           fields={CASES: ("ReferralNFA",), CHILDREN: ("UPNunknown",)}),
    ),
    rule_cin(
        "8775Q",
        on(
            CASES,
            pl.coalesce(col("CINclosureDate"), KNOWN_END)
            > col("ChildIdentifiers.PersonBirthDate").dt.offset_by("25y"),
            "", CHILDREN,
        ),
    ),
    rule_cin("8805", on(CASES, given("CINclosureDate") & blank("ReasonForClosure"))),
    rule_cin("8810", on(CASES, given("ReasonForClosure") & blank("CINclosureDate"))),
    rule_cin(
        "8815", on(CASES, _OPEN & (count(CASES, _OPEN) > 1), fields={CASES: ("CINclosureDate",)})
    ),
    rule_cin(
        "8816",
        pair(
            CASES, CASES, _OPEN & known("CINreferralDate") & (_OTHER == _LATEST) & _IS_LATER,
            fields={CASES: ("CINreferralDate",)},
        ),
    ),
    rule_cin(
        "8820",
        overlapping(
            CASES, "CINreferralDate", "CINclosureDate", ongoing=~one_of("CINdetails.ReferralNFA", "1"),
        ),
    ),
    rule_cin("8825Q", on(CASES, _CLOSED_AFTER_ASSESSMENT & ~exists(ASSESSMENTS, key=DETAILS))),
    rule_cin(
        "8831",
        (
            on(CASES, NO_FURTHER_ACTION & given("DateOfInitialCPC")),
            _without_action(ASSESSMENTS, "AssessmentActualStartDate", "AssessmentAuthorisationDate"),
            _without_action(ENQUIRIES, "S47ActualStartDate"),
        ),
        also=(ASSESSMENTS, ENQUIRIES),
    ),
    rule_cin(
        "8866",
        on(CASES, missing_or_bad_code("ReferralSource", "cin:ReferralSource")
           & (col("CINreferralDate") >= _SOURCE_FROM)),
    ),
)  # fmt: skip
