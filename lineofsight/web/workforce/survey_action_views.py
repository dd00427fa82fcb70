"""You said, we did: agreeing what is done, saying that it is, and closing it by somebody else."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render

from lineofsight.web.access.pages import page
from lineofsight.web.access.papers import paper_or_404
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.models import User
from lineofsight.web.accounts.roles import ROLES, Action
from lineofsight.web.drafts.answering import answer_about
from lineofsight.web.drafts.forms import FormPage, form_page
from lineofsight.web.layout.links import link, see
from lineofsight.web.workforce import actions, rules, surveys
from lineofsight.web.workforce.forms import DoneForm, SeenForm, agree_form
from lineofsight.web.workforce.models import SurveyAction
from lineofsight.web.workforce.questionnaires import questionnaire_from
from lineofsight.web.workforce.survey_views import found_round

AGREE = "survey_agree"
_ANY = "x"
_LOOKED = {
    "close": (actions.close_action, "Closed."), "back": (actions.send_back, "Sent back. It is open again."),
}  # fmt: skip


@page(Action.ACT_ON_SURVEYS)
def agree(request: Request, survey: int) -> HttpResponse:
    """Say what is done about what staff said, by whom and when."""
    found = found_round(survey)
    asked = questionnaire_from(found.questionnaire)
    people = {str(user.pk): user for user in owners()}
    form_class = agree_form(
        [(each.code, each.text) for each in asked.questions],
        [(key, f"{user}, {user.role.title.lower()}") for key, user in people.items()],
    )

    def act(form: Form, _: int) -> str:
        made = actions.agree_action(
            by=request.actor, number=found.pk, owner=people[form.cleaned_data["owner"]], values=form.cleaned_data,
            form=AGREE, subject=str(found.pk),
        )  # fmt: skip
        return link("workforce:survey_action", made.pk)

    around = FormPage("Agree what is done", link("workforce:survey", found.pk), found.title, send="Agree it",
                      about=found.title)  # fmt: skip
    return form_page(request, form_class, AGREE, str(found.pk), act, around,
                     done="Agreed. Whoever does it says so here; somebody else closes it.")  # fmt: skip


@page(Action.SEE_WORKFORCE)
def survey_action(request: Request, survey_action: int) -> HttpResponse:
    """One thing done about what staff said: what its owner says, what somebody else saw; the forms of those who may."""
    it = _found(survey_action)
    asked = request.POST.get("do", "")

    def say_done(form: Form, version: int) -> str:
        actions.say_done(by=request.actor, number=survey_action, version=version, **form.cleaned_data)
        return "Kept. Somebody else sees whether it is done."

    def look(form: Form, version: int) -> str:
        write, words = _LOOKED[asked]
        write(by=request.actor, number=survey_action, version=version, **form.cleaned_data)
        return words

    done = answer_about(request, "survey_done", str(it.pk), DoneForm, say_done, version=it.version,
                        is_sent=asked == "done")  # fmt: skip
    seen = answer_about(request, "survey_seen", str(it.pk), SeenForm, look, version=it.version,
                        is_sent=asked in _LOOKED)  # fmt: skip
    if said := done.sent or seen.sent:
        messages.success(request, said)
    if said or done.is_kept or seen.is_kept:
        return see(link("workforce:survey_action", it.pk))
    refused = done.refused or seen.refused
    if refused or done.is_changed or seen.is_changed:
        it = _found(survey_action)
    me, names = request.user.pk, may(request.asker, Action.SEE_STAFF)
    stage = {"said_done": it.said_done_on is not None, "closed": it.closed_on is not None}
    acts = may(request.asker, Action.ACT_ON_SURVEYS)
    cannot = rules.may_not_close(it.owner_id, me, **stage)
    question = questionnaire_from(it.round.questionnaire).question(it.question)
    return render(request, "workforce/survey_action.html", {
        "it": it, "line": surveys.action_line(it, request.actor.day, names_shown=names), "names": names,
        "question": question.text if question else "", "done": done, "seen": seen, "refused": refused,
        # Whoever came second reads what stands by now, their own words still in the form.
        "may_say_done": acts and (done.form.is_bound or not rules.may_not_say_done(it.owner_id, me, _ANY, **stage)),
        "may_close": acts and (seen.form.is_bound or not cannot), "cannot": cannot if acts and not it.closed_on else "",
    }, status=403 if refused else 200)  # fmt: skip


def owners() -> list[User]:
    """Who may be asked to do something: those whose role may say that it is done, by name."""
    codes = [code for code, role in ROLES.items() if Action.ACT_ON_SURVEYS in role.actions]
    found = User.objects.filter(is_active=True, role_code__in=codes)
    return sorted(found, key=lambda user: (str(user), user.pk))


def _found(number: int) -> SurveyAction:
    return paper_or_404(SurveyAction.objects.select_related("round"), number)
