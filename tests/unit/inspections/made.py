"""Documents in each layout, in our own words, about places that are real only so that their names are known."""

from __future__ import annotations

from collections.abc import Sequence

from lineofsight.inspections import Inspection
from lineofsight.inspections.pages import Page
from lineofsight.inspections.reader import read_pages

FOOTER = ["Inspection of Kent local authority children’s services", "5 to 16 February 2024 {page}"]
CLOSING = ["The Office for Standards in Education, Children’s Services and Skills (Ofsted)", "regulates and inspects."]

ILACS = [
    [
        "Inspection of Kent local authority",
        "children’s services",
        "Inspection dates: 5 to 16 February 2024",
        "Lead inspector: Ada Example, His Majesty’s Inspector",
        "Judgement Grade",
        "The impact of leaders on social work",
        "practice with children and families",
        "Requires improvement to be good",
        "The experiences and progress of",
        "children who need help and protection",
        "Inadequate",
        "The experiences and progress of",
        "children in care",
        "Good",
        "The experiences and progress of care",
        "leavers",
        "Outstanding",
        "Overall effectiveness Requires improvement to be good",
        "Good work has begun since a judgement of inadequate for overall effectiveness in 2021.",
        "Leaders know what there is to do.",
    ],
    [
        "What needs to improve?",
        "• The timeliness of strategy meetings when children go",
        "missing (Outcome 3).",
        "• Supervision, so that pre-",
        "proceedings work does not drift (Enabler one and two).",
        "• Support for care leavers, including:",
        "– homes that are safe",
        "– health histories.",
        "The experiences and progress of children who need help and",
        "protection: inadequate",
        "1. Strategy meetings are late too often. Children are left",
        "waiting in harmful homes.",
        "2.Early help is strong and families benefit from it, wherever they",
        *[line.format(page=2) for line in FOOTER],
    ],
    [
        *[line.format(page=3) for line in FOOTER],
        "live.",
        "The experiences and progress of children in care: good",
        "3. Children live in stable homes with their brothers and sisters.",
        "The experiences and progress of care leavers: outstanding",
        "4. Personal advisers stay in touch.",
        "The impact of leaders on social work practice with children",
        "and families: requires improvement to be good",
        "5. Audits do not lead to change.",
    ],
    [*[line.format(page=4) for line in FOOTER], *CLOSING],
]

SIF = [
    [
        "1",
        "Norfolk County Council",
        "Inspection of services for children in need of help and",
        "protection, children looked after and care leavers",
        "and",
        "Review of the effectiveness of the Local Safeguarding Children",
        "Board1",
        "Inspection date: 24 November - 17 December 2015",
        "Report published: 5 February 2016",
        "Children’s services in Norfolk require improvement to be",
        "good",
        "1. Children who need help and protection Requires",
        "improvement",
        "2. Children looked after and achieving",
        "permanence",
        "Good",
        "2.1 Adoption performance Outstanding",
        "2.2 Experiences and progress of care leavers Inadequate",
        "Requires",
        "3. Leadership, management and governance",
        "improvement",
        "1 This report is made under two powers at once.",
    ],
    ["2", "Contents", "Recommendations 3", "The Local Safeguarding Children Board (LSCB) 4"],
    [
        "3",
        "Recommendations",
        "1. Ensure that every child who goes missing is offered a talk on return",
        "(paragraphs 12, 13).",
        "2. Make plans clear. Families should understand them",
        "and be able to say so.",
        "Summary for children and young people",
        "• Social workers listen well.",
        "The experiences and progress of children who need help and",
        "protection",
        "Requires improvement",
        "3. Thresholds are understood. (Recommendation)",
        "The graded judgment for adoption performance is that it is outstanding",
        "4. Adopters are found quickly.",
    ],
    [
        "4",
        "The Local Safeguarding Children Board (LSCB)",
        "The Local Safeguarding Children Board requires improvement",
        "Executive summary",
        "The board meets often.",
        "Recommendations",
        "5. Publish the threshold document (paragraph 6).",
        "Inspection findings – the Local Safeguarding Children Board",
        "6. The board challenges its partners.",
        "Information about this inspection",
        "Lead inspector: Bo Example HMI",
        "Deputy lead inspector: Cy Example HMI",
    ],
    ["5", "An LSCB that requires improvement does not yet do enough.", "The board was inadequate in 2011."],
]

