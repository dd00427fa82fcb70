"""The handbook: every definition from itself. It is about no child, so whoever signs in may read all of it.

How a definition is doing now is a figure of the whole service: to those who see no children it is rounded or left out
(`current`).
"""

from __future__ import annotations

from functools import lru_cache

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from lineofsight.core.areas import Area
from lineofsight.core.code_sets import all_code_sets
from lineofsight.core.tables import TABLES
from lineofsight.inspections.criteria import AREAS
from lineofsight.web.access.exact import is_exact_to
from lineofsight.web.access.pages import page
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.day import known_to
from lineofsight.web.handbook import finding
from lineofsight.web.handbook.contents import areas, left_out, not_told, tables_by_holder, whole_area
from lineofsight.web.handbook.index import KINDS, index
from lineofsight.web.handbook.listing import HEADINGS, listed
from lineofsight.web.handbook.measures import measure_page
from lineofsight.web.handbook.reading import read_area, reading_areas
from lineofsight.web.handbook.rules import HEADINGS as RULE_HEADINGS
from lineofsight.web.handbook.rules import rule_books, rule_page, rule_rows
from lineofsight.web.handbook.standards import standard_page
from lineofsight.web.handbook.tables import code_set_page, code_sets_by_return, table_page
from lineofsight.web.knowledge.definitions import Defined, definitions, definitions_of
from lineofsight.web.knowledge.latest import latest
from lineofsight.web.knowledge.snapshots import known
from lineofsight.web.layout.dates import in_full
from lineofsight.web.layout.exports import workbook
from lineofsight.web.served import served_home

NO_SUCH = "The handbook has no such page. Look for it by its words."


@page(Action.SEE_HANDBOOK)
def contents(request: Request) -> HttpResponse:
    """Everything there is: by area and stage, tables, lists of codes, what is not included and why."""
    catalogue = definitions()
    if request.GET.get("format") == "xlsx":
        about = [("Definitions", catalogue.version), ("As known on", in_full(known_to()))]
        return workbook("handbook", "Handbook: standards and measures", about, HEADINGS, listed(catalogue))
    opened = known()
    body = _contents(opened.info.snapshot if opened else "", definitions_of())
    return render(request, "handbook/contents.html", {"body": body, "policy": catalogue.policy})


@page(Action.SEE_HANDBOOK)
def area(request: Request, area: str) -> HttpResponse:
    """The whole of an area in words, to be read on paper."""
    if area not in list(Area):
        raise Http404(NO_SUCH)
    whole = Area(area)
    body = _area(whole, definitions_of())
    return render(request, "handbook/area.html", {"area": whole, "body": body})


@page(Action.SEE_HANDBOOK)
def reading(request: Request, area: str) -> HttpResponse:
    """An inspection area in the order in which a regulator reads: criteria, standards, measures, past findings."""
    if area not in AREAS:
        raise Http404(NO_SUCH)
    catalogue = definitions()
    shown = read_area(area, catalogue, served_home().aliases.service, str(catalogue.policy.get("la_code") or ""))
    return render(request, "handbook/reading.html", {
        "area": shown, "areas": reading_areas(), "may_load": may(request.asker, Action.LOAD_DATA),
    })  # fmt: skip


@page(Action.SEE_HANDBOOK)
def standard(request: Request, code: str) -> HttpResponse:
    """One standard."""
    catalogue = definitions()
    item = catalogue.standards.get(code)
    if item is None:
        raise Http404(NO_SUCH)
    exact = is_exact_to(request.asker, catalogue.indicators[f"{code}.in_time"])
    shown = standard_page(item, catalogue, latest(), is_exact=exact)
    return render(request, "handbook/standard.html", {
        "shown": shown, "worklist": _worklist(request, code), "sees_figures": may(request.asker, Action.SEE_FIGURES),
    })  # fmt: skip


