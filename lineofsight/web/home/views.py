"""Home: the page each role begins with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from lineofsight.web.access.pages import page
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.day import today
from lineofsight.web.home.administrators import administrator
from lineofsight.web.home.analysts import analyst
from lineofsight.web.home.leaders import director, service_head
from lineofsight.web.home.managers import team_manager
from lineofsight.web.home.members import elected_member
from lineofsight.web.home.parts import Section
from lineofsight.web.home.practitioners import reviewing_officer, social_worker
from lineofsight.web.home.specialists import specialist

PAGES: dict[str, Callable[[Request, date], list[Section]]] = {
    "social_worker": social_worker,
    "team_manager": team_manager,
    "reviewing_officer": reviewing_officer,
    "service_head": service_head,
    "director": director,
    "analyst": analyst,
    "elected_member": elected_member,
    "specialist": specialist,
    "administrator": administrator,
}


@page(Action.SEE_HOME)
def home(request: Request) -> HttpResponse:
    """The role's own page."""
    sections = PAGES[request.asker.role.home](request, today())
    return render(request, "home/home.html", {"sections": sections, "role": request.asker.role})
