"""Pages of managing accounts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from lineofsight.web.access.holders import teams_that_hold
from lineofsight.web.access.log.verifying import Verified, verify
from lineofsight.web.access.pages import NOT_YOURS, page
from lineofsight.web.access.papers import number_in
from lineofsight.web.access.request import Request
from lineofsight.web.access.restricting.leaving import left_without
from lineofsight.web.accounts.demonstration import SHARED, is_shared
from lineofsight.web.accounts.managing import actions
from lineofsight.web.accounts.managing.forms import EndForm, JoinerForm, LeaveForm, MembershipForm, PersonForm
from lineofsight.web.accounts.managing.rules import ADMINISTRATOR
from lineofsight.web.accounts.managing.telling import told_of_leaving
from lineofsight.web.accounts.models import Membership, User
from lineofsight.web.accounts.roles import Action
from lineofsight.web.day import today
from lineofsight.web.layout.fields import BOXES
from lineofsight.web.served import served_home


@page(Action.MANAGE_ACCOUNTS)
def people(request: Request) -> HttpResponse:
    """Everybody with an account; those who left last."""
    found = managed_by(request.user).order_by("-is_active", "display_name", "username")
    rows = [(user, len(user.team_ids(today())), is_mfa_enabled(user)) for user in found]
    administrators = sum(user.role_code == ADMINISTRATOR and user.is_active for user in found)
    return render(request, "accounts/people.html", {
        "rows": rows, "administrators": administrators,
        "demonstration": User.objects.filter(is_demonstration=True, is_active=True).count(),
        "is_shared": is_shared(request.user),
    })  # fmt: skip


@page(Action.MANAGE_ACCOUNTS)
def join(request: Request) -> HttpResponse:
    """Give somebody an account; its password is shown once."""
    form = JoinerForm(request.POST or None, initial={"from_on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            user, password = actions.join(by=request.actor, **form.cleaned_data)
        except actions.AccountRefused as refused:
            form.add_error("username", str(refused))
        else:
            return render(request, "accounts/password_given.html", {"person": user, "given": password})
    return render(request, "accounts/join.html", {"form": form})


@page(Action.MANAGE_ACCOUNTS)
def person(request: Request, number: int) -> HttpResponse:
    """One account: who, which role, which teams since when; and what may be done to it."""
    user = managed_by(request.user).filter(pk=number).first()
    if user is None:
        raise Http404(NOT_YOURS)
    what = str(request.POST.get("what", ""))
    forms = _forms(user, request, what)
    if request.method == "POST":
        form = forms.get(what)
        if form is None or form.is_valid():
            try:
                answer = _do(request, user, what, form)
            except actions.AccountRefused as refused:
                if form is None:
                    messages.info(request, str(refused))
                else:
                    form.add_error(None, str(refused))
            else:
                return answer
    names = dict(teams_that_hold())
    memberships = [(each, names.get(each.team_id, each.team_id)) for each in user.memberships.order_by("from_on", "pk")]
    errors = next((form for form in forms.values() if form.is_bound and form.errors), None)
    return render(request, "accounts/person.html", {
        "person": user, "forms": forms, "memberships": memberships, "second_factor": is_mfa_enabled(user),
        "is_self": user.pk == request.user.pk, "wrong": errors, "boxes": BOXES, "left": left_without(user),
    })  # fmt: skip


@page(Action.MANAGE_ACCOUNTS)
def log(request: Request) -> HttpResponse:
    """Whether the log of who looked at which child is as it was written; no entry of it is shown."""
    found: Verified = verify(served_home())
    return render(request, "accounts/log.html", {"found": found, "at": datetime.now(UTC)})


def managed_by(administrator: User) -> QuerySet[User]:
    """The accounts that an administrator manages: those of the demonstration are apart, and whom everybody shares there
    nobody changes."""
    return User.objects.filter(is_demonstration=administrator.is_demonstration).exclude(
        is_demonstration=True, username__in=SHARED
    )


def _forms(user: User, request: Request, what: str) -> dict[str, Any]:
    def sent(name: str) -> Any:
        return request.POST if request.method == "POST" and what == name else None

    shown = {
        "display_name": user.display_name,
        "role": user.role_code,
        "worker_id": user.worker_id,
        "email": user.email,
    }
    return {
        "change": PersonForm(sent("change"), user=user, initial=shown, auto_id="change_%s"),
        "belong": MembershipForm(sent("belong"), initial={"from_on": today()}, auto_id="belong_%s"),
        "leave": LeaveForm(sent("leave"), initial={"to_on": today()}, auto_id="leave_%s", user=user,
                           left_shut=len(left_without(user).shut)),
        "end": EndForm(sent("end"), initial={"to_on": today()}, auto_id="end_%s"),
    }  # fmt: skip


def _do(request: Request, user: User, what: str, form: Any) -> HttpResponse:
    """Do what was sent. Raises AccountRefused, and Http404 for what is not there to be done."""
    by, given = request.actor, form.cleaned_data if form is not None else {}
    if what == "change":
        actions.change(by=by, user=user, version=_number(request, "version"), **given)
        messages.success(request, "The account is changed.")
    elif what == "belong":
        actions.belong(by=by, user=user, **given)
        messages.success(request, "The team is added.")
    elif what == "end":
        membership = Membership.objects.filter(pk=_number(request, "membership"), user=user).first()
        if membership is None:
            raise Http404(NOT_YOURS)
        actions.end_membership(by=by, membership=membership, to_on=given["to_on"])
        messages.success(request, "The last day is set.")
    elif what == "leave":
        left = actions.leave(by=by, user=user, left_on=given["to_on"], in_place=given.get("in_place"))
        messages.success(request, told_of_leaving(left))
    elif what == "password":
        password = actions.give_password(by=by, user=user)
        return render(request, "accounts/password_given.html", {"person": user, "given": password})
    elif what == "second_factor":
        actions.take_second_factor(by=by, user=user)
        messages.success(request, "The second factor is taken away. They set up another when they next sign in.")
    else:
        raise Http404(NOT_YOURS)
    return redirect("accounts:person", user.pk)


def _number(request: Request, name: str) -> int:
    found = number_in(str(request.POST.get(name, "")))
    return -1 if found is None else found
