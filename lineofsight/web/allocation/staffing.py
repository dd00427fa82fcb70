"""Safe staffing: children in an enquiry, on a plan or in care held by registered social workers, now and over time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from lineofsight.core.indicators import Indicator
from lineofsight.core.periods import parse_period
from lineofsight.evaluation.statistics import run_chart
from lineofsight.record.service.models import ChildNow
from lineofsight.web.allocation.rules import may_not_hold
from lineofsight.web.allocation.waiting import stage_words
from lineofsight.web.drawings.canvas import NARROW
from lineofsight.web.drawings.figures import figure, markup
from lineofsight.web.drawings.run_charts import Median, Point, RunSeries, run_chart_table, runs_of
from lineofsight.web.drawings.run_charts import run_chart as draw
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.snapshots import Known, known
from lineofsight.web.knowledge.staff import Worker
from lineofsight.web.layout.dates import short
from lineofsight.web.layout.links import link

MEASURES = ("wf_unqualified_cp", "wf_unallocated", "placeholder_workers")


@dataclass(frozen=True, slots=True)
class NotHeld:
    """A child who is not held as they must be, and why."""

    name: str
    local_id: str
    stage: str
    team: str
    worker: str
    why: str
    link: str


@dataclass(frozen=True)
class Staffing:
    """How many children there are whom only a registered social worker may hold, and those who are not so held."""

    children: int
    not_held: tuple[NotHeld, ...]

    @property
    def held(self) -> int:
        """How many are held as they must be."""
        return self.children - len(self.not_held)


def staffing(children: Iterable[ChildNow], workers: Mapping[str, Worker], on: date) -> Staffing:
    """Today's, from statutory children a person may see; those with nobody first, then by team and name."""
    listed = list(children)
    found = []
    for child in listed:
        if not child.worker_id:
            why = "Nobody in post holds this child."
        else:
            why = may_not_hold(child.stage, workers.get(child.worker_id), on)
        if why:
            found.append(NotHeld(
                child.name, child.child_id, stage_words(child.stage), child.team_name or "No team",
                child.worker_name or "Nobody", why, link("allocation:child", child.reference),
            ))  # fmt: skip
    ordered = sorted(found, key=lambda each: (each.worker != "Nobody", each.team, each.name))
    return Staffing(len(listed), tuple(ordered))


def charts(held: Known | None) -> tuple[tuple[str, str], ...]:
    """The run chart of each measure with its table, ready for the page, and where its list is."""
    return () if held is None else _charts(held.info.snapshot)


@lru_cache(maxsize=4)
def _charts(snapshot: str) -> tuple[tuple[str, str], ...]:
    held = known(snapshot)
    assert held is not None  # a name was given
    indicators, found = definitions().indicators, []
    for code in MEASURES:
        if code not in indicators:
            continue
        rows = [row for row in held.figures_of([code]).iter_rows(named=True) if row["breakdown"] == "{}"]
        points = sorted(((parse_period(row["period"]).end, row["value"]) for row in rows), key=lambda each: each[0])
        ended = [(day, value) for day, value in points if day <= held.info.as_known_on]
        if sum(value is not None for _, value in ended) > 1:
            found.append((_chart(indicators[code], ended), link("performance:indicator", code)))
    return tuple(found)


def _chart(indicator: Indicator, points: list[tuple[date, float | None]]) -> str:
    values = [value for _, value in points]
    read = run_chart(values, stock=indicator.is_stock)
    places = [place for place, value in enumerate(values) if value is not None]
    median = (Median(places[0], places[-1], read.median),) if read.median is not None else ()
    reading = "Too few points to tell a change from chance." if read.median is None else (
        "What is outlined is more than chance would give." if read.signals
        else "No sign of change: it moves as chance alone would move it."
    )  # fmt: skip
    reading += " A count of who is there on a day moves slowly: it takes more to show a change."
    series = RunSeries(
        indicator.title, tuple(Point(short(day), value) for day, value in points), "", 0, median, runs_of(read),
        reading=reading,
    )  # fmt: skip
    return markup(figure(series.title, [draw(series), draw(series, NARROW)], run_chart_table(series), reading=reading,
                         numeric=(1,)))  # fmt: skip
