"""Data quality: over all, by rule, by team, by worker to help them, one's own; what could not be checked."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import render

from lineofsight.record.service.quality.ages import Age, in_band
from lineofsight.web.access.data_errors import DataErrors
from lineofsight.web.access.pages import NOT_YOURS, page
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.day import today
from lineofsight.web.layout.dates import in_full
from lineofsight.web.layout.exports import workbook
from lineofsight.web.quality_of_data import pictures, summaries
from lineofsight.web.quality_of_data.checked import UNCHECKED_HEADINGS, Checks, checks_of, unchecked_rows
from lineofsight.web.quality_of_data.explained import EXPLAINED_HEADINGS, explained_page, explained_rows
from lineofsight.web.quality_of_data.filters import choices, read_filters
from lineofsight.web.quality_of_data.lists import listing
from lineofsight.web.quality_of_data.words import SEVERITY_MEANS, TAGS, WHAT_TO_DO, rule_words
from lineofsight.web.quality_of_data.workers import WORKER_HEADINGS, worker_rows

_OF_RULES = ("collection", "severity")


@page(Action.SEE_DATA_ERRORS)
def overview(request: Request) -> HttpResponse:
    """What is wrong with the year's returns so far, of the children the person may see: gravest first."""
    found, checks = _read(request)
    if checks.is_empty:
        return render(request, "quality_of_data/overview.html", {"checks": checks})
    filters = read_filters(request.GET, {}, {})
    every = found.counted(checks.as_at)
    counted = summaries.of_severity(every, filters.collection, filters.severity)
    rules = [row for row in summaries.by_rule(counted, checks.years) if row.open or row.accepted]
    if request.GET.get("format") == "xlsx":
        return workbook(f"data-quality-{today().isoformat()}", "Data quality: errors by rule", _about(checks),
                        summaries.RULE_HEADINGS, (row.cells for row in rules))  # fmt: skip
    query = {"collection": filters.collection} if filters.collection else {}
    of = {name: value for name, value in (("collection", filters.collection), ("severity", filters.severity)) if value}
    return render(request, "quality_of_data/overview.html", {
        "checks": checks, "filters": filters, "some_only": not request.caseload.sees_everyone,
        "choices": [choice for choice in choices(filters, {}, {}) if choice.name in _OF_RULES],
        "tiles": summaries.tiles(
            summaries.of_severity(every, filters.collection, ""), found.unchecked().count(), query
        ),
        "rules": rules, "trend": pictures.trend("Errors to be mended", found.trend(checks.year_began, **of)),
        "ages": pictures.ages("How long they have been known", summaries.by_age(counted, filters.chosen)),
        "teams": summaries.by_team(counted, found.team_names(checks.as_at), request.caseload.sees_team),
        "has_own": bool(request.asker.worker_id),
    })  # fmt: skip


@page(Action.SEE_DATA_ERRORS)
def mine(request: Request) -> HttpResponse:
    """Errors of the children the person holds, reviews or advises."""
    found, checks = _read(request)
    worker = request.asker.worker_id
    own = Q(worker_id=worker) | Q(personal_adviser_id=worker) | Q(reviewing_officer_id=worker)
    children = request.caseload.children()
    children = children.filter(own) if worker else children.none()
    return _list(request, checks, found.of_children(children), "mine", "My data", {"is_mine": True})


@page(Action.SEE_DATA_ERRORS)
def listed(request: Request) -> HttpResponse:
    """Every error the person may see, gravest first, then those known longest."""
    found, checks = _read(request)
    teams = {key: name for key, name in found.team_names(checks.as_at).items() if request.caseload.sees_team(key)}
    return _list(request, checks, found.errors(), "all", "Errors to mend", {}, teams=teams, workers=_workers(request))


@page(Action.SEE_DATA_ERRORS)
def rule(request: Request, collection: str, rule: str) -> HttpResponse:
    """One rule: its words, what to do, how it moved, and the children in breach of it. 404 for no such rule."""
    found, checks = _read(request)
    words = rule_words(collection, rule, checks.years.get(collection, ""))
    if words is None or checks.is_empty:
        raise Http404(NOT_YOURS)
    errors = found.errors().filter(collection=collection, rule=rule)
    not_checked = unchecked_rows(found.unchecked().filter(collection=collection, rule=rule), checks.years)
    return _list(request, checks, errors, f"{collection}-{rule}", f"Rule {rule}: {words.wording}", {
        "words": words, "tag": TAGS[words.severity], "severity_means": SEVERITY_MEANS[words.severity],
        "what_to_do": WHAT_TO_DO[words.severity], "not_checked": not_checked,
        "trend": pictures.trend("Errors of this rule to be mended",
                                found.trend(checks.year_began, collection=collection, rule=rule)),
    }, template="rule")  # fmt: skip


