"""Cohorts: the rows behind a figure, each counted, not counted or missing, with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import polars as pl

from lineofsight.core.indicator_words import question_words
from lineofsight.core.indicators import Duties, Indicator
from lineofsight.core.periods import Period
from lineofsight.core.standards import Standard
from lineofsight.core.table import Holder
from lineofsight.evaluation.breakdowns import NOT_RECORDED, team_of
from lineofsight.evaluation.columnar.duties import duty_table
from lineofsight.evaluation.indicators.answers import answer
from lineofsight.evaluation.indicators.arrays import NO, UNKNOWN, YES, dates_of
from lineofsight.evaluation.indicators.counted import count, not_covered, open_workspace
from lineofsight.evaluation.indicators.duty_members import duties_from
from lineofsight.evaluation.indicators.holding import holding
from lineofsight.evaluation.indicators.rows import Workspace
from lineofsight.evaluation.indicators.states import Counted, DutyFrame, Standards
from lineofsight.evaluation.record import Record

COLUMNS: Final = {
    "indicator": pl.String, "period": pl.String, "child": pl.String, "holder": pl.String, "subject": pl.String,
    "counted": pl.Boolean, "reason": pl.String, "event_on": pl.Date, "team": pl.String, "worker": pl.String,
    "table": pl.String, "row_id": pl.String, "amount": pl.Float64, "weight": pl.Float64,
}  # fmt: skip


class NotCovered(ValueError):
    """The record cannot tell of the period; the message says why."""


def cohort(
    indicator: Indicator,
    record: Record,
    period: Period,
    team: str | None = None,
    *,
    duties: DutyFrame | None = None,
    standards: Mapping[str, Standard] | None = None,
    workspace: Workspace | None = None,
) -> pl.DataFrame:
    """One row for each row of the indicator's population in the period, with the columns of `COLUMNS`.

    `counted` is true, false, or null where it cannot be told; `reason` says why not. `amount` and `weight` are what a
    counted row adds above and below the line, so that the sums over the rows are the figure's numerator and
    denominator. `team` keeps those of one team (`not recorded` for those of none).

    Raises NotCovered where the figure would say the period is not covered.
    """
    workspace = workspace or open_workspace(record)
    held = duties_from(duties or _duties_of_one, standards)
    why = not_covered(indicator, workspace, [period], held)[0]
    if why:
        raise NotCovered(f"{indicator.code} has no cohort for {period.code}: {why}.")
    counted = count(indicator, workspace, [period], held)
    if indicator.by_row:
        inside = np.flatnonzero(counted.slots.totals(np.eye(counted.slots.count))[:, 0])
        counted = counted.only(np.isin(counted.members.slot, inside))
    frame = _frame(indicator, counted, period, workspace)
    return frame if team is None else frame.filter(pl.col("team") == team)


def _duties_of_one(standard: Standard, record: Record) -> pl.DataFrame:
    return duty_table([standard], record)


def _frame(indicator: Indicator, counted: Counted, period: Period, workspace: Workspace) -> pl.DataFrame:
    members = counted.members
    rows, size = members.rows, len(members.row)
    holder = rows.holders.ids.gather(np.maximum(members.holder, 0)) if size else pl.Series([], dtype=pl.String)
    holder = holder.set(pl.Series(members.holder < 0), None) if size else holder
    codes, names = team_of(members, workspace)
    is_duty = isinstance(indicator.population, Duties)

    def at(name: str) -> pl.Series:
        return rows.columns[name].gather(members.row)

    none = pl.Series([None] * size, dtype=pl.String)
    return pl.DataFrame(
        {
            "indicator": pl.Series([indicator.code] * size, dtype=pl.String),
            "period": pl.Series([period.code] * size, dtype=pl.String),
            "child": holder if rows.kind is Holder.CHILD else none,
            "holder": at("holder") if is_duty else holder,
            "subject": at("subject") if is_duty else at("id"),
            "counted": pl.Series(counted.state == YES).set(pl.Series(counted.state == UNKNOWN), None),
            "reason": _reasons(indicator, counted, workspace),
            "event_on": dates_of(_event(indicator, counted)),
            "team": pl.Series([*names, NOT_RECORDED], dtype=pl.String).gather(np.where(codes < 0, len(names), codes)),
            "worker": _worker(counted, workspace) if rows.kind is Holder.CHILD else none,
            "table": at("opened_by_table") if is_duty else pl.Series([rows.table] * size, dtype=pl.String),
            "row_id": at("opened_by_id") if is_duty else at("id"),
            "amount": pl.Series(counted.amount, dtype=pl.Float64),
            "weight": pl.Series(counted.weight, dtype=pl.Float64),
        }
    ).select(pl.col(name).cast(kind) for name, kind in COLUMNS.items())


def _event(indicator: Indicator, counted: Counted) -> np.ndarray:
    """When it happened: the day of a flow, the first day of a span, the day a duty fell due."""
    members = counted.members
    match indicator.population:
        case Duties():
            return members.rows.days("due_on")[members.row]
        case _ if indicator.is_stock:
            return members.rows.days(indicator.population.start)[members.row]  # type: ignore[union-attr]
    return members.day


def _worker(counted: Counted, workspace: Workspace) -> pl.Series:
    held = holding(workspace)
    members = counted.members
    return held.worker(held.stretch(members.holder, members.day))


def _reasons(indicator: Indicator, counted: Counted, workspace: Workspace) -> pl.Series:
    """Why a row does not count or is missing: the first question that settles it, in words."""
    size = len(counted.state)
    texts = np.full(size, None, dtype=object)
    texts[counted.state == UNKNOWN] = "not recorded: what the figure is made of"
    texts[counted.state == NO] = "not met in time"
    if isinstance(indicator.population, Duties):
        texts[counted.state == UNKNOWN] = "not known: outside what the source covers, or no due day can be told"
        return pl.Series(texts.tolist(), dtype=pl.String)
    for question in reversed((*indicator.asked, *indicator.counts)):
        found = answer(question, counted.members, workspace)
        words = question_words(question, indicator.source)
        texts[(counted.state == NO) & (found == NO)] = f"it is not so that {words}"
        texts[(counted.state == UNKNOWN) & (found == UNKNOWN)] = f"not known whether {words}"
    return pl.Series(texts.tolist(), dtype=pl.String)


__all__ = ["COLUMNS", "NotCovered", "Standards", "cohort"]
