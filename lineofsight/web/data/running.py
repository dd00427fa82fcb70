"""What runs in the background: how far it is, deciding about it, and having a load taken back or a snapshot taken."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from lineofsight.record.books import Load
from lineofsight.web.access.pages import page
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.data import asking
from lineofsight.web.data import loads as books
from lineofsight.web.data.models import Kind, Run
from lineofsight.web.data.progress import files_said, progress_of
from lineofsight.web.data.views import load_of, places_of
from lineofsight.web.day import now

TOO_LATE = "It was too late for that: it had gone on meanwhile. This is how it stands."


@page(Action.LOAD_DATA)
def run(request: Request, key: UUID) -> HttpResponse:
    """How far something has come. Asked again every two seconds while it moves; without scripts, every ten."""
    found = _run(key)
    progress = progress_of(found, asking.ahead_of(found).count(), now())
    given = {"data_places": places_of(request, ""), "run": found, "progress": progress, "files_said": files_said(found)}
    if not progress.moving:
        given |= _what_it_did(found)
    fragment = request.htmx and progress.moving  # type: ignore[attr-defined]
    response = render(request, "data/moving.html" if fragment else "data/run.html", given)
    if request.htmx and not progress.moving:  # type: ignore[attr-defined]
        # At rest the whole page is another: its title, its buttons, what it did.
        response.headers["HX-Refresh"] = "true"
    return response


@page(Action.LOAD_DATA)
@require_POST
def decide(request: Request, key: UUID, choice: str) -> HttpResponse:
    """Do what was chosen of what the page offers: cancel, again, accept."""
    found = _run(key)
    match choice:
        case "cancel":
            done = asking.call_off(found)
        case "again":
            done = asking.again(found)
        case "accept":
            done = asking.again(found, accept_drop=True)
        case _:
            raise Http404("There is no such choice.")
    if not done:
        messages.warning(request, TOO_LATE)
    return redirect("data:run", key)


@page(Action.LOAD_DATA)
def undo(request: Request, number: int) -> HttpResponse:
    """Ask whether a load shall be taken back; once confirmed, have it done."""
    found = load_of(number)
    newest = books.newest_standing()
    if found.undone_at is not None:
        messages.warning(request, f"Load {number} is taken back already. Nothing was changed.")
        return redirect("data:load", number)
    if number != newest:
        messages.warning(
            request, f"Load {number} is not the newest that stands: later loads were compared with it. "
            f"Take load {newest} back first.",
        )  # fmt: skip
        return redirect("data:load", number)
    if request.method == "POST":
        return redirect("data:run", asking.take_back(request.user, number).key)
    parts = books.parts_of(found)
    return render(request, "data/undo.html", {
        "data_places": places_of(request, ""), "load": found, "totals": books.totals(parts),
        "before": Load.objects.filter(undone_at=None, pk__lt=number).order_by("-number").first(),
    })  # fmt: skip


@page(Action.LOAD_DATA)
@require_POST
def take(request: Request) -> HttpResponse:
    """Have a snapshot taken."""
    if not Load.objects.filter(undone_at=None).exists():
        messages.warning(request, "There is nothing to take a snapshot of. Load something first.")
        return redirect("data:snapshots")
    return redirect("data:run", asking.take_snapshot(request.user).key)


def _run(key: UUID) -> Run:
    found = asking.found(key)
    if found is None:
        raise Http404("There is no such upload.")
    return found


def _what_it_did(found: Run) -> dict[str, object]:
    """Of a load in the record: its counts, and what could not be read."""
    if found.kind != Kind.LOAD or found.load_number is None:
        return {}
    load = Load.objects.filter(pk=found.load_number).first()
    if load is None:
        return {}
    parts = books.parts_of(load)
    return {
        "load": load, "totals": books.totals(parts), "tables": len(parts),
        "rejected": [part for part in parts if part.rejects_link],
    }  # fmt: skip
