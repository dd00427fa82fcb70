"""Evidence by inspection area: what inspectors look for, what bears on it here, and the gaps."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from lineofsight.web.access.pages import NOT_YOURS, page
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.layout.links import link
from lineofsight.web.readiness import evidence
from lineofsight.web.readiness.models import Claim


@page(Action.PREPARE_INSPECTION)
def areas(request: Request) -> HttpResponse:
    """The areas, with how many of their criteria lack something."""
    day = request.actor.day
    gaps = evidence.gap_counts(day)
    return render(request, "readiness/areas.html", {
        "areas": [(title, *gaps[code], link("readiness:area", code)) for code, title in evidence.areas(day)],
    })  # fmt: skip


@page(Action.PREPARE_INSPECTION)
def area(request: Request, area: str) -> HttpResponse:
    """One area, criterion by criterion."""
    day = request.actor.day
    titles = dict(evidence.areas(day))
    if area not in titles:
        raise Http404(NOT_YOURS)
    claims = list(Claim.objects.filter(area=area, withdrawn_on=None))
    shown = evidence.shown_of(area, day, claims)
    return render(request, "readiness/area.html", {
        "title": titles[area], "area": area, "criteria": shown, "others": evidence.areas(day),
        "gaps": sum(bool(each.gaps) for each in shown), "source": shown[0].source.split(". ")[0] if shown else "",
    })  # fmt: skip
