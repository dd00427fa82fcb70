"""What a view of a form needs to lose nothing: the draft there was, the id its row will have, and keeping it for later.

A view makes one with `writing_of`, gives it to its template (`{% include "drafts/autosave.html" %}` inside the form,
`{% include "drafts/begun.html" %}` above it), and passes `row_id` on to the action that sends it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.forms import Form

from lineofsight.record.written import new_row_id
from lineofsight.web.access.request import Request
from lineofsight.web.drafts.actions import drop_draft, keep_draft
from lineofsight.web.drafts.models import Draft
from lineofsight.web.layout.fields import as_typed

FOR_LATER = "keep_for_later"
KEPT = "Your words are kept. Open the form again to go on."
_OWN = frozenset({"csrfmiddlewaretoken", "draft_form", "draft_subject", "draft_row", FOR_LATER})


@dataclass(frozen=True)
class Writing:
    """One form being written by one person about one subject. `kept` is what was typed before, if anything was."""

    form: str
    subject: str
    row_id: str
    kept: Mapping[str, Any]
    saved_at: datetime | None

    def initial(self, form: type[Form]) -> dict[str, Any]:
        """What the form shows when it is opened: the draft's words where there is one."""
        # Boxes that nobody ticked are sent by no browser: only in a draft do they say that they were left empty.
        return as_typed(form, self.kept) if self.kept else {}


def writing_of(request: Request, form: str, subject: str = "") -> Writing:
    """The writing of this form about this subject by whoever asks, taken up where it was left."""
    found = Draft.objects.filter(user_id=request.user.pk, form=form, subject=subject).first()
    sent = str(request.POST.get("draft_row", ""))
    if found is not None:
        return Writing(form, subject, found.row_id, found.fields, found.saved_at)
    return Writing(form, subject, sent if _is_row_id(sent) else new_row_id(), {}, None)


def is_for_later(request: Request) -> bool:
    """Whether "Save and finish later" was pressed."""
    return FOR_LATER in request.POST


def keep(request: Request, writing: Writing) -> None:
    """Keep what was sent, for later. Raises ValueError where it is more than can be kept."""
    keep_draft(
        by=request.actor, form=writing.form, subject=writing.subject, fields=typed(request), row_id=writing.row_id
    )


def keep_or_say(request: Request, writing: Writing, form: Form) -> bool:
    """Keep what was sent. False, said on the form with every word still in it, where it is more than can be kept."""
    try:
        keep(request, writing)
    except ValueError as problem:
        # Of what was not meant to be sent yet nothing else is said.
        form.errors.clear()
        form.add_error(None, str(problem))
        return False
    return True


def put_aside(request: Request, writing: Writing, form: Form) -> bool:
    """Keep for later what was sent, and tell that it is. False as above."""
    kept = keep_or_say(request, writing, form)
    if kept:
        messages.info(request, KEPT)
    return kept


def drop(request: Request, writing: Writing) -> None:
    """Throw the draft away: to be called inside the action that sends it, or when it is not wanted."""
    drop_draft(by=request.actor, form=writing.form, subject=writing.subject)


def typed(request: Request) -> dict[str, str | list[str]]:
    """What was sent, as a form reads it again; our own fields left out."""
    found: dict[str, str | list[str]] = {}
    for name, values in request.POST.lists():
        if name not in _OWN:
            given = [str(value) for value in values]
            found[name] = given if len(given) > 1 else given[0] if given else ""
    return found


def _is_row_id(text: str) -> bool:
    own, dash, rest = text.partition("-")
    return own == "own" and bool(dash) and len(rest) == 24 and all(sign in "0123456789abcdef" for sign in rest)
