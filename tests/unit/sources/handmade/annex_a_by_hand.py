"""An Annex A workbook as somebody else would make it: written from the published lists alone, never by our writer.

Sheets have titles, not numbers; there is a note above one heading; columns are moved; headings have other capitals and
outer spaces; optional columns are left out or blank; dates are real dates here and text there.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook

PERSON = ["child unique id ", "GENDER", "Ethnicity", "Date of birth", "Age"]
ADA = ["1001", "b) Female", "a) WBRI", date(2015, 3, 4), 9]
BEN = ["1002", "Male", "WBRI", "30/06/2017", 6]
CAS = [1003, "c) Not stated/recorded", "t) NOBT", datetime(2008, 1, 2), 16]  # noqa: DTZ001  (a workbook's cell has no zone)

SHEETS: dict[str, list[list[object]]] = {
    "Contacts": [
        ["Example Council: contacts, six months"],
        [],
        ["Date of Contact", "Contact source", *PERSON, "Our own notes"],
        [date(2024, 1, 8), "q) 6: Police", *ADA, "=1+1"],
        [45300, "1A: individual", *BEN, None],
        ["31/02/2024", "a) 1A: Individual", *BEN, None],
        [None] * 8,
    ],
    "Early Help": [
        [*PERSON, "Assessment Start Date", "Organisation completing assessment"],
        [*BEN, date(2024, 2, 1), "A school"],
    ],
    "List 3 - Referrals": [
        [*PERSON, "Date of Referral", "Referral Source", "Referral NFA?", "Number of Referrals in Last 12 Months",
         "Allocated Team", "Allocated Worker"],
        [*ADA, date(2024, 1, 9), "q) 6: Police", "b) No", 1, "Assessment North", "A. Worker"],
    ],
    "Assessments": [
        [*PERSON, "Does the Child have a Disability", "Continuous Assessment Start Date",
         "Child Seen During Continuous Assessment", "Continuous Assessment Date of Authorisation",
         "Was the child assessed as requiring LA children's social care support?", "Allocated Team",
         "Allocated Worker"],
        [*ADA, "a) Yes", date(2024, 1, 10), "a) Yes", date(2024, 2, 20), "a) Yes", "Assessment North", "A. Worker"],
    ],
    "List 5": [
        [*PERSON, "Does the Child have a Disability", "Strategy discussion initiating Section 47 Enquiry Start Date",
         "Was an Initial Child Protection Conference deemed unnecessary?",
         "Date of Initial Child Protection Conference",
         "Did the Initial Child Protection Conference Result in a Child Protection Plan",
         "Number of Section 47 Enquiries in the last 12 months", "Number of ICPCs in the last 12 months",
         "Allocated Team", "Allocated Worker"],
        [*ADA, "a) Yes", date(2024, 1, 11), "b) No", date(2024, 1, 30), "a) Yes", 1, 1, "Assessment North",
         "A. Worker"],
    ],
    "CIN": [
        [*PERSON, "Does the Child have a Disability", "CIN Start Date", "Primary Need Code",
         "Date Child Was Last Seen", "CIN Closure Date", "Reason for Closure", "Case Status", "Allocated Team",
         "Allocated Worker"],
        [*ADA, "a) Yes", date(2024, 1, 9), "N1 - Abuse or neglect", date(2024, 3, 1), None, None,
         "b) Child Protection plan", "Safeguarding 1", "B. Worker"],
        [*BEN, "b) No", date(2023, 6, 1), "N5 - Family dysfunction", date(2024, 2, 27), None, None,
         "c) Child in need plan", "Safeguarding 1", "C. Worker"],
    ],
    "Child Protection": [
        [*PERSON, "Child Protection Plan Start Date", "Initial Category of Abuse", "Latest Category of Abuse",
         "Date of the last statutory visit", "Was the child seen alone?", "Date of latest review conference",
         "Child Protection Plan End Date", "Number of Previous Child Protection Plans", "Allocated Team",
         "Allocated Worker"],
        [*ADA, date(2024, 1, 30), "a) Neglect", "d) Emotional abuse", date(2024, 3, 1), "a) Yes", None, None, 0,
         "Safeguarding 1", "B. Worker"],
    ],
    "Children in care": [
        [*PERSON, "Does the Child have a Disability", "Date Started to be Looked After", "Child's Category of Need",
         "Start date of current legal status", "Child's Legal Status", "Date of Latest Statutory Review",
         "Date of Last Social Work Visit", "What is the permanence plan for this child?",
         "Date of Last Health Assessment", "Date of Last Dental Check", "Start Date of Most Recent Placement",
         "Placement Type", "Placement Provider", "Placement postcode", "URN of Placement", "Placement Location",
         "LA of Placement", "Allocated Team", "Allocated Worker",
         "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)"],
        [*CAS, "c) Unknown", date(2023, 5, 2), "N1 - Abuse or neglect", date(2023, 9, 1), "C2: FCO",
         date(2024, 2, 5), date(2024, 2, 26), "f) Long-term fostering", date(2023, 5, 25), None, date(2023, 11, 6),
         "d) U4: Foster placement - long term", "b) PR1: Own provision", "ZZ1 1ZZ", "SC000000", "b) Out", "Elsewhere",
         "Children in Care 2", "D. Worker", "b) No"],
    ],
    "List 9": [
        [*PERSON, "Allocated Team", "Allocated Worker", "Allocated Personal Advisor", "Eligibility Category",
         "Latest Pathway Plan Review Date", "LA in Touch", "Latest Date of Contact", "Type of Accommodation",
         "Suitability of Accommodation", "Activity Status"],
        ["1004", "a) Male", "a) WBRI", date(2004, 7, 7), 19, "Leaving Care", None, "E. Adviser",
         "b) Former relevant child", date(2023, 12, 4), "a) Yes", date(2024, 2, 1), "U: Independent living",
         "a) Suitable", "F2: Full time in education other than higher"],
    ],
    "Cover": [["Made for an inspection that never was"]],
    "Adopters": [
        ["Individual adopter identifier", "Family identifier", "Gender", "Ethnicity", "Disability",
         "Is the (prospective) adopter fostering for adoption?", "Date enquiry received", "Date Stage 1 started",
         "Date Stage 1 ended", "Date Stage 2 started", "Date Stage 2 ended", "Date application approved"],
        ["A1", "F1", "b) Female", "a) WBRI", "b) No", "Yes", date(2023, 6, 1), date(2023, 6, 20), date(2023, 8, 15),
         None, None, None],
    ],
}  # fmt: skip


def make(path: Path, *, without: tuple[str, ...] = ()) -> Path:
    """Save the workbook, leaving sheets out."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in SHEETS.items():
        if title not in without:
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
    book.save(path)
    return path
