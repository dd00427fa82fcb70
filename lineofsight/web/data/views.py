"""Data: sources and how fresh they are, loads and what each did, what could not be read, snapshots."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from lineofsight.record.books import Load
from lineofsight.record.retention.barring import came_back
from lineofsight.web.access.pages import page
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.data import asking, taken
from lineofsight.web.data import loads as books
from lineofsight.web.data import rejects as rejected
from lineofsight.web.data.downloads import csv_file
from lineofsight.web.data.progress import progress_of
from lineofsight.web.data.sources import EXTENTS, EXTENTS_MEAN, sources, title_of
from lineofsight.web.day import known_to, now, today
from lineofsight.web.layout.dates import in_full, with_time
from lineofsight.web.layout.exports import MOST_ROWS, workbook
from lineofsight.web.served import served_home

LOADS_A_PAGE, REJECTS_A_PAGE = 20, 50
LARGEST_NUMBER = 2**63 - 1


def places_of(request: Request, here: str) -> list[tuple[str, str, bool]]:
    """The pages of data a person may go to: title, name, whether it is this one."""
    found = [("Loads and sources", "data:loads"), ("Snapshots", "data:snapshots")]
    if may(request.asker, Action.LOAD_DATA):
        found.append(("Load files", "data:upload"))
    return [(title, name, name == here) for title, name in found]


def load_of(number: int) -> Load:
    """A load by its number. Raises Http404."""
    found = Load.objects.filter(pk=number).first() if number <= LARGEST_NUMBER else None
    if found is None:
        raise Http404("There is no such load.")
    return found


@page(Action.SEE_DATA)
def loads(request: Request) -> HttpResponse:
    """Sources, what is under way, and every load."""
    known_sources = books.known_sources()
    chosen = books.read_filters(request.GET, known_sources)
    found = books.listed(chosen)
    if request.GET.get("format") == "xlsx":
        about = [("As known on", in_full(known_to()))]
        listed = [row.cells for row in books.rows_of(list(found[:MOST_ROWS]))]
        return workbook(f"loads-{today().isoformat()}", "Loads", about, books.HEADINGS, listed)
    shown = Paginator(found, LOADS_A_PAGE).get_page(request.GET.get("page"))
    given: dict[str, Any] = {
        "data_places": places_of(request, "data:loads"), "sources": sources(today()), "page": shown,
        "rows": books.rows_of(list(shown)), "chosen": chosen, "states": books.STATES.items(),
        "source_choices": [(each, title_of(each)) for each in known_sources],
        "extents": [(EXTENTS[extent], meaning) for extent, meaning in EXTENTS_MEAN.items()],
        "may_load": may(request.asker, Action.LOAD_DATA),
    }  # fmt: skip
    if given["may_load"]:
        moment = now()
        given["standing"] = [(run, progress_of(run, asking.ahead_of(run).count(), moment)) for run in asking.standing()]
    return render(request, "data/loads.html", given)


@page(Action.SEE_DATA)
def load(request: Request, number: int) -> HttpResponse:
    """What one load did, table by table."""
    found = load_of(number)
    parts = books.parts_of(found)
    if request.GET.get("format") == "xlsx":
        about = [("Loaded", f"{with_time(found.at)} by {found.by}"), ("State", books.state_of(found))]
        return workbook(
            f"load-{number}", f"Load {number}", about, books.TABLE_HEADINGS, [part.cells for part in parts]
        )  # fmt: skip
    may_load = may(request.asker, Action.LOAD_DATA)
    return render(request, "data/load.html", {
        "data_places": places_of(request, ""), "load": found, "state": books.state_of(found),
        "parts": [part for part in parts if part.counts["read"] or part.counts["withdrawn"]],
        "silent": [part for part in parts if not (part.counts["read"] or part.counts["withdrawn"])],
        "totals": books.totals(parts), "known_on": books.last_known(found), "run": books.run_of(found),
        "may_load": may_load, "again_known": came_back(served_home(), number) if may_load else 0,
        "can_undo": may_load and books.newest_standing() == number,
        "newest": books.newest_standing(),
        "any_rejects": found.rejects.exists(),
    })  # fmt: skip


@page(Action.SEE_DATA)
def rejects(request: Request, number: int) -> HttpResponse | StreamingHttpResponse:
    """What one load could not take, and how to mend it."""
    found = load_of(number)
    with_values = may(request.asker, Action.LOAD_DATA)
    options = rejected.options_of(found)
    filters = rejected.read_filters(request.GET, options)
    rows = rejected.listed(found, filters)
    name = f"load-{number}-could-not-be-read"
    form = request.GET.get("format")
    if form in ("csv", "xlsx"):
        each = (rejected.row_of(row, with_values=with_values).cells for row in rows.iterator(chunk_size=2000))
        if form == "csv":
            return csv_file(name, rejected.HEADINGS, each)
        if rows.count() <= MOST_ROWS:
            about = [("Load", f"{number}, {with_time(found.at)}")]
            if with_values:
                about.append(("Take care", "Values may be about children. Keep it where children's records are kept."))
            return workbook(name, f"What load {number} could not read", about, rejected.HEADINGS, each)
    shown = Paginator(rows, REJECTS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "data/rejects.html", {
        "data_places": places_of(request, ""), "load": found, "filters": filters, "page": shown,
        "choices": rejected.choices(filters, options), "with_values": with_values,
        "rows": [rejected.row_of(row, with_values=with_values) for row in shown],
        "too_many": form == "xlsx", "most": MOST_ROWS,
    })  # fmt: skip


@page(Action.SEE_DATA)
def snapshots(request: Request) -> HttpResponse:
    """Every snapshot: as known on, made when, by which definitions."""
    rows = taken.rows()
    if request.GET.get("format") == "xlsx":
        about = [("As known on", in_full(known_to()))]
        return workbook(f"snapshots-{today().isoformat()}", "Snapshots", about, taken.HEADINGS, [r.cells for r in rows])
    shown = Paginator(rows, LOADS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "data/snapshots.html", {
        "data_places": places_of(request, "data:snapshots"), "page": shown,
        "may_load": may(request.asker, Action.LOAD_DATA),
        "any_load": Load.objects.filter(undone_at=None).exists(),
    })  # fmt: skip


@page(Action.SEE_DATA)
def snapshot(request: Request, name: str) -> HttpResponse:
    """What one snapshot holds; where it was removed, a page that says so."""
    found = taken.held(name)
    if found is None:
        given = {"data_places": places_of(request, "data:snapshots")}
        return render(request, "data/gone.html", given, status=404)
    return render(
        request, "data/snapshot.html", {"data_places": places_of(request, ""), "held": found}
    )  # fmt: skip
