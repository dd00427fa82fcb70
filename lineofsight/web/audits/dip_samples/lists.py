"""The lists a dip sample is drawn from: open children at some stages, or the children behind a measure."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from lineofsight.record.service.models import ChildNow
from lineofsight.web.access.caseload import Caseload
from lineofsight.web.audits.sampling import InFrame, Sample, draw
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.snapshots import WHOLE, known
from lineofsight.web.performance.cohorts import NotCovered, cohort_of

_AT_ONCE = 500


def children_at(caseload: Caseload, stages: Sequence[str]) -> list[ChildNow]:
    """The open children whoever asks may see, at some stages."""
    return list(caseload.children().filter(is_open=True, stage__in=stages))


def children_behind(caseload: Caseload, code: str) -> tuple[list[ChildNow], str]:
    """The children a measure's latest figure counts whom whoever asks may see, and its period; none without one."""
    held = known()
    if held is None or code not in definitions().indicators:
        return [], ""
    figures = held.figures_of([code]).filter(pl.col("breakdown") == WHOLE, pl.col("value").is_not_null())
    if figures.is_empty():
        return [], ""
    period = str(figures["period"][-1])
    try:
        rows = cohort_of(held, code, period)
    except NotCovered:
        return [], period
    counted = rows.filter(pl.col("counted").eq_missing(True), pl.col("child").is_not_null())
    wanted = counted["child"].unique().sort().to_list()
    found: list[ChildNow] = []
    for first in range(0, len(wanted), _AT_ONCE):
        found += caseload.children_of(wanted[first : first + _AT_ONCE])
    return found, period


def drawn(children: Sequence[ChildNow], size: int, seed: str) -> Sample:
    """A sample of some children: the same from the same list and seed."""
    frame = [InFrame(each.reference, each.team_name or "no team", "", "") for each in children]
    return draw(frame, size, seed, ())


def teams_of(children: Sequence[ChildNow]) -> dict[str, tuple[str, str]]:
    """Who holds each child now, by reference: the team's id and name."""
    return {each.reference: (each.team_id or "", each.team_name or "No team") for each in children}


def measures_to_draw() -> list[tuple[str, str]]:
    """Measures that have a figure, by title."""
    held = known()
    if held is None:
        return []
    codes = set(held.whole.filter(pl.col("value").is_not_null())["indicator"].unique().to_list())
    titles = ((code, item.title) for code, item in definitions().indicators.items() if code in codes)
    return sorted(titles, key=lambda each: each[1])
