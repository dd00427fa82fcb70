"""The load of reviews and inspections: how many are open at each month's end, and who carries those open now. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = 36
KINDS = ("Serious incidents and their reviews", "Other reviews", "Inspections", "Improvement notice")


@dataclass(frozen=True, slots=True)
class Span:
    """Something that takes leaders' time: which of KINDS, from when, until when (None: still), who carries it."""

    kind: str
    from_on: date
    to_on: date | None
    carried_by: str = ""
    agencies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Carried:
    """What one leader, or agency, carries now."""

    name: str
    spans: int
    actions: int


def month_ends(until: date, months: int = MONTHS) -> list[date]:
    """The last day of each month up to the one before `until`, and `until` itself, the oldest first."""
    found, first = [until], until.replace(day=1)
    for _ in range(months - 1):
        found.append(first - timedelta(days=1))
        first = (first - timedelta(days=1)).replace(day=1)
    return found[::-1]


def is_open(span: Span, on: date) -> bool:
    """Whether it takes time at the end of a day."""
    return span.from_on <= on and (span.to_on is None or span.to_on > on)


def by_month(spans: Sequence[Span], until: date, months: int = MONTHS) -> list[tuple[date, tuple[int, ...]]]:
    """How many of each kind are open at each month's end."""
    return [
        (on, tuple(sum(1 for span in spans if span.kind == kind and is_open(span, on)) for kind in KINDS))
        for on in month_ends(until, months)
    ]


def carried(spans: Sequence[Span], actions: Mapping[str, int], on: date) -> list[Carried]:
    """What each leader carries now, by name; what nobody carries last."""
    open_now = [span.carried_by for span in spans if is_open(span, on)]
    names = sorted({*filter(None, open_now), *actions})
    found = [Carried(name, open_now.count(name), actions.get(name, 0)) for name in names]
    nobody = open_now.count("")
    return [*found, Carried("Nobody named", nobody, 0)] if nobody else found


def by_agency(spans: Sequence[Span], on: date) -> list[Carried]:
    """In how many open reviews each partner agency takes part."""
    open_now = [agency for span in spans if is_open(span, on) for agency in span.agencies]
    return [Carried(name, open_now.count(name), 0) for name in sorted(set(open_now))]
