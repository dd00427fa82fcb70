"""The regulator's reading order: of an inspection area each thing inspectors look for, with what bears on it.

Standards and measures by links, and what past inspections found by its themes: counted in the library of documents
loaded here, each count leading to the passages. A recommendation or finding with two of a line's themes counts once
under each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from lineofsight.core.areas import inspection_area
from lineofsight.core.text_formats import plural
from lineofsight.evaluation.documents import ResolvedCatalogue
from lineofsight.inspections.criteria import AREAS, Criterion, criteria_of
from lineofsight.inspections.themes import all_themes
from lineofsight.record.library.histories import holding, themes_counted
from lineofsight.record.library.models import PassageKind
from lineofsight.web.handbook.standards import Named, measure_named, standard_named
from lineofsight.web.layout.links import link

FINDING, RECOMMENDATION, CONCERN = PassageKind.FINDING.value, PassageKind.RECOMMENDATION.value, "concern"
_THEMES = {theme.code: theme.title for theme in all_themes()}
Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Found:
    """A theme in past documents: how many recommendations and findings have it, of which so many tell of a concern.

    `own`: of this authority's own documents. Each comes with where its passages are.
    """

    title: str
    recommendations: int
    recommendations_link: str
    findings: int
    findings_link: str
    concerns: int
    own: int
    own_link: str


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One thing inspectors look for, and what bears on it."""

    code: str
    number: int
    text: str
    standards: tuple[Named, ...]
    measures: tuple[Named, ...]
    found: tuple[Found, ...]
    reported_at: str


@dataclass(frozen=True, slots=True)
class ReadArea:
    """An inspection area in the regulator's order."""

    code: str
    title: str
    source: str
    lines: tuple[ReadLine, ...]
    documents: int


def reading_areas() -> list[tuple[str, str, str]]:
    """Every area: its title, where it is, and how much is in it."""
    return [
        (inspection_area(code).short_title, link("handbook:reading", code), plural(len(criteria_of(code)), "line"))
        for code in AREAS
    ]  # fmt: skip


def read_area(code: str, catalogue: ResolvedCatalogue, database: str, own: str) -> ReadArea:
    """One area; `own` is the code of the authority this service is of, blank for none."""
    held = holding(database)
    everywhere = _counted(database, "", held)
    here = _counted(database, own, held) if own else {}
    criteria = criteria_of(code)
    lines = tuple(_line(n, each, catalogue, everywhere, here, own) for n, each in enumerate(criteria, start=1))
    return ReadArea(code, inspection_area(code).short_title, criteria[0].source if criteria else "", lines, held[0])


@lru_cache(maxsize=8)
def _counted(database: str, la_code: str, held: tuple[int, str]) -> Counts:
    return themes_counted(database, la_code)


def _line(
    number: int, each: Criterion, catalogue: ResolvedCatalogue, everywhere: Counts, here: Counts, own: str
) -> ReadLine:  # fmt: skip
    return ReadLine(
        each.code, number, each.text,
        tuple(standard_named(code, catalogue) for code in each.standards if code in catalogue.standards),
        tuple(measure_named(code, catalogue) for code in each.measures if code in catalogue.indicators),
        tuple(_found(theme, everywhere.get(theme, {}), here.get(theme, {}), own) for theme in each.themes),
        each.reported_at,
    )  # fmt: skip


def _found(theme: str, counts: Mapping[str, int], own_counts: Mapping[str, int], own: str) -> Found:
    return Found(
        _THEMES.get(theme, theme), counts.get(RECOMMENDATION, 0), _search(theme, RECOMMENDATION),
        counts.get(FINDING, 0), _search(theme, FINDING), counts.get(CONCERN, 0),
        own_counts.get(RECOMMENDATION, 0) + own_counts.get(FINDING, 0), _search(theme, "all", own) if own else "",
    )  # fmt: skip


def _search(theme: str, kind: str, la_code: str = "") -> str:
    asked = {"theme": theme, "kind": kind} | ({"la": la_code} if la_code else {})
    return f"{link('inspections:find')}?{urlencode(asked)}"
