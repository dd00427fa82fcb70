"""Assessments and the factors found in them."""

from __future__ import annotations

from lineofsight.returns.rulebooks.cin.tables import ASSESSMENT, ASSESSMENT_ROW
from lineofsight.returns.rulebooks.cin.words import (
    ASSESSMENTS,
    CASES,
    DETAILS,
    ENQUIRIES,
    FACTORS,
    has_its,
    on,
    out_of_year,
    overlapping,
    rule_cin,
    same_case,
    several_open,
)
from lineofsight.returns.rulebooks.expressions import (
    col,
    count,
    exists,
    given,
    known,
    one_of,
    unknown,
)

_COMPLETED = known("AssessmentAuthorisationDate")
_OPEN = has_its(ASSESSMENTS, "AssessmentActualStartDate") & unknown("AssessmentAuthorisationDate")
_HAS_FACTOR = exists(FACTORS, given("AssessmentFactors"), key=ASSESSMENT_ROW)
_NO_FACTORS = one_of("AssessmentFactors", "21")
_FACTOR = {"": ("AssessmentFactors",), FACTORS: ("AssessmentFactors",), ASSESSMENTS: ("AssessmentFactors",)}
_FOUND_NOTHING = exists(FACTORS, _NO_FACTORS, key=ASSESSMENT)

RULES = (
    rule_cin("1103", same_case(ASSESSMENTS, col("AssessmentActualStartDate") < col("details.CINreferralDate"))),
    rule_cin(
        "2991Q",
        (
            on(
                CASES, exists(ENQUIRIES, key=DETAILS) & ~exists(ASSESSMENTS, key=DETAILS),
                fields={CASES: ("CINdetailsID",)},
            ),
            on(
                ENQUIRIES, ~exists(CASES, key=DETAILS) & ~exists(ASSESSMENTS, key=DETAILS),
                fields={ENQUIRIES: ("CINdetailsID",)},
            ),
        ),
        also=(CASES,),
    ),
    rule_cin("8608", on(ASSESSMENTS, col("AssessmentActualStartDate") > col("AssessmentAuthorisationDate"))),
    rule_cin(
        "8614",
        on(
            FACTORS, given("AssessmentFactors") & unknown("assessment.AssessmentAuthorisationDate"), "", "assessment",
            fields={**_FACTOR, "assessment": ("AssessmentAuthorisationDate",)},
        ),
    ),
    rule_cin("8670Q", on(ASSESSMENTS, _OPEN & (col("AssessmentActualStartDate") < col("DAYS_45_BEFORE_END")))),
    rule_cin("8696", on(ASSESSMENTS, out_of_year("AssessmentAuthorisationDate"))),
    rule_cin("8736", on(ASSESSMENTS, ~_COMPLETED & out_of_year("AssessmentActualStartDate"))),
    rule_cin(
        "8863Q", overlapping(ASSESSMENTS, "AssessmentActualStartDate", "AssessmentAuthorisationDate", key=DETAILS)
    ),
    rule_cin(
        "8867", same_case(ASSESSMENTS, known("details.CINclosureDate") & unknown("AssessmentAuthorisationDate"))
    ),
    rule_cin(
        "8869",
        on(
            FACTORS,
            known("AssessmentFactors") & _FOUND_NOTHING
            & exists(FACTORS, known("AssessmentFactors") & ~_NO_FACTORS, key=ASSESSMENT),
            fields=_FACTOR,
        ),
    ),
    rule_cin(
        "8873Q",
        on(
            FACTORS,
            _NO_FACTORS
            & known("assessment.AssessmentAuthorisationDate")
            & known("details.ReasonForClosure")
            & ~one_of("details.ReasonForClosure", "RC8", "RC9")
            & (count(ASSESSMENTS, key=DETAILS) == 1),
            "", "details",
            fields={**_FACTOR, "details": ("ReasonForClosure",)},
        ),
    ),
    rule_cin("8896", several_open(ASSESSMENTS, _OPEN, count(ASSESSMENTS, _OPEN, key=DETAILS))),
    rule_cin("8897Q", on(ASSESSMENTS, _COMPLETED & ~_HAS_FACTOR)),
    rule_cin("8898", on(FACTORS, known("AssessmentFactors") & (count(FACTORS, key="ASSESSMENT_AND_FACTOR") > 1),
                     fields=_FACTOR)),
    rule_cin("8945Q", on(FACTORS, one_of("AssessmentFactors", "18A"), fields=_FACTOR)),
    rule_cin("8950Q", on(FACTORS, one_of("AssessmentFactors", "19A"), fields=_FACTOR)),
)  # fmt: skip
