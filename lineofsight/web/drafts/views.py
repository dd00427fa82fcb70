"""Keeping a draft every few seconds, and throwing it away."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from lineofsight.web.access.pages import page
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.day import now
from lineofsight.web.drafts.actions import drop_draft
from lineofsight.web.drafts.writing import keep as keep_writing
from lineofsight.web.drafts.writing import writing_of
from lineofsight.web.layout.links import see

_LONGEST_NAME = 200


@page(Action.SEE_HOME)
def keep(request: Request) -> HttpResponse:
    """Keep what stands in a form: asked for by the page itself, answered by when it was kept."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form, subject = _asked(request)
    try:
        if form:
            keep_writing(request, writing_of(request, form, subject))
    except ValueError as problem:
        return render(request, "drafts/kept.html", {"problem": str(problem)})
    return render(request, "drafts/kept.html", {"at": now()})


@page(Action.SEE_HOME)
def drop(request: Request) -> HttpResponse:
    """Throw a draft away and open the form anew."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form, subject = _asked(request)
    drop_draft(by=request.actor, form=form, subject=subject)
    back = request.POST.get("back", "/")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return see(back if safe else "/")


def _asked(request: Request) -> tuple[str, str]:
    return (
        str(request.POST.get("draft_form", ""))[:_LONGEST_NAME],
        str(request.POST.get("draft_subject", ""))[:_LONGEST_NAME],
    )
