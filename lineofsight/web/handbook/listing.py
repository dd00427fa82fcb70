"""The handbook's standards and measures as rows of a workbook."""

from __future__ import annotations

from collections.abc import Iterator

from lineofsight.evaluation.documents import ResolvedCatalogue
from lineofsight.web.handbook.measures import listed_measures, measure_in_words
from lineofsight.web.handbook.standards import standard_in_words

HEADINGS = (
    "Kind", "Area", "Stage or theme", "Title", "Code", "Why", "How strongly", "Document", "Place in it", "Confidence",
    "In words",
)  # fmt: skip


def listed(catalogue: ResolvedCatalogue) -> Iterator[tuple[str, ...]]:
    """Every standard, then every measure of its own."""
    for item in catalogue.standards.values():
        words = standard_in_words(item, catalogue)
        yield (
            "Standard", words.area_heading, words.stage, words.title, words.code, words.why, words.force_words,
            words.document, words.place, words.confidence, _joined(words.lines),
        )  # fmt: skip
    for indicator in listed_measures(catalogue):
        said = measure_in_words(indicator, catalogue)
        yield (
            "Measure", said.area_heading, said.theme, said.title, said.code, said.why, "", said.document, said.place,
            said.confidence, _joined(said.lines),
        )  # fmt: skip


def _joined(lines: tuple[tuple[str, str], ...]) -> str:
    return "\n".join(f"{heading}: {said}" for heading, said in lines)
