"""Finding children, and lists of them."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from lineofsight.core.text_formats import plural
from lineofsight.record.service.models import ChildNow
from lineofsight.web.access.pages import page
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.children.asked import text_of
from lineofsight.web.children.filters import ORDERS, REASONS, STAGES, Filters, Options, options_of, put_to, read
from lineofsight.web.children.listing import SHEET, chosen_words, ordered, row_of, sheet_row
from lineofsight.web.day import today
from lineofsight.web.layout import dates
from lineofsight.web.layout.exports import MOST_ROWS, workbook

A_PAGE = 50
FOUND = 30


@page(Action.SEE_CHILDREN)
def search(request: Request) -> HttpResponse:
    """Children found by words, or listed; cut down by filters that stay in the address."""
    options, filters, children = _asked(request)
    day = today()
    given = {
        "filters": filters, "options": options, "stages": STAGES, "reasons": REASONS, "orders": ORDERS,
        "chosen": [
            (word, told, _without(request.GET, names)) for word, told, names in chosen_words(filters, options)
        ],
    }  # fmt: skip
    if filters.text:
        found = request.caseload.find(filters.text, children, FOUND)
        rows = [row_of(each.child, day, each.why) for each in found]
        given |= {"rows": rows, "found": True, "most": len(rows) == FOUND}
    else:
        shown = Paginator(ordered(children, filters.order), A_PAGE).get_page(request.GET.get("page", "1")[:9])
        given |= {"rows": [row_of(child, day) for child in shown], "page": shown, "total": shown.paginator.count}
    return render(request, "children/search.html", given)


@page(Action.SEE_CHILDREN)
def excel(request: Request) -> HttpResponse:
    """The list as a workbook: by local id, without names."""
    options, filters, children = _asked(request)
    day = today()
    if filters.text:
        chosen = [each.child for each in request.caseload.find(filters.text, children, FOUND)]
    else:
        chosen = list(ordered(children, filters.order)[:MOST_ROWS])
    about = [("As at", dates.in_full(day)), *((word, told) for word, told, _ in chosen_words(filters, options)),
             ("Children", plural(len(chosen), "child", "children")),
             ("Names", "Left out on purpose. The local id finds each child.")]  # fmt: skip
    return workbook("children", "Children you may see", about, SHEET, (sheet_row(child, day) for child in chosen))


def _without(query: QueryDict, names: tuple[str, ...]) -> str:
    """The same address without some of its filters, back on its first page."""
    left = query.copy()
    for name in (*names, "page"):
        left.pop(name, None)
    return f"?{left.urlencode()}"


def _asked(request: Request) -> tuple[Options, Filters, QuerySet[ChildNow]]:
    mine = request.caseload.children()
    options = options_of(request.caseload.counted_of_children, text_of(request.GET, "team"))
    filters = read(request.GET, options)
    return options, filters, put_to(mine, filters, today())
