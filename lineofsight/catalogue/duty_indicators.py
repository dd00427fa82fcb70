"""Indicators that ask whether what a standard owes was done: in time, up to date, or every time."""

from __future__ import annotations

from lineofsight.core.areas import Area
from lineofsight.core.authority import Authority
from lineofsight.core.indicator_measures import Percent
from lineofsight.core.indicators import (
    LOCAL_MEASURE,
    OF_A_CHILD,
    Better,
    Breakdown,
    DutiesWhen,
    Indicator,
    Standing,
    duties_of,
)
from lineofsight.core.periods import PeriodKind


def done(
    code: str, title: str, standards: str, why: str, *, area: Area, theme: str,
    period: PeriodKind = PeriodKind.MONTH, when: DutiesWhen = DutiesWhen.DUE, authority: Authority = LOCAL_MEASURE,
    status: Standing = Standing.LOCAL, breakdowns: tuple[Breakdown, ...] = OF_A_CHILD, notes: str = "",
) -> Indicator:  # fmt: skip
    """The percentage of duties of the standards (codes, by spaces) that were done; higher is better."""
    codes = tuple(standards.split())
    return Indicator(
        code=code, title=title, area=area, theme=theme, why=why, population=duties_of(*codes, when=when), as_=Percent(),
        period=period, better=Better.HIGHER, authority=authority, status=status, breakdowns=breakdowns, standards=codes,
        notes=notes,
    )  # fmt: skip


def up_to_date(
    code: str, title: str, standards: str, why: str, *, area: Area, theme: str, notes: str = ""
) -> Indicator:
    """The percentage of open duties of the standards that are not overdue at the date."""
    return done(
        code, title, standards, why, area=area, theme=theme, period=PeriodKind.POINT_IN_TIME,
        when=DutiesWhen.UP_TO_DATE, notes=notes,
    )  # fmt: skip
