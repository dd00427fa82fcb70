"""The contents: standards and measures by area and stage, tables, lists of codes, and what is left out and why."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lineofsight.catalogue import STANDARDS
from lineofsight.catalogue.indicators import DEFINED
from lineofsight.core.areas import Area
from lineofsight.core.tables import TABLES
from lineofsight.core.text_formats import plural
from lineofsight.core.wording import title_of
from lineofsight.evaluation.coverage import Coverage
from lineofsight.evaluation.documents import ResolvedCatalogue
from lineofsight.evaluation.telling import untold
from lineofsight.reports.handbook.not_included import reference_codes
from lineofsight.web.handbook.measures import MeasureWords, listed_measures, measure_in_words
from lineofsight.web.handbook.standards import (
    Named,
    StandardWords,
    measure_named,
    standard_in_words,
    standard_named,
)
from lineofsight.web.handbook.words import HOLDERS, sentence, theme_words
from lineofsight.web.layout.links import link


@dataclass(frozen=True, slots=True)
class Part:
    """A stage of practice: its standards and its measures."""

    title: str
    standards: tuple[Named, ...]
    measures: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class AreaPart:
    """An area: how much is in it, its parts, and where the whole of it can be printed."""

    code: str
    title: str
    counted: str
    parts: tuple[Part, ...]
    link: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of the reference lists that is not included, and what it awaits."""

    title: str
    code: str
    awaits: str


def areas(catalogue: ResolvedCatalogue) -> tuple[AreaPart, ...]:
    """Every practice area in order."""
    return tuple(_area(area, catalogue) for area in Area)


def _area(area: Area, catalogue: ResolvedCatalogue) -> AreaPart:
    standards: dict[str, list[Named]] = {}
    for code, item in catalogue.standards.items():
        if item.area is area:
            standards.setdefault(theme_words(item.stage), []).append(standard_named(code, catalogue))
    measures: dict[str, list[Named]] = {}
    for indicator in listed_measures(catalogue):
        if indicator.area is area:
            measures.setdefault(theme_words(indicator.theme), []).append(measure_named(indicator.code, catalogue))
    counted = (
        f"{plural(sum(map(len, standards.values())), 'standard')}, "
        f"{plural(sum(map(len, measures.values())), 'measure')}"
    )
    parts = tuple(
        Part(title, _by_title(standards.get(title, [])), _by_title(measures.get(title, [])))
        for title in sorted({*standards, *measures})
    )
    return AreaPart(area.value, area.heading, counted, parts, link("handbook:area", area.value))


def tables_by_holder() -> list[tuple[str, list[Named]]]:
    """Every table under whom its rows are about."""
    found: dict[str, list[Named]] = {}
    for table in TABLES.values():
        about = f"About {HOLDERS[table.holder]}"
        found.setdefault(about, []).append(Named(table.title, table.name, link("handbook:table", table.name)))
    return [(about, sorted(tables, key=lambda each: each.title)) for about, tables in found.items()]


def left_out(catalogue: ResolvedCatalogue) -> tuple[list[LeftOut], list[LeftOut]]:
    """Standards, and measures, of the reference lists that are not included, each with the reason."""
    standards, measures = [], []
    for each in reference_codes():
        if each.kind == "standards" and each.code not in STANDARDS:
            standards.append(LeftOut(each.title, each.code, _awaits(each.awaits, catalogue)))
        if each.kind == "indicators" and each.code not in DEFINED:
            measures.append(LeftOut(each.title, each.code, _awaits(each.awaits, catalogue)))
    return standards, measures


def _awaits(words: str, catalogue: ResolvedCatalogue) -> str:
    """What something left out awaits, measures and standards by their titles in place of their codes."""
    return sentence(re.sub("`([a-z0-9_]+)`", lambda found: f"“{_title(found[1], catalogue)}”", words or "not said"))


def _title(code: str, catalogue: ResolvedCatalogue) -> str:
    if code in DEFINED:
        return DEFINED[code].title
    item = catalogue.standards.get(code)
    return code.replace("_", " ") if item is None else title_of(item)


def not_told(catalogue: ResolvedCatalogue, coverage: Coverage) -> list[tuple[Named, str]]:
    """The standards of which the files loaded can never tell, each with what is lacking."""
    found = []
    for code, item in catalogue.standards.items():
        if why := untold(item, coverage):
            found.append((standard_named(code, catalogue), sentence("; ".join(why).replace("_", " "))))
    return sorted(found, key=lambda pair: pair[0].title)


@dataclass(frozen=True, slots=True)
class WholeArea:
    """An area as it is printed: every standard and every measure in words, under its stage."""

    code: str
    title: str
    standards: tuple[tuple[str, tuple[StandardWords, ...]], ...]
    measures: tuple[tuple[str, tuple[MeasureWords, ...]], ...]


def whole_area(area: Area, catalogue: ResolvedCatalogue) -> WholeArea:
    """Everything of an area, for reading on paper."""
    standards: dict[str, list[StandardWords]] = {}
    for item in catalogue.standards.values():
        if item.area is area:
            standards.setdefault(theme_words(item.stage), []).append(standard_in_words(item, catalogue))
    measures: dict[str, list[MeasureWords]] = {}
    for indicator in listed_measures(catalogue):
        if indicator.area is area:
            measures.setdefault(theme_words(indicator.theme), []).append(measure_in_words(indicator, catalogue))
    return WholeArea(
        area.value, area.heading,
        tuple((stage, tuple(sorted(found, key=lambda each: each.title))) for stage, found in sorted(standards.items())),
        tuple((theme, tuple(sorted(found, key=lambda each: each.title))) for theme, found in sorted(measures.items())),
    )  # fmt: skip


def _by_title(named: list[Named]) -> tuple[Named, ...]:
    return tuple(sorted(named, key=lambda each: each.title))
