"""Due days as a calendar feed: ids only, since calendars are read on phones and copied to other people's servers.

A calendar cannot sign in, so its address holds a key. The key says who asked for it and nothing else; it stops when the
person's account stops or they ask for another, and what it shows is cut to what they may see on the day.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from lineofsight.record.service.models import OpenDuty
from lineofsight.reports.facts.titles import short_title
from lineofsight.web.access.caseload import Caseload
from lineofsight.web.access.middleware import asker_of
from lineofsight.web.access.pages import NOT_YOURS, page, public
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.models import User
from lineofsight.web.accounts.roles import Action, Reach
from lineofsight.web.day import today
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.worklists.actions import stop_calendar_address

SALT = "worklists.calendar"
CALENDAR = "text/calendar; charset=utf-8"
AHEAD = timedelta(days=92)
BEHIND = timedelta(days=31)
MOST = 2000
# A line of a calendar holds 75 octets; what is longer goes on in the next, after a space.
_LINE = 73


@page(Action.SEE_WORKLIST)
def calendar(request: Request) -> HttpResponse:
    """The address of the person's own feed, and a way to have another in its place."""
    if request.method == "POST":
        stop_calendar_address(by=request.actor)
        messages.success(request, "The old address has stopped. Give your calendar the new one.")
        return redirect("worklists:calendar")
    key = signing.dumps([request.user.pk, request.user.calendar_number], salt=SALT, compress=False)
    address = request.build_absolute_uri(reverse("worklists:feed", args=[key]))
    return render(request, "worklists/calendar.html", {"address": address})


@public
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """What is due to the person's own children, as a calendar. 404 for a key that is not, or no longer, good."""
    user = _whose(key)
    asker = asker_of(user)
    if asker is None or user is None or not may(asker, Action.SEE_WORKLIST) or not asker.worker_id:
        raise Http404(NOT_YOURS)
    day = today()
    caseload = Caseload(asker, lambda _: None)
    rows = caseload.of_children().open_on(day).filter(known=True, due_on__range=(day - BEHIND, day + AHEAD))
    if asker.role.reach is not Reach.REVIEWED:
        rows = rows.filter(worker=asker.worker_id)
    titles = {code: short_title(item) for code, item in definitions().standards.items()}
    events = [line for duty in rows.order_by("due_on", "key")[:MOST] for line in _event(duty, titles)]
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Line of Sight//Worklist//EN", "METHOD:PUBLISH",
        "X-WR-CALNAME:Line of Sight: due", "REFRESH-INTERVAL;VALUE=DURATION:PT6H", *events, "END:VCALENDAR",
    ]  # fmt: skip
    response = HttpResponse("".join(folded(line) for line in lines), content_type=CALENDAR)
    response.headers["Cache-Control"] = "no-store, private"
    return response


def _whose(key: str) -> User | None:
    try:
        number, calendar_number = signing.loads(key[:200], salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return User.objects.filter(pk=number, calendar_number=calendar_number, is_active=True).first()


def _event(duty: OpenDuty, titles: dict[str, str]) -> list[str]:
    due = duty.due_on or date.max
    title = titles.get(duty.standard, duty.standard)
    return [
        "BEGIN:VEVENT", f"UID:{duty.standard}-{duty.reference}-{due:%Y%m%d}@lineofsight",
        f"DTSTAMP:{datetime.now(UTC):%Y%m%dT%H%M%SZ}", f"DTSTART;VALUE=DATE:{due:%Y%m%d}",
        f"SUMMARY:{escaped(f'{duty.holder}: {title}')}", "CLASS:PRIVATE", "TRANSP:TRANSPARENT", "END:VEVENT",
    ]  # fmt: skip


def escaped(text: str) -> str:
    """Text as a calendar's value holds it."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> str:
    """A line of a calendar, broken where it is longer than it may be; never inside a character."""
    parts, rest = [], line
    while len(rest.encode()) > _LINE:
        cut = next(size for size in range(_LINE, 0, -1) if len(rest[:size].encode()) <= _LINE)
        parts.append(rest[:cut])
        rest = rest[cut:]
    return "\r\n ".join([*parts, rest]) + "\r\n"
