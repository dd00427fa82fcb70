"""If they rang today: one page; and the lists of children inspectors ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render

from lineofsight.record.service.models import ChildNow
from lineofsight.record.service.now import Stage
from lineofsight.web.access.pages import NOT_YOURS, page
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.knowledge.latest import latest
from lineofsight.web.knowledge.snapshots import known
from lineofsight.web.layout import dates
from lineofsight.web.layout.exports import workbook
from lineofsight.web.layout.links import link
from lineofsight.web.readiness import at_a_glance, evidence, self_evaluation
from lineofsight.web.readiness.asked_lists import BY_CODE, LISTS, AskedList, not_known, not_told, told
from lineofsight.web.readiness.expected import came, expected
from lineofsight.web.readiness.models import AnnexA, Claim, InspectorQuery, MakingStage, Visit
from lineofsight.web.readiness.rules import may_not_hold_all

A_PAGE = 50
UNDER_WAY = 5
HEADINGS = ("Local id", "Name", "Age", "Stage", "Since", "Team", "Worker", "Last seen")


@dataclass(frozen=True, slots=True)
class ListLine:
    """A list on the page: its title, how many, and what that means where there is no number.

    `blank`: of how many more nobody can tell, because what tells it is blank.
    """

    code: str
    title: str
    about: str
    number: int | None
    words: str
    blank: int
    link: str


@dataclass(frozen=True, slots=True)
class ChildLine:
    """A child on a list."""

    reference: str
    local_id: str
    name: str
    age: str
    stage: str
    since: date | None
    team: str
    worker: str
    seen: date | None

    @property
    def cells(self) -> tuple[object, ...]:
        """The row of the workbook."""
        return (self.local_id, self.name, self.age, self.stage, self.since, self.team, self.worker, self.seen)


@page(Action.SEE_READINESS)
def today(request: Request) -> HttpResponse:
    """Everything that would be asked, and how it stands; to those who see no child, the summary alone."""
    day, held = request.actor.day, known()
    lists = may(request.asker, Action.SEE_ASKED_LISTS)
    prepares = may(request.asker, Action.PREPARE_INSPECTION)
    claims = Claim.objects.filter(withdrawn_on=None).prefetch_related("evidence")
    queries = InspectorQuery.objects.filter(gone_at=None)
    gaps = evidence.gap_counts(day)
    makes = may(request.asker, Action.MAKE_ANNEX_A)
    lines, known_on = list_lines(request) if lists else [], held.info.as_known_on if held else None
    said = self_evaluation.shown_of(claims, day)
    glances = [
        at_a_glance.annex_a(AnnexA.objects.filter(stage=MakingStage.DONE).first(), known_on, may_open=makes),
        at_a_glance.self_evaluation(
            self_evaluation.counts(said), [sum(each.area == code for each in said) for code, _ in evidence.areas(day)]
        ),
        at_a_glance.evidence(list(gaps.values())), at_a_glance.lists([line.number for line in lines]),
    ]  # fmt: skip
    return render(request, "readiness/today.html", {
        "expected": expected(came(), day), "prepares": prepares, "sees_lists": lists, "day": day,
        "lists": lines, "known_on": known_on, "glances": [each for each in glances if each is not None],
        "makes": makes,
        "cannot_make": may_not_hold_all(len(request.asker.shut)),
        "areas": [(title, *gaps[code], link("readiness:area", code)) for code, title in evidence.areas(day)],
        "visits": [(visit, *owed_of(visit, day)) for visit in Visit.objects.filter(ended_on=None)[:UNDER_WAY]],
        "queries": queries.count(), "late_queries": queries.filter(due_on__lt=day).count(),
    })  # fmt: skip


@page(Action.SEE_ASKED_LISTS)
def asked_list(request: Request, asked: str) -> HttpResponse:
    """One list inspectors ask for: of the children the person may see."""
    found = BY_CODE.get(asked)
    if found is None:
        raise Http404(NOT_YOURS)
    listed = children_of(request, found)
    held = known()
    when = held.info.as_known_on if held and found.table else request.actor.day
    if request.GET.get("format") == "xlsx" and not listed.unknown:
        about = [("As known on", dates.in_full(when)), ("Who may be on it", "Children whom whoever made it may see"),
                 ("Not known", f"{listed.blank:,} more, for what tells it is blank")]  # fmt: skip
        return workbook(
            f"{found.code}-{when.isoformat()}", found.title, about, HEADINGS,
            (each.cells for each in child_lines(listed, listed.children, request.actor.day)),
        )  # fmt: skip
    page = Paginator(listed.children, A_PAGE).get_page(request.GET.get("page", "1")[:9])
    return render(request, "readiness/asked_list.html", {
        "asked": found, "unknown": listed.unknown, "number": page.paginator.count, "when": when, "page": page,
        "lines": child_lines(listed, page, request.actor.day), "others": LISTS, "blank": listed.blank,
    })  # fmt: skip


def list_lines(request: Request) -> list[ListLine]:
    """Every list with its number, among the children the person may see."""
    found = []
    for asked in LISTS:
        number, unknown, blank = _counted(request, asked)
        words = unknown or (f"{number:,}" if number else "None known" if blank else "None")
        found.append(ListLine(asked.code, asked.title, asked.about, None if unknown else number, words, blank,
                              link("readiness:asked_list", asked.code)))  # fmt: skip
    return found


@dataclass(frozen=True)
class Listed:
    """The children of a list whom the person may see, the longest first, and since when each; or why nobody can tell.

    `blank`: of how many more nobody can tell, because what tells it is blank.
    A list of what children are now stays in the database, to be counted there and read a page at a time.
    """

    children: Sequence[ChildNow] | QuerySet[ChildNow]
    since: Mapping[str, date | None]
    unknown: str = ""
    blank: int = 0


def children_of(request: Request, asked: AskedList) -> Listed:
    """The children of a list whom the person may see, or why nobody can tell."""
    if asked.table is None:
        if unknown := _not_told(asked):
            return Listed((), {}, unknown)
        children = request.caseload.children().filter(asked.now or Q())
        return Listed(children.order_by(F("opened_on").asc(nulls_first=True), "reference"), {})
    held = known()
    if held is None:
        return Listed((), {}, "Not known: there is no snapshot yet")
    record = held.snapshot.record
    if unknown := not_known(asked, record):
        return Listed((), {}, unknown)
    since = told(asked, record, held.info.as_known_on)
    blank = not_told(asked, record, held.info.as_known_on, since)
    return Listed(request.caseload.children_of(list(since)), since, blank=len(request.caseload.children_of(blank)))


def child_lines(listed: Listed, children: Iterable[ChildNow], day: date) -> list[ChildLine]:
    """Some of a list's children as lines."""
    return [_line(each, listed.since.get(each.reference, each.opened_on), day) for each in children]


