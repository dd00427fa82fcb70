"""Pages of looking with a reason."""

from __future__ import annotations

from datetime import UTC, datetime

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from lineofsight.web.access.looking import actions
from lineofsight.web.access.looking.finding import child_meant
from lineofsight.web.access.looking.forms import ReasonForm, ReviewForm
from lineofsight.web.access.looking.models import COVERT, Outcome, ReasonToLook, Why
from lineofsight.web.access.looking.rules import HOURS
from lineofsight.web.access.looking.waiting import notices, reason_for, to_review, unread, waiting
from lineofsight.web.access.pages import NOT_YOURS, page
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.drafts.answering import answer_about

NOBODY = "There is no such child, or not one that a reason opens. Check what you typed"


@page(Action.SEE_CHILDREN)
def hub(request: Request) -> HttpResponse:
    """Everything about who looks at whom, as far as the role goes."""
    asker = request.asker
    waits = sum(1 for _ in to_review(request.actor, datetime.now(UTC))) if may(asker, Action.REVIEW_LOOKS) else 0
    return render(request, "access/looks.html", {
        "gives": may(asker, Action.LOOK_WITH_REASON), "holds": may(asker, Action.SEE_WORKLIST) and asker.worker_id,
        "reviews": may(asker, Action.REVIEW_LOOKS), "waits": waits, "new": unread(asker.worker_id),
        "restricts": Action.RESTRICT in asker.role.actions,
    })  # fmt: skip


@page(Action.LOOK_WITH_REASON)
def give(request: Request) -> HttpResponse:
    """Say which child and why; then the child's page opens, for a time."""
    covertly = may(request.asker, Action.LOOK_COVERTLY)
    form = ReasonForm(request.POST or None, covertly=covertly)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        child = child_meant(
            request.asker, local_id=given["local_id"].strip(), forename=given["forename"].strip(),
            surname=given["surname"].strip(), born_on=given["born_on"],
        )  # fmt: skip
        if child is not None:
            made = actions.give_reason(
                by=request.actor, about=child, why=Why(given["why"]), words=given["words"], at=datetime.now(UTC)
            )
            worker = "The child's worker is told." if child.worker_id else "No worker holds the child to be told."
            told = "It is not shown on the child's page." if made.covert else worker
            messages.success(request, f"You may look for {HOURS} hours. {told} Somebody else reviews your reason.")
            return redirect("children:child", child.reference)
        form.add_error("local_id", NOBODY)
    return render(request, "access/give_reason.html", {"form": form, "hours": HOURS, "covertly": covertly})


@page(Action.SEE_WORKLIST)
def told(request: Request) -> HttpResponse:
    """Who gave a reason to look at the children one holds; read, they are no longer new."""
    now = datetime.now(UTC)
    found = notices(request.asker.worker_id, now)
    if request.method == "POST":
        actions.read_notices(by=request.actor, reasons=[each.pk for each in found], at=now)
        return redirect("looks:told")
    children = {child.reference: child for child in request.caseload.children().filter(
        reference__in=[each.reference for each in found])}  # fmt: skip
    rows = [(each, children[each.reference]) for each in found if each.reference in children]
    return render(request, "access/told.html", {"rows": rows, "new": sum(each.told_at is None for each, _ in rows)})


@page(Action.REVIEW_LOOKS)
def reviews(request: Request) -> HttpResponse:
    """The reasons that wait for one's review."""
    rows = list(to_review(request.actor, datetime.now(UTC)))
    covert = may(request.asker, Action.REVIEW_COVERT_LOOKS)
    return render(request, "access/reviews.html", {"rows": rows, "covert": covert})


@page(Action.REVIEW_LOOKS)
def review(request: Request, number: int) -> HttpResponse:
    """One reason, and the form that says whether it was a good one."""
    reason = reason_for(request.actor, number)
    if reason is None:
        raise Http404(NOT_YOURS)
    now = datetime.now(UTC)

    def act(form: Form, _: int) -> ReasonToLook:
        given = form.cleaned_data
        return actions.review_reason(
            by=request.actor, reason=reason, outcome=Outcome(given["outcome"]), words=given["words"], at=now
        )

    said = answer_about(request, "review of a reason", str(reason.pk), ReviewForm, act)
    if said.sent is not None:
        messages.success(request, "Your review is kept.")
    if said.sent is not None or said.is_kept:
        return redirect("looks:reviews")
    if said.refused:
        said.form.add_error(None, said.refused)
    return render(request, "access/review.html", {
        "shown": waiting(request.actor, reason, now), "form": said.form, "writing": said.writing,
        "covert": reason.why in COVERT,
    })  # fmt: skip
