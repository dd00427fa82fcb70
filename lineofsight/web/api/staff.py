"""The people of the workforce for those who see staff; who left and why, training, and what staff said in surveys."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ninja import Field as Named
from ninja import Query, Router, Schema

from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.api.paging import Paging, page_of
from lineofsight.web.api.problems import wrong_values
from lineofsight.web.api.shapes import Rows
from lineofsight.web.api.staff_shapes import (
    FirstYearRow,
    LeavingRows,
    PersonRow,
    PostRow,
    SurveyActionRow,
    SurveyQuestionRow,
    SurveyRow,
    TrainingRow,
)
from lineofsight.web.api.stating import reads
from lineofsight.web.api.workforce import held_now
from lineofsight.web.knowledge.snapshots import known
from lineofsight.web.knowledge.staff import team_names
from lineofsight.web.workforce import learning, leaving, staffing
from lineofsight.web.workforce import surveys as said
from lineofsight.web.workforce.models import SurveyAction, SurveyRound
from lineofsight.web.workforce.questionnaires import questionnaire_from
from lineofsight.web.workforce.survey_views import found_round
from lineofsight.web.workforce.views import is_public_to, posts_seen, years_seen

router = Router(tags=["Workforce"])
_PEOPLE = [code for code in staffing.LISTS if code not in staffing.OF_POSTS]
_ROUND = ("title", "opened_on", "closed_on", "invited", "counted_on")
_DONE = ("said", "doing", "due_on", "agreed_on", "said_done_on", "closed_on", "evidence", "found")


class PeopleFilters(Schema):
    """Which people."""

    show: str = Named("in-post", description=", ".join(_PEOPLE) + ".")
    team: str = Named("", description="A team's id.")


class PostFilters(Schema):
    """Which posts."""

    show: str = Named("posts", description=", ".join(staffing.OF_POSTS) + ".")
    team: str = Named("", description="A team's id.")


@reads(router, "/workforce/people/", Action.SEE_STAFF, Rows[PersonRow])
def workforce_people(request: Request, asked: Query[PeopleFilters], paging: Query[Paging]) -> Any:
    """The people a number of the workforce counts, of the teams you may see, by name"""
    _, found = held_now()
    _known(request, asked.show, _PEOPLE, asked.team)
    names, sees = team_names(known()), request.caseload.sees_team
    people = staffing.listed(found, asked.show, lambda team: asked.team in ("", team) and sees(team))
    return page_of(people, paging, lambda each: staffing.person_line(each, found, names, asked.show))


@reads(router, "/workforce/posts/each/", Action.SEE_STAFF, Rows[PostRow])
def workforce_posts_each(request: Request, asked: Query[PostFilters], paging: Query[Paging]) -> Any:
    """Every post of the teams you may see, and who fills it; vacant ones of a team first"""
    _, found = held_now()
    _known(request, asked.show, list(staffing.OF_POSTS), asked.team)
    posts = posts_seen(request, found, asked.show, asked.team)
    return page_of(staffing.post_lines(posts, found.people, team_names(known())), paging)


@reads(router, "/workforce/first-years/", Action.SEE_STAFF, Rows[FirstYearRow])
def workforce_first_years(request: Request, paging: Query[Paging]) -> Any:
    """Newly qualified workers' years of the teams you may see: load, supervision, reviews and what is overdue"""
    _, found = held_now()
    same = ("name", "team", "year", "load", "is_above", "supervision", "reviews", "overdue", "worker")
    return page_of(years_seen(request, found), paging, lambda line: {name: getattr(line, name) for name in same})


@reads(router, "/workforce/leavers/", Action.SEE_WORKFORCE, LeavingRows)
def workforce_leavers(request: Request, paging: Query[Paging]) -> Any:
    """Why permanent social workers left, where to and after how long, and where those who came came from

    This year beside the year before; of the whole, never of one.
    """
    _, found = held_now()
    told = leaving.leaving(found, is_public=is_public_to(request))
    rows = [(table.title, *line) for table in told.tables for line in table.lines]
    part = page_of(rows, paging, lambda row: dict(zip(("about", "word", "number", "before"), row, strict=True)))
    return part | {
        "number": told.number, "before": told.before, "asked": told.asked,
        "not_shown": [table.title for table in told.tables if table.is_hidden],
    }  # fmt: skip


@reads(router, "/workforce/training/", Action.SEE_WORKFORCE, Rows[TrainingRow])
def workforce_training(request: Request, paging: Query[Paging]) -> Any:
    """Courses beside the themes of audits they answer, by theme"""
    held, found = held_now()
    workers = frozenset(each.id for each in found.in_post() if each.is_social_worker)
    lines = learning.theme_lines(held, found, workers)
    told = [learning.public(line) for line in lines] if is_public_to(request) else lines
    return page_of(told, paging, lambda line: replace(
        line, places=str(line.places), completed=str(line.completed), audits=str(line.audits),
        audits_before=str(line.audits_before),
    ))  # fmt: skip


@reads(router, "/workforce/surveys/", Action.SEE_WORKFORCE, Rows[SurveyRow])
def workforce_surveys(request: Request, paging: Query[Paging]) -> Any:
    """Rounds of surveys of staff, the latest first"""
    return page_of(SurveyRound.objects.all(), paging, lambda each: {
        **{name: getattr(each, name) for name in _ROUND}, "survey": each.pk,
        "answered": said.answered_words(each, said.counts_of(each)),
    })  # fmt: skip


@reads(router, "/workforce/surveys/{int:number}/", Action.SEE_WORKFORCE, Rows[SurveyQuestionRow])
def workforce_survey(request: Request, number: int, paging: Query[Paging]) -> Any:
    """What staff said in one round, question by question; by team for those who see staff

    Of a group so small that an answer could be somebody's nothing is kept, so nothing is here.
    """
    found = found_round(number)
    before, by_team = said.round_before(found), may(request.asker, Action.SEE_STAFF)
    lines = said.question_lines(
        questionnaire_from(found.questionnaire), said.counts_of(found), said.counts_of(before) if before else {},
        team_names(known()), lambda team: by_team and request.caseload.sees_team(team),
    )  # fmt: skip
    return page_of([each for each in lines if each.is_shown], paging, _question_row)


@reads(router, "/workforce/survey-actions/", Action.SEE_WORKFORCE, Rows[SurveyActionRow])
def workforce_survey_actions(request: Request, paging: Query[Paging]) -> Any:
    """What is done about what staff said: open ones first, soonest due first"""
    names, on = may(request.asker, Action.SEE_STAFF), request.actor.day

    def told(each: SurveyAction) -> dict[str, Any]:
        line = said.action_line(each, on, names_shown=names)
        given = {name: getattr(each, name) for name in _DONE}
        return given | {"action": each.pk, "survey": each.round_id, "owner": line.owner, "state": line.state}

    return page_of(SurveyAction.objects.all(), paging, told)


def _question_row(line: said.QuestionLine) -> dict[str, Any]:
    same = ("text", "about", "agree", "answered", "before", "spread")
    return {name: getattr(line, name) for name in same} | {
        "question": line.code, "answers": [{"answer": text, "number": number} for text, number in line.answers],
        "teams": [{"name": name, "agree": agree, "answered": of} for name, agree, of in line.teams],
    }  # fmt: skip


def _known(request: Request, show: str, lists: list[str], team: str) -> None:
    if show not in lists:
        raise wrong_values([("show", f"There is no such list. There are {', '.join(lists)}.")])
    if team and (team not in team_names(known()) or not request.caseload.sees_team(team)):
        raise wrong_values([("team", "There is no such team, or not one whose people you may see.")])
