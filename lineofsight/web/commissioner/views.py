"""What a commissioner and the department read: a dated view that can be cited, and the risk of intervention."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render

from lineofsight.core.areas import inspection_area
from lineofsight.core.local_authorities import all_local_authorities
from lineofsight.record.library import histories
from lineofsight.web.access.pages import page
from lineofsight.web.access.papers import paper_or_404
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.commissioner import actions
from lineofsight.web.commissioner.ahead import aheads
from lineofsight.web.commissioner.chosen import OVERSIGHT
from lineofsight.web.commissioner.forms import ShowForm
from lineofsight.web.commissioner.intervention import intervention_of
from lineofsight.web.commissioner.models import DatedView
from lineofsight.web.day import today
from lineofsight.web.drafts.forms import FormPage, form_page
from lineofsight.web.inspections.words import authority_name
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.public_lines import line_from, picture_of
from lineofsight.web.knowledge.snapshots import known
from lineofsight.web.layout.dates import in_full
from lineofsight.web.layout.exports import workbook
from lineofsight.web.layout.links import link
from lineofsight.web.served import served_home

SHOW = "Set a dated view before the commissioner"
HEADINGS = ("Measure", "Code", "Period", "Value", "Out of", "Could not be told", "England", "England, for")


@page(Action.SEE_OVERSIGHT)
def latest(request: Request) -> HttpResponse:
    """The dated view set before a commissioner last."""
    found = DatedView.objects.first()
    if found is None:
        return render(request, "commissioner/nothing.html", {"shows": may(request.asker, Action.SHOW_OVERSIGHT)})
    return _view(request, found)


@page(Action.SEE_OVERSIGHT)
def dated(request: Request, view: int) -> HttpResponse:
    """One dated view: the same whenever it is read."""
    return _view(request, paper_or_404(DatedView.objects, view))


@page(Action.SHOW_OVERSIGHT)
def show(request: Request) -> HttpResponse:
    """Set the latest snapshot's figures and plan before a commissioner."""
    held = known()
    if held is None:
        return render(request, "commissioner/show.html", {"title": SHOW})

    def act(form: Form, _: int) -> str:
        return link("commissioner:dated", actions.show_view(by=request.actor, note=form.cleaned_data["note"]).pk)

    around = FormPage(
        SHOW, link("commissioner:view"), "Oversight", send="Set it before the commissioner",
        lead=f"Figures of the whole service and the improvement plan, as known on {in_full(held.info.as_known_on)}. "
        "It is kept as it is now and can be cited; it is never made again. No child can be recognised in it.",
    )  # fmt: skip
    return form_page(request, ShowForm, "oversight_view", "", act, around,
                     done="Set before the commissioner. It stays as it is now.")  # fmt: skip


@page(Action.SEE_OVERSIGHT)
def intervention(request: Request) -> HttpResponse:
    """Judgements, notices, visits and their dates, and which rules of intervention they meet."""
    database = served_home().aliases.service
    held = histories.authorities_held(database)
    own = str(definitions().policy.get("la_code") or "")
    asked = request.GET.get("la", "")
    la_code = asked if asked in held else own if own in all_local_authorities() else next(iter(held), "")
    found = intervention_of(database, la_code, today()) if la_code else None
    return render(request, "commissioner/intervention.html", {
        "found": found, "la_code": la_code, "name": authority_name(la_code) if la_code else "", "own": la_code == own,
        "choices": sorted(((code, authority_name(code)) for code in held), key=lambda pair: pair[1]),
        "unknown": bool(asked) and asked != la_code,
    })  # fmt: skip


def _view(request: Request, found: DatedView) -> HttpResponse:
    lines = {line.code: line for line in map(line_from, found.lines)}
    if request.GET.get("format") == "xlsx":
        rows = [(line.question, line.code, cell.period, cell.value, cell.out_of, cell.missing, line.england,
                 line.england_period) for line in lines.values() for cell in line.cells]  # fmt: skip
        about = [("View", str(found.pk)), ("As known on", in_full(found.known_on)), ("Snapshot", found.snapshot),
                 ("Digest", found.digest)]  # fmt: skip
        return workbook(f"view-{found.pk}", "Dated view of the service", about, HEADINGS, rows)
    areas = [
        (inspection_area(area).short_title, [lines[code] for _, code in wanted if code in lines])
        for area, wanted in OVERSIGHT
    ]
    area, chosen = request.GET.get("area", ""), request.GET.get("measure", "")
    context: dict[str, Any] = {
        "found": found, "areas": [each for each in areas if each[1]], "plan": _plan_shown(found),
        "aheads": aheads(list(lines.values()), found.plan), "asked": found.questions.all(), "area": area,
        "line": lines.get(chosen), "picture": picture_of(lines[chosen]) if chosen in lines else "",
        "unknown": bool(chosen) and chosen not in lines, "others": DatedView.objects.exclude(pk=found.pk)[:12],
        "asks": may(request.asker, Action.ASK_SERVICE), "shows": may(request.asker, Action.SHOW_OVERSIGHT),
    }  # fmt: skip
    return render(request, "commissioner/measure.html" if chosen in lines else "commissioner/view.html", context)


def _plan_shown(found: DatedView) -> dict[str, Any]:
    """The plan as it was kept, its days in words."""
    if not found.plan:
        return {}
    lines = [{**line, "due": in_full(date.fromisoformat(line["due_on"]))} for line in found.plan["lines"]]
    return {**found.plan, "lines": lines}
