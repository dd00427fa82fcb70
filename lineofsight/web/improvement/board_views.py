"""Pages of the board: by theme, what slipped, what was said and what the data says now; meetings; questions."""

from __future__ import annotations

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render

from lineofsight.web.access.pages import NOT_YOURS, page
from lineofsight.web.access.papers import number_in, paper_or_404
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.drafts.forms import FormPage, form_page
from lineofsight.web.improvement import actions, forms, presenters
from lineofsight.web.improvement.building import plan_view
from lineofsight.web.improvement.models import Question
from lineofsight.web.improvement.papers import PLAN, is_public, line_now, plan_now, shown_plan
from lineofsight.web.improvement.told import main_theme, title_of_theme
from lineofsight.web.layout.links import link


@page(Action.SEE_IMPROVEMENT)
def board(request: Request) -> HttpResponse:
    """The plan as the board looks at it."""
    exact = plan_view()
    shown = shown_plan(request)
    if exact is None or shown is None:
        return render(request, "improvement/none.html", {"may_begin": may(request.asker, Action.PLAN_IMPROVEMENT)})
    public = is_public(request)
    themes = presenters.themes_of(shown, exact, request.caseload.sees_team, public=public)
    return render(request, "improvement/board.html", {
        "plan": shown, "themes": themes, "needing": presenters.needing(shown.lines), "public": public,
        "counts": presenters.counts(shown.lines),
        "may_hold": may(request.asker, Action.HOLD_IMPROVEMENT_BOARD),
    })  # fmt: skip


@page(Action.SEE_IMPROVEMENT)
def meeting(request: Request, meeting: int) -> HttpResponse:
    """What the board was told at one meeting, beside what the data says now; and what it decided."""
    shown = shown_plan(request)
    found = next((each for each in shown.meetings if each.number == meeting), None) if shown else None
    if shown is None or found is None:
        raise Http404(NOT_YOURS)
    decided = [(line, said) for line in shown.lines for said in line.said if said.kind == "board" and
               said.on == found.on]  # fmt: skip
    return render(request, "improvement/meeting.html", {"plan": shown, "meeting": found, "decided": decided})


@page(Action.HOLD_IMPROVEMENT_BOARD)
def new_meeting(request: Request) -> HttpResponse:
    """Keep what the board was told of each theme."""
    plan, view = plan_now(request), plan_view()
    codes = dict.fromkeys(main_theme(line) for line in view.lines) if view else {}
    themes = [(code, title_of_theme(code)) for code in codes]

    def act(form: Form, _: int) -> str:
        said = {code: form.cleaned_data[f"said-{code}"] for code, _ in themes}
        actions.hold_meeting(
            by=request.actor, plan=plan, on=form.cleaned_data["on"], minutes=form.cleaned_data["minutes"], said=said
        )
        return link("improvement:board")

    lead = "How each line stood, and its figures, are kept with what was said. They are never changed afterwards."
    return form_page(
        request, forms.with_themes(themes), "improvement: new meeting", PLAN, act,
        FormPage("Record a meeting of the board", link("improvement:board"), about=plan.title, lead=lead),
        done="Kept as it was said, with the figures of the day.",
    )  # fmt: skip


@page(Action.SEE_IMPROVEMENT)
def questions(request: Request) -> HttpResponse:
    """Questions about the plan and their answers, those without one first."""
    shown = shown_plan(request)
    return render(request, "improvement/questions.html", {
        "plan": shown, "questions": shown.questions if shown else (),
        "may_ask": may(request.asker, Action.ASK_OF_IMPROVEMENT) and shown is not None,
        "may_answer": may(request.asker, Action.PLAN_IMPROVEMENT),
    })  # fmt: skip


@page(Action.ASK_OF_IMPROVEMENT)
def ask(request: Request) -> HttpResponse:
    """Ask about the plan, or about the line named in the address."""
    plan = plan_now(request)
    number = number_in(request.GET.get("line", ""))
    about = None if number is None else line_now(request, number)

    def act(form: Form, _: int) -> str:
        actions.ask(by=request.actor, plan=plan, line=about, question=form.cleaned_data["question"])
        return link("improvement:questions")

    return form_page(
        request, forms.QuestionForm, "improvement: ask", f"line-{about.pk}" if about else PLAN, act,
        FormPage("Ask a question", link("improvement:questions"), send="Ask",
                 about=about.term if about else plan.title),
        done="Asked. The answer will be here.",
    )  # fmt: skip


@page(Action.PLAN_IMPROVEMENT)
def answer(request: Request, question: int) -> HttpResponse:
    """Answer a question somebody else asked."""
    found = paper_or_404(Question.objects, question)

    def act(form: Form, version: int) -> str:
        actions.answer(by=request.actor, question=found.pk, version=version, words=form.cleaned_data["words"])
        return link("improvement:questions")

    return form_page(
        request, forms.AnswerForm, "improvement: answer", f"question-{found.pk}", act,
        FormPage("Answer a question", link("improvement:questions"), send="Answer", about=found.question,
                 facts=(("Asked by", found.asked_by),)),
        done="Answered.", version=found.version,
    )  # fmt: skip
