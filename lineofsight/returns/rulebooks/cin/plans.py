"""Children in need plans; pre-proceedings and family group decision making (from 2026-27)."""

from __future__ import annotations

import polars as pl

from lineofsight.returns.rulebooks.cin.words import (
    CHILDREN,
    NEED_PLANS,
    PLANS,
    has_its,
    on,
    out_of_year,
    overlapping,
    pair,
    rule_cin,
    same_case,
    several_open,
)
from lineofsight.returns.rulebooks.expressions import (
    YEAR_END,
    bad_date,
    blank,
    col,
    count,
    given,
    one_of,
    text,
    unknown,
)
from lineofsight.returns.rulebooks.rule import Rule

_START, _END = "CINPlanStartDate", "CINPlanEndDate"
_IS_PLAN = has_its(NEED_PLANS, "CINdetailsID")
_OPEN = has_its(NEED_PLANS, _START) & unknown(_END)
_PROTECTION_OPEN = has_its(PLANS, "CPPstartDate", f"{PLANS}.") & unknown(f"{PLANS}.CPPendDate")
_DEATH = col("ChildIdentifiers.PersonDeathDate")
_PROTECTED_FROM, _PROTECTED_TO = col("ChildProtectionPlans.CPPstartDate"), col("ChildProtectionPlans.CPPendDate")


def _during(day: pl.Expr, start: pl.Expr, end: pl.Expr) -> pl.Expr:
    """On the first day or after, and before the last; an open one goes on."""
    return (day >= start) & ((day < end) | end.is_null())


RULES: tuple[Rule, ...] = (
    rule_cin(
        "4000",
        same_case(
            NEED_PLANS, one_of("details.ReferralNFA", "1"), {NEED_PLANS: ("LAchildID",), "details": ("ReferralNFA",)}
        ),
    ),
    rule_cin("4001", pair(NEED_PLANS, PLANS, _OPEN & _PROTECTION_OPEN)),
    rule_cin(
        "4003",
        pair(
            "Reviews", NEED_PLANS,
            _during(col("CPPreviewDate"), col("CINplanDates.CINPlanStartDate"), col("CINplanDates.CINPlanEndDate")),
        ),
    ),
    rule_cin("4004", several_open(NEED_PLANS, _OPEN, count(NEED_PLANS, _OPEN))),
    rule_cin("4008", on(NEED_PLANS, col(_START) > _DEATH, "", CHILDREN)),
    rule_cin("4009Q", on(NEED_PLANS, col(_END) > _DEATH, "", CHILDREN)),
    rule_cin("4010", on(NEED_PLANS, _IS_PLAN & (unknown(_START) | (col(_START) > YEAR_END)))),
    rule_cin("4011", on(NEED_PLANS, col(_END) < col(_START))),
    rule_cin("4012Q", on(NEED_PLANS, col(_END) == col(_START))),
    rule_cin("4013", on(NEED_PLANS, out_of_year(_END))),
    rule_cin("4014", overlapping(NEED_PLANS, _START, _END)),
    rule_cin("4015", same_case(NEED_PLANS, col(_START) < col("details.CINreferralDate"))),
    rule_cin("4016", pair(NEED_PLANS, PLANS, _during(col(_START), _PROTECTED_FROM, _PROTECTED_TO))),
    rule_cin("4017", pair(NEED_PLANS, PLANS, _during(_PROTECTED_FROM, col(_START), col(_END)))),
)  # fmt: skip

# Ours until the Department's rules are published: they follow from the names of the items.
_PP = "PreProceedingsandFGDM"
_PP_START = col("PPStartDate")
_PP_DATES = ("PPStartDate", "LBPSentDate", "InitialPPMeetingDate", "StepDecisionDate", "CourtAppDate",
             "LetterInitCPDate")  # fmt: skip
_FLAGS = ("FGDMMeetingOffer", "FGDMMeetingFac")
_SAID = ("LBPSentDate", "InitialPPMeetingDate", "ReviewMeetingsCount", "StepDecisionDate", "PPOutcome", "CourtAppDate")

RULES += tuple(
    rule_cin(code, test, ours=True)
    for code, test in {
        "PP01": on(_PP, _PP_START > YEAR_END),
        "PP02": same_case(_PP, col("details.CINreferralDate") > _PP_START),
        "PP03": on(_PP, blank("PPStartDate") & given(*_SAID)),
        "PP04": on(_PP, col("LBPSentDate") < _PP_START),
        "PP05": on(_PP, col("InitialPPMeetingDate") < _PP_START),
        "PP06": on(_PP, col("StepDecisionDate") < _PP_START),
        "PP07": on(_PP, col("CourtAppDate") < _PP_START),
        "PP08": on(_PP, given("StepDecisionDate") != given("PPOutcome")),
        "PP09": on(_PP, given("ReviewMeetingsCount") & ~text("ReviewMeetingsCount").str.contains(r"^\d+$")),
        "PP10": on(_PP, pl.any_horizontal(given(name) & ~one_of(name, "0", "1") for name in _FLAGS)),
        "PP11": on(_PP, one_of("FGDMMeetingFac", "1") & one_of("FGDMMeetingOffer", "0")),
        "PP12": on(_PP, pl.any_horizontal(bad_date(name) for name in _PP_DATES)),
    }.items()
)
