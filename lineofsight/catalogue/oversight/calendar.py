"""Standards of the service's own calendar: true grids of months, quarters and years."""

from __future__ import annotations

from lineofsight.core.areas import Area
from lineofsight.core.authority import Authority, Basis, Confidence, guidance, local
from lineofsight.core.clocks import Grid, GridStep
from lineofsight.core.selections import each, one_of
from lineofsight.core.standards import Standard, standard
from lineofsight.core.tables.oversight import service_events, service_periods

ILACS = "Ofsted: Inspecting local authority children's services"


def on_calendar(
    code: str, title: str, why: str, *, stage: str, step: GridStep, event: str, authority: Authority, basis: Basis,
    confidence: Confidence = Confidence.HIGH, during: str = "operating",
) -> Standard:  # fmt: skip
    """A standard that one event of the service meets once in each period of the calendar."""
    return standard(
        code=code,
        title=title,
        why=why,
        area=Area.LEADERSHIP,
        stage=stage,
        duty_basis=basis,
        number_basis=basis,
        confidence=confidence,
        authority=authority,
        opens=each(service_periods, at="started_on", where=one_of("kind", during)),
        closes="ended_on",
        due=Grid(step),
        met_by=each(service_events, at="occurred_on", where=one_of("kind", event)),
    )


case_audit = on_calendar(
    "case_audit",
    "The month's audits are done: {due}",
    "Leaders who do not read children's records do not know their service.",
    stage="quality",
    step=GridStep.MONTH,
    event="audit_programme",
    authority=local("Local practice standard", "quality assurance framework"),
    basis=Basis.LOCAL_POLICY,
)

improvement_board = on_calendar(
    "improvement_board",
    "Under a notice, the improvement board meets: {due}",
    "A notice is lifted by evidence, month by month.",
    stage="improvement",
    step=GridStep.MONTH,
    event="improvement_board",
    authority=local("Local practice standard", "terms of the notice or direction"),
    basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    during="improvement_notice",
)

self_evaluation_annual = on_calendar(
    "self_evaluation_annual",
    "The self-evaluation is agreed: {due}",
    "A service that knows itself is not surprised by an inspector.",
    stage="inspection",
    step=GridStep.YEAR,
    event="self_evaluation",
    authority=guidance(ILACS, "self-evaluation and annual conversation"),
    basis=Basis.INSPECTION,
)

monitoring_visit = on_calendar(
    "monitoring_visit",
    "While judged inadequate, a monitoring visit takes place: {due}",
    "Each visit asks whether children are safer than at the last.",
    stage="inspection",
    step=GridStep.QUARTER,
    event="monitoring_visit",
    authority=guidance(ILACS, "up to four visits a year"),
    basis=Basis.INSPECTION,
    during="judged_inadequate",
)

corporate_parenting_board = on_calendar(
    "corporate_parenting_board",
    "The corporate parenting board meets: {due}",
    "The council is these children's parent, and parents ask how their children are.",
    stage="corporate_parenting",
    step=GridStep.QUARTER,
    event="corporate_parenting_board",
    authority=local("Local practice standard", "principles in Children and Social Work Act 2017, section 1"),
    basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
)

data_quality_shown_with_report = on_calendar(
    "data_quality_shown_with_report",
    "The performance report shows what is missing and late beside its figures: {due}",
    "Children were hurt while figures were missing.",
    stage="data",
    step=GridStep.MONTH,
    event="data_quality_report",
    authority=local("Local practice standard", "Ofsted, Birmingham 2023, paragraph 59"),
    basis=Basis.LOCAL_POLICY,
)

STANDARDS = (
    case_audit,
    improvement_board,
    self_evaluation_annual,
    monitoring_visit,
    corporate_parenting_board,
    data_quality_shown_with_report,
)
