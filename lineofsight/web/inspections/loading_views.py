"""Sending documents, and how far reading them has come."""

from __future__ import annotations

import errno
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from lineofsight.record.library.models import Upload
from lineofsight.web.access.pages import page
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.data import folders
from lineofsight.web.data.receiving import LARGEST_TOTAL, MOST_FILES, IntoFolder, size
from lineofsight.web.inspections.actions import read_again, send_documents
from lineofsight.web.served import served_home

FULL = (errno.ENOSPC, errno.EDQUOT)


@csrf_exempt
@page(Action.LOAD_DATA)
def upload(request: Request) -> HttpResponse:
    """Choose documents, or take those that were chosen. The token is checked in `_take`: reading it reads the files."""
    if request.method != "POST":
        return _form(request, [])
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
    request.POST.get("csrfmiddlewaretoken")  # reads the files
    problems = into.problems or ([] if into.files else ["Choose the reports, letters or articles to read."])
    if problems:
        return _form(request, problems, status=422)
    sent = send_documents(by=request.actor, folder=into.folder, files=into.files)
    return redirect("inspections:loading", sent.key)


def _form(request: Request, problems: list[str], status: int = 200) -> HttpResponse:
    return render(request, "inspections/upload.html", {
        "problems": problems, "largest": size(LARGEST_TOTAL), "most_files": MOST_FILES,
        "latest": Upload.objects.all()[:10],
    }, status=status)  # fmt: skip


@page(Action.LOAD_DATA)
def loading(request: Request, key: UUID) -> HttpResponse:
    """How far an upload has come; or take it up again where it stopped."""
    found = Upload.objects.filter(pk=key).first()
    if found is None:
        raise Http404("There is no such upload.")
    if request.method == "POST":
        read_again(by=request.actor, key=key)
        return redirect("inspections:loading", key)
    name = "inspections/moving.html" if request.htmx else "inspections/loading.html"  # type: ignore[attr-defined]
    return render(request, name, {"upload": found, "of": len(found.files), "moving": found.ended_at is None})
