"""The regulator's reading order: a page for each inspection area, each thing inspectors look for with what bears on it.

Past findings are read from reports, none of which is kept here: the page says how to load them, and where the service
shows them by the same themes.
"""

from __future__ import annotations

from lineofsight.catalogue import STANDARDS
from lineofsight.catalogue.indicators import DEFINED
from lineofsight.core.areas import inspection_area
from lineofsight.core.text_formats import plural
from lineofsight.core.wording import title_of
from lineofsight.inspections.criteria import AREAS, Criterion, criteria_of
from lineofsight.inspections.themes import all_themes
from lineofsight.reports.handbook.markdown import anchored, bullets, link, page, sentence

READ_AS = (
    "In the order in which an inspection report is read: what inspectors look for, in our own words; then what is owed "
    "and what is measured here that bears on it. The lines are not the inspectorate's words."
)
FINDINGS = (
    "What past inspections found is read from their reports: load them with `lineofsight inspections load FOLDER` "
    "({how_to}). The service's handbook then counts, under each line, the findings and recommendations with its "
    "themes, each leading to the passages."
)
_THEMES = {theme.code: theme.title for theme in all_themes()}


def reading_pages() -> dict[str, str]:
    """Every page by its name, and their index."""
    made = {f"{area}.md": _page(area) for area in AREAS}
    made["index.md"] = page(
        "In the regulator's order",
        READ_AS,
        bullets(
            f"{link(inspection_area(area).short_title, f'{area}.md')}: {plural(len(criteria_of(area)), 'line')}"
            for area in AREAS
        ),
    )
    return made


def _page(area: str) -> str:
    criteria = criteria_of(area)
    how_to = link("how", "../../how-to/follow-an-authority-over-the-years.md")
    source = criteria[0].source if criteria else ""
    return page(
        f"{inspection_area(area).short_title}: in the regulator's order",
        f"{READ_AS} {link('All areas', 'index.md')}.",
        FINDINGS.format(how_to=how_to),
        *(_part(number, each) for number, each in enumerate(criteria, start=1)),
        f"Source: {sentence(source)}" if source else "",
    )


def _part(number: int, each: Criterion) -> str:
    standards = [
        f"{link(title_of(item), f'../standards/{item.area}.md#{item.code}')}: {item.duty_basis.weight}"
        for item in (STANDARDS[code] for code in each.standards)
    ]
    measures = [
        link(item.title, f"../measures/{item.area}.md#{item.code}")
        for item in (DEFINED[code] for code in each.measures)
    ]
    themes = ", ".join(_THEMES.get(code, code).lower() for code in each.themes)
    seen = [f"Themes of findings: {link(themes, '../inspection-themes.md')}." if themes else "No theme tells it."]
    if each.reported_at:
        seen.append(f"A report that tells it: {each.reported_at}.")
    return "\n\n".join(
        [
            anchored(each.code, f"{number}. {each.text}", 2),
            "Standards:\n\n" + bullets(standards) if standards else "No standard here bears on it.",
            "Measures:\n\n" + bullets(measures) if measures else "No measure here bears on it.",
            " ".join(seen),
        ]
    )
