"""Performance: the scorecard, a measure, the children behind it, and two sides compared.

Who sees what. Whoever sees figures sees those of the whole service. A team's figures are for those who may see the team
(`Caseload.sees_team`): its own people and those whose reach is the service. A team that is not there and one that may
not be seen are answered alike. The children behind a figure are those of the person's caseload; of the others only
their number is given, which is the figure less what is listed; where restricted records are among them, and few, the
figure is not broken down by group, or what is left would say who they are. Those who see no children get figures fit to
publish (`public`), without teams, days or snapshots to choose from, and no list; so does, of the measures of
allegations, whoever may not see those (`access.exact`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import polars as pl
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from lineofsight.core.indicator_measures import Share
from lineofsight.core.indicators import Indicator
from lineofsight.core.periods import Period, parse_period
from lineofsight.core.text_formats import uk_date
from lineofsight.evaluation.breakdowns import NOT_RECORDED
from lineofsight.web.access.exact import is_exact_to
from lineofsight.web.access.pages import NOT_YOURS, page
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.snapshots import Known, known, snapshots
from lineofsight.web.layout.exports import MOST_ROWS, workbook
from lineofsight.web.performance import children as behind
from lineofsight.web.performance import choices, public
from lineofsight.web.performance import compare as sides
from lineofsight.web.performance import figures as held_figures
from lineofsight.web.performance import measure as measures
from lineofsight.web.performance import scorecard as cards
from lineofsight.web.performance.apart import told_to
from lineofsight.web.performance.asked import Asked, areas_on, known_then, read_asked, read_choice, snapshot_words
from lineofsight.web.performance.cohorts import NotCovered, cohort_of
from lineofsight.web.performance.groups import by_group, tells_of_the_shut
from lineofsight.web.performance.spread import spread
from lineofsight.web.performance.team_names import teams_of

ROWS_A_PAGE = 50
GONE = "The snapshot was removed while it was being read. Choose another."


def _while_it_lasts(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A snapshot may be removed under a reader: then the page says so, and nothing is half shown."""

    @wraps(view)
    def answer(request: Request, *args: Any, **given: Any) -> HttpResponse:
        try:
            return view(request, *args, **given)
        except (FileNotFoundError, pl.exceptions.ComputeError):
            asked = {request.GET.get(f"{side}snapshot", "") for side in ("", "first_", "second_")} - {""}
            if not asked or asked <= {info.snapshot for info in snapshots()}:
                raise
            return render(request, "performance/gone.html", {"words": GONE}, status=404)

    return answer


@page(Action.SEE_FIGURES)
@_while_it_lasts
def scorecard(request: Request) -> HttpResponse:
    """Every measure by inspection area, as at a day and as a snapshot knows it."""
    if not request.asker.role.sees_children:
        return _public_scorecard(request)
    asked = read_asked(request.GET, request.caseload)
    if asked is None:
        return render(request, "performance/nothing.html")
    notices = list(asked.notices)
    areas = {area.code: area.short_title for area in areas_on(asked.known_on)}
    area = read_choice(request.GET, "area", areas, notices)
    words = request.GET.get("q", "").strip()[:100]
    area = area or ("" if words else next(iter(areas)))
    listed = read_choice(request.GET, "list", cards.LISTS, notices) or cards.MAIN
    only = read_choice(request.GET, "only", cards.ONLY, notices)
    themes = cards.themes_of(area)
    theme = read_choice(request.GET, "theme", themes, notices)
    works_out = cards.needs_working_out(asked)
    if works_out and not theme:
        theme = next(iter(themes))
    rows = told_to(request.asker, cards.scorecard(asked, area, theme if works_out else ""), asked)
    shown = cards.chosen_rows((row for row in rows if not theme or row.theme == themes[theme]), listed, only, words)
    if request.GET.get("format") == "xlsx":
        return _scorecard_excel(asked, shown, areas.get(area, "every area"))
    return render(request, "performance/scorecard.html", {
        "asked": asked, "notices": notices, "areas": areas, "area": area, "words": words,
        "groups": cards.by_theme(shown),
        "works_out": works_out, "known_then": known_then(asked.on), "latest": snapshots()[-1],
        "filters": choices.of_scorecard(request, asked, listed, only, themes, theme, any_theme=not works_out),
        "lists": cards.LISTS, "other_definitions": held_figures.other_definitions(asked.held),
    })  # fmt: skip


