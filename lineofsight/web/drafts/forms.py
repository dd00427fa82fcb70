"""A form on a page of its own: shown, kept for later, sent, or refused with every word kept. One flow for all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render

from lineofsight.record.service.models import ChildNow
from lineofsight.web.access.request import Request
from lineofsight.web.drafts.answering import Answer, answer_about
from lineofsight.web.layout.links import see

OF_A_CHILD = "drafts/answer.html"
"""The page of a form about one child: its heading and title name them."""


@dataclass(frozen=True)
class FormPage:
    """What stands around a form.

    `back`: the page one came from, and comes to when the form is kept for later. `send`: the button's words; the title
    where blank. `about`: what it is about, in a line above the title; `lead`: a sentence below it; `facts`: what
    whoever fills it in needs to know, each with its label. `child`: for the pages of a form about one.
    """

    title: str
    back: str
    back_words: str = "Back"
    send: str = ""
    about: str = ""
    lead: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    child: ChildNow | None = None


def form_page(
    request: Request, asked: type[Form], name: str, subject: str, act: Callable[[Form, int], str], page: FormPage, *,
    done: str, version: int = 0, initial: Mapping[str, Any] | None = None, template: str = "drafts/form.html",
) -> HttpResponse:  # fmt: skip
    """The form called `name` about a subject, on its page. `act` sends it and gives the address to go to.

    Then `done` is told. `act` gets the version whoever sends it had read; `version` is the one that stands; `initial`:
    what stands in the form where nothing was typed before. A rule that refuses says so on the form, every word kept.
    """
    found = answer_about(request, name, subject, asked, act, version=version, initial=initial)
    if found.sent is not None:
        messages.success(request, done)
        return see(found.sent)
    if found.is_kept:
        return see(page.back)
    if found.refused:
        found.form.add_error(None, found.refused)
    return shown_form(request, found, page, template)


def shown_form(
    request: Request, found: Answer[Any], page: FormPage, template: str = "drafts/form.html"
) -> HttpResponse:
    """A form with what stands around it, as it was opened or came back."""
    return render(request, template, {
        "form": found.form, "writing": found.writing, "version": found.version, "told": found.told, **vars(page),
    }, status=403 if found.refused else 200)  # fmt: skip
