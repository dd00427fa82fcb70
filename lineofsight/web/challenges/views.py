"""Challenges of practice: those that wait, a child's, one, and what one may do with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import polars as pl
from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render

from lineofsight.core.tables.oversight import challenges
from lineofsight.core.tables.workforce import teams
from lineofsight.record.service.models import ChildNow
from lineofsight.record.written import HeldRow, WrittenRow
from lineofsight.web.access.authority import level_held
from lineofsight.web.access.pages import page
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.challenges import actions, presenters, rules
from lineofsight.web.challenges.forms import AnswerForm, CloseForm, PassUpForm, RaiseForm
from lineofsight.web.drafts.answering import answer as answer_to
from lineofsight.web.drafts.answering import tried
from lineofsight.web.drafts.writing import is_for_later, put_aside, writing_of
from lineofsight.web.knowledge.snapshots import known
from lineofsight.web.layout.links import link, see

ANSWERED, IN_ALL, PARTNERS = "challenge_answered", "iro_escalation", "escalation_partner"
A_YEAR = timedelta(days=365)
A_PAGE = 50


@page(Action.SEE_CHALLENGES)
def all_open(request: Request) -> HttpResponse:
    """What waits for an answer or for whoever raised it, soonest due first; and the pattern by team."""
    day = request.actor.day
    open_now = request.caseload.of_children().open_on(day).order_by("due_on", "reference", "key")
    # Whose a challenge is to answer, only its row tells: every one is read, and what is shown is a page of them.
    duties = list(open_now.filter(standard__in=(ANSWERED, IN_ALL, PARTNERS)))
    rows = request.caseload.rows_behind(duties, challenges)
    # Unanswered ones by when the answer is due; answered ones by when all is to be settled.
    first = {duty.subject: duty for duty in reversed(duties) if duty.subject in rows}
    ordered = sorted(first.values(), key=lambda duty: (duty.due_on or date.max, duty.key))
    answers, held = may(request.asker, Action.ANSWER_CHALLENGE), level_held(request.asker)
    mine = [
        duty for duty in ordered
        if answers and not rules.may_not_answer(rows[duty.subject], held, request.actor.name)
    ]  # fmt: skip
    shown = Paginator(ordered, A_PAGE).get_page(request.GET.get("page", "1")[:9])
    references = [duty.reference for duty in (*mine[:A_PAGE], *shown) if duty.reference]
    children = {each.reference: each for each in request.caseload.children_of(list(dict.fromkeys(references)))}
    return render(request, "challenges/all_open.html", {
        "mine": presenters.lines(mine[:A_PAGE], children, rows, day), "number_mine": len(mine), "a_page": A_PAGE,
        "lines": presenters.lines(list(shown), children, rows, day), "page": shown, "number": len(ordered),
        "patterns": patterns_seen(request, day),
    })  # fmt: skip


def patterns_seen(request: Request, day: date) -> list[presenters.TeamPattern]:
    """From the latest snapshot: counts of the teams whose page one may see."""
    found = known()
    if found is None or not may(request.asker, Action.SEE_WORKERS):
        return []
    record = found.snapshot.record
    within = (pl.col("raised_on") > day - A_YEAR) & (pl.col("raised_on") <= day)
    columns = ("about", "raised_on", "resolved_on", "level", "passed_from")
    told = record.lazy(challenges).filter(within, pl.col("team_id").is_not_null())
    rows = told.select(pl.col("team_id").alias("team"), *columns).collect()
    seen = [team for team in rows["team"].unique().to_list() if request.caseload.sees_team(team)]
    names = dict(record.lazy(teams).select("id", "name").collect().iter_rows())
    return presenters.patterns(rows.filter(pl.col("team").is_in(seen)), names)


@page(Action.SEE_CHALLENGES)
def child(request: Request, reference: str) -> HttpResponse:
    """Every challenge about one child, the latest first."""
    found = request.caseload.child(reference)
    record = request.caseload.record_of(found)
    rows = sorted(record.tables.get(challenges.name, ()), key=lambda row: (row["raised_on"] or date.min, row["id"]))
    workers, _ = request.caseload.names_in(record)
    return render(request, "challenges/child.html", {
        "child": found, "challenges": [presenters.shown(found, row, workers, request.actor.day) for row in rows[::-1]],
        "may_raise": may(request.asker, Action.RAISE_CHALLENGE, found),
    })  # fmt: skip


@page(Action.SEE_CHALLENGES)
def challenge(request: Request, reference: str, row_id: str) -> HttpResponse:
    """One challenge, and what one may do with it."""
    return _challenge(request, *_opened(request, reference, row_id))


@page(Action.RAISE_CHALLENGE)
def new(request: Request, reference: str) -> HttpResponse:
    """Challenge practice with a child."""
    found = request.caseload.child(reference)
    writing = writing_of(request, "challenge", found.reference)
    form = RaiseForm(request.POST or None, initial=writing.initial(RaiseForm))
    if request.method == "POST" and is_for_later(request):
        if put_aside(request, writing, form):
            return see(link("challenges:child", found.reference))
    elif request.method == "POST" and form.is_valid():
        done = tried(form, lambda: actions.raise_challenge(
            by=request.actor, child=found, values=form.values(), row_id=writing.row_id, form=writing.form,
            subject=writing.subject,
        ))  # fmt: skip
        if isinstance(done, WrittenRow):
            return _to(request, found, done, "Raised. An answer is due from the team manager.")
        if done is not None:
            form.add_error(None, str(done))
    return render(request, "challenges/form.html", {"child": found, "form": form, "writing": writing})


@page(Action.ANSWER_CHALLENGE)
def answer(request: Request, reference: str, row_id: str) -> HttpResponse:
    """Answer a challenge."""

    def act(found: ChildNow, held: HeldRow, form: Form, version: int) -> WrittenRow:
        return actions.answer_challenge(
            by=request.actor, child=found, held=held, version=version, answer=form.cleaned_data["answer"]
        )  # fmt: skip

    return _answered(request, reference, row_id, AnswerForm, "Answer the challenge", "Answered.", act)


@page(Action.RAISE_CHALLENGE)
def close(request: Request, reference: str, row_id: str) -> HttpResponse:
    """Accept an answer and close the challenge."""

    def act(found: ChildNow, held: HeldRow, form: Form, version: int) -> WrittenRow:
        return actions.close_challenge(
            by=request.actor, child=found, held=held, version=version, outcome=form.cleaned_data["outcome"]
        )  # fmt: skip

    return _answered(request, reference, row_id, CloseForm, "Close the challenge", "Closed.", act)


@page(Action.RAISE_CHALLENGE)
def pass_up(request: Request, reference: str, row_id: str) -> HttpResponse:
    """Take a challenge to the next level."""

    def act(found: ChildNow, held: HeldRow, form: Form, version: int) -> WrittenRow:
        return actions.pass_up(
            by=request.actor, child=found, held=held, version=version, why=form.cleaned_data["why"],
            due_on=_due_on(request, held),
        )  # fmt: skip

    return _answered(request, reference, row_id, PassUpForm, "Pass it up a level", "Passed up a level.", act)


def _opened(request: Request, reference: str, row_id: str) -> tuple[ChildNow, HeldRow]:
    found = request.caseload.child(reference)
    return found, request.caseload.row_of(found, actions.TABLE, row_id)


def _due_on(request: Request, held: HeldRow) -> date | None:
    duty = request.caseload.of_children().filter(standard=ANSWERED, subject=held.row_id).first()
    return duty.due_on if duty else None


def _challenge(request: Request, found: ChildNow, held: HeldRow, refused: str = "") -> HttpResponse:
    row, me, day = held.values, request.actor.name, request.actor.day
    names = request.caseload.names_of_workers(row.get(name) for name in ("raised_by", "answered_by", "resolved_by"))
    raises = may(request.asker, Action.RAISE_CHALLENGE, found)
    answers = may(request.asker, Action.ANSWER_CHALLENGE, found)
    cannot = rules.may_not_answer(row, level_held(request.asker), me)
    return render(request, "challenges/challenge.html", {
        "child": found, "held": held, "refused": refused,
        "challenge": presenters.shown(found, {**row, "id": held.row_id}, names, day),
        "may_answer": answers and not cannot, "cannot": cannot if answers and not row.get("resolved_on") else "",
        "may_close": raises and not rules.may_not_close(row, me),
        "may_pass_up": raises and not rules.may_not_pass_up(row, me, _due_on(request, held), day),
    })  # fmt: skip


def _answered(
    request: Request, reference: str, row_id: str, asked: type[Form], title: str, done_words: str,
    act: Callable[[ChildNow, HeldRow, Form, int], WrittenRow],
) -> HttpResponse:  # fmt: skip
    """A short form about one challenge, shown or sent."""
    child, held = _opened(request, reference, row_id)
    found = answer_to(
        request, held, f"challenge: {title.lower()}", asked, lambda form, version: act(child, held, form, version),
        lambda by: request.caseload.names_of_workers([by]).get(by, by),
    )  # fmt: skip
    if found.sent is not None:
        return _to(request, child, found.sent, done_words)
    if found.is_kept:
        return see(link("challenges:challenge", child.reference, row_id))
    if found.refused:
        return _challenge(request, child, held, refused=found.refused)
    if found.is_changed:
        held = request.caseload.row_of(child, actions.TABLE, row_id)
    names = request.caseload.names_of_workers(held.values.get(name) for name in ("raised_by", "answered_by"))
    shown = presenters.shown(child, {**held.values, "id": held.row_id}, names, request.actor.day)
    return render(request, "challenges/answer.html", {
        "child": child, "form": found.form, "writing": found.writing, "version": found.version, "title": title,
        "held": held, "challenge": shown,
    })  # fmt: skip


def _to(request: Request, found: ChildNow, done: WrittenRow, words: str) -> HttpResponse:
    messages.success(request, words)
    return see(link("challenges:challenge", found.reference, done.row_id))
