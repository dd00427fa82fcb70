"""What a document is, from its own first words: which kind, and under which framework."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lineofsight.inspections.pages import Line
from lineofsight.inspections.wording import key

INSPECTION, WITH_LSCB, REINSPECTION, LSCB_REVIEW = (
    "inspection", "inspection_and_lscb_review", "reinspection", "lscb_review",
)  # fmt: skip
FOCUSED_VISIT, MONITORING_VISIT, NOTICE, NEWS_ARTICLE, NOT_A_REPORT = (
    "focused_visit", "monitoring_visit", "notice", "news_article", "not_a_report",
)  # fmt: skip
LETTERS = (FOCUSED_VISIT, MONITORING_VISIT)
LINES_OF_A_COVER = 45
LINES_OF_A_LETTERHEAD = 60
_SIF = re.compile(r"(re)?inspectionofservicesforchildreninneedofhelpandprotection")
_LSCB = "reviewoftheeffectivenessofthelocalsafeguardingchildrenboard"
_LAC_2013 = re.compile(r"inspectionoflookedafterchildrens?services|inspectionofservicesforlookedafterchildren")
_ILACS = re.compile(r"inspectionof.{0,90}?(?:localauthoritychildrens?|childrens?socialcare)services")
_COVER = re.compile(r"inspectiondates?|leadinspectors?|reportinginspector|judgementgrade")
_VISIT = re.compile(r"(focus+ed|monitoring)visit(?:s)?(?:letter|to|of|report|the|\b)")
_NOTICE = re.compile(
    r"(?:improvementnotice|statutorydirection|statutorynotice)(?:to|issuedto|inrelationto|givento|:|\b)"
)
# What Ofsted also publishes, and whose layouts are not read here.
_OTHER = re.compile(
    r"(?:joint)?targetedareainspection|areasend|(?:area)?sendinspection"
    r"|localareaspecialeducationalneeds|inspectionofsafeguardingandlookedafter"
    r"|(?:unannounced|annual)inspectionofcontact"
    r"|inspectionof(?:localauthority)?arrangementsfortheprotectionofchildren|childrenshomeinspection"
    r"|(?:full|interim|short)inspectionreport|inspectionreportfor|annualperformanceassessment"
    r"|(?:regional|voluntary)adoptionagency|independentfosteringagency"
)
LINES_OF_A_TITLE = 15
LONGEST_TITLE = 140
_MINISTER = re.compile(r"secretaryofstate|departmentforeducation")


@dataclass(frozen=True, slots=True)
class DocumentType:
    """The kind of document and its framework's code."""

    kind: str
    framework: str


def type_of(lines: Sequence[Line]) -> DocumentType | None:
    """What the first lines say the document is; None where they say none of what inspectors or ministers send.

    A letter is known first, because it names the inspection framework too.
    """
    first = lines[0].sheet if lines else 0
    cover = [line for line in lines[:LINES_OF_A_COVER] if line.sheet <= first + 1]
    letters = key("".join(line.text for line in cover))
    head = lines[:LINES_OF_A_LETTERHEAD]
    if any(line.text.casefold().startswith("dear ") for line in head) or any(
        _titles_a_visit(line) for line in head[:8]
    ):
        for line in head:
            found = _VISIT.search(key(line.text))
            if found:
                return DocumentType(MONITORING_VISIT if found[1] == "monitoring" else FOCUSED_VISIT, "ilacs")
    if _LAC_2013.search(letters) and _COVER.search(letters):
        return DocumentType(INSPECTION, "lac_2013")
    if found := _SIF.search(letters):
        again = found[1] is not None
        return DocumentType(REINSPECTION if again else WITH_LSCB if _LSCB in letters else INSPECTION, "sif")
    if _LSCB in letters:
        return DocumentType(LSCB_REVIEW, "sif")
    if _ILACS.search(letters) and _COVER.search(letters):
        return DocumentType(INSPECTION, "ilacs")
    if any(_NOTICE.match(key(line.text)) for line in lines[:25]) and _MINISTER.search(key(_start(lines))):
        return DocumentType(NOTICE, "none")
    return None


def known_otherwise(lines: Sequence[Line]) -> str | None:
    """What a document of Ofsted's that is not read here calls itself, from its first lines."""
    for line in lines[:LINES_OF_A_TITLE]:
        found = _OTHER.match(key(line.text))
        if found and len(line.text) < LONGEST_TITLE:
            return line.text
    return None


def _titles_a_visit(line: Line) -> bool:
    return bool(_VISIT.match(key(line.text)))


def _start(lines: Sequence[Line]) -> str:
    return "".join(line.text for line in lines[:LINES_OF_A_LETTERHEAD])
