"""A measure's page: who counts, out of whom, over what, how, on whose authority, and how it is now."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lineofsight.catalogue.england_figures import england_figures
from lineofsight.catalogue.examples import indicator_examples
from lineofsight.core.indicator_words import measure_words, population_words, question_words
from lineofsight.core.indicators import Duties, Indicator
from lineofsight.core.text_formats import join_words
from lineofsight.core.wording import title_of
from lineofsight.evaluation.documents import ResolvedCatalogue
from lineofsight.web.handbook.current import Current, current
from lineofsight.web.handbook.shown_examples import ShownExample, shown_examples
from lineofsight.web.handbook.standards import Named, standard_named, tables_read
from lineofsight.web.handbook.used import is_of_a_standard, read_by_measure, report_pages
from lineofsight.web.handbook.words import (
    BETTER,
    BREAKDOWNS,
    CONFIDENCES,
    PERIODS,
    UNSURE,
    sentence,
    theme_words,
)
from lineofsight.web.knowledge.latest import Latest
from lineofsight.web.layout.links import link


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """What a measure says, without examples or figures: as it is printed with its whole area."""

    code: str
    title: str
    why: str
    area: str
    area_heading: str
    theme: str
    lines: tuple[tuple[str, str], ...]
    document: str
    place: str
    url: str
    confidence: str
    is_unsure: bool
    england: str
    england_source: str
    notes: str
    link: str


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """The whole page."""

    words: MeasureWords
    examples: tuple[ShownExample, ...]
    no_examples: str
    standards: tuple[Named, ...]
    reports: tuple[str, ...]
    tables: tuple[tuple[Named, tuple[str, ...]], ...]
    figure: Current | None


def measure_page(
    item: Indicator, catalogue: ResolvedCatalogue, found: Mapping[str, Latest], *, is_exact: bool
) -> MeasurePage:  # fmt: skip
    """The page of one measure. To those to whom it `is_exact` not the longest wait is not told: it is one child's."""
    examples = shown_examples(indicator_examples(item.code), "What counts")
    hidden = not is_exact and item.code.endswith(".longest_wait")
    none = ""
    if not examples:
        none = "What is due, met and overdue is shown by the examples of its standards."
        if not isinstance(item.population, Duties):
            none = "No example of this measure is kept yet."
    return MeasurePage(
        measure_in_words(item, catalogue), examples, none,
        tuple(standard_named(code, catalogue) for code in item.standards if code in catalogue.standards),
        tuple(page.title for page in report_pages(item.code)), tables_read(read_by_measure(item, catalogue)),
        None if hidden else current("Now", item, found, is_exact=is_exact),
    )  # fmt: skip


def measure_in_words(item: Indicator, catalogue: ResolvedCatalogue) -> MeasureWords:
    """What a measure says."""
    england = england_figures().get(item.code)
    note = f"; {england.note}" if england and england.note else ""
    return MeasureWords(
        item.code, item.title, item.why, item.area.value, item.area.heading, theme_words(item.theme),
        tuple(_lines(item, catalogue)), item.authority.document, item.authority.reference, item.authority.url or "",
        CONFIDENCES[item.confidence], item.confidence in UNSURE, england.words if england else "",
        f"{england.period} ({england.source}{note})" if england else "", item.notes,
        link("handbook:indicator", item.code),
    )  # fmt: skip


def _lines(item: Indicator, catalogue: ResolvedCatalogue) -> list[tuple[str, str]]:
    counts = ""
    if item.counts:
        counts = join_words([question_words(question, item.source) for question in item.counts], "and")
    lines = [
        ("Who counts", sentence(counts) if counts else "Everyone who is looked at."),
        ("Out of whom", sentence(population_words(item))), ("How it is worked out", measure_words(item)),
        ("Over what time", sentence(PERIODS[item.period])),
        ("Broken down by", sentence(join_words([BREAKDOWNS[each] for each in item.breakdowns], "and") or "nothing")),
        ("Which way is better", BETTER[item.better]),
    ]  # fmt: skip
    return [(heading, in_titles(words, catalogue)) for heading, words in lines]


def in_titles(words: str, catalogue: ResolvedCatalogue) -> str:
    """Standards named by their titles in place of their codes."""
    standards = catalogue.standards
    return re.sub(
        "“([a-z0-9_]+)”",
        lambda found: f"“{title_of(standards[found[1]])}”" if found[1] in standards else found[0], words,
    )  # fmt: skip


def listed_measures(catalogue: ResolvedCatalogue) -> tuple[Indicator, ...]:
    """The measures of their own, without the four that every standard has."""
    return tuple(
        item for code, item in catalogue.indicators.items() if not is_of_a_standard(code, catalogue)
    )  # fmt: skip
