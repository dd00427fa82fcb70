"""Annex A in one action: asked for, watched, downloaded by those who may."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from lineofsight.web.access.actions import Refused
from lineofsight.web.access.pages import NOT_YOURS, page
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.layout.exports import EXCEL
from lineofsight.web.layout.links import link, see
from lineofsight.web.readiness import actions
from lineofsight.web.readiness.making import file_of
from lineofsight.web.readiness.models import AnnexA, MakingStage
from lineofsight.web.readiness.rules import may_not_hold_all
from lineofsight.web.served import served_home

SHOWN = 20
_ORDER = (MakingStage.WAITING, MakingStage.WRITING, MakingStage.CHECKING)


@page(Action.MAKE_ANNEX_A)
def annex_a(request: Request) -> HttpResponse:
    """What was made; and having it made again."""
    refused = ""
    if request.method == "POST":
        try:
            return see(link("readiness:making", actions.ask_annex_a(by=request.actor).key))
        except Refused as problem:
            refused = str(problem)
    return render(request, "readiness/annex_a.html", {
        "makings": AnnexA.objects.all()[:SHOWN], "refused": refused,
        "cannot": may_not_hold_all(len(request.asker.shut)),
    })  # fmt: skip


@page(Action.MAKE_ANNEX_A)
def making(request: Request, key: UUID) -> HttpResponse:
    """How far it is, and what its checks found. Asked again every two seconds while it moves."""
    found = _found(key)
    place = _ORDER.index(MakingStage(found.stage)) if found.stage in _ORDER else len(_ORDER)
    steps = [(str(each.label), "done" if n < place else "now" if n == place else "later")
             for n, each in enumerate(_ORDER)]  # fmt: skip
    fragment = request.htmx and found.is_moving  # type: ignore[attr-defined]
    response = render(request, "readiness/moving.html" if fragment else "readiness/making.html", {
        "making": found, "steps": steps, "is_kept": file_of(served_home(), found) is not None,
        "cannot": may_not_hold_all(len(request.asker.shut)),
    })  # fmt: skip
    if request.htmx and not found.is_moving:  # type: ignore[attr-defined]
        response.headers["HX-Refresh"] = "true"
    return response


@page(Action.MAKE_ANNEX_A)
def download(request: Request, key: UUID) -> HttpResponseBase:
    """The workbook; that it was taken is entered in the log."""
    found = _found(key)
    if request.method != "POST":
        return see(link("readiness:making", key))
    try:
        actions.take_annex_a(by=request.actor, made=found)
    except Refused as problem:
        messages.warning(request, str(problem))
        return see(link("readiness:making", key))
    path = file_of(served_home(), found)
    if path is None:
        messages.warning(
            request, "The file is no longer kept: it names every child. Make it again from what is known now."
        )
        return see(link("readiness:making", key))
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name, content_type=EXCEL)


def _found(key: UUID) -> AnnexA:
    found = AnnexA.objects.filter(pk=key).first()
    if found is None:
        raise Http404(NOT_YOURS)
    return found
