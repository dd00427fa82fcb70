"""Figures as published with a snapshot, the rows behind them, and the scorecard.

Who sees what is as on the pages of Performance: those who see no children get figures fit to publish, without teams,
days, snapshots or groups to choose.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import polars as pl
from django.http import Http404
from ninja import Field as Named
from ninja import Query, Router, Schema

from lineofsight.core.periods import parse_period
from lineofsight.evaluation.breakdowns import NOT_RECORDED
from lineofsight.record.pseudonyms import with_local_ids
from lineofsight.web.access.exact import is_exact_to
from lineofsight.web.access.pages import NOT_YOURS
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.api.catalogue import indicator_row
from lineofsight.web.api.paging import Paging, page_of
from lineofsight.web.api.problems import Refusal, wrong_values
from lineofsight.web.api.shapes import CohortRows, DefinitionRow, FigureRow, Measure, Rows, ScoreRow
from lineofsight.web.api.stating import reads
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.snapshots import WHOLE, Known, known
from lineofsight.web.performance import children as behind
from lineofsight.web.performance import public
from lineofsight.web.performance import scorecard as cards
from lineofsight.web.performance.apart import told_to
from lineofsight.web.performance.asked import areas_on, read_asked
from lineofsight.web.performance.cohorts import NotCovered, cohort_of
from lineofsight.web.performance.groups import tells_of_the_shut

router = Router(tags=["Figures"])
NOTHING_YET = "There is no snapshot yet, so there are no figures."
TAKE_ONE = "Have whoever runs Line of Sight load data and take a snapshot."
_CHOSEN = ("snapshot", "team", "period", "by", "on", "date")


class FigureFilters(Schema):
    """Which figures."""

    indicator: list[str] = Named([], description="Codes; without any, every measure.", max_length=50)
    period: str = Named("", description="2026-03-31, 2026-03, 2026-Q1, 2025-26 or rolling:2026-03.")
    by: str = Named("", description="One group: team, ethnicity, age_band, sex, disability or locality; or team,sex.")
    snapshot: str = Named("", description="Its name; blank for the latest.")


class CohortFilters(Schema):
    """Which rows behind a figure."""

    period: str = Named("", description="As for figures; blank for the latest published.")
    team: str = Named("", description="A team's id.")
    counted: str = Named("", description="yes, no or missing.")
    snapshot: str = Named("", description="Its name; blank for the latest.")


class ScorecardFilters(Schema):
    """Which measures, and as at when."""

    area: str = Named("", description="An inspection area's code.")
    on: str = Named("", description="A day; blank for the last the snapshot knows.")
    team: str = Named("", description="A team's id.")
    snapshot: str = Named("", description="Its name; blank for the latest.")


@reads(router, "/figures/", Action.SEE_FIGURES, Rows[FigureRow])
def figures(request: Request, asked: Query[FigureFilters], paging: Query[Paging]) -> Any:
    """Figures published with a snapshot"""
    codes = [_measure(code).code for code in asked.indicator]
    exact = {code for code, item in definitions().indicators.items() if is_exact_to(request.asker, item)}
    if not exact or (codes and not exact.issuperset(codes)):
        if exact.intersection(codes):
            raise wrong_values([("indicator", "Some of these are given to you only as they are fit to publish.")],
                               "Ask for those of allegations by themselves.")  # fmt: skip
        _refuse_choices(request)
        held = _held("")
        wanted = codes or list(definitions().indicators)
        return page_of([row for code in wanted for row in _public_rows(held, code)], paging)
    held = _held(asked.snapshot)
    groups = sorted(part for part in asked.by.split(",") if part)
    frame = _published(held, codes, whole=not groups).filter(pl.col("indicator").is_in(exact))
    if asked.period:
        frame = frame.filter(pl.col("period") == _period(asked.period))
    if groups:
        keys = [name for name in frame["breakdown"].unique().to_list() if sorted(json.loads(name)) == groups]
        seen = [name for name in keys if _may_see(request, json.loads(name).get("team"))]
        if not keys:
            raise wrong_values([("by", "No figures were published by that group.")], "Ask for another, or for none.")
        frame = frame.filter(pl.col("breakdown").is_in(seen))
        _refuse_to_tell(request, held, codes, asked.period, groups)
    rows = frame.sort("indicator", "breakdown", maintain_order=True)
    return page_of(_Frame(rows, held), paging)


def _refuse_to_tell(request: Request, held: Known, codes: list[str], period: str, groups: list[str]) -> None:
    """Raise Refusal where groups would tell of restricted children, or where too much is asked at once to know it."""
    if groups == ["team"] or not request.asker.shut:
        return
    if len(codes) != 1 or not period:
        raise Refusal(422, "Some records are kept from you, and groups of a figure could tell of them.",
                      "Ask for one measure and one period at a time.")  # fmt: skip
    if tells_of_the_shut(held, codes[0], _period(period), request.caseload):
        raise Refusal(422, "Few of those counted have a record that is kept from you: groups would tell of them.",
                      "Ask for the figure without groups.")  # fmt: skip


@reads(router, "/measures/", Action.SEE_FIGURES, Rows[DefinitionRow])
def measures(request: Request, paging: Query[Paging]) -> Any:
    """Every measure, defined"""
    return page_of(list(definitions().indicators.values()), paging, indicator_row)


@reads(router, "/measures/{str:code}/", Action.SEE_FIGURES, Measure)
def measure(request: Request, code: str) -> Any:
    """One measure, defined, with its latest figures of the whole service"""
    item = _measure(code)
    held = known()
    if held is None:
        return indicator_row(item) | {"figures": []}
    if not is_exact_to(request.asker, item):
        return indicator_row(item) | {"figures": list(_public_rows(held, code))}
    frame = _published(held, [code], whole=True)
    return indicator_row(item) | {"figures": list(_figure_rows(frame, held))}


@reads(router, "/measures/{str:code}/children/", Action.SEE_COHORT, CohortRows)
def measure_children(request: Request, code: str, asked: Query[CohortFilters], paging: Query[Paging]) -> Any:
    """The rows behind a figure: those about children you may see

    Counted, not counted (false) or missing (null), and why.
    """
    item, held = _measure(code), _held(asked.snapshot)
    if not is_exact_to(request.asker, item):
        raise Http404(NOT_YOURS)
    if asked.counted and asked.counted not in behind.STATES:
        raise wrong_values([("counted", "It is yes, no or missing.")])
    if asked.team and not request.caseload.sees_team(asked.team):
        raise wrong_values([("team", "There is no such team, or not one whose figures you may see.")])
    published = _published(held, [code], whole=True)["period"].to_list()
    period = _period(asked.period) if asked.period else (published or [""])[-1]
    try:
        frame = cohort_of(held, code, period)
    except NotCovered as reason:
        raise Refusal(422, str(reason), "Load a source that covers it, or ask for another period.") from None
    except ValueError:
        raise wrong_values([("period", "The measure is not worked out for such a period.")]) from None
    frame = frame.filter(pl.col("team") == asked.team) if asked.team else frame
    seen = behind.permitted(frame, item, request.caseload)
    chosen = behind.in_order(behind.of_state(seen, asked.counted))
    found = page_of(_Cut(chosen), paging)
    return {
        "rows": _cohort_rows(request, found["rows"], item.code, period, held),
        "next": found["next"], "others": frame.height - seen.height,
    }  # fmt: skip


@reads(router, "/scorecard/", Action.SEE_FIGURES, Rows[ScoreRow])
def scorecard(request: Request, asked: Query[ScorecardFilters], paging: Query[Paging]) -> Any:
    """The scorecard: the main measures of an inspection area, or of all"""
    held = _held("")
    areas = {area.code for area in areas_on(held.info.as_known_on)}
    if asked.area and asked.area not in areas:
        raise wrong_values([("area", f"There is no such area. There are {', '.join(sorted(areas))}.")])
    if not request.asker.role.sees_children:
        _refuse_choices(request)
        return page_of(public.public_rows(held, asked.area), paging, _public_score)
    read = read_asked(request.GET, request.caseload)
    if read is None or read.notices:
        raise wrong_values([("filter", notice) for notice in (read.notices if read else ())])
    told = told_to(request.asker, cards.scorecard(read, asked.area), read)
    rows = [row for row in told if not row.is_owed]
    return page_of(rows, paging, _score)


class _Cut:
    """A frame cut by rows, and read as rows where it is cut."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame

    def __getitem__(self, part: slice) -> list[dict[str, Any]]:
        return self._frame.slice(part.start, part.stop - part.start).to_dicts()


