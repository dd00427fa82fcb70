"""When supervision is due, what to talk about, and a worker's year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from lineofsight.core.tables.workforce import absences, supervision_actions, supervisions
from lineofsight.record.service.models import ChildNow
from lineofsight.web.access.pages import page
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.day import today
from lineofsight.web.knowledge.snapshots import known
from lineofsight.web.knowledge.staff import Worker, staff
from lineofsight.web.layout.dates import from_day, in_full
from lineofsight.web.supervision import agenda as plan
from lineofsight.web.supervision import rules

SUPERVISION = ("supervision_monthly", "asye_supervision")
A_PAGE = 50


def supervisees(request: Request) -> list[Worker]:
    """Workers in post of the teams whose supervision the person may see, by name; never the person themself."""
    if not may(request.asker, Action.SUPERVISE):
        return []
    everybody = staff(known()).workers.values()
    mine = [each for each in everybody if request.caseload.sees_team(each.team) and each.id != request.asker.worker_id]
    return sorted(mine, key=lambda each: (each.name, each.id))


@page(Action.SEE_SUPERVISION)
def schedule(request: Request) -> HttpResponse:
    """By worker: when the next supervision is due, and when the last was. And one's own."""
    day = today()
    shown = Paginator(scheduled(request), A_PAGE).get_page(request.GET.get("page", "1")[:9])
    return render(request, "supervision/schedule.html", {
        "lines": [_line(each, on, day) for each, on in shown], "page": shown, "own": request.asker.worker_id,
        "supervises": may(request.asker, Action.SUPERVISE),
    })  # fmt: skip


def scheduled(request: Request) -> list[tuple[Worker, Any]]:
    """Everybody one supervises, each with when the next is due (None: none owed that is known of), soonest first."""
    day, workers = today(), supervisees(request)
    due: dict[str, Any] = {}
    for team in {each.team for each in workers}:
        ids = [each.id for each in workers if each.team == team]
        owed = request.caseload.of_workers(team, ids).open_on(day).filter(standard__in=SUPERVISION, known=True)
        for duty in owed.exclude(due_on=None):
            before: Any = due.get(duty.holder, duty.due_on)
            due[duty.holder] = min(duty.due_on, before)
    rows = ((each, due.get(each.id)) for each in workers)
    return sorted(rows, key=lambda pair: (pair[1] is None, pair[1] or day, pair[0].name))


def _line(worker: Worker, due: Any, day: Any) -> Mapping[str, Any]:
    tone = "plain" if due is None else "overdue" if due < day else "due"
    words = "None owed that is known of" if due is None else f"{in_full(due)}, {from_day(due, day)}"
    return {"id": worker.id, "name": worker.name, "role": worker.role_words, "tone": tone, "due": words,
            "away": in_full(worker.away_since), "is_new": worker.is_new}  # fmt: skip


@page(Action.SUPERVISE)
def children(request: Request) -> HttpResponse:
    """By child: when each was last talked about, the longest ago first."""
    ordered = talked_about(request)
    shown = Paginator(ordered, A_PAGE).get_page(request.GET.get("page", "1")[:9])
    return render(request, "supervision/children.html", {
        "lines": [(child, on, plan.flags(child)) for child, on in shown], "page": shown,
        "never": sum(on is None for _, on in ordered),
    })  # fmt: skip


def talked_about(request: Request) -> list[tuple[ChildNow, Any]]:
    """Open children somebody holds, each with when it was last talked about (None: never), the longest ago first."""
    day, discussed = today(), dict[str, Any]()
    for each in supervisees(request):
        found = request.caseload.rows_of_worker(request.caseload.supervised(each.id), supervisions)
        for child_id, on in plan.last_discussed(found).items():
            discussed[child_id] = max(on, discussed.get(child_id, on))
    held = request.caseload.children().filter(is_open=True).exclude(worker_id=None).order_by("reference")
    pairs = ((child, discussed.get(child.child_id)) for child in held)
    return sorted(pairs, key=lambda pair: (pair[1] or day.min, pair[0].reference))


@page(Action.SEE_SUPERVISION)
def worker(request: Request, worker_id: str) -> HttpResponse:
    """One worker: what to talk about, what was agreed, what was held."""
    who = request.caseload.supervised(worker_id)
    day, rows = today(), request.caseload.rows_of_worker(who, supervisions)
    mine = list(request.caseload.children().filter(is_open=True, worker_id=worker_id))
    acted = request.caseload.rows_about(mine, supervision_actions)
    meetings = sorted((row for row in rows if not row["child_id"]), key=_when, reverse=True)
    listed = [(row, child) for child in mine for row in acted.get(child.child_id, ()) if plan.is_open(row)]
    names = request.caseload.names_of_workers(
        [*(row["supervisor_id"] for row in meetings), *(row["worker_id"] for row, _ in listed)]
    )
    items = plan.agenda(mine, plan.last_discussed(rows), acted, day)
    return render(request, "supervision/worker.html", {
        "worker": who, "items": [each for each in items if each.is_first],
        "others": [each for each in items if not each.is_first],
        "meetings": [meeting_line(row, names) for row in meetings[:A_PAGE]], "count": len(mine),
        "actions": [plan.agreed(row, child, names, day) for row, child in sorted(listed, key=_due)],
        "is_own": worker_id == request.asker.worker_id,
        "may_hold": may(request.asker, Action.SUPERVISE) and not rules.may_not_supervise(worker_id, request.actor.name),
    })  # fmt: skip


@page(Action.SEE_SUPERVISION)
def year(request: Request, worker_id: str) -> HttpResponse:
    """A worker's last twelve months, to help."""
    who = request.caseload.supervised(worker_id)
    rows = request.caseload.rows_of_worker(who, supervisions)
    mine: list[ChildNow] = list(request.caseload.children().filter(is_open=True, worker_id=worker_id))
    acted = [row for some in request.caseload.rows_about(mine, supervision_actions).values() for row in some]
    months = plan.year(rows, acted, request.caseload.rows_of_worker(who, absences), today())
    return render(request, "supervision/year.html", {"worker": who, "months": months})


def meeting_line(row: Mapping[str, Any], names: Mapping[str, str]) -> Mapping[str, Any]:
    """A supervision in a list."""
    signed = "Signed and agreed" if row["agreed_on"] else "Signed"
    other = "Not signed yet" if row.get("source") == "application" else "From a file, not written here"
    state = signed if row["signed_on"] else other
    return {"id": row["id"], "on": row["held_on"], "by": names.get(row["supervisor_id"] or "", "Nobody named"),
            "state": state, "signed": bool(row["signed_on"])}  # fmt: skip


def _when(row: Mapping[str, Any]) -> tuple[Any, str]:
    return row["held_on"] or today().min, row["id"]


def _due(pair: tuple[Mapping[str, Any], ChildNow]) -> tuple[Any, str]:
    return pair[0]["due_on"] or today().min, pair[0]["id"]
