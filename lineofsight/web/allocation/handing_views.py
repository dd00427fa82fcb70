"""Handing a child over to another team, and accepting or declining one."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render

from lineofsight.record.home import HomeBusy
from lineofsight.record.written import ChangedMeanwhile, WriteRefused
from lineofsight.web.access.pages import NOT_YOURS, page
from lineofsight.web.access.papers import number_in
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action, Reach
from lineofsight.web.allocation import actions
from lineofsight.web.allocation.forms import AcceptForm, DeclineForm, HandOverForm
from lineofsight.web.allocation.models import Handover
from lineofsight.web.allocation.waiting import stage_words
from lineofsight.web.day import today
from lineofsight.web.knowledge.caseload_policy import caseload_policy
from lineofsight.web.knowledge.snapshots import known
from lineofsight.web.knowledge.staff import staff
from lineofsight.web.layout.links import link, see

MOST = 200


@page(Action.ALLOCATE)
def handovers(request: Request) -> HttpResponse:
    """Children handed to one's teams, and by them."""
    mine = _mine(request)
    to_answer = [each for each in mine.filter(outcome="") if _is_for(request, each)]
    return render(request, "allocation/handovers.html", {
        "to_answer": to_answer, "sent": [each for each in mine.filter(outcome="") if each not in to_answer],
        "answered": mine.exclude(outcome="").order_by("-answered_on", "-pk")[:20],
    })  # fmt: skip


@page(Action.ALLOCATE)
def hand_over(request: Request, reference: str) -> HttpResponse:
    """Ask another team to take a child on."""
    child = request.caseload.child(reference)
    if not may(request.asker, Action.ALLOCATE, child):
        raise Http404(NOT_YOURS)
    teams = {each.id: each.name for each in staff(known()).teams.values() if each.id != child.team_id}
    listed = sorted(teams.items(), key=lambda pair: pair[1])
    form, refused = HandOverForm(request.POST or None, teams=listed), ""
    if request.method == "POST" and form.is_valid():
        to_team = form.cleaned_data["to_team"]
        try:
            made = actions.hand_over(
                by=request.actor, child=child, to_team=to_team, to_team_name=teams[to_team],
                summary=form.cleaned_data["summary"],
            )  # fmt: skip
        except (WriteRefused, HomeBusy) as problem:
            refused = str(problem)
        else:
            messages.success(request, f"Handed over to {made.to_team_name}. The child stays here until they accept.")
            return see(link("allocation:handovers"))
    return render(request, "allocation/hand_over.html", {
        "child": child, "form": form, "refused": refused, "stage": stage_words(child.stage),
    }, status=403 if refused else 200)  # fmt: skip


@page(Action.ALLOCATE)
def handover(request: Request, number: str) -> HttpResponse:
    """One handover: what the receiving team is told."""
    return _shown(request, _found(request, number))


@page(Action.ALLOCATE)
def accept(request: Request, number: str) -> HttpResponse:
    """Take a child on, and say who does."""
    found = _found(request, number)
    everyone = staff(known())
    workers = [(each.id, f"{each.name}, {each.role_words.lower()}") for each in everyone.of(found.to_team)]
    form = AcceptForm(request.POST or None, workers=workers)

    def act() -> object:
        return actions.accept(
            by=request.actor, handover=found, worker=everyone.workers.get(form.cleaned_data["worker"]),
            policy=caseload_policy(today()), why=form.cleaned_data["why"],
        )  # fmt: skip

    return _answered(request, found, form, "Accept", "Accepted. The child is your team’s from today.", act)


@page(Action.ALLOCATE)
def decline(request: Request, number: str) -> HttpResponse:
    """Say why a team does not take a child on."""
    found, form = _found(request, number), DeclineForm(request.POST or None)

    def act() -> object:
        return actions.decline(by=request.actor, handover=found, why=form.cleaned_data["why"])

    return _answered(request, found, form, "Decline", "Declined. The child stays with the team that sent them.", act)


@page(Action.ALLOCATE)
def take_back(request: Request, number: str) -> HttpResponse:
    """Take back a handover nobody answered."""
    found = _found(request, number)
    if request.method != "POST":
        return _shown(request, found)
    try:
        actions.take_back(by=request.actor, handover=found)
    except WriteRefused as problem:
        return _shown(request, found, str(problem))
    messages.success(request, "Taken back.")
    return see(link("allocation:handovers"))


def _answered(
    request: Request, found: Handover, form: AcceptForm | DeclineForm, title: str, words: str, act: Callable[[], object]
) -> HttpResponse:  # fmt: skip
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except ChangedMeanwhile:
            refused = "Somebody changed who holds this child while you were reading. Open the handover again."
        except (WriteRefused, HomeBusy) as problem:
            refused = str(problem)
        else:
            messages.success(request, words)
            return see(link("allocation:handovers"))
    return render(request, "allocation/answer.html", {
        "handover": found, "form": form, "refused": refused, "title": title, "stage": stage_words(found.stage),
    }, status=403 if refused else 200)  # fmt: skip


def _shown(request: Request, found: Handover, refused: str = "") -> HttpResponse:
    return render(request, "allocation/handover.html", {
        "handover": found, "stage": stage_words(found.stage), "refused": refused,
        "may_answer": not found.outcome and _is_for(request, found) and found.put_by_id != request.user.pk,
        "may_take_back": not found.outcome and found.put_by_id == request.user.pk,
    }, status=403 if refused else 200)  # fmt: skip


def _found(request: Request, number: str) -> Handover:
    """One handover from or to one's teams. Raises Http404 for any other, as for none."""
    found = _mine(request).filter(pk=number_in(number) or 0).first()
    if found is None:
        raise Http404(NOT_YOURS)
    return found


def _mine(request: Request) -> QuerySet[Handover]:
    rows = Handover.objects.exclude(reference__in=sorted(request.asker.shut))
    if request.asker.role.reach is Reach.SERVICE:
        return rows
    teams = list(request.asker.teams)
    return rows.filter(Q(to_team__in=teams) | Q(from_team__in=teams) | Q(put_by_id=request.user.pk))


def _is_for(request: Request, found: Handover) -> bool:
    return request.asker.role.reach is Reach.SERVICE or found.to_team in request.asker.teams