def _counted(request: Request, asked: AskedList) -> tuple[int, str, int]:
    children = request.caseload.children()
    if asked.table is None:
        unknown = _not_told(asked)
        return (0 if unknown else children.filter(asked.now or Q()).count()), unknown, 0
    held = known()
    if held is None:
        return 0, "Not known: there is no snapshot yet", 0
    record = held.snapshot.record
    if unknown := not_known(asked, record):
        return 0, unknown, 0
    since = told(asked, record, held.info.as_known_on)
    blank = not_told(asked, record, held.info.as_known_on, since)
    seen, unsure = (children.filter(reference__in=some).count() for some in (list(since), blank))
    return seen, "", unsure


def _not_told(asked: AskedList) -> str:
    """Why nobody can tell a list of what children are now: its measure could not be worked out."""
    figure = latest().get(asked.measure)
    if figure is None or not figure.reason:
        return ""
    return f"Not known: nothing loaded tells {figure.reason.removeprefix('not covered: ').replace('_', ' ')}"


def _line(child: ChildNow, since: date | None, day: date) -> ChildLine:
    stage = str(Stage(child.stage).label) if child.stage in Stage.values else child.stage
    return ChildLine(
        child.reference, child.child_id, child.name, dates.age(child.born_on, day), stage, since,
        child.team_name or "No team", child.worker_name or "Nobody", child.last_seen_on,
    )  # fmt: skip


def owed_of(visit: Visit, day: date) -> tuple[int, int]:
    """How many requests of a visit are not done, and how many of those are late."""
    open_now = visit.requests.filter(done_on=None)
    return open_now.count(), open_now.filter(due_on__lt=day).count()
