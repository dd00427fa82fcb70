"""News articles: dated claims with quotes. An article gives no judgement of its own; it says that one was given."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lineofsight.inspections.authorities import authority_in, authority_most_named
from lineofsight.inspections.claims import GRADE, LEADER, NOTICE, VISIT, claims_of_article
from lineofsight.inspections.document_types import NEWS_ARTICLE
from lineofsight.inspections.notes import Notes
from lineofsight.inspections.pages import Line
from lineofsight.inspections.shapes import Inspection
from lineofsight.inspections.wording import joined, key, printed
from lineofsight.sources.printed_dates import read_printed_dates

LINES_OF_A_HEAD = 20
LONGEST_DATE_LINE = 45
FEWEST_SENTENCES = 3
_STOPS = (".", ".”", ".’", '."', ".'")
_ABOUT = re.compile(r"\bofsted\b|\binspect(?:ion|ors?)\b", re.IGNORECASE)
_SERVICES = re.compile(r"\bchild(?:ren)?(?:['’]s)?\b", re.IGNORECASE)
# Below these a page shows other articles and what its readers say.
ENDS = frozenset({
    "comments", "addyourcomment", "haveyoursay", "related", "relatedarticles", "relatedstories", "readmore", "mostread",
    "youmightalsolike", "latestnews", "moreonthisstory", "newspapersinenglish", "sharethis", "featuredarticles",
})  # fmt: skip


def read_article(file: str, lines: Sequence[Line]) -> Inspection | None:
    """Read an article, or None where the text claims nothing of an inspection of children's services."""
    text = "\n".join(line.text for line in lines)
    if not (_ABOUT.search(text) and _SERVICES.search(text)):
        return None
    notes = Notes()
    published = None
    for line in lines[:LINES_OF_A_HEAD]:
        found = read_printed_dates(printed(line.text)) if len(line.text) <= LONGEST_DATE_LINE else None
        if found is not None:
            published = found.first
            notes.set("published_printed", published, line.place, line.text)
            break
    else:
        notes.blank("published_printed", "no line near the top is a date")
    claims = claims_of_article(_own_words(lines), published)
    if not {claim.kind for claim in claims} & {GRADE, NOTICE, VISIT}:
        return None
    authority = authority_most_named(text) or authority_in(joined(line.text for line in lines[:LINES_OF_A_HEAD]))
    notes.authority(authority, "the text names no one authority known here more than others")
    for kind, what in ((GRADE, "grade"), (NOTICE, "notice or direction"), (VISIT, "visit"), (LEADER, "leader")):
        if not any(claim.kind == kind for claim in claims):
            notes.blank(f"claims.{kind}", f"no sentence of the article tells of a {what}")
    reason = "an article gives no judgement, recommendation or finding: what it says of them is among its claims"
    for field in ("judgements", "recommendations", "findings", "inspection_start", "inspection_end", "lead_inspector"):
        notes.blank(field, reason)
    return notes.inspection(file=file, document_type=NEWS_ARTICLE, framework="none", claims=claims)


def _own_words(lines: Sequence[Line]) -> Sequence[Line]:
    """The article's lines: as far as where other articles and comments begin, if any of it is read by then."""
    for at, line in enumerate(lines):
        if key(line.text) in ENDS and sum(each.text.endswith(_STOPS) for each in lines[:at]) >= FEWEST_SENTENCES:
            return lines[:at]
    return lines
