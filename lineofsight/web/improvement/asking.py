"""A form about the plan, shown, kept for later, sent, or refused with its words kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import models
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render

from lineofsight.record.written import HeldRow, WrittenRow
from lineofsight.web.access.request import Request
from lineofsight.web.drafts.answering import answer
from lineofsight.web.layout.links import see

Act = Callable[[Form, int], models.Model | list[Any]]


def asked(
    request: Request, *, name: str, form: type[Form], act: Act, title: str, done: str, to: str, about: str = "",
    key: str = "", version: int = 1, send: str = "", lead: str = "", facts: tuple[tuple[str, str], ...] = (),
    to_made: Callable[[], str] | None = None,
) -> HttpResponse:  # fmt: skip
    """The page of a form. `name` and `key`: which form about what, for its draft; `version`: of the paper it is about.

    `act` sends it; then one is at `to` (`to_made()`, where that is only known then), and told `done`.
    """
    held = HeldRow("improvement", key or "plan", "", "", {}, version)

    def sent(filled: Form, read: int) -> WrittenRow:
        act(filled, read)
        return WrittenRow(held.row_id, read)

    found = answer(request, held, f"improvement: {name}", form, sent)
    if found.sent is not None:
        messages.success(request, done)
        return see(to_made() if to_made else to)
    if found.is_kept:
        return see(to)
    return render(request, "improvement/form.html", {
        "form": found.form, "writing": found.writing, "version": found.version, "told": found.told,
        "refused": found.refused, "title": title, "about": about, "lead": lead, "facts": facts, "send": send or title, "back": to,
    })  # fmt: skip
