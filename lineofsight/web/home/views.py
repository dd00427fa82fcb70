"""Home: the page each role begins with."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from lineofsight.web.access.pages import page
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action


@page(Action.SEE_HOME)
def home(request: Request) -> HttpResponse:
    """The role's own page."""
    return render(request, "home/home.html", {"role": request.asker.role})
