"""A duty: one instance of a standard, and what it is on a day.

A duty stores dates, never a status. Its ticks are days since 1 January 1970, or minutes (UTC) where its clock counts
hours. Status is four lines, and everything is tested against them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """What a duty is on a day."""

    MET = "met"
    LATE = "late"
    ENDED = "ended"
    ENDED_OVERDUE = "ended_overdue"
    OVERDUE = "overdue"
    DUE = "due"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class RowReference:
    """A row of the record, as evidence."""

    table: str
    row_id: str


@dataclass(frozen=True, slots=True)
class Duty:
    """One instance of a standard owed to a holder.

    `opened`, `due`, `met`, `closed` are ticks; `due` is None where the length is not known. `national_due` is the tick
    by the national number where local policy is tighter. `known` is False outside the source's coverage, and where the
    clock's length cannot be told. `basis` says what a reader should know about how the tick was found.
    """

    standard: str
    holder: str
    subject: str
    variant: str
    opened: int
    due: int | None
    met: int | None
    closed: int | None
    in_hours: bool = False
    known: bool = True
    national_due: int | None = None
    recorded_on: int | None = None
    basis: str = ""
    opened_by: RowReference | None = None
    met_by: RowReference | None = None
    closed_by: RowReference | None = None


def status(opened: int, due: int | None, met: int | None, closed: int | None, known: bool, at: int) -> Status | None:
    """What a duty is at a tick; None where it had not opened.

    `at` is the last tick of the moment asked about: for a day clock the day itself, for an hour clock the last minute
    of that day in London. What met it after it closed did not meet it.
    """
    if opened > at:
        return None
    if not known or due is None:
        return Status.NOT_KNOWN
    if met is not None and met <= at and (closed is None or met <= closed):
        return Status.MET if met <= due else Status.LATE
    if closed is not None and closed <= at:
        return Status.ENDED if closed <= due else Status.ENDED_OVERDUE
    return Status.OVERDUE if due < at else Status.DUE


def written_down(met_on: date | None, recorded_on: date | None) -> date | None:
    """The day on which it was written down that a duty was met; None where that is not known.

    A row has one recorded day, the first. Where it was written before the day that meets the duty (a contact entered on
    Tuesday, its decision filled in later), it does not say when the rest was written.
    """
    return recorded_on if met_on is not None and recorded_on is not None and recorded_on >= met_on else None
