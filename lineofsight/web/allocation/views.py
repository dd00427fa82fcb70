"""Who waits for a worker, who could take a child on, safe staffing and the forecast."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from lineofsight.record.service.models import ChildNow
from lineofsight.record.service.now import Stage
from lineofsight.web.access.pages import page
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.allocation import candidates as who
from lineofsight.web.allocation import others as rest
from lineofsight.web.allocation import staffing as safe
from lineofsight.web.allocation import waiting as wait
from lineofsight.web.allocation.forecast import ASSESSMENT, Forecast, forecasts
from lineofsight.web.allocation.models import Handover
from lineofsight.web.allocation.rules import STATUTORY
from lineofsight.web.day import known_to, today
from lineofsight.web.knowledge.caseload_policy import caseload_policy, limit_source
from lineofsight.web.knowledge.snapshots import known
from lineofsight.web.knowledge.staff import Staff, staff
from lineofsight.web.layout.dates import in_full
from lineofsight.web.layout.exports import workbook

A_PAGE = 50
NO_TEAM_STAGES = (Stage.CONTACT.value, Stage.REFERRAL.value, Stage.EARLY_HELP.value)


@page(Action.SEE_ALLOCATION)
def waiting(request: Request) -> HttpResponse:
    """Children owed a worker whom nobody in post holds, the longest wait first; how many others have none."""
    day = today()
    teams = wait.teams_of(wait.waiting(request))
    asked = request.GET.get("team", "")[:100]
    team = asked if asked in {key for key, _, _ in teams} else ""
    chosen = wait.waiting(request, team)
    if request.GET.get("format") == "xlsx":
        rows = (wait.cells(wait.line_of(child, waits, day)) for child, waits in wait.in_order(request, chosen))
        about = [("As at", in_full(day)), ("As known on", in_full(known_to())), ("Order", "The longest wait first.")]
        return workbook(f"waiting-{day.isoformat()}", "Children who wait for a worker", about, wait.HEADINGS, rows)
    counts, pairs = wait.counts(chosen), wait.in_order(request, chosen[: wait.MOST])
    shown = Paginator(pairs, A_PAGE).get_page(request.GET.get("page", "1")[:9])
    return render(request, "allocation/waiting.html", {
        "lines": [wait.line_of(child, waits, day) for child, waits in shown], "page": shown, "teams": teams,
        "team": team, "unknown": bool(asked) and not team, "counts": counts,
        "most": wait.MOST if counts["all"] > wait.MOST else 0,
        "no_team": request.caseload.children().filter(is_open=True, team_id=None).count(),
        "to_answer": Handover.objects.filter(outcome="", to_team__in=request.asker.teams).exclude(
            reference__in=sorted(request.asker.shut)).count(),
        "may_allocate": may(request.asker, Action.ALLOCATE), "others": rest.kinds(request.caseload.children()),
        "not_told": rest.not_told(), "some_only": not request.caseload.sees_everyone,
    })  # fmt: skip


@page(Action.SEE_ALLOCATION)
def others(request: Request) -> HttpResponse:
    """Open children without a worker to whom none is owed: contacts, early help, care leavers."""
    day, children = today(), request.caseload.children()
    kinds = rest.kinds(children)
    asked = request.GET.get("kind", "")[:100]
    kind = asked if asked in {each.code for each in kinds} else ""
    listed = rest.others(children, kind)
    if request.GET.get("format") == "xlsx":
        every = list(listed)
        about = [("As at", in_full(day)), ("As known on", in_full(known_to())), ("Order", "The longest first.")]
        rows = (each.cells for each in rest.lines(every, _advisers(request, every), day))
        return workbook(f"others-without-a-worker-{day.isoformat()}", "Open without a worker, and owed none", about,
                        rest.HEADINGS, rows)  # fmt: skip
    shown = Paginator(listed, A_PAGE).get_page(request.GET.get("page", "1")[:9])
    return render(request, "allocation/others.html", {
        "kinds": kinds, "kind": kind, "unknown": bool(asked) and not kind, "page": shown,
        "lines": rest.lines(list(shown), _advisers(request, shown), day),
        "total": sum(each.number for each in kinds), "some_only": not request.caseload.sees_everyone,
        "to_answer": Handover.objects.filter(outcome="", to_team__in=request.asker.teams).exclude(
            reference__in=sorted(request.asker.shut)).count(),
        "may_allocate": may(request.asker, Action.ALLOCATE),
    })  # fmt: skip


def _advisers(request: Request, children: Iterable[ChildNow]) -> dict[str, str]:
    return request.caseload.names_of_workers(each.personal_adviser_id for each in children)


@page(Action.SEE_ALLOCATION)
def child(request: Request, reference: str) -> HttpResponse:
    """Who of a team could take a child on, and what each would hold then."""
    found = request.caseload.child(reference)
    everyone, day = staff(known()), today()
    choices = teams_to_choose(request, everyone, found)
    asked = request.GET.get("team", "")[:100]
    team = asked if asked in dict(choices) else found.team_id if found.team_id in dict(choices) else ""
    listed = candidates_of(request, everyone, found, team) if team else []
    handed = Handover.objects.filter(reference=found.reference, outcome="").first()
    return render(request, "allocation/child.html", {
        "child": found, "candidates": listed, "team": team, "teams": choices, "unknown": bool(asked) and asked != team,
        "team_name": dict(choices).get(team, ""), "stage": wait.stage_words(found.stage), "handed": handed,
        "is_statutory": found.stage in STATUTORY, "limits": limit_source(caseload_policy(day)),
        "may_allocate": may(request.asker, Action.ALLOCATE, found),
    })  # fmt: skip


@page(Action.SEE_ALLOCATION)
def staffing(request: Request) -> HttpResponse:
    """Whether every child who must be is held by a registered social worker."""
    held = known()
    return render(request, "allocation/staffing.html", {
        "found": safe.staffing(statutory(request), staff(held).workers, today()), "charts": safe.charts(held),
        "some_only": not request.caseload.sees_everyone,
    })  # fmt: skip


@page(Action.SEE_ALLOCATION)
def forecast(request: Request) -> HttpResponse:
    """What teams will hold in four weeks if they are like the last four."""
    return render(request, "allocation/forecast.html", {
        "forecasts": forecasts_seen(request), "limits": limit_source(caseload_policy(today())),
    })  # fmt: skip


def statutory(request: Request) -> QuerySet[ChildNow]:
    """The children one may see whom only a registered social worker may hold."""
    children = request.caseload.children().filter(is_open=True, stage__in=sorted(STATUTORY))
    return children.order_by("reference")


def forecasts_seen(request: Request) -> list[Forecast]:
    """The forecasts of the teams one may see, from the children one may see."""
    day, everyone = today(), staff(known())
    policy = caseload_policy(day)
    children = list(request.caseload.children().filter(is_open=True).exclude(team_id=None))
    owed = request.caseload.of_children().open_on(day).filter(standard=ASSESSMENT, known=True).exclude(due_on=None)
    ending = {each.reference: each.due_on for each in owed if each.reference and each.due_on}
    limits = {key: limit for key, each in everyone.workers.items() if (limit := each.limit(policy)) is not None}
    teams = {child.team_id or "" for child in children}
    found = forecasts(children, ending, {team: everyone.of(team) for team in teams}, limits, day)
    return [each for each in found if request.caseload.sees_team(each.team)]


def teams_to_choose(request: Request, everyone: Staff, child: ChildNow) -> list[tuple[str, str]]:
    """The teams whose workers one may give a child to: those one sees that have anybody."""
    staffed = {each.team for each in everyone.workers.values()}
    seen = [team for team in everyone.teams.values() if team.id in staffed and request.caseload.sees_team(team.id)]
    return [(team.id, team.name) for team in sorted(seen, key=lambda each: (each.id != child.team_id, each.name))]


def candidates_of(request: Request, everyone: Staff, child: ChildNow, team: str) -> list[who.Candidate]:
    """Everybody of a team, before and after taking the child on."""
    day, workers, caseload = today(), everyone.of(team), request.caseload
    ids = [each.id for each in workers]
    held = list(caseload.children().filter(is_open=True, worker_id__in=ids))
    weights = who.weigh(caseload, [*held, child], day)
    family: Any = ()
    if child.family_id:
        rows = caseload.children().filter(family_id=child.family_id, is_open=True).exclude(reference=child.reference)
        family = rows.values_list("reference", flat=True)
    return who.candidates(
        workers, who.by_worker(held), weights, weights[child.reference], family, caseload_policy(day), day
    )
