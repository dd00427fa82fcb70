"""The load of reviews and inspections on leaders and partners, beside core business."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from lineofsight.core.tables.oversight import serious_incidents, service_periods
from lineofsight.web.access.pages import page
from lineofsight.web.access.request import Request
from lineofsight.web.access.service_rows import service_rows
from lineofsight.web.accounts.roles import Action
from lineofsight.web.drawings.figures import figure, markup
from lineofsight.web.drawings.run_charts import Point, RunSeries, run_chart, run_chart_table
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.layout.dates import in_full
from lineofsight.web.learning.kinds import REVIEW
from lineofsight.web.learning.load import KINDS, Span, by_agency, by_month, carried, is_open
from lineofsight.web.learning.models import LearningAction
from lineofsight.web.learning.readings import measured
from lineofsight.web.learning.who import entries

CORE = ("cp_visits_timely", "cla_visits_timely")
"""Measures of core business shown beneath: whether children are seen while leaders are busy."""
WIDE, NARROW = 960, 360
_PERIODS = {"inspection": KINDS[2], "improvement_notice": KINDS[3]}


@page(Action.SEE_REVIEW_LOAD)
def load(request: Request) -> HttpResponse:
    """How many reviews and inspections are open over time, who carries them now, and core business beside them."""
    day, spans = request.actor.day, spans_of(request)
    months = by_month(spans, day)
    series = RunSeries(
        "Reviews and inspections open", tuple(Point(f"{on:%b %Y}", float(sum(parts))) for on, parts in months),
        reading=f"{sum(months[-1][1])} open on {in_full(day)}; {max(sum(parts) for _, parts in months)} at most.",
    )  # fmt: skip
    open_actions: dict[str, int] = {}
    for each in LearningAction.objects.filter(done_on__isnull=True, entry__in=entries(request)):
        open_actions[each.owner] = open_actions.get(each.owner, 0) + 1
    return render(request, "learning/load.html", {
        "picture": _picture(series), "kinds": KINDS,
        "months": [(f"{on:%B %Y}", parts, sum(parts)) for on, parts in months[::-1]],
        "carried": carried(spans, open_actions, day), "agencies": by_agency(spans, day),
        "now": [(kind, sum(1 for span in spans if span.kind == kind and is_open(span, day))) for kind in KINDS],
        "core": [picture for code in CORE if (picture := _core(code))],
    })  # fmt: skip


def spans_of(request: Request) -> list[Span]:
    """Everything that takes leaders' time: incidents with their reviews, other reviews, inspections, notices."""
    rows = service_rows(request.asker)
    papers = {each.row_id: each for each in entries(request)}
    found = []
    for row in rows.rows(serious_incidents):
        if isinstance(row["known_on"], date):
            paper = papers.get(row["id"])
            ended = row["review_published_on"] if row["review_decided_on"] else row["rapid_review_sent_on"]
            found.append(Span(KINDS[0], row["known_on"], ended, paper.carried_by if paper else "",
                              tuple(paper.agencies) if paper else ()))  # fmt: skip
    found += [
        Span(KINDS[1], paper.opened_on, paper.ended_on or paper.closed_on, paper.carried_by, tuple(paper.agencies))
        for paper in papers.values() if paper.kind == REVIEW
    ]  # fmt: skip
    found += [
        Span(_PERIODS[row["kind"]], row["started_on"], row["ended_on"])
        for row in rows.rows(service_periods) if row["kind"] in _PERIODS and isinstance(row["started_on"], date)
    ]  # fmt: skip
    return found


def _core(code: str) -> str:
    indicator = definitions().indicators.get(code)
    found = measured(code)[-36:] if indicator else []
    if not found or indicator is None:
        return ""
    points = tuple(Point(f"{each.on:%b %Y}", each.value) for each in found)
    return _picture(RunSeries(indicator.title, points, unit="%"))


def _picture(series: RunSeries) -> str:
    drawings = [run_chart(series, WIDE), run_chart(series, NARROW)]
    return markup(figure(series.title, drawings, run_chart_table(series), reading=series.reading, numeric=(1,)))
