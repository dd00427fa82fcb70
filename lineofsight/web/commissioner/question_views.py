"""The log of questions: asked of a dated view or of the latest figures, answered by somebody else, by name."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render

from lineofsight.record.home import HomeBusy
from lineofsight.web.access.actions import Refused
from lineofsight.web.access.pages import page
from lineofsight.web.access.papers import number_in, paper_or_404
from lineofsight.web.access.policy import Asker, may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.commissioner import actions, rules
from lineofsight.web.commissioner.forms import AnswerForm, AskForm
from lineofsight.web.commissioner.models import COMMISSIONER, MEMBER, DatedView, OversightQuestion
from lineofsight.web.drafts.answering import version_read
from lineofsight.web.drafts.forms import FormPage, form_page
from lineofsight.web.drafts.writing import drop, is_for_later, keep_or_say, put_aside, writing_of
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.layout.dates import in_full
from lineofsight.web.layout.exports import workbook
from lineofsight.web.layout.links import link, see
from lineofsight.web.layout.titles import title_of_indicator

A_PAGE = 50
HEADINGS = ("Number", "Asked on", "Asked by", "Of what is known on", "About", "Question", "Answered on",
            "Answered by", "As known on", "Answer")  # fmt: skip


@page(Action.SEE_OVERSIGHT)
def questions(request: Request) -> HttpResponse:
    """Every question that a commissioner or the department asked."""
    return listed(request, COMMISSIONER, "Questions of the commissioner and the department")


def listed(request: Request, audience: str, title: str) -> HttpResponse:
    """The questions of one audience, and their Excel."""
    found = OversightQuestion.objects.filter(audience=audience)
    if request.GET.get("format") == "xlsx":
        rows = [(each.pk, each.asked_on, each.asked_by, each.known_on, about_words(each.about), each.question,
                 each.answered_on, each.answered_by, each.answer_known_on, each.answer) for each in found]  # fmt: skip
        return workbook("questions", title, [("Questions", str(len(rows)))], HEADINGS, rows)
    shown = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "commissioner/questions.html", {
        "page": shown, "lines": [(each, about_words(each.about)) for each in shown], "title": title,
        "asks": may(request.asker, Action.ASK_SERVICE),
    })  # fmt: skip


@page(Action.ASK_SERVICE)
def ask(request: Request) -> HttpResponse:
    """Put a question: a commissioner of a dated view, a councillor of the latest figures."""
    about = request.GET.get("about", "")
    about = about if about in definitions().indicators else ""
    view = _view(request)

    def act(form: Form, _: int) -> str:
        made = actions.ask_question(by=request.actor, about=about, view=view, **form.cleaned_data)
        return link("commissioner:question", made.pk)

    of = f", view {view.pk}, as known on {in_full(view.known_on)}" if view else ""
    around = FormPage("Ask a question", _back(request.asker), "Questions", send="Ask",
                      about=f"{about_words(about) or 'The service'}{of}")  # fmt: skip
    subject = f"{view.pk if view else ''} {about}".strip()
    return form_page(request, AskForm, "oversight_question", subject, act, around,
                     done="Asked. The answer will be here, with the name of whoever gives it.")  # fmt: skip


@page(Action.SEE_HOME)
def question(request: Request, question: int) -> HttpResponse:
    """One question and its answer; the form of whoever may answer."""
    found = paper_or_404(seen_by(request.asker), question)
    answers = may(request.asker, Action.ANSWER_OVERSIGHT)
    cannot = rules.may_not_answer(found.asked_by_id, request.user.pk, answered=found.answered_on is not None)
    writing = writing_of(request, "oversight_answer", str(found.pk))
    form = AnswerForm(request.POST or None, initial=writing.initial(AnswerForm))
    refused = ""
    if request.method == "POST" and answers:
        if is_for_later(request):
            if put_aside(request, writing, form):
                return see(_back(request.asker))
        elif form.is_valid():
            try:
                actions.answer_question(by=request.actor, number=found.pk, version=version_read(request),
                                        **form.cleaned_data)  # fmt: skip
            except (Refused, HomeBusy) as problem:
                keep_or_say(request, writing, form)
                refused = str(problem)
                found.refresh_from_db()
            else:
                drop(request, writing)
                messages.success(request, "Answered. It stays as you sent it.")
                return see(link("commissioner:question", found.pk))
    return render(request, "commissioner/question.html", {
        "found": found, "about": about_words(found.about), "form": form, "writing": writing, "refused": refused,
        "may_answer": answers and (not cannot or bool(refused)), "cannot": cannot if answers and not found.answered_on
        else "", "back": _back(request.asker, found),
    })  # fmt: skip


def seen_by(asker: Asker) -> QuerySet[OversightQuestion]:
    """The questions somebody may read: those of their own kind; of both, whoever answers."""
    audiences = [name for name, action in ((COMMISSIONER, Action.SEE_OVERSIGHT), (MEMBER, Action.SEE_AS_MEMBER))
                 if may(asker, action)]  # fmt: skip
    return OversightQuestion.objects.filter(audience__in=audiences)


def about_words(code: str) -> str:
    """What a question is about, by the measure's title; blank for nothing in particular."""
    return title_of_indicator(code, definitions().indicators) if code else ""


def _view(request: Request) -> DatedView | None:
    """The dated view a commissioner asks of; the latest where none is named. None for a councillor."""
    if not may(request.asker, Action.SEE_OVERSIGHT):
        return None
    key = number_in(request.GET.get("view", "")) or 0
    return DatedView.objects.filter(pk=key).first() or DatedView.objects.first()


def _back(asker: Asker, found: OversightQuestion | None = None) -> str:
    of_member = found.audience == MEMBER if found else not may(asker, Action.SEE_OVERSIGHT)
    return link("members:questions" if of_member else "commissioner:questions")
