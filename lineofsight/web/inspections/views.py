"""Judgement history: authorities, one's years, neighbours, what was said and what moved, the country, one document.

None of it is about a child, so whoever signs in may read all of it.
"""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from lineofsight.core.area_histories import STRANDS
from lineofsight.core.local_authorities import all_local_authorities, neighbours
from lineofsight.record.library import histories
from lineofsight.record.library.models import NOT_A_REPORT, Document, Passage, PassageKind
from lineofsight.record.library.searching import Hits, asked_of, found_passages, marked
from lineofsight.record.library.searching import find as find_passages
from lineofsight.web.access.pages import page
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.day import today
from lineofsight.web.improvement.reading import leaders_as_at
from lineofsight.web.inspections import asking, found, moving, shown, tenure, timeline
from lineofsight.web.inspections.pictures import country_picture
from lineofsight.web.inspections.words import authority_name, named
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.served import served_home

A_PAGE = 25


def database() -> str:
    """Where the library is."""
    return served_home().aliases.service


def own_code() -> str:
    """The code of the authority this service is of; blank where the policy does not say."""
    code = str(definitions().policy.get("la_code") or "")
    return code if code in all_local_authorities() else ""


@page(Action.SEE_INSPECTIONS)
def authorities(request: Request) -> HttpResponse:
    """Every authority of which there are documents."""
    held = histories.authorities_held(database())
    lines = shown.authority_lines(held, histories.graded(database(), held))
    return render(request, "inspections/authorities.html", {
        "lines": lines, "own": own_code(), "documents": sum(held.values()),
        "not_read": Document.objects.using(database()).filter(document_type=NOT_A_REPORT).count(),
        "may_load": may(request.asker, Action.LOAD_DATA),
    })  # fmt: skip


@page(Action.SEE_INSPECTIONS)
def authority(request: Request, la_code: str) -> HttpResponse:
    """One authority's years: grades by area, visits, notices, people, articles."""
    known = asking.authority_or_404(la_code)
    reports = histories.graded(database(), [la_code])[la_code]
    documents = list(histories.documents(database(), la_code))
    said = list(histories.claims(database(), la_code))
    name = authority_name(la_code)
    leaders = leaders_as_at(today()) if la_code == own_code() and may(request.asker, Action.SEE_IMPROVEMENT) else ()
    chart = timeline.history_of(
        f"{name}: grades and what happened", reports, documents, said, today(), tenure.posts(leaders)
    )
    events = timeline.events_of(documents, said)
    return render(request, "inspections/authority.html", {
        "name": name, "authority": known, "reports": shown.report_lines(reports), "stands": shown.stands(reports),
        "picture": timeline.picture(chart, tenure.in_post(leaders, reports)) if documents else "",
        "events": Paginator(events, A_PAGE).get_page(request.GET.get("page")),
    })  # fmt: skip


@page(Action.SEE_INSPECTIONS)
def moved(request: Request, la_code: str) -> HttpResponse:
    """What moved between two reports of an authority: the last two, unless others are asked for."""
    asking.authority_or_404(la_code)
    reports = histories.graded(database(), [la_code])[la_code]
    before, after = _two(reports, request.GET.get("from", ""), request.GET.get("to", ""))
    context: dict[str, Any] = {"name": authority_name(la_code), "la_code": la_code}
    if before is not None and after is not None:
        said = {each.document.pk: [] for each in (before, after)}  # type: dict[int, list[Passage]]
        rows = Passage.objects.using(database()).filter(kind=PassageKind.RECOMMENDATION, document__in=list(said))
        for passage in rows:
            said[passage.document_id].append(passage)
        context |= {
            "before": before.document, "after": after.document, "before_name": named(before.document),
            "after_name": named(after.document),
            "reports": [(each.document.pk, named(each.document)) for each in reports],
            "moved": moving.moved(before, after, said[before.document.pk], said[after.document.pk]),
        }  # fmt: skip
    return render(request, "inspections/moved.html", context)


@page(Action.SEE_INSPECTIONS)
def beside(request: Request) -> HttpResponse:
    """An authority beside its statistical neighbours or its region, one area at a time."""
    held = histories.authorities_held(database())
    asked = request.GET.get("la", "")
    la_code = asked if asked in all_local_authorities() else own_code() or next(iter(held), "")
    with_region = request.GET.get("with") == "region"
    codes = _like(la_code, with_region) if la_code else []
    strand, unknown = asking.strand_of(request.GET)
    reports = histories.graded(database(), codes)
    rows = [(code, reports[code]) for code in codes if reports[code] or code == la_code]
    title = f"{strand.title}, over the years"
    return render(request, "inspections/beside.html", {
        "name": authority_name(la_code) if la_code else "", "la_code": la_code, "with_region": with_region,
        "strand": strand, "strands": STRANDS, "unknown": unknown or (bool(asked) and asked != la_code),
        "choices": [(code, authority_name(code)) for code in held],
        "absent": [authority_name(code) for code in codes if not reports[code]],
        "picture": timeline.picture(timeline.beside_each_other(title, strand, rows, today())) if rows else "",
        "lines": shown.latest_lines(rows),
    })  # fmt: skip


