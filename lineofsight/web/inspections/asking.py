"""What is asked of a page of inspection by its address: every value untrusted; what is unknown is said, not obeyed."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, QueryDict

from lineofsight.core.area_histories import OVERALL, STRANDS, Strand
from lineofsight.core.areas import all_inspection_areas
from lineofsight.core.local_authorities import LocalAuthority, all_local_authorities
from lineofsight.inspections import all_themes
from lineofsight.record.library.models import PassageKind
from lineofsight.record.library.searching import Wanted
from lineofsight.web.inspections.found import THEN_WORDS
from lineofsight.web.inspections.words import TONES

YEARS = range(2000, 2100)
MOST_BESIDE = 20
PASSAGES, AUTHORITIES = "passage", "authority"
WAYS = {PASSAGES: "What was said", AUTHORITIES: "Who was told it"}
Option = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice of a search: its name in the address, its label, its options, and the one chosen."""

    name: str
    label: str
    options: tuple[Option, ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class Search:
    """A search as it was asked: what is wanted, its filters, and what was asked that there is not.

    `by`: what is listed, one of WAYS: the passages, or the authorities that were told it.
    """

    wanted: Wanted
    then: str
    by: str
    filters: tuple[Filter, ...]
    unknown: tuple[str, ...]


def authority_or_404(la_code: str) -> LocalAuthority:
    """The authority of a code. Raises Http404."""
    known = all_local_authorities().get(la_code)
    if known is None:
        raise Http404("There is no authority with that code.")
    return known


def strand_of(given: QueryDict) -> tuple[Strand, bool]:
    """The area a page is about, and whether another was asked for that there is not."""
    asked = given.get("area", "")
    found = next((each for each in STRANDS if each.code == asked), None)
    return found or OVERALL, bool(asked) and found is None


def search_of(given: QueryDict) -> Search:
    """The search an address asks for: recommendations, unless it says otherwise."""
    unknown: list[str] = []

    def one(name: str, label: str, options: tuple[Option, ...], default: str = "") -> Filter:
        asked = given.get(name, default)
        if asked not in {code for code, _ in options}:
            unknown.append(label.lower())
            asked = default
        return Filter(name, label, options, asked)

    areas = {each.code: each.short_title for each in all_inspection_areas()}
    filters = (
        one("kind", "Look in", (*((kind.value, f"{kind.label}s") for kind in PassageKind), ("all", "All of them")),
            PassageKind.RECOMMENDATION),
        one("theme", "About", (("", "Anything"), *((each.code, each.title) for each in all_themes()))),
        one("area", "Area (findings only)", (("", "Any"), *areas.items())),
        one("tone", "Tone (findings only)", (("", "Any"), *TONES.items())),
        one("then", "What came after",
            (("", "Anything"), *((each.value, words) for each, words in THEN_WORDS.items()))),
    )  # fmt: skip
    chosen = {each.name: each.chosen for each in filters}
    years = [_year(given.get(name, ""), unknown) for name in ("from", "to")]
    codes = [code for code in given.getlist("la")[:MOST_BESIDE] if code in all_local_authorities()]
    wanted = Wanted(
        () if chosen["kind"] == "all" else (chosen["kind"],), chosen["theme"], chosen["area"], chosen["tone"],
        tuple(codes), *years,
    )  # fmt: skip
    # What came after is of authorities: whoever asks for one end is shown whose it is.
    usual = AUTHORITIES if chosen["then"] else PASSAGES
    by = given.get("by") or usual
    if by not in WAYS:
        unknown.append("way to list it")
        by = usual
    return Search(wanted, chosen["then"], by, filters, tuple(unknown))


def _year(text: str, unknown: list[str]) -> int | None:
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) == 4 and int(text) in YEARS:
        return int(text)
    unknown.append("year")
    return None
