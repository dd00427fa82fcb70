"""Handing a child over to another team, and accepting or declining one."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render

from lineofsight.record.written import WriteRefused
from lineofsight.web.access.pages import NOT_YOURS, page
from lineofsight.web.access.papers import number_in
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action, Reach
from lineofsight.web.allocation import actions
from lineofsight.web.allocation.forms import AcceptForm, DeclineForm, HandOverForm
from lineofsight.web.allocation.models import Handover
from lineofsight.web.allocation.readable import handovers_seen
from lineofsight.web.allocation.waiting import stage_words
from lineofsight.web.day import today
from lineofsight.web.drafts.answering import answer_about
from lineofsight.web.knowledge.caseload_policy import caseload_policy
from lineofsight.web.knowledge.snapshots import known
from lineofsight.web.knowledge.staff import staff
from lineofsight.web.layout.fields import made_with
from lineofsight.web.layout.links import link, see

MOST = 200


@page(Action.ALLOCATE)
def handovers(request: Request) -> HttpResponse:
    """Children handed to one's teams, and by them."""
    mine = handovers_seen(request)
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
    asked = made_with(HandOverForm, teams=sorted(teams.items(), key=lambda pair: pair[1]))

    def act(form: Form, _: int) -> Handover:
        to_team, summary = form.cleaned_data["to_team"], form.cleaned_data["summary"]
        return actions.hand_over(
            by=request.actor, child=child, to_team=to_team, to_team_name=teams[to_team], summary=summary
        )

    found = answer_about(request, "handover", child.reference, asked, act)
    if found.sent is not None:
        messages.success(request, f"Handed over to {found.sent.to_team_name}. The child stays here until they accept.")
        return see(link("allocation:handovers"))
    if found.is_kept:
        return see(link("allocation:child", child.reference))
    return render(request, "allocation/hand_over.html", {
        "child": child, "form": found.form, "writing": found.writing, "refused": found.refused,
        "stage": stage_words(child.stage),
    }, status=403 if found.refused else 200)  # fmt: skip


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

    def act(form: Form, _: int) -> object:
        return actions.accept(
            by=request.actor, handover=found, worker=everyone.workers.get(form.cleaned_data["worker"]),
            policy=caseload_policy(today()), why=form.cleaned_data["why"],
        )  # fmt: skip

    words = "Accepted. The child is your team’s from today."
    return _answered(request, found, made_with(AcceptForm, workers=workers), "Accept", words, act)


@page(Action.ALLOCATE)
def decline(request: Request, number: str) -> HttpResponse:
    """Say why a team does not take a child on."""
    found = _found(request, number)

    def act(form: Form, _: int) -> object:
        return actions.decline(by=request.actor, handover=found, why=form.cleaned_data["why"])

    words = "Declined. The child stays with the team that sent them."
    return _answered(request, found, DeclineForm, "Decline", words, act)


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
    request: Request, found: Handover, asked: type[Form], title: str, words: str, act: Callable[[Form, int], object]
) -> HttpResponse:  # fmt: skip
    said = answer_about(request, f"handover: {title.lower()}", str(found.pk), asked, act)
    if said.sent is not None:
        messages.success(request, words)
        return see(link("allocation:handovers"))
    if said.is_kept:
        return see(link("allocation:handover", found.pk))
    return render(request, "allocation/answer.html", {
        "handover": found, "form": said.form, "writing": said.writing, "refused": said.refused, "title": title,
        "stage": stage_words(found.stage),
    }, status=403 if said.refused else 200)  # fmt: skip


def _shown(request: Request, found: Handover, refused: str = "") -> HttpResponse:
    return render(request, "allocation/handover.html", {
        "handover": found, "stage": stage_words(found.stage), "refused": refused,
        "may_answer": not found.outcome and _is_for(request, found) and found.put_by_id != request.user.pk,
        "may_take_back": not found.outcome and found.put_by_id == request.user.pk,
    }, status=403 if refused else 200)  # fmt: skip


def _found(request: Request, number: str) -> Handover:
    """One handover from or to one's teams. Raises Http404 for any other, as for none."""
    found = handovers_seen(request).filter(pk=number_in(number) or 0).first()
    if found is None:
        raise Http404(NOT_YOURS)
    return found


def _is_for(request: Request, found: Handover) -> bool:
    return request.asker.role.reach is Reach.SERVICE or found.to_team in request.asker.teams
