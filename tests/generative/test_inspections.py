"""Whatever lines come in whatever order, reading gives an object whose values stand where it says, and says why not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lineofsight.inspections import Inspection
from lineofsight.inspections.pages import Page
from lineofsight.inspections.reader import read_pages
from tests.unit.inspections.made import ARTICLE, ILACS, LAC_2013, LETTER, MONITORING, SIF

LINES = sorted(
    {line for document in (ILACS, LAC_2013, SIF) for page in document for line in page}
    | {line for text in (LETTER, MONITORING, ARTICLE) for line in text.split("\n")}
    | {"", "1", "•", "–", "99.", "31 June 2020", "\ufffe", "\x02", "Dear", "Focused visit to", "Inspection dates:"}
)
SINGLE = ("la", "la_code", "inspection_start", "inspection_end", "published_printed", "lead_inspector")


@given(st.lists(st.lists(st.sampled_from(LINES), max_size=25), max_size=4), st.booleans())
def test_any_lines_give_an_object(texts: list[list[str]], in_pages: bool) -> None:
    pages = [Page(number if in_pages else None, "\n".join(lines)) for number, lines in enumerate(texts, start=1)]
    pages = pages if in_pages else [Page(None, "\n\n".join(page.text for page in pages))]
    found = read_pages("any", pages)
    _stands_where_it_says(found, pages)
    told = {each.field for each in found.problems}
    assert {field for field in SINGLE if getattr(found, field) is None} <= told


def _stands_where_it_says(found: Inspection, pages: list[Page]) -> None:
    values = (*found.judgements, *found.recommendations, *found.findings, *found.claims)
    places = [each.place for each in values] + [place for place, _ in found.places.values()]
    for place in places:
        text = pages[(place.page or 1) - 1].text
        assert 0 <= place.start <= place.end <= len(text)
    assert [each.order for each in found.recommendations] == list(range(1, len(found.recommendations) + 1))