class _Frame(_Cut):
    """The same, as rows of figures."""

    def __init__(self, frame: pl.DataFrame, held: Known) -> None:
        super().__init__(frame)
        self._held = held

    def __getitem__(self, part: slice) -> list[dict[str, Any]]:
        return [_figure_row(row, self._held) for row in super().__getitem__(part)]


def _figure_rows(frame: pl.DataFrame, held: Known) -> Iterator[dict[str, Any]]:
    return (_figure_row(row, held) for row in frame.iter_rows(named=True))


def _figure_row(row: dict[str, Any], held: Known) -> dict[str, Any]:
    given = {name: row[name] for name in ("indicator", "period", "numerator", "denominator", "missing", "value")}
    return given | {
        "lower": row["lower"], "upper": row["upper"], "breakdown": json.loads(row["breakdown"]),
        "snapshot": held.info.snapshot,
    }  # fmt: skip


def _public_rows(held: Known, code: str) -> Iterable[dict[str, Any]]:
    row = public.public_row(held, definitions().indicators[code])
    nothing = dict.fromkeys(("numerator", "denominator", "missing", "value", "lower", "upper"))
    for cell in row.cells if row else ():
        yield nothing | {
            "indicator": code, "period": cell.period, "breakdown": {}, "snapshot": held.info.snapshot,
            "shown": cell.value, "shown_out_of": cell.out_of,
        }  # fmt: skip