LAC_2013 = [
    [
        "Inspection of looked after children",
        "services",
        "Medway Council",
        "Inspection dates: 3 – 7 June 2013",
        "Reporting inspector Dee Example HMI",
        "Age group: All",
        "Published: 12 July 2013",
    ],
    [
        "The inspection judgements and what they",
        "mean",
        "Outstanding (Grade 1) More than is asked",
        "Good (Grade 2) As is asked",
        "Adequate (Grade 3) The least that is asked",
        "Inadequate (Grade 4) Less than that",
        "Overall effectiveness of services for looked",
        "after children and young people",
        "Grade 3 (Adequate)",
        "11. Services are adequate.",
        "Areas for improvement",
        "12. The local authority should take the following action.",
        "Immediately:",
        "• improve supervision in",
        "casework",
        "• improve care plans",
        "Within three months:",
        "• increase the number of foster homes.",
        "Capacity to improve",
        "Grade 2 (Good)",
        "13. Leaders learn.",
    ],
    [
        "Record of main findings",
        "Services for looked after children",
        "Overall effectiveness Adequate",
        "Capacity to improve Good",
        "Outcomes for looked after children and",
        "young people",
        "Adequate",
        "Quality of provision Inadequate Grade 4",
        "Leadership and management Adequate",
    ],
]

LETTER = """4 March 2024

Eve Example
Director of Children’s Services

Dear Ms Example

Focused visit to Rutland children’s services

This letter summarises the findings of the focused visit to Rutland children’s
services on 23 and 24 January 2024. His Majesty’s Inspectors for this visit were
Fay Example and Guy Example.

Inspectors looked at the local authority’s arrangements for children in care.

Headline findings

Children were well matched to their homes. At the last inspection in 2021, services
were judged requires improvement to be good.

What needs to improve in this area of social work practice?

◼ The quality of visits to children
  who live far away.

◼ The speed of health assessments.

Main findings

Children see their social workers often.

Plans are clear, and brothers and sisters keep in touch.

Yours sincerely

Fay Example
His Majesty’s Inspector
"""

MONITORING = """12 June 2019

Dear Mr Example

Monitoring visit to Torbay children’s services

This letter summarises the findings of the monitoring visit to Torbay children’s
services on 14 and 15 May 2019. The visit was the third monitoring visit since the
local authority was judged inadequate in June 2018. The inspectors were Hal Example
HMI and Ida Example HMI.

Areas covered by the visit

During this visit, inspectors reviewed the progress made in the front door.

Findings and evaluation of progress

Contacts are now looked at on the day they come in, and thresholds are clear.

Yours sincerely

Hal Example
Her Majesty’s Inspector
"""

ARTICLE = """The Example Gazette

Published: Tuesday, 3rd March 2020

Somerset children’s services shake off ‘inadequate’ rating

Somerset children’s services have been rated ‘requires improvement’ by Ofsted inspectors.

The council was issued with an improvement notice in May 2018 and had been rated inadequate since 2015.

Inspectors found at their last monitoring visit that caseloads had fallen.

Jo Example, director of children’s services, said: “We are good at listening and will be better.”

The weather was good on Monday.

Comments

My council was rated inadequate too.
"""


def pages(*texts: Sequence[str] | str) -> tuple[Page, ...]:
    """Pages as a PDF gives them (lists of lines), or one text without pages."""
    if len(texts) == 1 and isinstance(texts[0], str):
        return (Page(None, texts[0]),)
    return tuple(Page(number, "\r\n".join(lines)) for number, lines in enumerate(texts, start=1))


def read_lines(document: Sequence[Sequence[str]]) -> Inspection:
    """What is read of a document's pages."""
    return read_pages("made.pdf", pages(*document))


def read_text(text: str) -> Inspection:
    """What is read of a text without pages."""
    return read_pages("made.txt", pages(text))


def with_line(document: Sequence[Sequence[str]], old: str, *new: str) -> list[list[str]]:
    """The document with one line, which it must hold, put otherwise."""
    changed = [[piece for line in page for piece in (new if line == old else (line,))] for page in document]
    assert changed != [list(page) for page in document] or new == (old,), f"{old!r} is not a line of the document"
    return changed


def grades(inspection: Inspection) -> dict[str, str | None]:
    """Grades by area."""
    return {each.area_code: each.grade for each in inspection.judgements}


def problem(inspection: Inspection, field: str) -> str:
    """Why a field is blank or doubtful; empty where nothing says."""
    return "; ".join(each.reason for each in inspection.problems if each.field == field)