@page(Action.SEE_INSPECTIONS)
def country(request: Request) -> HttpResponse:
    """How many reports of each year gave each grade, for one area."""
    strand, unknown = asking.strand_of(request.GET)
    years = histories.distribution(database(), strand)
    return render(request, "inspections/country.html", {
        "strand": strand, "strands": STRANDS, "unknown": unknown,
        "picture": country_picture(strand.title, years) if years else "",
    })  # fmt: skip


@page(Action.SEE_INSPECTIONS)
def find(request: Request) -> HttpResponse:
    """Passages by their words; of recommendations who was told it, and who was not told it again."""
    asked, search = asked_of(request.GET.get("q", "")), asking.search_of(request.GET)
    looking = bool(asked.phrases or search.wanted.theme)
    context: dict[str, Any] = {"asked": asked, "search": search, "looking": looking}
    if looking:
        hits = find_passages(database(), asked, search.wanted)
        told = _told(hits)
        context |= {"every_word": hits.every_word, "ends": found.ends(told, search.then), "all_told": len(told)}
        if search.then:
            told = [each for each in told if each.then == search.then]
            codes = {each.la_code for each in told}
            hits = hits.of(key for key in hits.by_document if hits.shelf.documents[key].la_code in codes)
        context |= {"ways": [(code, words, len(told) if code == asking.AUTHORITIES else hits.total)
                             for code, words in asking.WAYS.items()]}  # fmt: skip
        if search.by == asking.AUTHORITIES:
            context["page"] = Paginator(told, A_PAGE).get_page(request.GET.get("page"))
        else:
            paged = Paginator(range(hits.total), A_PAGE).get_page(request.GET.get("page"))
            first, last = paged.start_index() - 1, paged.end_index()
            passages = found_passages(database(), hits, first, last) if hits.total else []
            texts = marked(database(), [each.pk for each in passages], asked)
            lines = [found.line_of(each, texts.get(each.pk, each.text)) for each in passages]
            context |= {"page": paged, "lines": lines}
    return render(request, "inspections/find.html", context)


@page(Action.SEE_INSPECTIONS)
def document(request: Request, pk: int) -> HttpResponse:
    """One document as it was read: each value's page, and every problem."""
    read = Document.objects.using(database()).filter(pk=pk).first()
    if read is None:
        raise Http404("There is no such document.")
    findings = Passage.objects.using(database()).filter(document=read, kind=PassageKind.FINDING)
    return render(request, "inspections/document.html", {
        "document": read, "title": named(read), "name": authority_name(read.la_code) if read.la_code else read.file,
        "values": shown.values_of(read), "grades": shown.grades_of(read),
        "recommendations": shown.passages_of(read, PassageKind.RECOMMENDATION),
        "claims": shown.passages_of(read, PassageKind.CLAIM), "problems": shown.problems_of(read),
        "page": (paged := Paginator(findings, A_PAGE).get_page(request.GET.get("page"))),
        "findings": [shown.passage_line(each, read) for each in paged],
    })  # fmt: skip


@page(Action.SEE_INSPECTIONS)
def not_read(request: Request) -> HttpResponse:
    """The files that gave no report, and why."""
    files = Document.objects.using(database()).filter(document_type=NOT_A_REPORT).order_by("file", "pk")
    paged = Paginator(files, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "inspections/not_read.html", {"page": paged, "lines": [shown.unread(each) for each in paged]}
    )


def _told(hits: Hits) -> list[found.Told]:
    """By authority, who was told what was found."""
    documents = hits.shelf.documents
    said = ((key, documents[key].la_code) for key in hits.by_document)
    return found.told(said, documents, hits.shelf.reports)


def _two(reports: Any, first: str, second: str) -> tuple[Any, Any]:
    """Two reports by the keys asked for, the earlier first; the last two where they are not there."""
    chosen = [each for each in reports if str(each.document.pk) in (first, second)]
    if len(chosen) != 2:
        chosen = list(reports[-2:])
    return (chosen[0], chosen[1]) if len(chosen) == 2 else (None, None)


def _like(la_code: str, with_region: bool) -> list[str]:
    """The authority, then those it is shown beside: its statistical neighbours, or its region's."""
    if not with_region and (near := neighbours(la_code)):
        return [la_code, *(each.la_code for each in near)]
    region = all_local_authorities()[la_code].region
    others = [each for each in all_local_authorities().values() if each.region == region and each.la_code != la_code]
    return [la_code, *(each.la_code for each in sorted(others, key=lambda each: each.name))]
