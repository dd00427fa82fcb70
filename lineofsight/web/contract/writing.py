"""A form about a paper of the contract: kept while typed, its words kept when a rule refuses."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render

from lineofsight.web.access.actions import Refused
from lineofsight.web.access.request import Request
from lineofsight.web.drafts.answering import KEPT, version_read
from lineofsight.web.drafts.writing import drop, is_for_later, keep, writing_of
from lineofsight.web.layout.links import see


def asked_for(
    request: Request, asked: type[Form], name: str, subject: str, act: Callable[[Form, int], str], *, title: str,
    send: str, done: str, back: str, back_words: str, version: int = 0, above: str = "",
) -> HttpResponse:  # fmt: skip
    """The form called `name` about a paper, shown, kept for later, or sent by `act`, which gives the address to go to.

    `act` gets the version whoever sends it had read. A rule that refuses says so on the form, every word kept.
    """
    writing = writing_of(request, name, subject)
    form = asked(request.POST or None, initial=writing.initial(asked))
    if request.method == "POST" and is_for_later(request):
        keep(request, writing)
        messages.info(request, KEPT)
        return see(back)
    if request.method == "POST" and form.is_valid():
        try:
            to = act(form, version_read(request))
        except Refused as problem:
            keep(request, writing)
            form.add_error(None, str(problem))
        else:
            drop(request, writing)
            messages.success(request, done)
            return see(to)
    return render(request, "contract/form.html", {
        "form": form, "writing": writing, "title": title, "send": send, "back": back, "back_words": back_words,
        "version": version, "above": above,
    })  # fmt: skip
