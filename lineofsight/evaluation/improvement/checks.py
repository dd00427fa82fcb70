"""Whether what was put right still holds, three, six and twelve months after it was signed off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from lineofsight.core.periods import add_months
from lineofsight.core.text_formats import uk_date
from lineofsight.evaluation.improvement.measures import RECENT, Held

CHECKS_AFTER: Final = (3, 6, 12)
"""Months."""


class Outcome(StrEnum):
    """What a check says."""

    HOLDS = "holds"
    RELAPSED = "relapsed"
    NOT_KNOWN = "not_known"
    TO_COME = "to_come"


@dataclass(frozen=True, slots=True)
class Check:
    """One check, on its day, by the figures of periods that had ended then."""

    months: int
    due_on: date
    outcome: Outcome
    words: str


def checks(measures: Sequence[Held], signed_on: date, relapsed_on: date | None, on: date) -> tuple[Check, ...]:
    """Every check of a sign-off as at a day."""
    return tuple(_check(measures, signed_on, months, relapsed_on, on) for months in CHECKS_AFTER)


def _check(measures: Sequence[Held], signed_on: date, months: int, relapsed_on: date | None, on: date) -> Check:
    due = add_months(signed_on, months)
    if relapsed_on is not None and relapsed_on <= due:
        return Check(months, due, Outcome.RELAPSED, f"It had relapsed by {uk_date(relapsed_on)}.")
    if due > on:
        return Check(months, due, Outcome.TO_COME, f"To be seen on {uk_date(due)}.")
    changed = [each.title for each in measures if each.definition != each.definition_now]
    if changed:
        return Check(months, due, Outcome.NOT_KNOWN, f"Cannot be told: {changed[0]} is defined otherwise since.")
    silent = [each.title for each in measures if not _has_figure(each, signed_on, due)]
    if silent:
        return Check(
            months, due, Outcome.NOT_KNOWN, f"Cannot be told: {silent[0]} has no figure from just before then."
        )
    return Check(months, due, Outcome.HOLDS, "It held.")


def _has_figure(measure: Held, signed_on: date, due: date) -> bool:
    return any(
        each.value is not None and signed_on < each.ends_on <= due and due - each.ends_on <= RECENT
        for each in measure.points
    )
