"""A worklist put together another way: under each child, or counted for each standard or stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Q, Sum

from lineofsight.core.standards import Standard
from lineofsight.record.service.models import ChildNow
from lineofsight.record.service.now import Stage
from lineofsight.record.service.open_duty import DutiesOnADay
from lineofsight.reports.facts.titles import short_title
from lineofsight.web.layout.dates import days
from lineofsight.web.layout.links import link
from lineofsight.web.worklists.filters import Filters, State, counts_by_standard, narrowed
from lineofsight.web.worklists.presenters import First, Row, first_of, row_of


@dataclass(frozen=True, slots=True)
class OfChild:
    """A child, why they stand where they stand, and what is owed to them."""

    child: First
    rows: tuple[Row, ...]


def by_child(
    children: Iterable[ChildNow], duties: DutiesOnADay, standards: Mapping[str, Standard], day: date
) -> list[OfChild]:  # fmt: skip
    """Each child of a page with the rows of the list that are theirs."""
    listed = list(children)
    rows: dict[str, list[Row]] = {child.reference: [] for child in listed}
    for duty in duties.filter(reference__in=list(rows)):
        rows[duty.reference or ""].append(row_of(duty, standards, day))
    return [OfChild(first_of(child, day), tuple(rows[child.reference])) for child in listed]


@dataclass(frozen=True, slots=True)
class Kind:
    """One standard or stage: how many are overdue, due soon and not known, and how long the longest has waited."""

    code: str
    title: str
    link: str
    overdue: int
    soon: int
    unknown: int
    longest: str


def by_standard(
    duties: DutiesOnADay, filters: Filters, day: date, about: Q | None, standards: Mapping[str, Standard]
) -> list[Kind]:  # fmt: skip
    """Counts for each standard; those with most overdue first."""
    counted = counts_by_standard(narrowed(duties, filters, about), day)
    oldest = {code: row["oldest"] for code, row in counted.items() if row["oldest"]}
    kinds = [
        Kind(
            code, short_title(standards[code]) if code in standards else code, link("handbook:standard", code),
            counts.get(State.OVERDUE, 0), counts.get(State.SOON, 0), counts.get(State.NOT_KNOWN, 0),
            days((day - oldest[code]).days) if code in oldest else "",
        )
        for code, counts in counted.items()
    ]  # fmt: skip
    return sorted(kinds, key=lambda kind: (-kind.overdue, -kind.soon, kind.title))


def by_stage(children: Any) -> list[Kind]:
    """What is owed to open children, put together by the stage each is at; the furthest along first."""
    summed = children.filter(is_open=True).order_by().values("stage").annotate(
        late=Sum("overdue"), near=Sum("due_soon"), untold=Sum("not_known"), longest=Max("longest_overdue")
    )  # fmt: skip
    found = {
        row["stage"]: Kind(
            row["stage"], Stage(row["stage"]).label, "", row["late"], row["near"], row["untold"],
            days(row["longest"]) if row["longest"] else "",
        )
        for row in summed
    }  # fmt: skip
    return [found[stage] for stage in reversed(Stage.values) if stage in found]
