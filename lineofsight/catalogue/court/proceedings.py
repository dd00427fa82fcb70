"""Standards owed in care proceedings and to the court."""

from __future__ import annotations

from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, guidance, statute
from lineofsight.core.clocks import Days, SetBy, Weeks, WorkingDays
from lineofsight.core.selections import each, is_true, one_of
from lineofsight.core.standards import standard
from lineofsight.core.tables.court import court_directions, proceedings

PUBLIC_LAW_OUTLINE = "Family Procedure Rules, Practice Direction 12A (Public Law Outline)"
# Section 32 counts the 26 weeks beginning with the day of issue, so the last day is the 181st after it.
TWENTY_SIX_WEEKS = Days(26 * 7 - 1)

care_proceedings_26w = standard(
    code="care_proceedings_26w",
    title="Care proceedings end within {due} of issue (26 weeks in law)",
    area=Area.IN_CARE,
    stage="court",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.VERIFIED,
    authority=statute("Children Act 1989", "section 32(1)(a)(ii)"),
    why="Half a year is a long time for a child who does not know where they will live.",
    opens=each(proceedings, at="issued_on"),
    due=TWENTY_SIX_WEEKS,
    or_set_by="extended_to",
    # It never lapses: while proceedings run, the child waits.
    closes="concluded_on",
    met_by="concluded_on",
)

plo_allocation = standard(
    code="plo_allocation",
    title="The court allocates the case and gives directions within {due} of issue",
    area=Area.IN_CARE,
    stage="court",
    duty_basis=Basis.NATIONAL_GUIDANCE,
    number_basis=Basis.NATIONAL_GUIDANCE,
    authority=guidance(PUBLIC_LAW_OUTLINE, "stage 1"),
    why="The first two days set who must do what.",
    opens=each(proceedings, at="issued_on"),
    closes="concluded_on",
    due=WorkingDays(2),
    met_by="gatekept_on",
)

plo_cmh = standard(
    code="plo_cmh",
    title="The case management hearing is held within {due} of issue",
    area=Area.IN_CARE,
    stage="court",
    duty_basis=Basis.NATIONAL_GUIDANCE,
    number_basis=Basis.NATIONAL_GUIDANCE,
    authority=guidance(PUBLIC_LAW_OUTLINE, "stage 2"),
    why="The timetable for the child is fixed at this hearing.",
    opens=each(proceedings, at="issued_on"),
    closes="concluded_on",
    due=WorkingDays(18),
    met_by="case_management_on",
    not_modelled=("that it is not held before working day 12",),
)

court_statement_filed = standard(
    code="court_statement_filed",
    title="Social work evidence is filed by {due} by the court",
    area=Area.IN_CARE,
    stage="court",
    duty_basis=Basis.NATIONAL_GUIDANCE,
    number_basis=Basis.NATIONAL_GUIDANCE,
    authority=guidance(PUBLIC_LAW_OUTLINE, "dates set by the court"),
    why="A late statement moves every later hearing, and the child waits.",
    opens=each(court_directions, at="directed_on", where=one_of("kind", "statement", "care_plan")),
    exempt=(is_true("leave_given"),),
    due=SetBy("due_on"),
    met_by="filed_on",
)

section7_report = standard(
    code="section7_report",
    title="A section 7 report is filed by {due} by the court",
    area=Area.HELP_AND_PROTECTION,
    stage="court",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    authority=statute("Children Act 1989", "section 7"),
    why="A court deciding where a child lives after a separation is waiting for what we know.",
    opens=each(court_directions, at="directed_on", where=one_of("kind", "section_7_report")),
    exempt=(is_true("leave_given"),),
    due=SetBy("due_on"),
    met_by="filed_on",
)

section37_report = standard(
    code="section37_report",
    title="A section 37 report is filed within {due}, or by the date the court set",
    area=Area.HELP_AND_PROTECTION,
    stage="court",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    authority=statute("Children Act 1989", "section 37(4)"),
    why="The court thinks the child may need protecting and has asked us to look.",
    opens=each(court_directions, at="directed_on", where=one_of("kind", "section_37_report")),
    due=Weeks(8),
    or_set_by="due_on",
    met_by="filed_on",
)

STANDARDS = (
    care_proceedings_26w,
    plo_allocation,
    plo_cmh,
    court_statement_filed,
    section7_report,
    section37_report,
)
