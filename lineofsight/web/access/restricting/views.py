"""Pages of restricting a record."""

from __future__ import annotations

from datetime import UTC, datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from lineofsight.web.access.pages import page
from lineofsight.web.access.papers import number_in
from lineofsight.web.access.request import Request
from lineofsight.web.access.restricting import actions
from lineofsight.web.access.restricting.forms import LiftForm, NamedForm, RestrictForm
from lineofsight.web.access.restricting.holding import restriction_of
from lineofsight.web.access.restricting.leaving import named_now
from lineofsight.web.access.restricting.models import Kind, Restriction
from lineofsight.web.access.restricting.rules import warning_of_left, warning_of_named
from lineofsight.web.accounts.models import User
from lineofsight.web.accounts.roles import Action
from lineofsight.web.day import today


@page(Action.RESTRICT)
def restricted(request: Request) -> HttpResponse:
    """The restricted records of which one is named, the first to look at again first."""
    mine = Restriction.objects.filter(reference__in=sorted(request.asker.named), lifted_at=None).order_by("review_on")
    children = {child.reference: child for child in request.caseload.children().filter(
        reference__in=[each.reference for each in mine])}  # fmt: skip
    rows = [
        {"child": children[each.reference], "held": each, "late": each.review_on < today(), "named": len(people),
         "few": warning_of_left(len(people))}
        for each in mine if each.reference in children for people in [named_now(each)]
    ]  # fmt: skip
    return render(request, "access/restricted.html", {"rows": sorted(rows, key=lambda row: not row["few"])})


@page(Action.RESTRICT)
def restriction(request: Request, reference: str) -> HttpResponse:
    """Restrict one child's record, or see for whom it is open, change that, or lift it."""
    child = request.caseload.child(reference)
    held = restriction_of(child.reference)
    form = _form(request, held)
    lifting = LiftForm(request.POST if "lift" in request.POST else None)
    if request.method == "POST":
        sent = lifting if "lift" in request.POST else form
        if sent.is_valid():
            try:
                told = _send(request, reference, held, form, lifting)
            except actions.RestrictionRefused as refused:
                sent.add_error(None, str(refused))
            else:
                messages.success(request, told)
                if not request.caseload.children().filter(reference=reference).exists():
                    return redirect("children:search")
                return redirect("children:looks" if sent is lifting else "restrictions:restriction", reference)
    before = Restriction.objects.filter(reference=child.reference).exclude(lifted_at=None)
    return render(request, "access/restriction.html", {
        "child": child, "held": held, "form": form, "lifting": lifting, "before": before,
        "warnings": _warnings(named_now(held)) if held else [],
    })  # fmt: skip


def _form(request: Request, held: Restriction | None) -> NamedForm:
    sent = request.POST if request.method == "POST" and "lift" not in request.POST else None
    if held is None:
        return RestrictForm(sent, initial={"named": [str(request.user.pk)]})
    named = [str(user.pk) for user in named_now(held)]
    return NamedForm(sent, initial={"named": named, "review_on": held.review_on})


def _warnings(named: list[User]) -> list[str]:
    told = (warning_of_left(len(named)), warning_of_named([user.role for user in named]))
    return [each for each in told if each]


def _send(
    request: Request, reference: str, held: Restriction | None, form: NamedForm, lifting: LiftForm
) -> str:  # fmt: skip
    """Do what was sent. Gives what to tell. Raises RestrictionRefused."""
    child, at = request.caseload.children().get(reference=reference), datetime.now(UTC)
    if held is None:
        given = form.cleaned_data
        actions.restrict(
            by=request.actor, child=child, kind=Kind(given["kind"]), why=given["why"], named=form.users(),
            review_on=given["review_on"], at=at,
        )  # fmt: skip
        return "The record is restricted."
    version = number_in(request.POST.get("version", "")) or 0
    if lifting.is_bound:
        actions.lift(by=request.actor, child=child, version=version, why=lifting.cleaned_data["lifted_why"], at=at)
        return "The restriction is lifted."
    actions.change_restriction(
        by=request.actor, child=child, version=version, named=form.users(),
        review_on=form.cleaned_data["review_on"], at=at,
    )  # fmt: skip
    return "Who may see the record is changed."
