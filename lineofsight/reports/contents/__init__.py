"""What each page shows, in the order councils know from the spreadsheet they make today."""

from collections.abc import Iterable
from difflib import get_close_matches

from lineofsight.catalogue import STANDARDS
from lineofsight.catalogue.indicators import INDICATORS
from lineofsight.reports.contents import care_and_leaving, front_door, protection
from lineofsight.reports.parts import Figures, PageContent, Part, Timeliness, Trend


def checked(pages: Iterable[PageContent]) -> tuple[PageContent, ...]:
    """The pages. Raises ValueError, naming page and near codes, where one shows what the catalogue does not hold."""
    kept = tuple(pages)
    for page in kept:
        for part in page.parts:
            _check(part, page)
        if page.otherwise is not None:
            checked((page.otherwise,))
    return kept


def _check(part: Part, page: PageContent) -> None:
    match part:
        case Figures(codes, stated):
            asked, known, what = (*codes, *(one.code for one in stated)), set(INDICATORS), "indicator"
            if astray := {one.code for one in stated} - set(codes):
                raise ValueError(f"Page {page.code!r}: {sorted(astray)} stand for figures that it does not show.")
        case Trend(code):
            asked, known, what = (code,), set(INDICATORS), "indicator"
        case Timeliness(codes):
            asked, known, what = codes, set(STANDARDS), "standard"
        case _:
            return
    for code in asked:
        if code not in known:
            near = get_close_matches(code, known, n=3)
            hint = f" Did you mean {', '.join(near)}?" if near else ""
            raise ValueError(f"Page {page.code!r} shows {code!r}, which is no {what} of the catalogue.{hint}")


PAGES: tuple[PageContent, ...] = checked((*front_door.PAGES, *protection.PAGES, *care_and_leaving.PAGES))
