"""Every page of the handbook, and writing them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from lineofsight.catalogue import STANDARDS
from lineofsight.catalogue.indicators import DEFINED
from lineofsight.core.areas import Area
from lineofsight.core.text_formats import plural
from lineofsight.core.wording import title_of
from lineofsight.reports.handbook.inspection_areas import reading_pages
from lineofsight.reports.handbook.inspection_themes import inspection_themes_page
from lineofsight.reports.handbook.markdown import bullets, link, page
from lineofsight.reports.handbook.measures import measures_page
from lineofsight.reports.handbook.not_included import indicators_not_included, standards_not_included
from lineofsight.reports.handbook.reference import codes_page, tables_page
from lineofsight.reports.handbook.rules import rules_index, rules_pages
from lineofsight.reports.handbook.sources import sources_page
from lineofsight.reports.handbook.standards import standards_page

FOLDER = "docs/handbook"


@cache
def pages() -> Mapping[str, str]:
    """Every page by its path from the top of the repository. The same definitions give the same text."""
    made = {f"{FOLDER}/index.md": _index(), f"{FOLDER}/tables.md": tables_page(), f"{FOLDER}/codes.md": codes_page()}
    made[f"{FOLDER}/inspection-themes.md"] = inspection_themes_page()
    for area in Area:
        made[f"{FOLDER}/standards/{area}.md"] = standards_page(area)
        made[f"{FOLDER}/measures/{area}.md"] = measures_page(area)
    for name, text in rules_pages().items():
        made[f"{FOLDER}/rules/{name}"] = text
    for name, text in reading_pages().items():
        made[f"{FOLDER}/inspection/{name}"] = text
    made["docs/standards-not-included.md"] = standards_not_included()
    made["docs/indicators-not-included.md"] = indicators_not_included()
    made["docs/how-to/what-each-source-can-and-cannot-tell.md"] = sources_page()
    return MappingProxyType(made)


def stale(top: Path) -> tuple[str, ...]:
    """The pages under `top` that are not as the definitions now make them, missing and left over ones among them."""
    made = pages()
    found = [name for name, text in made.items() if not _is(top / name, text)]
    return tuple(sorted(found + [name for name in _there(top) if name not in made]))


def write(top: Path) -> None:
    """Write every page under `top`, and remove pages of the handbook's folder that are no longer made."""
    made = pages()
    for name, text in made.items():
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(text, encoding="utf-8")
    for name in _there(top):
        if name not in made:
            (top / name).unlink()


def _there(top: Path) -> list[str]:
    return [path.relative_to(top).as_posix() for path in sorted((top / FOLDER).rglob("*.md"))]


def _is(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


def _index() -> str:
    parts = [
        "What is owed to children and by when, and what is measured: every page here is made from the definition that "
        "the program runs. **Must** is law, **should** is guidance, **local** is the authority's own.",
        bullets([
            link("The record's tables", "tables.md"), link("Our own codes", "codes.md"),
            link("What each source can and cannot tell", "../how-to/what-each-source-can-and-cannot-tell.md"),
            link("The rules of the returns", "#rules"), link("Themes of inspections", "inspection-themes.md"),
            link("In the regulator's order", "inspection/index.md"),
            link("Standards not included", "../standards-not-included.md") + " and "
            + link("indicators not included", "../indicators-not-included.md"),
        ]),
    ]  # fmt: skip
    for area in Area:
        standards = sorted((item for item in STANDARDS.values() if item.area is area), key=lambda item: item.code)
        measures = sorted((item for item in DEFINED.values() if item.area is area), key=lambda item: item.code)
        parts += [
            f"## {area.heading}",
            f"{link(plural(len(standards), 'standard'), f'standards/{area}.md')}, "
            f"{link(plural(len(measures), 'measure'), f'measures/{area}.md')}.",
            "### Standards",
            bullets(f"{link(title_of(item), f'standards/{area}.md#{item.code}')}: {item.duty_basis.weight}"
                    for item in standards),
            "### Measures",
            bullets(link(item.title, f"measures/{area}.md#{item.code}") for item in measures),
        ]  # fmt: skip
    return page("Handbook", *parts, '<a id="rules"></a>\n' + rules_index())
