"""What anybody may read without signing in: scorecards that are published, and what was said of those withdrawn.

Nothing else: these views read `Scorecard` alone, give what was kept when it was made, and only where it is still what
its digest says. Absent, not yet published and sent back answer alike.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from lineofsight.web.access.pages import NOT_YOURS, public
from lineofsight.web.access.papers import paper_or_404
from lineofsight.web.published.files import digest_of
from lineofsight.web.published.models import Scorecard

CSV = "text/csv; charset=utf-8"


@public
def latest(request: HttpRequest) -> HttpResponse:
    """Every scorecard that was published, the latest first."""
    found = Scorecard.objects.exclude(published_on=None).defer("body", "csv", "lines")
    return _fresh(render(request, "published/latest.html", {"found": found}))


@public
def shown(request: HttpRequest, scorecard: int) -> HttpResponse:
    """One scorecard; of one withdrawn, why, and what is right, with status 410."""
    found = published(scorecard)
    if found.withdrawn_on:
        return _fresh(render(request, "published/withdrawn.html", {"found": found}, status=410))
    # The body was made by us from escaped words, and is as it was made: its digest says so.
    return _fresh(render(request, "published/shown.html", {"found": found, "body": SafeString(found.body)}))


@public
def as_csv(request: HttpRequest, scorecard: int) -> HttpResponse:
    """Its values as CSV; gone where it was withdrawn."""
    found = published(scorecard)
    if found.withdrawn_on:
        return _fresh(HttpResponse("Withdrawn. See the scorecard's own page.\r\n", status=410, content_type=CSV))
    response = HttpResponse(found.csv, content_type=CSV)
    response.headers["Content-Disposition"] = f'attachment; filename="scorecard-{found.known_on}.csv"'
    return _fresh(response)


def published(number: int) -> Scorecard:
    """One that is or was published, whole. Raises Http404."""
    found = paper_or_404(Scorecard.objects.exclude(published_on=None), number)
    if digest_of(found.body, found.csv) != found.digest:
        raise Http404(NOT_YOURS)
    return found


def _fresh(response: HttpResponse) -> HttpResponse:
    """Asked for anew each time: what is withdrawn is gone at once."""
    response.headers["Cache-Control"] = "no-cache"
    return response
