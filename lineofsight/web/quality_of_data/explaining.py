"""One error: what is wrong, what is recorded, where to mend it; and the two forms that explain it or take that back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render

from lineofsight.record.service.models import Acceptance, ChildNow, DataError
from lineofsight.record.service.quality.accepting import AcceptanceRefused
from lineofsight.web.access.data_errors import DataErrors
from lineofsight.web.access.pages import NOT_YOURS, page
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.day import today
from lineofsight.web.drafts.writing import is_for_later, put_aside, writing_of
from lineofsight.web.layout.links import link, see
from lineofsight.web.quality_of_data import actions
from lineofsight.web.quality_of_data.checked import Checks, checks_of
from lineofsight.web.quality_of_data.explained import explained_row
from lineofsight.web.quality_of_data.forms import Explain, TakeBack
from lineofsight.web.quality_of_data.rows import row_of
from lineofsight.web.quality_of_data.words import SEVERITY_MEANS, TAGS, WHAT_TO_DO, item_meaning, rule_words

EXPLAINING, TAKING_BACK = "quality_of_data.explain", "quality_of_data.take_back"


@page(Action.SEE_DATA_ERRORS)
def error(request: Request, error: str) -> HttpResponse:
    """One error, and the form that says it is right. 404, the same for absent and not permitted."""
    found, checks, one, child = _read(request, error)
    writing = writing_of(request, EXPLAINING, one.key)
    # What was typed is taken up again; what it is about is the row as it is now.
    form = Explain(initial={**writing.initial(Explain), "digest": one.digest})
    if request.method == "POST":
        form = Explain(request.POST)
        if is_for_later(request):
            if put_aside(request, writing, form):
                return _to(one)
        elif form.is_valid():
            try:
                actions.explain(
                    by=request.actor, child=child, error=one, form=writing.form, subject=writing.subject,
                    **form.cleaned_data,
                )  # fmt: skip
            except AcceptanceRefused as problem:
                form.add_error("reason", str(problem))
            else:
                messages.success(request, "Kept, with your name and reason. It goes with the return.")
                return _to(one)
    return _render(request, found, checks, one, child, {"form": form, "writing": writing})


@page(Action.EXPLAIN_DATA_ERRORS)
def take_back(request: Request, error: str) -> HttpResponse:
    """The form that takes an explanation back. 404 where there is none in force."""
    found, checks, one, child = _read(request, error)
    said = found.explained(one)
    if said is None:
        raise Http404(NOT_YOURS)
    writing = writing_of(request, TAKING_BACK, one.key)
    form = TakeBack(initial={**writing.initial(TakeBack), "version": said.version})
    if request.method == "POST":
        form = TakeBack(request.POST)
        if is_for_later(request):
            if put_aside(request, writing, form):
                return _to(one)
        elif form.is_valid():
            try:
                actions.take_back(
                    by=request.actor, child=child, acceptance=said, form=writing.form, subject=writing.subject,
                    **form.cleaned_data,
                )  # fmt: skip
            except AcceptanceRefused as problem:
                form.add_error("why", str(problem))
            else:
                messages.success(request, "Taken back. The error counts again.")
                return _to(one)
    return _render(request, found, checks, one, child, {"take_back": form, "writing": writing})


def _read(request: Request, key: str) -> tuple[DataErrors, Checks, DataError, ChildNow | None]:
    found = DataErrors(request.caseload)
    one, child = found.error(key)
    return found, checks_of(found.checks(), today()), one, child


def _render(
    request: Request, found: DataErrors, checks: Checks, one: DataError, child: ChildNow | None, given: dict[str, Any]
) -> HttpResponse:
    year = checks.years.get(one.collection, "")
    words = rule_words(one.collection, one.rule, year)
    said: list[Acceptance] = list(found.history(one))
    row = row_of(one, child, checks.as_at, year)
    severity = words.severity if words else next(each for each in TAGS if each == one.severity)
    return render(request, "quality_of_data/error.html", {
        "row": row, "words": words, "child": child, "error": one,
        "items": [(name, item_meaning(one.collection, one.table or "", name), value) for name, value in row.recorded],
        "severity_means": SEVERITY_MEANS[severity], "what_to_do": WHAT_TO_DO[severity],
        "said": next((explained_row(each, child) for each in said if each.in_force), None),
        "before": [explained_row(each, child) for each in said if not each.in_force],
        "may_explain": may(request.asker, Action.EXPLAIN_DATA_ERRORS, child), **given,
    })  # fmt: skip


def _to(one: DataError) -> HttpResponse:
    return see(link("quality_of_data:error", one.key))
