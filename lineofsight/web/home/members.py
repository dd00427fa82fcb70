"""Home of an elected member: how the service does, in plain words, with no child to be told from another."""

from __future__ import annotations

from datetime import date

from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.home.parts import Section
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.latest import Latest, latest
from lineofsight.web.knowledge.public_figures import NOT_KNOWN, shown_alone
from lineofsight.web.layout.dates import in_full
from lineofsight.web.layout.links import link

# In the words of somebody who asks on a family's behalf; each is a measure's own figure, rounded.
QUESTIONS = (
    ("How many children are on a child protection plan?", "cpp_count"),
    ("Are they visited as often as they should be?", "cp_visits_timely"),
    ("Are they seen on their own, so that they can speak freely?", "cp_seen_alone"),
    ("How many children are in our care?", "cla_count"),
    ("Are children in care visited as often as they should be?", "cla_visits_timely"),
    ("Do they move home too often (three or more homes in a year)?", "cla_3_placements"),
    ("Do they see a doctor and a dentist as they should?", "cla_health_up_to_date"),
    ("Are families' assessments finished in 45 working days?", "assessment_45wd"),
    ("Do care leavers of 19 to 21 have somewhere suitable to live?", "cl_suitable"),
    ("Are they in work, education or training?", "cl_eet"),
    ("How many children does a social worker hold, on average?", "wf_caseload_avg"),
    ("How many social workers are from an agency?", "wf_agency_rate"),
)


def elected_member(request: Request, day: date) -> list[Section]:
    """A few questions and their answers."""
    found = latest()
    rows = [
        (
            (question, link("performance:indicator", code)),
            (answer(code, found.get(code)), ""),
            (_when(found.get(code)), ""),
        )
        for question, code in QUESTIONS
    ]
    return [
        Section(
            "How are our children doing?",
            "Numbers are rounded to the nearest 5, and small ones are not given, so that no child can be told from "
            "another. Ask officers for what lies behind a number.",
            headings=("Question", "Answer", "For"), rows=rows, numeric=frozenset({1}), more=_more(request),
        )
    ]  # fmt: skip


def _more(request: Request) -> tuple[str, str] | None:
    """What a councillor or a commissioner reads next."""
    if may(request.asker, Action.SEE_AS_MEMBER):
        return "As corporate parents, what was promised, and your questions", link("members:members")
    if may(request.asker, Action.SEE_OVERSIGHT):
        return "The dated view set before you, and your questions", link("commissioner:view")
    return None


def answer(code: str, figure: Latest | None) -> str:
    """A figure as somebody may see it who sees no child: rounded, suppressed, or not known."""
    indicator = definitions().indicators.get(code)
    if figure is None or indicator is None or figure.reason:
        return NOT_KNOWN
    return shown_alone(indicator, figure.period.title, figure).said


def _when(figure: Latest | None) -> str:
    return (
        ""
        if figure is None
        else figure.period.title
        if figure.period.start != figure.period.end
        else in_full(figure.period.end)
    )
