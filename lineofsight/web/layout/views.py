"""Pages that are about nobody: help, the accessibility statement, whether the service is well, and what went wrong."""

from __future__ import annotations

import logging
from typing import Any

from django.db import DatabaseError, connections
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from lineofsight.web.access.pages import page, public
from lineofsight.web.accounts.roles import Action

logger = logging.getLogger("lineofsight.web")
# The few words that mean something particular here; the handbook has the rest.
WORDS = (
    ("Must, should, local", "How strongly something is owed: the law says must, statutory guidance says should, and "
     "local is this authority's own policy."),
    ("Due, overdue", "Something owed has a day it falls due. The due day itself is in time."),
    ("Met in time, recorded late", "It was done by the due day, and written down after it."),
    ("Not known", "The files loaded cannot tell. That is never the same as done, and is counted on its own."),
    ("As known on", "The last day the files loaded know of. What happened since is not here yet."),
    ("Snapshot", "A copy of everything known at one moment. It never changes, so a figure can be shown again."),
    ("Measure", "A figure's definition: which children count, out of whom, over what time."),
    ("Children you may see", "Those you work with, or those of your teams. Whoever opens a child's page is listed on "
     "it."),
)  # fmt: skip
PLAIN = "text/html; charset=utf-8"


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "layout/accessibility.html")


@page(Action.SEE_HOME)
def help_page(request: HttpRequest) -> HttpResponse:
    """What the words mean, and where to find what."""
    return render(request, "layout/help.html", {"words": WORDS})


@public
def health(request: HttpRequest) -> HttpResponse:
    """Whether both databases answer: 200 or 503, for the machine that watches."""
    try:
        for alias in ("default", "service"):
            with connections[alias].cursor() as cursor:
                cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"well": False}, status=503)
    return JsonResponse({"well": True})


def _message(request: HttpRequest, status: int, heading: str, *paragraphs: str) -> HttpResponse:
    given = {"heading": heading, "paragraphs": paragraphs, "link": reverse("home:home"), "link_text": "Go to Home"}
    response = render(request, "layout/message.html", given, status=status)
    response.headers["Cache-Control"] = "no-store, private"
    return response


@public
def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """The same words for what is not there and what one may not see: neither is told from the other."""
    return _message(
        request, 404, "Page not found", "There is no such page, or not one you may see.",
        "If you typed or pasted the address, check it. If you should be able to see this, ask whoever manages your "
        "account.",
    )  # fmt: skip


@public
def refused(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """A form that came from elsewhere or was left open too long."""
    return _message(
        request, 403, "This form cannot be taken", "It was open for too long, or came from another page.",
        "Go back, load the page again, and send it once more. Nothing was changed.",
    )  # fmt: skip


@public
def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """What was sent cannot be read."""
    return _message(request, 400, "What was sent cannot be read", "Nothing was changed. Go back and try again.")


@public
def fault(request: HttpRequest) -> HttpResponse:
    """Something inside failed, perhaps the database: no template context that could need it."""
    body = (
        '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Sorry, there is a fault – Line of Sight'
        '</title><meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="/static/lineofsight.css"></head>'
        '<body class="govuk-template__body"><div class="govuk-width-container">'
        '<main class="govuk-main-wrapper" id="main-content"><h1 class="govuk-heading-l">Sorry, there is a fault</h1>'
        '<p class="govuk-body">The page could not be made. Nothing was changed, and nothing was half written.</p>'
        '<p class="govuk-body">Try again in a minute. If it stays so, tell whoever runs Line of Sight for you, and '
        "what you were opening.</p></main></div></body></html>"
    )
    response = HttpResponse(body, status=500, content_type=PLAIN)
    response.headers["Cache-Control"] = "no-store, private"
    return response
