"""Quarterly reports: issued from a snapshot, read as issued, worked out again to see that they come out the same."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render

from lineofsight.core.periods import Period, PeriodKind, latest_periods, parse_period
from lineofsight.web.access.actions import Refused
from lineofsight.web.access.pages import NOT_YOURS, page
from lineofsight.web.access.papers import paper_or_404
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.contract import actions
from lineofsight.web.contract.models import Report
from lineofsight.web.contract.papers import snapshot_or_404
from lineofsight.web.contract.reports import HEADINGS, RULE, cells_of, content_of, digest_of
from lineofsight.web.knowledge.snapshots import snapshots
from lineofsight.web.layout.dates import in_full
from lineofsight.web.layout.exports import workbook
from lineofsight.web.layout.links import link, see

OFFERED = 4


@page(Action.SEE_CONTRACT)
def reports(request: Request) -> HttpResponse:
    """Every report issued, and the quarters one may be issued for."""
    issues = may(request.asker, Action.ISSUE_CONTRACT_REPORT)
    refused = ""
    if request.method == "POST":
        if not issues:
            raise Http404(NOT_YOURS)
        quarter = _quarter(str(request.POST.get("quarter", ""))[:20])
        try:
            made = actions.issue_report(
                by=request.actor, snapshot=str(request.POST.get("snapshot", ""))[:60], quarter=quarter
            )
        except Refused as problem:
            refused = str(problem)
        else:
            messages.success(request, "Issued. It stays as it is.")
            return see(link("contract:report", made.pk))
    listed = snapshots()
    latest = listed[-1] if listed else None
    return render(request, "contract/reports.html", {
        "reports": [(each, parse_period(each.quarter).title) for each in Report.objects.all()], "refused": refused,
        "issues": issues, "snapshots": [(each.snapshot, in_full(each.as_known_on)) for each in reversed(listed)],
        "quarters": reversed(latest_periods(PeriodKind.QUARTER, latest.as_known_on, OFFERED)) if latest else [],
    })  # fmt: skip


@page(Action.SEE_CONTRACT)
def report(request: Request, number: int) -> HttpResponse:
    """One report as issued: to print, or as a workbook."""
    found = paper_or_404(Report.objects, number)
    title = f"The contract in {parse_period(found.quarter).title}"
    if request.GET.get("format") == "xlsx":
        about = [("As known on", in_full(found.known_on)), ("Snapshot", found.snapshot), ("Issued", _issued(found)),
                 ("Digest", found.digest), ("Small numbers", RULE)]  # fmt: skip
        return workbook(f"contract-{found.quarter}", title, about, HEADINGS, cells_of(found.content))
    return render(request, "contract/report.html", {
        "report": found, "title": title, "rule": RULE, "content": found.content, "again": _again(found),
        "issued": _issued(found),
    })  # fmt: skip


def _issued(found: Report) -> str:
    return f"{in_full(found.issued_on)}, by {found.issued_by}"


def _again(found: Report) -> str:
    """What working the report out again from its snapshot gives, in words."""
    try:
        held = snapshot_or_404(found.snapshot)
        same = digest_of(content_of(held, parse_period(found.quarter))) == found.digest
    except Http404:
        return "Its snapshot is no longer here, so it cannot be worked out again. It stays as it was issued."
    if same:
        return "Worked out again just now from its snapshot, it comes out the same."
    return (
        "Worked out again just now from its snapshot, it comes out otherwise: what was agreed, a definition, or "
        "how small numbers are kept back has changed since. It stays as it was issued."
    )


def _quarter(text: str) -> Period:
    try:
        found = parse_period(text)
    except ValueError:
        raise Http404("There is no such quarter.") from None
    if found.kind is not PeriodKind.QUARTER:
        raise Http404("That is not a quarter.")
    return found
