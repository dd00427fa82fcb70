"""Whom the payload is about, and over what time.

Source: the Department for Education's data receiver as its public sender puts it: from 1 April of the financial year
that holds the day 24 months before, to the day after; children aged 25 or under in that time or expected in it, the
dead among them, with an episode, a plan of need, a placement, or contact as a care leaver in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import polars as pl

from lineofsight.core.periods import PeriodKind, period_containing
from lineofsight.core.tables import table_named
from lineofsight.evaluation.schemas import conform, empty

OLDEST: Final = 25
CARE_LEAVER_FROM: Final = 16
NO_BIRTH: Final = "neither a date of birth nor one expected: whether the child belongs in cannot be told"
NO_PERSON: Final = "the record has no such person"


@dataclass(frozen=True, slots=True)
class Window:
    """The days the payload is about, both included."""

    first: date
    last: date

    def overlaps(self, starts: str, ends: str) -> pl.Expr:
        """Rows begun by the last day and not ended before the first."""
        ended = pl.col(ends).is_null() | (pl.col(ends) >= self.first)
        return (pl.col(starts) <= self.last) & ended

    def by_then(self, column: str) -> pl.Expr:
        """The date, blank where it lies after the window: it is not known yet."""
        return pl.when(pl.col(column) <= self.last).then(column).alias(column)

    @property
    def census_days(self) -> tuple[date, ...]:
        """Each 31 March in the window."""
        years = range(self.first.year, self.last.year + 1)
        return tuple(day for year in years if self.first <= (day := date(year, 3, 31)) <= self.last)


def window(as_at: date) -> Window:
    """The window of a day."""
    leap_day = (as_at.month, as_at.day) == (2, 29)
    before = as_at.replace(year=as_at.year - 2, day=28 if leap_day else as_at.day)
    return Window(period_containing(PeriodKind.FINANCIAL_YEAR, before).start, as_at + timedelta(days=1))


class Cohort:
    """The children of a window. `children` has one column, child_id, in order; `left_out` child_id, field, reason."""

    def __init__(self, tables: Mapping[str, pl.DataFrame], as_at: date) -> None:
        self._tables = tables
        self.window = window(as_at)
        self.referrals = self.of("referrals").filter(self.window.overlaps("received_on", "closed_on"))
        self.people = self.of("people").unique("id", keep="first", maintain_order=True).rename({"id": "child_id"})
        asked = self._asked(as_at)
        known = asked.join(self.people, on="child_id", how="left")
        undated = known.filter(pl.col("born_on").is_null() & pl.col("expected_on").is_null())
        there = pl.col("child_id").is_in(self.people["child_id"].to_list())
        reason = pl.when(there).then(pl.lit(NO_BIRTH)).otherwise(pl.lit(NO_PERSON))
        self.left_out = undated.select("child_id", field=pl.lit("child_details.date_of_birth"), reason=reason)
        young = pl.col("born_on").dt.offset_by(f"{OLDEST + 1}y") > self.window.first
        expected = pl.col("born_on").is_null() & pl.col("expected_on").is_between(self.window.first, self.window.last)
        self.children = known.filter(young | expected).select("child_id").sort("child_id")

    def of(self, name: str) -> pl.DataFrame:
        """A table of the record, in its declared schema; empty where the record given has none."""
        table = table_named(name)
        return conform(self._tables[name], table) if name in self._tables else empty(table)

    def has(self, name: str) -> bool:
        """Whether the record given has rows of a table."""
        return name in self._tables and not self._tables[name].is_empty()

    def theirs(self, name: str) -> pl.DataFrame:
        """The rows of a table about children of the cohort."""
        return self.of(name).join(self.children, on="child_id", how="semi", maintain_order="left")

    def _asked(self, as_at: date) -> pl.DataFrame:
        spans = [self.of(name).filter(self.window.overlaps("started_on", "ended_on"))
                 for name in ("child_in_need_plans", "placements")]  # fmt: skip
        care = self.of("care_episodes").filter(self.window.overlaps("started_on", "ended_on")).join(
            self.referrals.select("child_id", referral_id="id"), on=["child_id", "referral_id"], how="semi"
        )  # fmt: skip
        found = [self.referrals, *spans, care, self._care_leavers(as_at)]
        return pl.concat([frame.select("child_id") for frame in found]).drop_nulls().unique().sort("child_id")

    def _care_leavers(self, as_at: date) -> pl.DataFrame:
        is_open = (pl.col("received_on") <= as_at) & (pl.col("closed_on").is_null() | (pl.col("closed_on") >= as_at))
        births = self.people.select("child_id", "born_on")
        contact = pl.col("latest_contact_on").is_between(self.window.first, self.window.last)
        turned_16 = pl.col("born_on").dt.offset_by(f"{CARE_LEAVER_FROM}y") <= as_at
        not_26 = pl.col("born_on").dt.offset_by(f"{OLDEST + 1}y") > as_at
        return (
            self.of("care_leavers").filter(contact)
            .join(births, on="child_id", how="inner").filter(turned_16 & not_26)
            .join(self.referrals.filter(is_open), on="child_id", how="semi")
        )  # fmt: skip
