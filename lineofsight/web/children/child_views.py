"""One child's pages. Each opens the child through the caseload, which writes the look down."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from lineofsight.web.access.caseload import NOT_FOUND
from lineofsight.web.access.looks import looks_at
from lineofsight.web.access.pages import page
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.children import duties, homes, timeline
from lineofsight.web.children import family as families
from lineofsight.web.children.asked import text_of, texts_of
from lineofsight.web.children.entries import entries_of
from lineofsight.web.children.happening import happening, lately, latest_words
from lineofsight.web.children.identity import identity, identity_of
from lineofsight.web.children.kinds import LANES
from lineofsight.web.children.looked import looked
from lineofsight.web.children.opened import Opened, opened
from lineofsight.web.children.owed import State
from lineofsight.web.children.sections import missing_from, part_of
from lineofsight.web.children.tonight import address_of, contingency_of, dangers, lives_at, strengths_of
from lineofsight.web.children.why import why_of
from lineofsight.web.children.words import origin_of
from lineofsight.web.children.workers import social_workers_in, workers_of
from lineofsight.web.day import today
from lineofsight.web.knowledge.definitions import definitions

A_PAGE = 60
# Pages of the same child beside their decisions, for those who may open them.
_BESIDE = (
    ("decisions:child", "Record a decision, or see what waits", Action.SEE_DECISIONS),
    ("challenges:child", "Challenges", Action.SEE_CHALLENGES),
    ("audits:child", "Audits of practice", Action.SEE_AUDITS), ("partners:child", "Partners", Action.SEE_PARTNERS),
)  # fmt: skip
FIRST = 5


@page(Action.SEE_CHILD)
def overview(request: Request, reference: str) -> HttpResponse:
    """What whoever opens the page must know first: dangers, what to do, where the child is, and what is good."""
    child = opened(request.caseload, reference)
    restricted = any(row.get("contact_restricted") for row in child.rows("relationships"))
    people = request.caseload.relatives_of(child.record) if restricted else {}
    owed = [each for each in duties.now(request.caseload, child) if each.state.waits]
    overdue = [each for each in owed if each.state is State.OVERDUE]
    others = [each for each in owed if each.state is not State.OVERDUE]
    own_words = latest_words(child.rows("voices"))
    return _render(request, "child", child, {
        "dangers": dangers(child, people), "contingency": contingency_of(child), "strengths": strengths_of(child),
        "lives": lives_at(child, _may_see_address(request, child)), "happening": happening(child),
        "overdue": len(overdue), "overdue_shown": FIRST, "others": len(others),
        "owed": [*overdue[-FIRST:][::-1], *others[:FIRST]],
        "lately": lately(child), "own_words": own_words,
        "own_words_from": origin_of(own_words, child.names) if own_words else None,
    })  # fmt: skip


@page(Action.SEE_CHILD)
def due(request: Request, reference: str) -> HttpResponse:
    """Everything owed: what waits, what ended lately; and, where asked for, everything ever."""
    child = opened(request.caseload, reference)
    if request.GET.get("show") == "all":
        shown = Paginator(duties.ever(child), A_PAGE).get_page(request.GET.get("page", "1")[:9])
        return _render(request, "due", child, {"page": shown, "history": list(shown), "all": True})
    owed = duties.now(request.caseload, child)
    waiting, ended = [each for each in owed if each.state.waits], [each for each in owed if not each.state.waits]
    return _render(request, "due", child, {"waiting": waiting, "ended": ended})


@page(Action.SEE_CHILD)
def chronology(request: Request, reference: str) -> HttpResponse:
    """The child's story along the years, and the same as a list; cut down by what is asked for."""
    child = opened(request.caseload, reference)
    wanted = timeline.wanted_of(
        texts_of(request.GET, "what"), text_of(request.GET, "first"), text_of(request.GET, "last")
    )
    every = entries_of(child.record, child.told, child.names)
    chosen = [entry for entry in every if wanted.takes(entry)]
    pages = Paginator(chosen, A_PAGE)
    shown = pages.get_page(request.GET.get("page", "1")[:9])
    query = request.GET.copy()
    links = {}
    for place, entry in enumerate(chosen):
        query["page"] = str(place // A_PAGE + 1)
        links[entry.mark] = f"?{query.urlencode()}#{entry.mark}"
    present = {entry.lane for entry in every}
    return _render(request, "chronology", child, {
        "wanted": wanted, "page": shown, "entries": list(shown), "total": len(chosen),
        "lanes": [(name, words, name in wanted.lanes) for name, words in LANES.items() if name in present],
        "picture": timeline.pictures(f"The story of {child.child.name}", chosen, child.day, links) if chosen else "",
        "untold": missing_from(child, child.told),
    })  # fmt: skip


@page(Action.SEE_CHILD)
def family(request: Request, reference: str) -> HttpResponse:
    """The family drawn, and everybody in it."""
    child = opened(request.caseload, reference)
    people = request.caseload.relatives_of(child.record)
    permitted = request.caseload.permitted(people)
    found = families.relatives(child, people, permitted)
    picture = families.picture_of(families.family_of(child, people, permitted), child.day) if found else ""
    told = child.can_tell("relationships")
    return _render(request, "family", child, {"relatives": found, "picture": picture, "told": told})


@page(Action.SEE_CHILD)
def plans(request: Request, reference: str) -> HttpResponse:
    """Plans, and the meetings that made and reviewed them."""
    child = opened(request.caseload, reference)
    return _render(request, "plans", child, {"parts": [part_of(child, "plans"), part_of(child, "meetings")]})


@page(Action.SEE_CHILD)
def visits(request: Request, reference: str) -> HttpResponse:
    """Who visited, whether they saw the child, and what the child said."""
    child = opened(request.caseload, reference)
    parts = [part_of(child, "voice"), part_of(child, "visits")]
    return _render(request, "visits", child, {"parts": parts})


@page(Action.SEE_CHILD)
def placements(request: Request, reference: str) -> HttpResponse:
    """Where the child has lived, along the years."""
    child = opened(request.caseload, reference)
    picture = homes.picture_of(homes.homes_of(child))
    return _render(request, "placements", child, {"picture": picture, "parts": [part_of(child, "homes")]})


@page(Action.SEE_CHILD)
def decisions(request: Request, reference: str) -> HttpResponse:
    """Who decided what, and why, in words for the child."""
    child = opened(request.caseload, reference)
    others = [(name, words) for name, words, action in _BESIDE if may(request.asker, action, child.child)]
    return _render(request, "decisions", child, {"parts": [part_of(child, "decisions")], "others": others})


@page(Action.SEE_CHILD)
def workers(request: Request, reference: str) -> HttpResponse:
    """Who has worked with the child."""
    child = opened(request.caseload, reference)
    given = {"held": workers_of(child), "lately": social_workers_in(child), "told": child.can_tell("allocations")}
    return _render(request, "workers", child, given)


@page(Action.SEE_CHILD)
def looks(request: Request, reference: str) -> HttpResponse:
    """Who has looked at the child's pages."""
    child = request.caseload.child(reference)
    shown = Paginator(looks_at(child.reference), A_PAGE).get_page(request.GET.get("page", "1")[:9])
    given = {"child": child, "identity": identity_of(child, today()), "here": "looks", "page": shown,
             "looks": looked(shown)}  # fmt: skip
    return render(request, "children/looks.html", given)


@page(Action.SEE_CHILD)
def address(request: Request, reference: str) -> HttpResponse:
    """A protected address, for those whose role may see it: a page of its own, so that the look says what was seen."""
    child = opened(request.caseload, reference)
    if not _may_see_address(request, child):
        raise Http404(NOT_FOUND)
    return _render(request, "address", child, {"lives": address_of(child)})


@page(Action.SEE_CHILD)
def why(request: Request, reference: str, standard: str, mark: str) -> HttpResponse:
    """One thing owed, back to the rows and the clause it comes from."""
    child = opened(request.caseload, reference)
    definition = definitions().standards.get(standard)
    owed = duties.one(request.caseload, child, standard, mark) if definition else None
    if definition is None or owed is None:
        return _render(request, "gone", child, {}, status=404)
    return _render(request, "why", child, {"why": why_of(owed, definition, child), "owed": owed})


def _may_see_address(request: Request, child: Opened) -> bool:
    return may(request.asker, Action.SEE_PROTECTED_ADDRESS, child.child)


def _render(request: Request, name: str, child: Opened, given: dict[str, Any], status: int = 200) -> HttpResponse:
    of_the_child = {"child": child.child, "identity": identity(child), "here": name, "opened": child}
    return render(request, f"children/{name}.html", of_the_child | given, status=status)
