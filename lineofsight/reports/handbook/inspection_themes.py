"""The handbook's page of themes: what a finding or recommendation is said to be about, and by which words."""

from __future__ import annotations

from lineofsight.core.areas import Area
from lineofsight.inspections.themes import all_themes
from lineofsight.reports.handbook.markdown import page, table

SPOKEN_OF = (
    "A finding or recommendation read by `lineofsight inspections read` has a theme when one of its words stands "
    "in it, and shows the words that matched. Nothing is learned or weighed, and one text may have several themes or "
    "none. `*` stands for the rest of a word; capitals do not matter, and a hyphen and a space are the same."
)


def inspection_themes_page() -> str:
    """The page, a table for each area, in the order of the list."""
    parts = [SPOKEN_OF]
    for area in Area:
        themes = [theme for theme in all_themes() if theme.area_code == area.value]
        if themes:
            rows = [(f"`{theme.code}`", theme.title, ", ".join(theme.words).replace("*", "\\*")) for theme in themes]
            parts += [f"## {area.heading}", table(("code", "theme", "words"), rows)]
    return page("Themes of inspections", *parts)
