"""From what was said to what can be measured: themes by their published words, measures by a published list.

`data/theme_measures.csv` names for each theme of inspections the measures that bear on it, nearest first, and the theme
of audits. Nothing is guessed: a match shows the words that made it, and a person takes off what does not fit.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from lineofsight.inspections.themes import all_themes, themes_of

MOST_FROM_SEVERAL = 3


@dataclass(frozen=True, slots=True)
class ThemeMeasures:
    """The measures that bear on a theme, nearest first, and the theme its audits have."""

    theme: str
    measures: tuple[str, ...]
    audit_theme: str


@dataclass(frozen=True, slots=True)
class Matched:
    """What a text is about: themes with the words that told each, and for each measure the theme it comes by."""

    themes: Mapping[str, tuple[str, ...]]
    measures: Mapping[str, str]
    audit_theme: str


@cache
def theme_measures() -> Mapping[str, ThemeMeasures]:
    """The published list."""
    text = resources.files("lineofsight.web.improvement").joinpath("data", "theme_measures.csv").read_text("utf-8")
    return {
        row["theme"]: ThemeMeasures(row["theme"], tuple(row["measures"].split("; ")), row["audit_theme"])
        for row in csv.DictReader(text.splitlines())
    }


@cache
def theme_titles() -> Mapping[str, str]:
    """Every theme's title by its code."""
    return {theme.code: theme.title for theme in all_themes()}


@cache
def theme_areas() -> Mapping[str, str]:
    """The inspection area each theme belongs to most."""
    return {theme.code: theme.area_code for theme in all_themes()}


def matched(text: str, themes: Mapping[str, Sequence[str]] | None = None) -> Matched:
    """What a text is about, by its own words or by themes found before.

    The theme most words tell comes first; of one theme its two nearest measures are proposed, of several the nearest
    of each, three at most.
    """
    found = themes_of(text) if themes is None else themes
    place = {theme: n for n, theme in enumerate(theme_titles())}
    ordered = sorted((code for code in found if code in place), key=lambda code: (-len(found[code]), place[code]))
    each = 2 if len(ordered) == 1 else 1
    measures: dict[str, str] = {}
    for code in ordered:
        for measure in theme_measures()[code].measures[:each]:
            measures.setdefault(measure, code)
    audit = theme_measures()[ordered[0]].audit_theme if ordered else ""
    words = {code: tuple(found[code]) for code in ordered}
    return Matched(words, dict(list(measures.items())[:MOST_FROM_SEVERAL]), audit)
