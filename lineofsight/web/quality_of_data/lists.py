"""A list of errors: read by its filters, shown a page at a time or as a workbook."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse

from lineofsight.record.service.models import DataError
from lineofsight.web.access.request import Request
from lineofsight.web.day import known_to, today
from lineofsight.web.layout.dates import in_full
from lineofsight.web.layout.exports import MOST_ROWS, workbook
from lineofsight.web.quality_of_data.checked import Checks
from lineofsight.web.quality_of_data.filters import choices, filtered, read_filters, said
from lineofsight.web.quality_of_data.rows import HEADINGS, rows_of

ROWS_A_PAGE = 50
_TOGETHER = 2000


def listing(
    request: Request, checks: Checks, errors: QuerySet[DataError], name: str, title: str, *,
    teams: Mapping[str, str] | None = None, workers: Mapping[str, str] | None = None,
    without: Collection[str] = (),
) -> dict[str, Any] | HttpResponse:  # fmt: skip
    """What the list's template needs; the workbook itself where that is asked for. `without`: filters not offered."""
    teams, workers = teams or {}, workers or {}
    filters = read_filters(request.GET, teams, workers)
    rows = filtered(errors, filters, checks.as_at)
    if request.GET.get("format") == "xlsx":
        about = [
            ("Checked as at", in_full(checks.as_at)), ("As known on", in_full(known_to())),
            ("Filters", "; ".join(said(filters, teams, workers)) or "none"),
            ("Take care", "This list names children. Keep it where children's records are kept."),
        ]  # fmt: skip
        cells = _cells(request, checks, rows)
        return workbook(f"data-quality-{name}-{today().isoformat()}", title, about, HEADINGS, cells)
    offered = [choice for choice in choices(filters, teams, workers) if choice.name not in without]
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page", "1")[:9])
    return {
        "filters": filters, "choices": offered, "page": page,
        "rows": rows_of(page, request.caseload.children(), checks.as_at, checks.years),
    }  # fmt: skip


def _cells(request: Request, checks: Checks, rows: QuerySet[DataError]) -> Any:
    for start in range(0, MOST_ROWS, _TOGETHER):
        part = rows_of(rows[start : start + _TOGETHER], request.caseload.children(), checks.as_at, checks.years)
        yield from (row.cells for row in part)
        if len(part) < _TOGETHER:
            return
