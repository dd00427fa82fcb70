"""Making, publishing and withdrawing scorecards, for those who may. What anybody may read is in `public_views`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

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
from lineofsight.web.drafts.answering import answer_on, version_read
from lineofsight.web.drafts.forms import FormPage, form_page
from lineofsight.web.knowledge.snapshots import known
from lineofsight.web.layout.dates import in_full
from lineofsight.web.layout.links import link, see
from lineofsight.web.published import actions, rules
from lineofsight.web.published.forms import MakeForm, SendBackForm, WithdrawForm
from lineofsight.web.published.models import Scorecard
from lineofsight.web.published.offered import CODES

TITLE = "Make a public scorecard"
_FORMS: Mapping[str, tuple[type[Form], Callable[..., Scorecard]]] = {
    "send_back": (SendBackForm, actions.send_back), "withdraw": (WithdrawForm, actions.withdraw_scorecard),
}  # fmt: skip
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
    if held is None:
        return render(request, "published/new.html", {"title": TITLE})

    def act(form: Form, _: int) -> str:
        return link("published:scorecard", actions.make_scorecard(by=request.actor, **form.cleaned_data).pk)

    lead = (f"From the latest snapshot, as known on {in_full(held.info.as_known_on)}. Nobody outside sees it until a "
            "second person publishes it.")  # fmt: skip
    around = FormPage(TITLE, link("published:scorecards"), "Public scorecards", send="Make the scorecard", lead=lead)
    return form_page(request, MakeForm, "public_scorecard", "", act, around, initial={"measures": list(CODES)},
                     done="Made. A second person reads it and publishes it.")  # fmt: skip


@page(Action.MAKE_PUBLIC_SCORECARD)
def scorecard(request: Request, scorecard: int) -> HttpResponse:
    """One scorecard as it will be read; for those who may publish, the forms of what comes next."""
    found = paper_or_404(Scorecard.objects, scorecard)
    asked, refused, done = request.POST.get("do", ""), "", False
    said = {
        name: answer_on(request, f"public_scorecard: {name}", found, form, write, is_sent=asked == name)
        for name, (form, write) in _FORMS.items()
    }
    if asked == "publish":
        try:
            actions.publish_scorecard(by=request.actor, number=found.pk, version=version_read(request))
            done = True
        except Refused as problem:
            refused = str(problem)
    if done or any(each.sent is not None for each in said.values()):
        messages.success(request, _DONE[asked])
        return see(link("published:scorecard", found.pk))
    if any(each.is_kept for each in said.values()):
        return see(link("published:scorecard", found.pk))
    refused = next((each.refused for each in said.values() if each.refused), refused)
    if refused or any(each.is_changed for each in said.values()):
        found.refresh_from_db()
    publishes = may(request.asker, Action.APPROVE_PUBLIC_SCORECARD)
    stage = {"published": found.published_on is not None, "refused": found.refused_on is not None}
    cannot = rules.may_not_publish(found.made_by_id, request.user.pk, withdrawn=found.withdrawn_on is not None, **stage)
    return render(request, "published/scorecard.html", {
        "found": found, "body": SafeString(found.body), "refused": refused,
        "send_back": said["send_back"], "withdraw": said["withdraw"], "may_publish": publishes and not cannot,
        "cannot": cannot if publishes and not found.published_on else "",
        # Whoever came second reads what stands by now, their own words still in the form.
        "may_send_back": publishes and (not cannot or said["send_back"].form.is_bound),
        "waits": not publishes and found.state.startswith("Waiting"),
        "may_withdraw": publishes and (said["withdraw"].form.is_bound or not rules.may_not_withdraw(
            published=found.published_on is not None, withdrawn=found.withdrawn_on is not None)),
    })  # fmt: skip
