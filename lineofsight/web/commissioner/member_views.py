"""What elected members read: a few figures in plain words, how we do as corporate parents, promises, questions."""

from __future__ import annotations

from functools import lru_cache

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render

from lineofsight.web.access.pages import page
from lineofsight.web.access.papers import paper_or_404
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.commissioner import actions
from lineofsight.web.commissioner.chosen import CORPORATE_PARENTING, MEMBERS, Wanted
from lineofsight.web.commissioner.forms import EndPledgeForm, PledgeForm
from lineofsight.web.commissioner.models import MEMBER, OversightQuestion, Pledge
from lineofsight.web.commissioner.question_views import listed
from lineofsight.web.drafts.forms import FormPage, form_page
from lineofsight.web.knowledge.definitions import Defined, definitions_of
from lineofsight.web.knowledge.public_lines import PublicLine, lines_of
from lineofsight.web.knowledge.snapshots import known
from lineofsight.web.layout.links import link


@page(Action.SEE_AS_MEMBER)
def members(request: Request) -> HttpResponse:
    """The whole on one page."""
    held = known()
    if held is None:
        return render(request, "commissioner/members.html", {"held": None})
    parenting = lines_shown(held.info.snapshot, CORPORATE_PARENTING)
    by_code = {line.code: line for line in parenting}
    promises = [(each, by_code.get(each.measure)) for each in Pledge.objects.all()]
    return render(request, "commissioner/members.html", {
        "held": held, "service": lines_shown(held.info.snapshot, MEMBERS), "parenting": parenting,
        "pledges": [pair for pair in promises if pair[0].ended_on is None],
        "ended": [pair[0] for pair in promises if pair[0].ended_on is not None],
        "asked": OversightQuestion.objects.filter(audience=MEMBER)[:5],
        "asks": may(request.asker, Action.ASK_SERVICE), "promises": may(request.asker, Action.SHOW_OVERSIGHT),
    })  # fmt: skip


@page(Action.SEE_AS_MEMBER)
def asked(request: Request) -> HttpResponse:
    """Every question that a councillor asked."""
    return listed(request, MEMBER, "Questions of elected members")


@page(Action.SHOW_OVERSIGHT)
def pledge(request: Request) -> HttpResponse:
    """Write down a promise."""
    back = link("members:members")

    def act(form: Form, _: int) -> str:
        actions.make_pledge(by=request.actor, **form.cleaned_data)
        return back

    around = FormPage("Write down a promise", back, "For elected members")
    return form_page(request, PledgeForm, "pledge", "", act, around, done="Written down.")


@page(Action.SHOW_OVERSIGHT)
def end_pledge(request: Request, pledge: int) -> HttpResponse:
    """End a promise, and say why."""
    found = paper_or_404(Pledge.objects.filter(ended_on=None), pledge)
    back = link("members:members")

    def act(form: Form, version: int) -> str:
        actions.end_pledge(by=request.actor, number=found.pk, version=version, **form.cleaned_data)
        return back

    around = FormPage("End this promise", back, "For elected members", about=found.words)
    return form_page(request, EndPledgeForm, "pledge ends", str(found.pk), act, around, version=found.version,
                     done="Ended. It stays to be read, with why.")  # fmt: skip


def lines_shown(snapshot: str, wanted: Wanted) -> tuple[PublicLine, ...]:
    """The measures wanted as a snapshot gives them to those who see no children."""
    return _lines(snapshot, wanted, definitions_of())


@lru_cache(maxsize=8)
def _lines(snapshot: str, wanted: Wanted, in_force: Defined) -> tuple[PublicLine, ...]:
    held = known(snapshot)
    assert held is not None  # a name was given
    return lines_of(held, wanted, {})
