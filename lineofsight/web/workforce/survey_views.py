"""Surveys of staff: rounds, what they counted, and giving a round its numbers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from lineofsight.web.access.actions import Refused
from lineofsight.web.access.pages import page
from lineofsight.web.access.papers import paper_or_404
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.drafts.answering import version_read
from lineofsight.web.knowledge.snapshots import known
from lineofsight.web.knowledge.staff import team_names
from lineofsight.web.layout.links import link, see
from lineofsight.web.served import served_home
from lineofsight.web.workforce import actions, measures, rules
from lineofsight.web.workforce import surveys as said
from lineofsight.web.workforce.counting import headings, read_counts, template
from lineofsight.web.workforce.forms import CountsForm, round_form
from lineofsight.web.workforce.models import SurveyAction, SurveyRound
from lineofsight.web.workforce.questionnaires import questionnaire_from, questionnaires_in_force

BESIDE = ("wf_turnover_rate", "wf_vacancy_rate", "wf_away_sick", "wf_caseload_avg")
ABOUT_STAYING = ("stay", "load", "challenge")
LARGEST = 1_000_000


@page(Action.SEE_WORKFORCE)
def surveys(request: Request) -> HttpResponse:
    """Every round, the latest first; and what is being done, soonest due first."""
    on, names_shown = request.actor.day, may(request.asker, Action.SEE_STAFF)
    rounds = [(each, said.answered_words(each, said.counts_of(each)), said.age_words(each, on))
              for each in SurveyRound.objects.all()[:50]]  # fmt: skip
    done = [said.action_line(each, on, names_shown=names_shown) for each in SurveyAction.objects.all()[:200]]
    return render(request, "workforce/surveys.html", {
        "rounds": rounds, "actions": done, "keeps": may(request.asker, Action.KEEP_SURVEYS),
        "see_staff": names_shown,
    })  # fmt: skip


@page(Action.KEEP_SURVEYS)
def new_survey(request: Request) -> HttpResponse:
    """Begin a round of a questionnaire."""
    there = questionnaires_in_force(served_home().path)
    listed = [(code, questionnaire_from(told).title) for code, told in there.items()]
    form = round_form(listed)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        made = actions.begin_round(by=request.actor, questionnaire=there[given.pop("questionnaire")], **given)
        messages.success(request, "Begun. Give its numbers here when there are any.")
        return see(link("workforce:survey_counts", made.pk))
    return render(request, "workforce/new_survey.html", {"form": form})


@page(Action.SEE_WORKFORCE)
def survey(request: Request, survey: int) -> HttpResponse:
    """One round: each question, the round before, teams; workforce figures beside; and what is done about it."""
    found = found_round(survey)
    asked, counts = questionnaire_from(found.questionnaire), said.counts_of(found)
    before = said.round_before(found)
    names = team_names(known())
    by_team = may(request.asker, Action.SEE_STAFF)
    lines = said.question_lines(
        asked, counts, said.counts_of(before) if before else {}, names,
        lambda team: by_team and request.caseload.sees_team(team),
    )  # fmt: skip
    held, on = known(), request.actor.day
    done = [said.action_line(each, on, names_shown=by_team) for each in found.actions.all()]
    is_public = not request.asker.role.sees_children
    return render(request, "workforce/survey.html", {
        "found": found, "asked": asked, "lines": [each for each in lines if each.is_shown], "before": before,
        "not_shown": [each.text for each in lines if not each.is_shown] if counts else [],
        "answered": said.answered_words(found, counts), "age": said.age_words(found, on), "by_team": by_team,
        "teams_kept": said.not_kept_words(counts, len(names)) if by_team and counts else "",
        "cards": measures.cards(held, BESIDE, is_public=is_public, lists=False) if held else [], "actions": done,
        "keeps": may(request.asker, Action.KEEP_SURVEYS), "agrees": may(request.asker, Action.ACT_ON_SURVEYS),
    })  # fmt: skip


@csrf_exempt
@page(Action.KEEP_SURVEYS)
def counts(request: Request, survey: int) -> HttpResponse:
    """Give a round its numbers: a file, or typed lines. Of small groups nothing is kept.

    The token is checked in `_counts`: reading it reads the file, so that a file is taken has to be settled first.
    """
    if request.method == "POST":
        request.upload_handlers = [MemoryFileUploadHandler(request)]
    return _counts(request, survey)


@csrf_protect
def _counts(request: Request, survey: int) -> HttpResponse:
    found = found_round(survey)
    asked, names = questionnaire_from(found.questionnaire), team_names(known())
    form = CountsForm(request.POST or None, initial={"typed": _to_type(found)})
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        text, problem = _text_of(request, form.cleaned_data["typed"])
        read = None if problem else read_counts(text, asked, names)
        problems = [problem] if problem else read.problems if read else []
        if read is not None and not problems:
            try:
                version = version_read(request, stands=found.version)
                actions.keep_counts(by=request.actor, number=found.pk, version=version, answers=read.answers)
            except Refused as refused:
                problems = [str(refused)]
                found = found_round(survey)
            else:
                messages.success(request, "Kept. Of groups too small to show, nothing was.")
                return see(link("workforce:survey", found.pk))
    return render(request, "workforce/counts.html", {
        "found": found, "asked": asked, "form": form, "problems": problems, "headings": ",".join(headings(asked)),
        "cannot": rules.may_not_keep_counts(has_actions=found.actions.exists()), "fewest": said.FEWEST,
    })  # fmt: skip


@page(Action.KEEP_SURVEYS)
def empty_counts(request: Request, survey: int) -> HttpResponse:
    """A file to fill in: every team and question of the round."""
    found = found_round(survey)
    text = template(questionnaire_from(found.questionnaire), team_names(known()))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="survey-{found.pk}.csv"'
    return response


def latest(request: Request) -> dict[str, Any]:
    """What staff said in the latest round that was counted, in a few lines: for the page of the whole workforce."""
    found = SurveyRound.objects.filter(counted_on__isnull=False).first()
    if found is None:
        return {"survey": None}
    before = said.round_before(found)
    lines = said.question_lines(
        questionnaire_from(found.questionnaire), said.counts_of(found), said.counts_of(before) if before else {}, {},
        lambda _: False,
    )  # fmt: skip
    return {"survey": found, "survey_lines": said.headlines(lines, ABOUT_STAYING),
            "survey_age": said.age_words(found, request.actor.day)}  # fmt: skip


def found_round(number: int) -> SurveyRound:
    """The round of that number. Raises Http404."""
    return paper_or_404(SurveyRound.objects, number)


def _to_type(found: SurveyRound) -> str:
    """The lines to fill in for people of any team together."""
    return template(questionnaire_from(found.questionnaire), {})


def _text_of(request: Request, typed: str) -> tuple[str, str]:
    """What was sent, from the file where there is one; and what is wrong with it."""
    sent = request.FILES.get("file")
    if sent is None:
        return typed, "" if typed.strip() else "Choose a file, or type the lines."
    if (sent.size or 0) > LARGEST:
        return "", "The file is larger than a file of counts can be. Is it the right one?"
    try:
        return sent.read().decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        return "", "The file is not text in UTF-8. Save it as comma-separated values (CSV UTF-8)."
