"""A practice area's measures: what is counted, out of what, which way is better, and what England has."""

from __future__ import annotations

import re

from lineofsight.catalogue import STANDARDS
from lineofsight.catalogue.england_figures import england_figures
from lineofsight.catalogue.examples import indicator_examples
from lineofsight.catalogue.indicators import DEFINED
from lineofsight.core.areas import Area
from lineofsight.core.authority import Confidence
from lineofsight.core.indicator_words import indicator_words
from lineofsight.core.indicators import Better, Duties, Indicator
from lineofsight.core.wording import title_of
from lineofsight.reports.handbook.example_parts import example_parts
from lineofsight.reports.handbook.markdown import anchored, bullets, link, page, sentence
from lineofsight.reports.handbook.standards import CHECK_THE_SOURCE, stage_words

BETTER_WORDS = {
    Better.HIGHER: "Higher is better",
    Better.LOWER: "Lower is better",
    Better.NEITHER: (
        "Neither way is better by itself: a number like this can be had by refusing, closing, rushing or grading up, "
        "or it only says how much there is. Look at what lies behind it"
    ),
}


def measures_page(area: Area) -> str:
    """One area's page."""
    items = [item for item in DEFINED.values() if item.area is area]
    parts = [f"{len(items)} measures. {link('All areas', '../index.md')}."]
    for theme in sorted({item.theme for item in items}):
        parts.append(f"## {stage_words(theme)}")
        parts += [_measure(item) for item in sorted(items, key=lambda item: item.code) if item.theme == theme]
    return page(f"{area.heading}: measures", *parts)


def england_words(code: str) -> str:
    """England's figure with its period and source; the empty text where none was read."""
    figure = england_figures().get(code)
    if figure is None:
        return ""
    note = f"; {figure.note}" if figure.note else ""
    return f"England: {figure.words}, {figure.period} ({figure.source}{note})"


def _in_titles(words: str) -> str:
    """Standards named by their titles in place of their codes."""
    return re.sub("“([a-z0-9_]+)”", lambda found: _titled(found[1]), words)


def _titled(code: str) -> str:
    return f"“{title_of(STANDARDS[code])}”" if code in STANDARDS else f"“{code}”"


def _measure(item: Indicator) -> str:
    lines = [
        BETTER_WORDS[item.better], f"Given for: {str(item.period).replace('_', ' ')}",
        f"Broken down by: {', '.join(str(part).replace('_', ' ') for part in item.breakdowns) or 'nothing'}",
        f"Authority: {item.authority}",
    ]  # fmt: skip
    if item.confidence in (Confidence.MEDIUM, Confidence.LOW):
        lines.append(f"**{CHECK_THE_SOURCE}** (confidence: {item.confidence})")
    if england := england_words(item.code):
        lines.append(england)
    if item.notes:
        lines.append(item.notes)
    if item.standards:
        beside = (
            link(title_of(STANDARDS[code]), f"../standards/{STANDARDS[code].area}.md#{code}") for code in item.standards
        )
        lines.append(f"Standards beside it: {'; '.join(beside)}")
    examples = example_parts(indicator_examples(item.code), follows="What is counted,")
    if not examples and isinstance(item.population, Duties):
        examples = "What is due, met and overdue is shown by the examples of the standards beside it."
    parts = [
        anchored(item.code, item.title), f"`{item.code}`. {item.why}", sentence(_in_titles(indicator_words(item))),
        bullets(sentence(line) for line in lines), examples,
    ]  # fmt: skip
    return "\n\n".join(part for part in parts if part)
