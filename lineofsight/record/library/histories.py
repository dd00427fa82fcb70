"""What the library holds of an authority, of several, and of the whole country: read in few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count, F, QuerySet
from django.db.models.functions import ExtractYear

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.area_histories import Strand, strands_of
from lineofsight.record.library.models import Document, Judgement, Passage, PassageKind
from lineofsight.record.library.shelf import Graded, holding, shelf

__all__ = [
    "GRADES", "Graded", "authorities_held", "claims", "distribution", "documents", "graded", "holding",
    "themes_counted",
]  # fmt: skip

GRADES = ("outstanding", "good", "requires_improvement", "adequate", "inadequate")


def documents(database: str, la_code: str = "") -> QuerySet[Document]:
    """The documents that count, oldest first; of one authority where its code is given."""
    found = Document.objects.using(database).filter(is_copy=False)
    return found.filter(la_code=la_code) if la_code else found


def graded(database: str, la_codes: Iterable[str]) -> dict[str, tuple[Graded, ...]]:
    """Each authority's reports with their grades, oldest first. One without a date has no place in a history."""
    reports = shelf(database).reports
    return {code: reports.get(code, ()) for code in la_codes}


def claims(database: str, la_code: str) -> QuerySet[Passage]:
    """What articles, notices and letters about an authority say, by document."""
    about = Passage.objects.using(database).filter(kind=PassageKind.CLAIM, document__la_code=la_code)
    return about.select_related("document").order_by(F("document__on").asc(nulls_first=True), "document_id", "place")


def authorities_held(database: str) -> dict[str, int]:
    """How many documents there are of each authority, by its code."""
    found = documents(database).exclude(la_code="").order_by()
    return dict(found.values_list("la_code").annotate(number=Count("pk")).order_by("la_code"))


def distribution(database: str, strand: Strand) -> dict[int, dict[str, int]]:
    """How many reports of each year gave a strand each grade, by year and grade: by the last day on site."""
    given = Judgement.objects.using(database).filter(document__is_copy=False, document__on__isnull=False)
    rows = (
        given.annotate(year=ExtractYear("document__on"))
        .values("year", "document__framework", "area_code", "grade")
        .annotate(number=Count("pk")).order_by()
    )  # fmt: skip
    found: dict[int, dict[str, int]] = {}
    for row in rows:
        if strand in strands_of(row["document__framework"], row["area_code"]):
            year = found.setdefault(row["year"], {})
            year[row["grade"]] = year.get(row["grade"], 0) + row["number"]
    return dict(sorted(found.items()))


def themes_counted(database: str, la_code: str = "") -> dict[str, dict[str, int]]:
    """How many recommendations and findings of documents that count have each theme: by theme, then kind; and how many
    of the findings tell of a concern (`concern`). Of one authority where its code is given.
    """
    found = Passage.objects.using(database).filter(document__is_copy=False).exclude(themes="")
    if la_code:
        found = found.filter(document__la_code=la_code)
    rows = found.order_by().values_list("themes", "kind", "tone").annotate(number=Count("pk"))
    counted: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for themes, kind, tone, number in rows:
        for theme in themes.split():
            counted[theme][kind] += number
            if kind == PassageKind.FINDING and tone == "concern":
                counted[theme]["concern"] += number
    return {theme: dict(kinds) for theme, kinds in counted.items()}
