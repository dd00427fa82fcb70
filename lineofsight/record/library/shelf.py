"""Every document of the library without its passages, kept between questions for as long as nothing is loaded.

Searches, lists and pictures ask of all documents; of hundreds of them reading the rows anew costs more than the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Count, Max

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.area_histories import Strand, strands_of
from lineofsight.record.library.models import Document, Judgement

KEPT = 4


@dataclass(frozen=True, slots=True)
class Graded:
    """A report with its grades by area, in the order printed."""

    document: Document
    grades: Mapping[str, str]

    @property
    def on(self) -> date:
        """The last day on site, else the first, else when it was published."""
        assert self.document.on is not None
        return self.document.on

    def grade_of(self, strand: Strand) -> str:
        """The grade of whatever area covers a strand; blank for none."""
        for code, grade in self.grades.items():
            if strand in strands_of(self.document.framework, code):
                return grade
        return ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the library holds. `documents` that count, the latest first and those of no day last, by key.

    `reports` of each authority with their grades, oldest first; one without a date has no place in a history. Where the
    single values of a document stand is not read: asking one for its `places` reads it. Nothing here is to be changed.
    """

    documents: Mapping[int, Document]
    reports: Mapping[str, tuple[Graded, ...]]


def holding(database: str) -> tuple[int, str]:
    """What names what the library holds, for what is made from the whole of it: how much, and when it last changed."""
    found = Document.objects.using(database).aggregate(number=Count("pk"), latest=Max("loaded_at"), key=Max("pk"))
    return found["number"], f"{found['latest']} {found['key']}"


def shelf(database: str) -> Shelf:
    """The library as it is now."""
    return _shelf(database, holding(database))


@lru_cache(maxsize=KEPT)
def _shelf(database: str, held: tuple[int, str]) -> Shelf:
    counting = Document.objects.using(database).filter(is_copy=False).defer("places")
    documents = sorted(counting.order_by(), key=lambda each: (each.on or date.min, each.pk), reverse=True)
    grades: dict[int, dict[str, str]] = defaultdict(dict)
    given = Judgement.objects.using(database).order_by("document_id", "place")
    for document, area, grade in given.values_list("document_id", "area_code", "grade"):
        grades[document][area] = grade
    reports: dict[str, list[Graded]] = defaultdict(list)
    for each in reversed(documents):
        if each.is_graded and each.on is not None:
            reports[each.la_code].append(Graded(each, dict(grades.get(each.pk, {}))))
    return Shelf(
        {each.pk: each for each in documents}, {code: tuple(found) for code, found in reports.items()}
    )  # fmt: skip