@page(Action.SEE_HANDBOOK)
def indicator(request: Request, code: str) -> HttpResponse:
    """One measure."""
    catalogue = definitions()
    item = catalogue.indicators.get(code)
    if item is None:
        raise Http404(NO_SUCH)
    shown = measure_page(item, catalogue, latest(), is_exact=is_exact_to(request.asker, item))
    return render(request, "handbook/indicator.html", {
        "shown": shown, "sees_figures": may(request.asker, Action.SEE_FIGURES),
    })  # fmt: skip


@page(Action.SEE_HANDBOOK)
def table(request: Request, name: str) -> HttpResponse:
    """One table of the record."""
    if name not in TABLES:
        raise Http404(NO_SUCH)
    return render(request, "handbook/table.html", {"shown": table_page(TABLES[name], definitions())})


@page(Action.SEE_HANDBOOK)
def code_set(request: Request, name: str) -> HttpResponse:
    """One list of codes."""
    if name not in all_code_sets():
        raise Http404(NO_SUCH)
    return render(request, "handbook/code_set.html", {"shown": code_set_page(all_code_sets()[name])})


@page(Action.SEE_HANDBOOK)
def rules(request: Request) -> HttpResponse:
    """Every rule of every return."""
    if request.GET.get("format") == "xlsx":
        about = [("Rules of", " and ".join(book.title for book in rule_books()))]
        return workbook("rules-of-the-returns", "Rules of the returns", about, RULE_HEADINGS, rule_rows())
    return render(request, "handbook/rules.html", {"books": rule_books()})


@page(Action.SEE_HANDBOOK)
def rule(request: Request, code: str) -> HttpResponse:
    """One rule of a return."""
    shown = rule_page(code)
    if shown is None:
        raise Http404(NO_SUCH)
    return render(request, "handbook/rule.html", {"shown": shown})


@page(Action.SEE_HANDBOOK)
def find(request: Request) -> HttpResponse:
    """What the handbook holds of some words."""
    kind = request.GET.get("kind", "")[: finding.LONGEST_QUERY]
    notices = []
    if kind and kind not in KINDS:
        notices.append("There is no such kind of page: everything is looked through.")
        kind = ""
    typed = request.GET.get("q", "")
    if len(typed) > finding.LONGEST_QUERY:
        notices.append(f"Only the first {finding.LONGEST_QUERY} letters of what you typed are looked for.")
    found = finding.find(index(definitions()), typed, kind)
    kinds = [(name, words, found.counts.get(name, 0)) for name, words in KINDS.items()]
    return render(request, "handbook/find.html", {
        "found": found, "kind": kind, "kinds": kinds, "notices": notices, "everything": sum(found.counts.values()),
    })  # fmt: skip


# The two long pages are about nobody and the same for everybody: they are put together once for the definitions.
@lru_cache(maxsize=4)
def _contents(snapshot: str, defined: Defined) -> str:
    catalogue = definitions()
    opened = known(snapshot) if snapshot else None
    standards, measures = left_out(catalogue)
    return render_to_string("handbook/contents_body.html", {
        "areas": areas(catalogue), "tables": tables_by_holder(), "codes": code_sets_by_return(), "books": rule_books(),
        "reading": reading_areas(),
        "standards_left_out": standards, "measures_left_out": measures,
        "not_told": not_told(catalogue, opened.snapshot.manifest.coverage) if opened else [],
        "standards_counted": len(catalogue.standards),
    })  # fmt: skip


@lru_cache(maxsize=16)
def _area(area: Area, defined: Defined) -> str:
    return render_to_string("handbook/area_body.html", {"whole": whole_area(area, definitions())})


def _worklist(request: Request, code: str) -> str:
    """The widest worklist the person has, of what is overdue under a standard; blank where they have none."""
    asker = request.asker
    if may(asker, Action.SEE_SERVICE_WORKLIST):
        name = "service"
    elif may(asker, Action.SEE_TEAM_WORKLIST) and asker.teams:
        name = "my_team"
    elif may(asker, Action.SEE_WORKLIST):
        name = "mine"
    else:
        return ""
    return reverse(f"worklists:{name}") + f"?state=overdue&standard={code}#list"
