"""Giving a child to a worker: what it would do, then doing it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render

from lineofsight.core.text_formats import plural
from lineofsight.record.service.models import ChildNow
from lineofsight.web.access.pages import NOT_YOURS, page
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.allocation import actions
from lineofsight.web.allocation.candidates import Side, side, weigh
from lineofsight.web.allocation.forms import GiveForm
from lineofsight.web.allocation.views import candidates_of
from lineofsight.web.allocation.waiting import stage_words
from lineofsight.web.allocation.weighing import load_of
from lineofsight.web.day import today
from lineofsight.web.drafts.answering import answer_about
from lineofsight.web.knowledge.caseload_policy import caseload_policy
from lineofsight.web.knowledge.snapshots import known
from lineofsight.web.knowledge.staff import Staff, staff
from lineofsight.web.layout.links import link, see


@dataclass(frozen=True, slots=True)
class Giver:
    """What whoever holds a child now would hold before and after giving them on."""

    before: Side
    after: Side


@page(Action.ALLOCATE)
def give(request: Request, reference: str, worker_id: str) -> HttpResponse:
    """What giving a child to a worker would do, and doing it."""
    child = request.caseload.child(reference)
    everyone = staff(known())
    worker = everyone.workers.get(worker_id)
    if worker is None or not request.caseload.sees_team(worker.team) or not may(request.asker, Action.ALLOCATE, child):
        raise Http404(NOT_YOURS)

    def act(form: Form, _: int) -> object:
        return actions.allocate(
            by=request.actor, child=child, worker=worker, held_by=str(request.POST.get("held_by", ""))[:200],
            policy=caseload_policy(today()), **form.cleaned_data,
        )  # fmt: skip

    said = answer_about(request, "allocation", f"{child.reference} {worker.id}", GiveForm, act)
    if said.sent is not None:
        messages.success(request, f"{child.name} is given to {worker.name}.")
    if said.sent is not None or said.is_kept:
        return see(link("allocation:child", child.reference))
    candidate = next(each for each in candidates_of(request, everyone, child, worker.team) if each.id == worker.id)
    workers = child.changes_of_worker + 1
    giver = _giver(request, everyone, child) if child.worker_id != worker.id else None
    return render(request, "allocation/give.html", {
        "child": child, "candidate": candidate, "form": said.form, "writing": said.writing, "refused": said.refused,
        "stage": stage_words(child.stage),
        "is_change": bool(child.worker_id) and child.worker_id != worker.id,
        "send": f"Give the child to {candidate.name}",
        "giver": giver, "is_theirs": child.worker_id == worker.id,
        "before": plural(child.changes_of_worker, "change", "changes"),
        "after": plural(workers, "change", "changes"), "workers": workers + 1,
    }, status=403 if said.refused else 200)  # fmt: skip


def _giver(request: Request, everyone: Staff, child: ChildNow) -> Giver | None:
    """What whoever holds the child now holds, with and without them."""
    held = list(request.caseload.children().filter(is_open=True, worker_id=child.worker_id)) if child.worker_id else []
    if not held:
        return None
    policy, worker = caseload_policy(today()), everyone.workers.get(child.worker_id or "")
    weights = weigh(request.caseload, held, today())
    limit, full_time = (worker.limit(policy), worker.full_time) if worker else (None, None)
    rest = [each for reference, each in weights.items() if reference != child.reference]
    return Giver(
        side(load_of(weights.values(), policy), limit, full_time), side(load_of(rest, policy), limit, full_time)
    )
