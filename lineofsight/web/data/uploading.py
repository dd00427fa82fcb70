"""Choosing files and sending them: kept in the home until the background process has read them."""

from __future__ import annotations

import errno
from datetime import UTC, date, datetime

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from lineofsight.web.access.pages import page
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.data import asking, folders
from lineofsight.web.data.forgetting import forget_old
from lineofsight.web.data.receiving import LARGEST_TOTAL, MOST_FILES, IntoFolder, size
from lineofsight.web.data.views import places_of
from lineofsight.web.day import now, today
from lineofsight.web.served import is_demonstration, served_home

# What is read, as the page says it; `lineofsight.sources` knows each by what it holds.
READS = (
    ("Standard Safeguarding Dataset", "all its files together, CSV or Parquet"),
    ("Annex A", "the workbook"),
    ("Children in need census", "the XML of a year"),
    ("Looked-after children return (SSDA903)", "all its CSV files together"),
    ("Published figures and populations", "CSV from DfE, LAIT or ONS"),
)
DATE_PARTS = ("day", "month", "year")
FULL = (errno.ENOSPC, errno.EDQUOT)


@csrf_exempt
@page(Action.LOAD_DATA)
def upload(request: Request) -> HttpResponse:
    """Choose files, or take those that were chosen.

    The token is checked in `_take`: reading it reads the files, so where they go has to be settled first.
    """
    if request.method != "POST":
        return _form(request)
    into = IntoFolder(request, folders.receiving(served_home()))
    request.upload_handlers = [into]
    try:
        return _take(request, into)
    except OSError as problem:
        if problem.errno not in FULL:
            raise
        return _form(request, ["The disk of the server is full. Nothing was kept. Tell whoever looks after it."])
    finally:
        into.close()


@csrf_protect
def _take(request: Request, into: IntoFolder) -> HttpResponse:
    known_on, problem = _known_on(request.POST)
    problems = [*into.problems, *([problem] if problem else [])]
    if not into.files and not into.problems:
        problems.insert(0, "Choose the files to load.")
    if problems:
        return _form(request, problems, status=422)
    run = asking.load_files(request.user, into.folder, into.files, known_on)
    return redirect("data:run", run.key)


def _form(request: Request, problems: list[str] | None = None, status: int = 200) -> HttpResponse:
    forget_old(datetime.now(UTC))
    return render(request, "data/upload.html", {
        "data_places": places_of(request, "data:upload"), "problems": problems or [], "reads": READS,
        "largest": size(LARGEST_TOTAL), "most_files": MOST_FILES, "demonstration": is_demonstration(),
        "date": {name: request.POST.get(name, "")[:10] for name in DATE_PARTS} if problems else {},
        "kept_hours": int(folders.KEPT.total_seconds() // 3600),
    }, status=status)  # fmt: skip


def _known_on(given: QueryDict) -> tuple[date | None, str]:
    """The last day the files know of, where it was given; or what is wrong with it."""
    parts = [given.get(name, "").strip()[:10] for name in DATE_PARTS]
    if not any(parts):
        return None, ""
    try:
        day, month, year = (int(part) for part in parts)
        known = date(year, month, day)
    except ValueError:
        return None, "The last day the files know of is not a date. Write it like 31 3 2026, or leave it blank."
    if known > max(now().date(), today()):
        return None, "The last day the files know of lies in the future. Files cannot know of it."
    return known, ""
