"""The lists of children inspectors ask for on the day: which rows make each, and what must be loaded to tell.

Rows are read from the latest snapshot by reference and cut, by whoever asks, to the children they may see.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl
from django.db.models import Q

from lineofsight.core.periods import add_months
from lineofsight.core.table import Table
from lineofsight.core.tables.court import pre_proceedings
from lineofsight.core.tables.front_door import out_of_hours_events, referrals
from lineofsight.core.tables.in_care import placements
from lineofsight.core.tables.plans_and_visits import child_protection_plans
from lineofsight.core.tables.safeguarding import missing_episodes, private_fostering
from lineofsight.core.working_days import is_working_day
from lineofsight.evaluation.coverage import missing_words
from lineofsight.evaluation.record import Record
from lineofsight.record.service.now import OTHERS_WITHOUT_A_WORKER, OWED_A_WORKER, WAITS_FOR_A_WORKER, Stage

LONG_PLAN = 15
"""Months after which a child protection plan is asked about, as inspectors have asked in fieldwork. A setting of our
own: no law sets a longest time. The measure `cpp_open_over_15m` counts the same plans."""
A_WEEK = 7
WITH_PARENTS = "P1"
Rows = Callable[[pl.LazyFrame, date], pl.LazyFrame]


@dataclass(frozen=True, slots=True)
class AskedList:
    """A list inspectors ask for. `table` and `columns`: what must be loaded to tell; `rows`: which of it, as at a day.

    `since`: the column of the day each row counts from; `since_words` heads it. A list of what children are now has no
    table: `now` is then the condition by which they are found, and `measure` the measure that must be told for it.
    `blank`: rows of which nobody can tell whether they belong, because what tells it is blank.
    """

    code: str
    title: str
    about: str
    since_words: str
    table: Table | None = None
    columns: tuple[str, ...] = ()
    rows: Rows | None = None
    since: str = ""
    now: Q | None = None
    measure: str = ""
    blank: Rows | None = None


def _running(frame: pl.LazyFrame, begins: str, ends: str, on: date) -> pl.LazyFrame:
    return frame.filter(pl.col(begins) <= on, pl.col(ends).is_null() | (pl.col(ends) > on))


def _blank(column: str, begins: str, ends: str) -> Rows:
    """Rows that run on the day, or may, and leave blank what the list is about."""

    def rows(frame: pl.LazyFrame, on: date) -> pl.LazyFrame:
        begun = pl.col(begins).is_null() | (pl.col(begins) <= on)
        return frame.filter(begun, pl.col(ends).is_null() | (pl.col(ends) > on), pl.col(column).is_null())

    return rows


def _homeless_blank(frame: pl.LazyFrame, on: date) -> pl.LazyFrame:
    within = pl.col("received_on").is_between(add_months(on, -6), on) | pl.col("received_on").is_null()
    return frame.filter(within, pl.col("is_homeless_16_17").is_null())


def _in_pre_proceedings(frame: pl.LazyFrame, on: date) -> pl.LazyFrame:
    return _running(frame, "decided_on", "stepped_down_or_issued_on", on)


def _long_plans(frame: pl.LazyFrame, on: date) -> pl.LazyFrame:
    return _running(frame, "started_on", "ended_on", on).filter(
        pl.col("started_on") <= add_months(on, -LONG_PLAN), ~pl.col("other_authority").fill_null(value=False)
    )


def _with_parents(frame: pl.LazyFrame, on: date) -> pl.LazyFrame:
    return _running(frame, "started_on", "ended_on", on).filter(pl.col("type") == WITH_PARENTS)


def _unregistered(frame: pl.LazyFrame, on: date) -> pl.LazyFrame:
    return _running(frame, "started_on", "ended_on", on).filter(pl.col("is_unregistered").fill_null(value=False))


def _missing_this_week(frame: pl.LazyFrame, on: date) -> pl.LazyFrame:
    ended = pl.col("ended_on")
    return frame.filter(pl.col("started_on") <= on, ended.is_null() | (ended > on - timedelta(days=A_WEEK)))


def _last_night(frame: pl.LazyFrame, on: date) -> pl.LazyFrame:
    return frame.filter(pl.col("occurred_on").is_between(since_last_working_day(on), on))


def _privately_fostered(frame: pl.LazyFrame, on: date) -> pl.LazyFrame:
    return _running(frame, "notified_on", "ended_on", on)


def _homeless(frame: pl.LazyFrame, on: date) -> pl.LazyFrame:
    within = pl.col("received_on").is_between(add_months(on, -6), on)
    return frame.filter(within, pl.col("is_homeless_16_17").fill_null(value=False))


_ALONE = Q(stage=Stage.CARE_LEAVER, personal_adviser_id__isnull=True)
LISTS: tuple[AskedList, ...] = (
    AskedList("pre_proceedings", "In pre-proceedings", "A decision to begin, and neither stepped down nor issued.",
              "Begun", pre_proceedings, ("decided_on",), _in_pre_proceedings, "decided_on",
              blank=_blank("decided_on", "decided_on", "stepped_down_or_issued_on")),
    AskedList("long_plans", "On a plan for 15 months or more", "Child protection plans of this authority still open.",
              "On a plan since", child_protection_plans, ("started_on",), _long_plans, "started_on",
              blank=_blank("started_on", "started_on", "ended_on")),
    AskedList("with_parents", "Placed with parents", "In care, and living with a parent.", "Placed", placements,
              ("type",), _with_parents, "started_on", blank=_blank("type", "started_on", "ended_on")),
    AskedList("unregistered", "In unregistered homes", "A home that should be registered and is not.", "Placed",
              placements, ("is_unregistered",), _unregistered, "started_on",
              blank=_blank("is_unregistered", "started_on", "ended_on")),
    AskedList("missing_this_week", "Missing in the last week", "Missing now, or back within the last seven days.",
              "Missing since", missing_episodes, ("started_on",), _missing_this_week, "started_on",
              blank=_blank("started_on", "started_on", "ended_on")),
    AskedList("unallocated", "Owed a worker, and without one",
              "Referred, in need, on a plan or in care, and nobody in post holds them.", "Open since",
              now=WAITS_FOR_A_WORKER, measure=OWED_A_WORKER),
    AskedList("no_adviser", "Care leavers without a worker or an adviser",
              "Care leavers held by nobody in post, and without a personal adviser.", "Open since",
              now=OTHERS_WITHOUT_A_WORKER & _ALONE, measure=OWED_A_WORKER),
    AskedList("others_without_a_worker", "Others without a worker",
              "Open without a worker, and not owed one: contacts, early help, care leavers with a personal adviser.",
              "Open since", now=OTHERS_WITHOUT_A_WORKER & ~_ALONE, measure=OWED_A_WORKER),
    AskedList("out_of_hours", "Out of hours since the last working day", "What the out-of-hours service did or heard.",
              "When", out_of_hours_events, ("occurred_on",), _last_night, "occurred_on"),
    AskedList("private_fostering", "Privately fostered", "Living with somebody who is not close family.", "Notified",
              private_fostering, ("notified_on",), _privately_fostered, "notified_on",
              blank=_blank("notified_on", "notified_on", "ended_on")),
    AskedList("homeless", "Homeless at 16 or 17", "Referred as homeless in the last six months.", "Referred",
              referrals, ("is_homeless_16_17",), _homeless, "received_on", blank=_homeless_blank),
)  # fmt: skip
BY_CODE: Mapping[str, AskedList] = {each.code: each for each in LISTS}


def since_last_working_day(on: date) -> date:
    """The working day before a day: what happened out of hours since then is asked about in the morning."""
    found = on - timedelta(days=1)
    while not is_working_day(found):
        found -= timedelta(days=1)
    return found


def not_known(asked: AskedList, record: Record) -> str:
    """Why nobody can tell a list: what is not loaded, in words; blank where it can be told."""
    if asked.table is None:
        return ""
    lacking = missing_words(record.coverage, {asked.table.name: asked.columns})
    return f"Not known: nothing loaded fills {', '.join(lacking)}" if lacking else ""


def told(asked: AskedList, record: Record, on: date) -> dict[str, date | None]:
    """The children of a list by reference, each with the day it counts from: the earliest where there are several."""
    if asked.table is None or asked.rows is None:
        return {}
    rows = asked.rows(record.lazy(asked.table), on).select(
        pl.col(asked.table.holder_column).alias("child"), pl.col(asked.since).alias("since")
    )
    found = rows.filter(pl.col("child").is_not_null()).group_by("child").agg(pl.col("since").min()).collect()
    return dict(found.sort("since", "child").iter_rows())


def not_told(asked: AskedList, record: Record, on: date, told_of: Collection[str]) -> list[str]:
    """The children, by reference, of whom nobody can tell whether they are on a list: what tells it is blank.

    Those of whom another row tells it (`told_of`) are not among them.
    """
    if asked.table is None or asked.blank is None:
        return []
    rows = asked.blank(record.lazy(asked.table), on).select(pl.col(asked.table.holder_column).alias("child"))
    found = rows.filter(pl.col("child").is_not_null()).unique().collect()["child"].to_list()
    return sorted(set(found) - set(told_of))
