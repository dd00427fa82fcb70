"""Making, publishing and withdrawing scorecards, for those who may. What anybody may read is in `public_views`."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from lineofsight.web.access.actions import Refused
from lineofsight.web.access.pages import page
from lineofsight.web.access.papers import paper_or_404
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.drafts.answering import KEPT, version_read
from lineofsight.web.drafts.writing import drop, is_for_later, keep, writing_of
from lineofsight.web.knowledge.snapshots import known
from lineofsight.web.layout.links import link, see
from lineofsight.web.published import actions, rules
from lineofsight.web.published.forms import MakeForm, SendBackForm, WithdrawForm
from lineofsight.web.published.models import Scorecard
from lineofsight.web.published.offered import CODES

_FORMS: dict[str, type[Form]] = {"publish": Form, "send_back": SendBackForm, "withdraw": WithdrawForm}
_DONE = {
    "publish": "Published: anybody can read it now.", "send_back": "Sent back. Whoever made it sees why.",
    "withdraw": "Withdrawn: its address says why.",
}  # fmt: skip


@page(Action.MAKE_PUBLIC_SCORECARD)
def scorecards(request: Request) -> HttpResponse:
    """Every scorecard, however it stands."""
    found = Scorecard.objects.defer("body", "csv", "lines")
    return render(request, "published/scorecards.html", {"found": found})


@page(Action.MAKE_PUBLIC_SCORECARD)
def new(request: Request) -> HttpResponse:
    """Make a scorecard from the latest snapshot, in one step."""
    held = known()
    writing = writing_of(request, "public_scorecard")
    begun = writing.initial(MakeForm) if writing.kept else {"measures": list(CODES)}
    form = MakeForm(request.POST or None, initial=begun)
    if request.method == "POST":
        if is_for_later(request):
            keep(request, writing)
            messages.info(request, KEPT)
            return see(link("published:scorecards"))
        if form.is_valid():
            try:
                made = actions.make_scorecard(by=request.actor, **form.cleaned_data)
            except Refused as problem:
                form.add_error(None, str(problem))
            else:
                drop(request, writing)
                messages.success(request, "Made. A second person reads it and publishes it.")
                return see(link("published:scorecard", made.pk))
    return render(request, "published/new.html", {"form": form, "writing": writing, "held": held})


@page(Action.MAKE_PUBLIC_SCORECARD)
def scorecard(request: Request, scorecard: int) -> HttpResponse:
    """One scorecard as it will be read; for those who may publish, the forms of what comes next."""
    found = paper_or_404(Scorecard.objects, scorecard)
    asked, refused = request.POST.get("do", ""), ""
    forms = {name: form(request.POST if asked == name else None, prefix=name) for name, form in _FORMS.items()}
    if request.method == "POST" and asked in forms and forms[asked].is_valid():
        try:
            _do(request, found, asked, forms[asked])
        except Refused as problem:
            refused = str(problem)
            found.refresh_from_db()
        else:
            messages.success(request, _DONE[asked])
            return see(link("published:scorecard", found.pk))
    publishes = may(request.asker, Action.APPROVE_PUBLIC_SCORECARD)
    stage = {"published": found.published_on is not None, "refused": found.refused_on is not None}
    cannot = rules.may_not_publish(found.made_by_id, request.user.pk, withdrawn=found.withdrawn_on is not None, **stage)
    return render(request, "published/scorecard.html", {
        "found": found, "body": SafeString(found.body), "forms": forms, "refused": refused,
        "may_publish": publishes and not cannot, "cannot": cannot if publishes and not found.published_on else "",
        "waits": not publishes and found.state.startswith("Waiting"),
        "may_withdraw": publishes and not rules.may_not_withdraw(
            published=found.published_on is not None, withdrawn=found.withdrawn_on is not None),
    })  # fmt: skip


def _do(request: Request, found: Scorecard, asked: str, form: Form) -> None:
    version = version_read(request)
    match asked:
        case "publish":
            actions.publish_scorecard(by=request.actor, number=found.pk, version=version)
        case "send_back":
            actions.send_back(by=request.actor, number=found.pk, version=version, **form.cleaned_data)
        case "withdraw":
            actions.withdraw_scorecard(by=request.actor, number=found.pk, version=version, **form.cleaned_data)
