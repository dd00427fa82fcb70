"""Standards of those who give children a home: foster carers, the authority's own homes, and enough of both."""

from __future__ import annotations

from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, guidance, statute
from lineofsight.core.clocks import Grid, GridStep, Months
from lineofsight.core.selections import each, is_not, one_of
from lineofsight.core.standards import Repeat, standard
from lineofsight.core.tables.in_care import carer_reviews, carers, home_visits, homes
from lineofsight.core.tables.oversight import service_events, service_periods

# Not yet foster carers under the Fostering Services Regulations, or never: supported lodgings are not fostering.
NOT_FOSTER_CARERS = ("connected_temporary", "supported_lodgings")

foster_annual_review = standard(
    code="foster_annual_review",
    title="A foster home's approval is reviewed at least every {due}",
    area=Area.IN_CARE,
    stage="fostering",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.HIGH,
    authority=statute(
        "Fostering Services (England) Regulations 2011; National Minimum Standards 2011", "Regulation 28"
    ),
    why="Carers change, and so do the children they are right for.",
    opens=each(carers, at="approved_on", where=is_not("kind", *NOT_FOSTER_CARERS)),
    closes="ended_on",
    due=Months(12),
    repeats=Repeat.FROM_LAST_MET,
    met_by=each(carer_reviews, at="held_on", where=one_of("kind", "annual_review")),
)

foster_unannounced = standard(
    code="foster_unannounced",
    title="A foster home is visited without notice once {due}",
    area=Area.IN_CARE,
    stage="fostering",
    duty_basis=Basis.NATIONAL_GUIDANCE,
    number_basis=Basis.NATIONAL_GUIDANCE,
    confidence=Confidence.HIGH,
    authority=guidance("Fostering Services: National Minimum Standards 2011", "Standard 21"),
    why="A visit nobody expects shows the home the child really lives in.",
    opens=each(carers, at="approved_on", where=is_not("kind", *NOT_FOSTER_CARERS)),
    closes="ended_on",
    due=Grid(GridStep.YEAR),
    met_by=each(carer_reviews, at="held_on", where=one_of("kind", "unannounced_visit")),
)

reg44_visit = standard(
    code="reg44_visit",
    title="An independent person visits each of the authority's homes, {due}",
    area=Area.IN_CARE,
    stage="placement",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.VERIFIED,
    authority=statute("Children's Homes (England) Regulations 2015", "Regulation 44(1)"),
    why="Children in a home need somebody from outside who comes every month and asks them.",
    opens=each(homes, at="opened_on"),
    closes="closed_on",
    due=Grid(GridStep.MONTH),
    met_by=each(home_visits, at="visited_on"),
    not_modelled=("When the report was made",),
)

sufficiency_statement = standard(
    code="sufficiency_statement",
    title="The plan for enough homes close by is published {due}",
    area=Area.LEADERSHIP,
    stage="placement",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.HIGH,
    authority=statute("Children Act 1989", "Section 22G"),
    why="Children are placed far away where nobody planned for homes nearer.",
    opens=each(service_periods, at="started_on", where=one_of("kind", "operating")),
    closes="ended_on",
    due=Grid(GridStep.YEAR),
    met_by=each(service_events, at="occurred_on", where=one_of("kind", "sufficiency_statement")),
)

STANDARDS = (
    foster_annual_review,
    foster_unannounced,
    reg44_visit,
    sufficiency_statement,
)
