"""The learning register: what is in it, one entry, an action and a later check as they stand."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render

from lineofsight.evaluation.plain.rows import Row
from lineofsight.record.service.models import OpenDuty
from lineofsight.web.access.pages import page
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.access.service_rows import service_rows
from lineofsight.web.accounts.roles import Action
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.layout.dates import in_full
from lineofsight.web.layout.exports import workbook
from lineofsight.web.layout.links import link
from lineofsight.web.learning import presenters, rules
from lineofsight.web.learning.kinds import ALLEGATION, KINDS, OPEN_TO_READERS, kind_of_row, steps_ahead
from lineofsight.web.learning.models import Entry, LearningAction
from lineofsight.web.learning.readings import proofs_of
from lineofsight.web.learning.who import (
    Opened,
    actions_open,
    actions_stuck,
    allegations,
    as_read,
    checks_ahead,
    entries,
    opened,
    rows_shut,
)  # fmt: skip

YEARS = 2
SOON = timedelta(days=14)
STATES = {"open": "Open", "closed": "Closed", "all": "All"}


@page(Action.SEE_LEARNING)
def register(request: Request) -> HttpResponse:
    """What is in the register, the latest first; what waits for whoever asks; later checks that are due."""
    kind, state = _asked(request, "kind", OPEN_TO_READERS, ""), _asked(request, "state", tuple(STATES), "open")
    lines = [each for each in lines_of(request, OPEN_TO_READERS) if _wanted(each, kind, state)]
    if request.GET.get("format") == "xlsx":
        about = [("Kind", KINDS[kind].title if kind else "All"), ("Which", STATES[state])]
        return workbook(f"learning-{request.actor.day.isoformat()}", "Learning register", about, presenters.HEADINGS,
                        (line.cells for line in lines))  # fmt: skip
    return render(request, "learning/register.html", {
        "lines": lines, "kind": kind, "state": state, "states": STATES, **_waiting(request),
        "kinds": [(code, KINDS[code].plural) for code in OPEN_TO_READERS],
        "begin": presenters.kinds_to_begin() if may(request.asker, Action.WRITE_LEARNING) else [],
        "sees_load": may(request.asker, Action.SEE_REVIEW_LOAD),
        "sees_allegations": may(request.asker, Action.SEE_ALLEGATIONS),
    })  # fmt: skip


def _wanted(line: presenters.Line, kind: str, state: str) -> bool:
    of_kind = not kind or f"/{kind}/" in line.link
    closed = line.state.startswith("Closed")
    return of_kind and (state == "all" or closed == (state == "closed"))


def lines_of(request: Request, codes: tuple[str, ...]) -> list[presenters.Line]:
    """The entries of some kinds, of the last two years and all still open, the latest first."""
    day = request.actor.day
    rows = service_rows(request.asker)
    shut = rows_shut(request)
    papers = {each.row_id: each for each in (allegations(request) if codes == (ALLEGATION,) else entries(request))}
    of_entry = _actions_by_entry(list(papers.values()))
    lines = []
    for table in dict.fromkeys(KINDS[code].table for code in codes if KINDS[code].table):
        assert table is not None
        since = [row for row in rows.rows(table, day.replace(day=1) - timedelta(days=365 * YEARS))
                 if row[table.event or ""] <= day and row["id"] not in shut]  # fmt: skip
        known = {row["id"] for row in since}
        of_kind = {key for key, paper in papers.items() if KINDS[paper.kind].table is table}
        held = [*since, *rows.these(table, of_kind - known)]
        owed = rows.clocks(table, [row["id"] for row in held])
        for row in held:
            kind, paper = KINDS[kind_of_row(table.name, row)], papers.pop(row["id"], None)
            if kind.code not in codes or (kind.code == ALLEGATION and not _may_list(request, paper, row)):
                continue
            duties: list[OpenDuty] = owed.get(row["id"], [])
            lines.append(presenters.line_of(kind, paper, row, row["id"], duties, of_entry.get(_key(paper), []), day))
    for paper in papers.values():
        if KINDS[paper.kind].table is None:
            lines.append(presenters.line_of(KINDS[paper.kind], paper, {}, paper.row_id, [],
                                            of_entry.get(paper.pk, []), day))  # fmt: skip
    return sorted(lines, key=lambda each: (each.began, each.link), reverse=True)


def _may_list(request: Request, paper: Entry | None, row: Row) -> bool:
    """An allegation of which it is not written whom it concerns is for whoever writes them alone."""
    if paper is not None:
        return True
    known = Entry.objects.filter(kind=ALLEGATION, row_id=row["id"]).exists()
    return not known and may(request.asker, Action.WRITE_ALLEGATIONS)


def _key(paper: Entry | None) -> int:
    return paper.pk if paper else 0


def _actions_by_entry(papers: list[Entry]) -> dict[int, list[LearningAction]]:
    found: dict[int, list[LearningAction]] = {}
    for each in LearningAction.objects.filter(entry__in=papers):
        found.setdefault(each.entry_id, []).append(each)
    return found


def _waiting(request: Request) -> dict[str, object]:
    """What waits for whoever asks: their actions, those they may check, later checks that are due."""
    day, me = request.actor.day, request.user.pk
    open_now = [each for each in actions_open(request) if each.entry.kind != ALLEGATION]
    mine = [each for each in open_now if each.owner_id == me and not each.said_done_on]
    to_check = [
        each for each in open_now
        if may(request.asker, Action.CHECK_LEARNING) and not rules.may_not_close_action(as_read(each), me)
    ]  # fmt: skip
    checks = [each for each in checks_ahead(request) if each.due_on <= day + SOON and each.entry.kind != ALLEGATION]
    stuck = actions_stuck(open_now) if may(request.asker, Action.CHECK_LEARNING) else []
    proofs = proofs_of(request.caseload, [*mine, *to_check, *stuck])
    return {
        "mine": [presenters.action_shown(each, proofs[each.pk], day) for each in mine],
        "to_check": [presenters.action_shown(each, proofs[each.pk], day) for each in to_check],
        "to_hand_over": [presenters.action_shown(each, proofs[each.pk], day) for each in stuck],
        "checks": [presenters.check_shown(each, day, told=False) for each in checks],
    }


@page(Action.SEE_ALLEGATIONS)
def allegations_listed(request: Request) -> HttpResponse:
    """Allegations against people who work with children, for the few who may open them."""
    return render(request, "learning/allegations.html", {
        "lines": lines_of(request, (ALLEGATION,)), "may_write": may(request.asker, Action.WRITE_ALLEGATIONS),
    })  # fmt: skip


@page(Action.SEE_LEARNING)
def entry(request: Request, kind: str, row_id: str) -> HttpResponse:
    """One entry: its clocks, what was learnt, its actions and what proves them, and looks later."""
    return shown_entry(request, opened(request, kind, row_id))


def shown_entry(request: Request, it: Opened, refused: str = "") -> HttpResponse:
    """The page of an entry somebody opened."""
    day, paper, exact = request.actor.day, it.paper, request.asker.role.sees_children
    actions = list(paper.actions.select_related("entry")) if paper else []
    proofs = proofs_of(request.caseload, actions)
    writes = may(request.asker, Action.WRITE_ALLEGATIONS if it.kind.code == ALLEGATION else Action.WRITE_LEARNING)
    checks = may(request.asker, Action.CHECK_LEARNING)
    owed = service_rows(request.asker).clocks(it.kind.table, [it.row_id]) if it.kind.table else {}
    cannot = rules.may_not_close(
        it.kind, it.row, paper.learnt if paper else "", [(as_read(each), proofs[each.pk]) for each in actions],
        request.user.pk, closed=bool(paper and paper.closed_on),
    )  # fmt: skip
    return render(request, "learning/entry.html", {
        "entry": presenters.shown(it, exact=exact), "kind": it.kind.code, "row_id": it.row_id, "child": it.child,
        "version": paper.version if paper else 0, "refused": refused, "is_apart": it.kind.code == ALLEGATION,
        "clocks": presenters.clocks(owed.get(it.row_id, []), definitions().standards, day),
        "actions": [presenters.action_shown(each, proofs[each.pk], day) for each in actions],
        "checks": [presenters.check_shown(each, day, told=it.may_read_words and exact)
                   for each in paper.checks.filter(dropped_on__isnull=True)]
        if paper else [],
        "may_write": writes, "may_step": writes and bool(steps_ahead(it.kind, it.row)),
        "may_add": writes and paper is not None and not paper.closed_on,
        "may_close": checks and paper is not None and not cannot,
        "cannot": cannot if checks and paper is not None and not paper.closed_on else [],
        "no_account": paper is not None and bool(paper.happened) and not it.may_read_account,
        "back": link("learning:allegations" if it.kind.code == ALLEGATION else "learning:register"),
        "today": in_full(day),
    }, status=403 if refused else 200)  # fmt: skip


def _asked(request: Request, name: str, known: tuple[str, ...], otherwise: str) -> str:
    given = request.GET.get(name, "")
    return given if given in known else otherwise
