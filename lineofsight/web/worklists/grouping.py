"""A worklist put together another way: under each child, or counted for each standard or stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from lineofsight.core.standards import Standard
from lineofsight.record.service.counting.counted import Counted
from lineofsight.record.service.models import ChildNow, OpenDuty
from lineofsight.record.service.now import Stage
from lineofsight.reports.facts.titles import short_title
from lineofsight.web.layout.dates import days
from lineofsight.web.layout.links import link
from lineofsight.web.worklists.filters import State, counts_by_standard
from lineofsight.web.worklists.presenters import First, Row, first_of, row_of


@dataclass(frozen=True, slots=True)
class OfChild:
    """A child, why they stand where they stand, and what is owed to them."""

    child: First
    rows: tuple[Row, ...]


def by_child(
    children: Iterable[ChildNow], duties: Iterable[OpenDuty], standards: Mapping[str, Standard], day: date
) -> list[OfChild]:  # fmt: skip
    """Each child of a page with what is owed to them."""
    listed = list(children)
    rows: dict[str, list[Row]] = {child.reference: [] for child in listed}
    for duty in duties:
        # A child may have left the list since it was counted: somebody wrote meanwhile.
        if duty.reference in rows:
            rows[duty.reference].append(row_of(duty, standards, day))
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


def by_standard(part: Counted, day: date, standards: Mapping[str, Standard]) -> list[Kind]:
    """Counts for each standard; those with most overdue first."""
    kinds = [
        Kind(
            code, short_title(standards[code]) if code in standards else code, link("handbook:standard", code),
            counts[State.OVERDUE], counts[State.SOON], counts[State.NOT_KNOWN],
            days((day - counts["oldest"]).days) if counts["oldest"] else "",
        )
        for code, counts in counts_by_standard(part, day).items()
    ]  # fmt: skip
    return sorted(kinds, key=lambda kind: (-kind.overdue, -kind.soon, kind.title))


def by_stage(part: Counted) -> list[Kind]:
    """What is owed to open children, put together by the stage each is at; the furthest along first."""
    summed = ("overdue", "due_soon", "not_known")
    late, near, untold = (part.children_summed_by("stage", name) for name in summed)
    longest, held = part.most_by("stage", "longest_overdue"), part.children_by("stage")
    return [
        Kind(
            stage, Stage(stage).label, "", late[stage], near[stage], untold[stage],
            days(longest[stage]) if longest.get(stage) else "",
        )
        for stage in reversed(Stage.values) if (stage,) in held
    ]  # fmt: skip