@page(Action.SEE_FIGURES)
@_while_it_lasts
def indicator(request: Request, code: str) -> HttpResponse:
    """One measure: over time, among like teams or by group, and what stands beside it."""
    item = _measure(code)
    if not is_exact_to(request.asker, item):
        return _public_measure(request, item)
    asked = read_asked(request.GET, request.caseload)
    if asked is None:
        return render(request, "performance/nothing.html")
    notices = list(asked.notices)
    views = measures.views_of(item, asked)
    by = read_choice(request.GET, "by", views, notices) or measures.OVER_TIME
    series = measures.series_of(asked, item)
    shown = measures.measure_page(asked, item, series)
    given: dict[str, Any] = {
        "asked": asked, "notices": notices, "shown": shown, "views": views, "by": by, "keep": asked.link(),
        "filters": choices.of_measure(request, asked, by), "stock": measures.stock_words(item),
        "works_out": any(each.period.code == shown.period_code for each in series) and not _published_at(asked, item),
        "other_definitions": held_figures.other_definitions(asked.held), "known_then": known_then(asked.on),
        "compare": choices.then_and_now(asked, item.code),
    }  # fmt: skip
    if by == "team" and shown.period_code:
        given["spread"] = spread(asked, item, shown.period_code, lambda team: _may_see(request, team))
    elif by != measures.OVER_TIME and shown.period_code:
        given["kept_apart"] = tells_of_the_shut(asked.held, code, shown.period_code, request.caseload)
        given["groups"] = "" if given["kept_apart"] else by_group(asked, item, shown.period_code, by, views[by])
    elif isinstance(item.as_, Share):
        given["shares"] = measures.shares_table(asked, item)
    else:
        given["chart"] = measures.over_time(asked, item, series, shown.compared)
    return render(request, "performance/indicator.html", given)


@page(Action.SEE_COHORT)
@_while_it_lasts
def children(request: Request, code: str) -> HttpResponse:
    """The children behind a figure, those of the person's caseload; of the others only how many there are."""
    item = _measure(code)
    if not is_exact_to(request.asker, item):
        raise Http404(NOT_YOURS)
    asked = read_asked(request.GET, request.caseload)
    if asked is None:
        return render(request, "performance/nothing.html")
    notices = list(asked.notices)
    period = _period(request, asked, item, notices)
    state = read_choice(request.GET, "counted", behind.STATES, notices)
    try:
        frame = cohort_of(asked.held, item.code, period.code)
    except NotCovered as reason:
        return render(request, "performance/not_covered.html", {
            "asked": asked, "title": measures.title_of(item, definitions().standards), "code": item.code,
            "period": period.title, "why": choices.why_not_covered(str(reason)), "notices": notices,
        })  # fmt: skip
    frame = frame.filter(pl.col("team") == asked.team) if asked.team else frame
    seen = behind.permitted(frame, item, request.caseload)
    rows = behind.in_order(behind.of_state(seen, state))
    given = {
        "asked": asked, "notices": notices, "code": item.code, "period": period, "state": state,
        "title": measures.title_of(item, definitions().standards), "tallies": behind.tallies(frame, seen),
        "others": frame.height - seen.height, "keep": asked.link(), "states": behind.STATES,
        "filters": choices.of_children(request, asked, period, state, item),
        "is_clock": bool(measures.is_clock(item)),
    }  # fmt: skip
    if request.GET.get("format") == "xlsx":
        listed = behind.rows_of(rows.head(MOST_ROWS), item, asked.held, request.caseload)
        about = [*_about(asked), ("Period", period.title), ("Rows", behind.STATES.get(state, "All")),
                 ("Who is listed", "Children you may see; others are not listed"),
                 ("Take care", "This list names children. Keep it where children's records are kept.")]  # fmt: skip
        name = f"children-{item.code}-{period.code}".replace(":", "-")
        return workbook(name, str(given["title"]), about, behind.HEADINGS, (row.cells for row in listed))
    shown = Paginator(range(rows.height), ROWS_A_PAGE).get_page(request.GET.get("page", "")[:9])
    part = rows.slice(max(shown.start_index() - 1, 0), ROWS_A_PAGE)
    listed = behind.rows_of(part, item, asked.held, request.caseload)
    return render(request, "performance/children.html", {**given, "page": shown, "rows": list(listed)})


@page(Action.SEE_COHORT)
@_while_it_lasts
def compare(request: Request) -> HttpResponse:
    """Two days, two teams or two snapshots side by side. Not for those who see no children: nothing to subtract."""
    first = read_asked(request.GET, request.caseload, "first_")
    second = read_asked(request.GET, request.caseload, "second_")
    if first is None or second is None:
        return render(request, "performance/nothing.html")
    notices = [*first.notices, *(each for each in second.notices if each not in first.notices)]
    areas = {area.code: area.short_title for area in areas_on(second.known_on)}
    area = read_choice(request.GET, "area", areas, notices)
    words = request.GET.get("q", "").strip()[:100]
    exact = {code: item for code, item in definitions().indicators.items() if is_exact_to(request.asker, item)}
    code = read_choice(request.GET, "measure", exact, notices)
    if code:
        rows = [sides.exactly(first, second, exact[code])]
    else:
        area = area or ("" if words else next(iter(areas)))
        rows = [row for row in sides.compare(first, second, area, words) if row.code in exact]
    if request.GET.get("format") == "xlsx":
        about = [("First", sides.side_words(first)), ("Second", sides.side_words(second)),
                 ("What differs", sides.kind_words(first, second))]  # fmt: skip
        return workbook("compared", "Two sides compared", about, sides.HEADINGS, (row.cells for row in rows))
    return render(request, "performance/compare.html", {
        "first": first, "second": second, "notices": notices, "areas": areas, "area": area, "words": words,
        "rows": rows, "code": code, "first_words": sides.side_words(first), "second_words": sides.side_words(second),
        "kind_words": sides.kind_words(first, second), "keep": {**first.chosen, **second.chosen},
        "sides": choices.of_compare(request, first, second), "known_then": choices.then_and_now_for_days(second),
        "matters": sum(row.matters for row in rows), "first_keep": choices.plain_link(first),
        "second_keep": choices.plain_link(second),
    })  # fmt: skip