def _published(held: Known, codes: list[str], *, whole: bool) -> pl.DataFrame:
    if whole:
        return held.whole.filter(pl.col("indicator").is_in(codes)) if codes else held.whole
    if not codes:
        raise wrong_values([("indicator", "Name the measures to be given by group.")], "Add indicator=CODE.")
    return held.figures_of(codes).filter(pl.col("breakdown") != WHOLE)


def _held(snapshot: str) -> Known:
    try:
        found = known(snapshot or None)
    except Http404:
        raise wrong_values([("snapshot", "There is no such snapshot. It may have been removed.")]) from None
    if found is None:
        raise Refusal(404, NOTHING_YET, TAKE_ONE)
    return found


def _measure(code: str) -> Any:
    found = definitions().indicators.get(code)
    if found is None:
        raise Refusal(404, "There is no such measure.", "Take its code from the measures of this API.")
    return found


def _period(text: str) -> str:
    try:
        return parse_period(text).code
    except ValueError:
        raise wrong_values([
            ("period", "That is no period. Write 2026-03-31, 2026-03, 2026-Q1, 2025-26 or rolling:2026-03.")
        ]) from None  # fmt: skip


def _may_see(request: Request, team: str | None) -> bool:
    """Rows of no team are told to those who see every team."""
    if team is None:
        return True
    return request.caseload.sees_everyone if team == NOT_RECORDED else request.caseload.sees_team(team)


def _refuse_choices(request: Request) -> None:
    chosen = [name for name in _CHOSEN if name in request.GET]
    if chosen:
        raise wrong_values([
            (name, f"{name} cannot be chosen by those who may see no children: the latest quarter ends are given.")
            for name in chosen
        ])  # fmt: skip


def _cohort_rows(
    request: Request, rows: list[dict[str, Any]], code: str, period: str, held: Known
) -> list[dict[str, Any]]:  # fmt: skip
    """Rows that were cut by `permitted`, by local ids."""
    references = sorted({row["child"] for row in rows if row["child"]})
    children = {child.reference: child for child in request.caseload.children_of(references)}
    ids = pl.DataFrame(
        {"id": [child.child_id for child in children.values()], "pseudonym": list(children)},
        schema={"id": pl.String, "pseudonym": pl.String},
    )
    pairs = pl.DataFrame(
        {"subject": [row["subject"] for row in rows], "holder": [row["holder"] for row in rows]},
        schema={"subject": pl.String, "holder": pl.String},
    )
    local = with_local_ids(pairs, ids).iter_rows()
    same = ("counted", "reason", "event_on", "team", "worker", "table", "row_id")
    return [
        {name: row[name] for name in same} | {
            "indicator": code, "period": period, "holder": holder, "subject": subject, "snapshot": held.info.snapshot,
            "child": children[row["child"]].child_id if row["child"] in children else None, "reference": row["child"],
        }
        for row, (subject, holder) in zip(rows, local, strict=True)
    ]  # fmt: skip


def _score(row: cards.ScoreRow) -> dict[str, Any]:
    return {
        "indicator": row.code, "title": row.title, "theme": row.theme, "known": row.known, "value": row.value,
        "out_of": row.detail, "period": row.period, "change": row.change, "missing": row.missing,
        "beside": [{"name": each.name, "value": each.value} for each in row.standing], "england": row.england,
        "england_period": row.england_period,
    }  # fmt: skip


def _public_score(row: public.PublicRow) -> dict[str, Any]:
    last = row.latest
    return {
        "indicator": row.code, "title": row.title, "theme": row.theme,
        "known": last is not None and last.value != public.NOT_KNOWN, "value": last.value if last else public.NOT_KNOWN,
        "out_of": last.out_of if last else "", "period": last.period if last else "", "change": "",
        "missing": last.missing if last else "", "beside": [], "england": row.england,
        "england_period": row.england_period,
    }  # fmt: skip
