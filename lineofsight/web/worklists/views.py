"""Worklists."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from lineofsight.web.access.pages import page
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action

ROWS_A_PAGE = 50


@page(Action.SEE_WORKLIST)
def mine(request: Request) -> HttpResponse:
    """What is due to the person's own children, soonest first."""
    rows = request.caseload.of_children().filter(worker=request.asker.worker_id).order_by("due_on", "key")
    shown = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "worklists/mine.html", {"page": shown})