@page(Action.SEE_DATA_ERRORS)
def team(request: Request, team_id: str) -> HttpResponse:
    """One team's errors. 404 for one that is not there or may not be seen."""
    found, checks = _read(request)
    name = _team_name(request, team_id)
    counted = [row for row in found.counted(checks.as_at) if row.team_id == team_id]
    sees_workers = may(request.asker, Action.SEE_WORKERS)
    errors = found.errors().filter(team_id=team_id)
    return _list(request, checks, errors, "team", f"{name}: data quality", {
        "team_id": team_id, "team_name": name, "rules": summaries.by_rule(counted, checks.years),
        "trend": pictures.trend("The team's errors to be mended", found.trend(checks.year_began, team_id=team_id)),
        "sees_workers": sees_workers,
    }, template="team", workers=_workers(request, team_id) if sees_workers else None)  # fmt: skip


@page(Action.SEE_WORKERS)
def workers(request: Request, team_id: str) -> HttpResponse:
    """Errors by worker of a team, by name: to help, never to rank. 404 as for the team."""
    found, checks = _read(request)
    name = _team_name(request, team_id)
    open_ones = found.errors().filter(team_id=team_id, accepted=False).order_by()
    grouped = open_ones.values("worker_id").annotate(
        all=Count("pk"), stopping=Count("pk", filter=Q(severity="error")),
        long=Count("pk", filter=in_band(Age.LONGER, checks.as_at)),
    )  # fmt: skip
    rows = worker_rows(grouped, _workers(request, team_id), team_id)
    if request.GET.get("format") == "xlsx":
        about = [*_about(checks), ("Order", "By name; no figure orders it.")]
        return workbook(f"data-quality-workers-{today().isoformat()}", f"{name}: data quality by worker", about,
                        WORKER_HEADINGS, (row.cells for row in rows))  # fmt: skip
    return render(request, "quality_of_data/workers.html", {
        "checks": checks, "rows": rows, "team_id": team_id, "team_name": name,
    })  # fmt: skip


@page(Action.SEE_DATA_ERRORS)
def unchecked(request: Request) -> HttpResponse:
    """The rules that could not be checked, or only in part, and why: never the same as nothing found."""
    found, checks = _read(request)
    filters = read_filters(request.GET, {}, {})
    rules = found.unchecked()
    rows = unchecked_rows(rules.filter(collection=filters.collection) if filters.collection else rules, checks.years)
    if request.GET.get("format") == "xlsx":
        return workbook(f"rules-not-checked-{today().isoformat()}", "Rules not checked, or in part", _about(checks),
                        UNCHECKED_HEADINGS, (row.cells for row in rows))  # fmt: skip
    return render(request, "quality_of_data/unchecked.html", {
        "checks": checks, "rows": rows, "filters": filters,
        "choices": [choice for choice in choices(filters, {}, {}) if choice.name == "collection"],
    })  # fmt: skip


@page(Action.SEE_DATA_ERRORS)
def explained(request: Request) -> HttpResponse:
    """What was said to be right, by whom and why; in force, taken back, and lapsed."""
    found, checks = _read(request)
    children = request.caseload.children()
    if request.GET.get("format") == "xlsx":
        rows = explained_rows(found.acceptances()[:10_000], children)
        return workbook(f"explained-errors-{today().isoformat()}", "Errors said to be right", _about(checks),
                        EXPLAINED_HEADINGS, (row.cells for row in rows))  # fmt: skip
    shown = explained_page(found.acceptances(), request.GET.get("page", "1")[:9])
    return render(request, "quality_of_data/explained.html", {
        "checks": checks, "page": shown, "rows": explained_rows(shown, children),
    })  # fmt: skip


def _read(request: Request) -> tuple[DataErrors, Checks]:
    found = DataErrors(request.caseload)
    return found, checks_of(found.checks(), today())


def _list(
    request: Request, checks: Checks, errors: Any, name: str, title: str, given: dict[str, Any], *,
    template: str = "list", teams: Any = None, workers: Any = None,
) -> HttpResponse:  # fmt: skip
    without = _OF_RULES if template == "rule" else ()
    made = listing(request, checks, errors, name, title, teams=teams, workers=workers, without=without)
    if isinstance(made, HttpResponse):
        return made
    return render(request, f"quality_of_data/{template}.html", {"checks": checks, "title": title, **given, **made})


def _about(checks: Checks) -> list[tuple[str, str]]:
    return [("Checked as at", in_full(checks.as_at)), *(("What was checked", each) for each in checks.sentences)]


def _team_name(request: Request, team_id: str) -> str:
    held = request.caseload.children().filter(team_id=team_id)
    name = held.values_list("team_name", flat=True).first() if request.caseload.sees_team(team_id) else None
    if name is None:
        raise Http404(NOT_YOURS)
    return str(name)


def _workers(request: Request, team_id: str = "") -> dict[str, str]:
    """Workers one may choose, by id: those who hold children of a team, for those who see lists by worker."""
    if not may(request.asker, Action.SEE_WORKERS) or not (team_id or request.asker.teams):
        return {}
    held = request.caseload.children().filter(team_id__in=[team_id] if team_id else request.asker.teams)
    found = held.exclude(worker_id=None).order_by().values_list("worker_id", "worker_name").distinct()
    return {str(key): str(name or key) for key, name in found}