def _public_scorecard(request: Request) -> HttpResponse:
    held = known()
    if held is None:
        return render(request, "performance/nothing.html")
    areas = {area.code: area.short_title for area in areas_on(held.info.as_known_on)}
    notices = _no_choices(request)
    area = read_choice(request.GET, "area", areas, notices)
    words = request.GET.get("q", "").strip()[:100]
    area = area or ("" if words else next(iter(areas)))
    rows = public.public_rows(held, area, words)
    if request.GET.get("format") == "xlsx":
        listed = [(row.theme, row.title, cell.period, cell.value, cell.out_of, cell.missing,
                   f"{row.england} ({row.england_period})" if row.england else "")
                  for row in rows for cell in row.cells]  # fmt: skip
        about = [("As known on", uk_date(held.info.as_known_on)), ("c", "A number from 1 to 5, or one that would give "
                 "such a number away")]  # fmt: skip
        return workbook("performance", "How children's services are doing", about, public.HEADINGS, listed)
    themes: dict[str, list[public.PublicRow]] = {}
    for row in rows:
        themes.setdefault(row.theme, []).append(row)
    return render(request, "performance/public_scorecard.html", {
        "areas": areas, "area": area, "words": words, "themes": themes, "notices": notices, "held": held,
    })  # fmt: skip


def _public_measure(request: Request, item: Indicator) -> HttpResponse:
    held = known()
    if held is None:
        return render(request, "performance/nothing.html")
    row = public.public_row(held, item)
    if row is None:
        raise Http404(NOT_YOURS)
    return render(request, "performance/public_indicator.html", {
        "row": row, "held": held, "notices": _no_choices(request), "area": item.area.inspection_area,
        "definition": measures.definition_words(item), "handbook": measures.link_to("handbook:indicator", item.code),
    })  # fmt: skip


def _no_choices(request: Request) -> list[str]:
    asked = {"snapshot", "on", "date", "team", "by", "period"} & set(request.GET)
    return ["Days, teams and snapshots cannot be chosen here: the latest quarter ends are shown."] if asked else []


def _scorecard_excel(asked: Asked, rows: list[cards.ScoreRow], area: str) -> HttpResponse:
    about = [*_about(asked), ("Area", area)]
    name = f"scorecard-{asked.on.isoformat()}"
    return workbook(name, "Scorecard", about, cards.HEADINGS, (row.cells for row in rows))


def _about(asked: Asked) -> list[tuple[str, str]]:
    return [("As at", uk_date(asked.on)), ("Snapshot", snapshot_words(asked.held.info)),
            ("Whose", asked.team_name or "The whole service")]  # fmt: skip


def _measure(code: str) -> Indicator:
    found = definitions().indicators.get(code)
    if found is None:
        raise Http404("There is no such measure.")
    return found


def _published_at(asked: Asked, item: Indicator) -> bool:
    published = held_figures.of_team(asked.held, asked.team) if asked.team else held_figures.of_service(asked.held)
    return held_figures.has_figure_at(item, published.get(item.code, ()), asked.on, asked.known_on)


def _may_see(request: Request, team: str) -> bool:
    """Rows of no team are told to those who see every team."""
    return request.caseload.sees_everyone if team == NOT_RECORDED else request.caseload.sees_team(team)


def _period(request: Request, asked: Asked, item: Indicator, notices: list[str]) -> Period:
    """The period asked for, else the one the measure's page gives first."""
    text = request.GET.get("period", "").strip()[:40]
    if text:
        try:
            found = parse_period(text)
        except ValueError:
            notices.append("There is no such period: the latest is shown.")
        else:
            if found.start <= asked.known_on and found.kind is item.period:
                return found
            notices.append("This measure has no figure for that period: the latest is shown.")
    figure = measures.headline_of(item, measures.series_of(asked, item))
    return figure.period if figure else held_figures.period_at(item, asked.on, asked.known_on)


__all__ = ["Known", "children", "compare", "indicator", "scorecard", "teams_of"]
