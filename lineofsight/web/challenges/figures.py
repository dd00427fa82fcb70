"""Challenges of a figure: raised from its page by anyone, answered by somebody else, settled by whoever asked."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render

from lineofsight.web.access.actions import Refused
from lineofsight.web.access.pages import page
from lineofsight.web.access.papers import paper_or_404
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.challenges import actions, rules
from lineofsight.web.challenges.forms import FIGURE_OUTCOMES, FigureAnswerForm, ReopenForm, WrongForm
from lineofsight.web.challenges.models import FigureChallenge
from lineofsight.web.challenges.readable import challenges_read
from lineofsight.web.drafts.answering import answer_on, version_read
from lineofsight.web.drafts.forms import FormPage, form_page
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.snapshots import snapshots
from lineofsight.web.layout.links import link, see
from lineofsight.web.layout.titles import title_of_indicator

A_PAGE = 50
_LONGEST = 100


@page(Action.CHALLENGE_FIGURE)
def figures(request: Request) -> HttpResponse:
    """Figures that somebody says are wrong: for those who answer all of them, for others their own."""
    rows = challenges_read(request).order_by("accepted_on", "-raised_at")
    shown = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    lines = [(each, _title(each.indicator), _state(each)) for each in shown]
    return render(request, "challenges/figures.html", {"lines": lines, "page": shown})


@page(Action.CHALLENGE_FIGURE)
def new_figure(request: Request) -> HttpResponse:
    """Say what is wrong with a figure or its list."""
    code = request.GET.get("indicator", "")
    if code not in definitions().indicators:
        raise Http404("There is no such measure.")
    period, team = (request.GET.get(name, "")[:_LONGEST] for name in ("period", "team"))

    def act(form: Form, _: int) -> str:
        taken = snapshots()
        made = actions.challenge_figure(
            by=request.actor, indicator=code, period=period, team=team, wrong=form.cleaned_data["wrong"],
            snapshot=taken[-1].snapshot if taken else "",
        )  # fmt: skip
        return link("challenges:figure", made.pk)

    title = _title(code)
    around = FormPage(
        "This figure is wrong", link("challenges:figures"), "Figures somebody says are wrong", send="Send",
        about=f"{title}, {period}" if period else title,
        lead="Somebody else looks at it and answers you here. It stays open until you say that the answer will do.",
    )  # fmt: skip
    return form_page(request, WrongForm, "figure is wrong", f"{code}:{period}:{team}", act, around,
                     done="Sent. You will find the answer here.")  # fmt: skip


@page(Action.CHALLENGE_FIGURE)
def figure(request: Request, number: int) -> HttpResponse:
    """One challenge of a figure; its answer; and the forms of those who may go on."""
    found = _found(request, number)
    me, stage = request.user.pk, {"answered": bool(found.answered_on), "accepted": bool(found.accepted_on)}
    answers = may(request.asker, Action.ANSWER_FIGURE)
    cannot = rules.may_not_answer_figure(found.raised_by_id, me, **stage)
    settles = not rules.may_not_settle_figure(found.raised_by_id, me, **stage)
    asked = request.POST.get("do", "")
    answer = answer_on(
        request, "figure: answer", found, FigureAnswerForm, actions.answer_figure, is_sent=asked == "answer"
    )
    reopen = answer_on(request, "figure: reopen", found, ReopenForm, actions.reopen_figure, is_sent=asked == "reopen")
    refused = answer.refused or reopen.refused
    is_accepted = False
    if asked == "accept":
        try:
            actions.accept_figure(by=request.actor, number=found.pk, version=version_read(request))
            is_accepted = True
        except Refused as problem:
            refused = str(problem)
    if is_accepted or answer.sent is not None or reopen.sent is not None:
        messages.success(request, "Kept.")
        return see(link("challenges:figure", found.pk))
    if answer.is_kept or reopen.is_kept:
        return see(link("challenges:figure", found.pk))
    if refused or answer.is_changed or reopen.is_changed:
        found.refresh_from_db()
    return render(request, "challenges/figure.html", {
        "found": found, "title": _title(found.indicator), "state": _state(found), "refused": refused,
        "outcome": FIGURE_OUTCOMES.get(found.outcome, ""), "form": answer.form, "reopen": reopen.form,
        "answer_writing": answer.writing, "reopen_writing": reopen.writing,
        # Whoever came second reads what stands by now, their own words still in the form.
        "may_answer": answers and (not cannot or answer.form.is_bound), "cannot": cannot if answers else "",
        "may_settle": settles, "may_reopen": settles or reopen.form.is_bound,
        "measure": link("performance:indicator", found.indicator),
    })  # fmt: skip


def _found(request: Request, number: int) -> FigureChallenge:
    """One that is one's own, or that one may answer. Raises Http404, the same for absent and not permitted."""
    return paper_or_404(challenges_read(request), number)


def _title(code: str) -> str:
    return title_of_indicator(code, definitions().indicators)


def _state(found: FigureChallenge) -> str:
    if found.accepted_on:
        return "Settled"
    return "Answered: waiting for whoever asked" if found.answered_on else "Waiting for an answer"
