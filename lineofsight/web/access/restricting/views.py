"""Pages of restricting a record."""

from __future__ import annotations

from datetime import UTC, datetime

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render

from lineofsight.record.service.models import ChildNow
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
from lineofsight.web.drafts.answering import Answer, answer_about
from lineofsight.web.layout.links import link, see


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
    naming = _naming(request, child, held)
    lifting = _lifting(request, child, held)
    if told := naming.sent or lifting.sent:
        messages.success(request, told)
        if not request.caseload.children().filter(reference=reference).exists():
            return see(link("children:search"))
        return see(link("children:looks" if lifting.sent else "restrictions:restriction", reference))
    if naming.is_kept or lifting.is_kept:
        return see(link("children:child", reference))
    for each in (naming, lifting):
        if each.refused:
            each.form.add_error(None, each.refused)
    held = restriction_of(child.reference)
    before = Restriction.objects.filter(reference=child.reference).exclude(lifted_at=None)
    return render(request, "access/restriction.html", {
        "child": child, "held": held, "naming": naming, "lifting": lifting, "before": before,
        "told": naming.told or lifting.told, "warnings": _warnings(named_now(held)) if held else [],
    })  # fmt: skip


def _naming(request: Request, child: ChildNow, held: Restriction | None) -> Answer[str]:
    """The form that restricts a record, or names other people; what to tell once it is sent."""
    at, is_sent = datetime.now(UTC), "lift" not in request.POST
    if held is None:

        def restrict(form: Form, _: int) -> str:
            given = form.cleaned_data
            actions.restrict(
                by=request.actor, child=child, kind=Kind(given["kind"]), why=given["why"], at=at,
                named=form.users(), review_on=given["review_on"],  # type: ignore[attr-defined]
            )  # fmt: skip
            return "The record is restricted."

        return answer_about(request, "restriction", child.reference, RestrictForm, restrict, is_sent=is_sent,
                            initial={"named": [str(request.user.pk)]})  # fmt: skip

    def change(form: Form, _: int) -> str:
        actions.change_restriction(
            by=request.actor, child=child, version=_version_said(request), at=at,
            review_on=form.cleaned_data["review_on"], named=form.users(),  # type: ignore[attr-defined]
        )  # fmt: skip
        return "Who may see the record is changed."

    stands = {"named": [str(user.pk) for user in named_now(held)], "review_on": held.review_on}
    return answer_about(request, "restriction changed", child.reference, NamedForm, change, version=held.version,
                        initial=stands, is_sent=is_sent)  # fmt: skip


def _lifting(request: Request, child: ChildNow, held: Restriction | None) -> Answer[str]:
    """The form that lifts a restriction; what to tell once it is sent."""

    def lift(form: Form, _: int) -> str:
        why = form.cleaned_data["lifted_why"]
        actions.lift(by=request.actor, child=child, version=_version_said(request), why=why, at=datetime.now(UTC))
        return "The restriction is lifted."

    return answer_about(request, "restriction lifted", child.reference, LiftForm, lift,
                        version=held.version if held else 0, is_sent="lift" in request.POST)  # fmt: skip


def _warnings(named: list[User]) -> list[str]:
    told = (warning_of_left(len(named)), warning_of_named([user.role for user in named]))
    return [each for each in told if each]


def _version_said(request: Request) -> int:
    """The version whoever sends had read: one that is not said is none, so that nothing is changed unread."""
    return number_in(request.POST.get("version", "")) or 0
