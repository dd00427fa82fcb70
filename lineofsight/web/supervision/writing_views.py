"""Holding a supervision, writing about each child, signing, agreeing; and the notes of the two."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render

from lineofsight.core.tables.workforce import supervision_actions, supervisions
from lineofsight.record.home import HomeBusy
from lineofsight.record.service.models import ChildNow
from lineofsight.record.written import ChangedMeanwhile, HeldRow, WriteRefused, WrittenRow, held_row
from lineofsight.web.access.caseload import NOT_FOUND
from lineofsight.web.access.pages import page
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.access.restricting.owning import may_not_be_given
from lineofsight.web.accounts.roles import Action
from lineofsight.web.day import today
from lineofsight.web.drafts.answering import SENT_BEFORE, answer_about, tried, version_read
from lineofsight.web.drafts.conflicts import conflict_of
from lineofsight.web.drafts.writing import Writing, is_for_later, put_aside, writing_of
from lineofsight.web.layout.links import link, see
from lineofsight.web.served import served_home
from lineofsight.web.supervision import actions, rules
from lineofsight.web.supervision import agenda as plan
from lineofsight.web.supervision.forms import MeetingForm, NoteForm, child_form
from lineofsight.web.supervision.models import ReflectiveNote
from lineofsight.web.supervision.parts import parts_of

LABELS = {
    "held_on": "When it was held", "summary": "What was discussed", "was_reflective": "There was time to reflect",
    "next_on": "When the next one is to be",
}  # fmt: skip
Row = Mapping[str, Any]


@page(Action.SUPERVISE)
def hold(request: Request, worker_id: str) -> HttpResponse:
    """Record a supervision of a worker."""
    who = request.caseload.supervised(worker_id)
    writing = writing_of(request, "supervision", worker_id)
    initial = {"held_on": request.actor.day, **writing.initial(MeetingForm)}
    return _written(request, who, writing, None, initial)


@page(Action.SUPERVISE)
def change(request: Request, worker_id: str, row_id: str) -> HttpResponse:
    """Change a supervision that is not signed."""
    who, held = opened(request, worker_id, row_id)
    if reason := rules.may_not_add(held.values, request.actor.name):
        return _shown(request, who, held, reason)
    writing = writing_of(request, "supervision", f"{worker_id} {row_id}")
    initial = {name: held.values.get(name) for name in LABELS} | writing.initial(MeetingForm)
    return _written(request, who, writing, held, initial)


@page(Action.SEE_SUPERVISION)
def meeting(request: Request, worker_id: str, row_id: str) -> HttpResponse:
    """One supervision: what was discussed, about whom, what was agreed."""
    return _shown(request, *opened(request, worker_id, row_id))


@page(Action.SUPERVISE)
def discuss(request: Request, worker_id: str, row_id: str, reference: str) -> HttpResponse:
    """Write about one child in a supervision."""
    who, held = opened(request, worker_id, row_id)
    child = request.caseload.child(reference)
    if reason := rules.may_not_add(held.values, request.actor.name):
        return _shown(request, who, held, reason)
    written = parts_of(request.caseload.rows_of_worker(who, supervisions), held.row_id, held.values).get(child.child_id)
    part = held_row(served_home(), actions.MEETINGS, written["id"]) if written else None
    writing = writing_of(request, "supervision of a child", f"{row_id} {reference}")
    shut_out = may_not_be_given(child.reference, who["id"], who["name"] or who["id"])
    asked, first = child_form(shut_out), "supervisor" if shut_out else "worker"
    initial = {"summary": part.values.get("summary") if part else "", "owner": first, **writing.initial(asked)}
    form = asked(request.POST or None, initial=initial)
    if request.method == "POST" and is_for_later(request):
        if put_aside(request, writing, form):
            return _to(who, row_id)
    elif request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            actions.discuss(
                by=request.actor, child=child, worker=who, meeting=held, part=part, summary=sent["summary"],
                what=sent["what"], owner=request.actor.name if sent["owner"] == "supervisor" else who["id"],
                due_on=sent["due_on"],
            )  # fmt: skip
        except ChangedMeanwhile:
            form.add_error(None, "Somebody wrote about this child meanwhile. Your words are kept: send them again.")
        except (WriteRefused, HomeBusy) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"Written down about {child.name}.")
            return _to(who, row_id)
    return render(request, "supervision/discuss.html", {
        "worker": who, "held": held, "child": child, "form": form, "writing": writing, "flags": plan.flags(child),
    })  # fmt: skip


@page(Action.SUPERVISE)
def sign(request: Request, worker_id: str, row_id: str) -> HttpResponse:
    """Sign a supervision."""
    return _acted(request, worker_id, row_id, "Signed. It stays as it is from now on.", lambda who, held, version: (
        actions.sign(by=request.actor, worker=who, meeting=held, version=version)))  # fmt: skip


@page(Action.SEE_SUPERVISION)
def agree(request: Request, worker_id: str, row_id: str) -> HttpResponse:
    """The worker says that this is what was said."""
    return _acted(request, worker_id, row_id, "Noted: this is what was said.", lambda who, held, version: (
        actions.agree(by=request.actor, worker=who, meeting=held, version=version)))  # fmt: skip


@page(Action.SEE_SUPERVISION)
def notes(request: Request, worker_id: str) -> HttpResponse:
    """Reflective notes of the worker and whoever asks; of nobody else, whatever their role."""
    who, me = request.caseload.supervised(worker_id), request.actor.name
    found = ReflectiveNote.objects.filter(worker_id=worker_id).filter(Q(worker_id=me) | Q(supervisor_id=me))
    supervisor = _supervisor_for(request, who, me)

    def act(form: Form, _: int) -> ReflectiveNote:
        return actions.reflect(by=request.actor, worker=who, supervisor=supervisor, words=form.cleaned_data["words"])

    # Begun for these two: of another two, whoever writes is not offered what was meant for these.
    said = answer_about(request, "reflective note", f"{worker_id} {supervisor}", NoteForm, act)
    if said.sent is not None:
        messages.success(request, "Kept, for the two of you.")
    if said.sent is not None or said.is_kept:
        return see(link("supervision:notes", worker_id))
    if said.refused:
        said.form.add_error(None, said.refused)
    names = request.caseload.names_of_workers([supervisor, *(note.by for note in found)])
    return render(request, "supervision/notes.html", {
        "worker": who, "notes": [(note, names.get(note.by, note.by)) for note in found], "form": said.form,
        "writing": said.writing, "supervisor": names.get(supervisor, supervisor), "may_write": bool(supervisor),
    })  # fmt: skip


def _supervisor_for(request: Request, who: Row, me: str) -> str:
    """The other of the two: for the worker whoever supervised last; for anybody else, they themself."""
    if me != who["id"]:
        return me
    held = request.caseload.rows_of_worker(who, supervisions)
    rows = [row for row in held if row["supervisor_id"] and row["held_on"]]
    return str(max(rows, key=lambda row: row["held_on"])["supervisor_id"]) if rows else ""


def opened(request: Request, worker_id: str, row_id: str) -> tuple[Row, HeldRow]:
    """A worker and one of their supervisions. Raises Http404, the same for another's, none, and one about a child."""
    who = request.caseload.supervised(worker_id)
    held = held_row(served_home(), actions.MEETINGS, row_id)
    if held is None or held.holder != worker_id or held.withdrawn or held.values.get("child_id"):
        raise Http404(NOT_FOUND)
    return who, held


def _written(
    request: Request, who: Row, writing: Writing, held: HeldRow | None, initial: Mapping[str, Any]
) -> HttpResponse:  # fmt: skip
    form, conflict = MeetingForm(request.POST or None, initial=dict(initial)), None
    # A new one goes over none that stands, whatever a browser says.
    version = version_read(request, held) if held else 0
    if request.method == "POST" and is_for_later(request):
        if put_aside(request, writing, form):
            return see(link("supervision:worker", who["id"]))
    elif request.method == "POST" and form.is_valid():
        done = tried(form, lambda: actions.hold(
            by=request.actor, worker=who, values={name: form.cleaned_data[name] for name in LABELS},
            row_id=held.row_id if held else writing.row_id, version=version, form=writing.form,
            subject=writing.subject,
        ))  # fmt: skip
        if isinstance(done, WrittenRow):
            messages.success(request, "Written down. Now write about each child, then sign.")
            return _to(who, done.row_id)
        if done is not None and held is None:
            form.add_error(None, SENT_BEFORE)
        elif done is not None:
            conflict, version = conflict_of(done, LABELS), done.version
    return render(request, "supervision/hold.html", {
        "worker": who, "held": held, "form": form, "writing": writing, "conflict": conflict, "version": version,
        "cannot": rules.may_not_supervise(who["id"], request.actor.name),
    })  # fmt: skip


def _acted(
    request: Request, worker_id: str, row_id: str, words: str, act: Callable[[Row, HeldRow, int], WrittenRow]
) -> HttpResponse:  # fmt: skip
    who, held = opened(request, worker_id, row_id)
    if request.method != "POST":
        return _shown(request, who, held)
    try:
        act(who, held, version_read(request, held))
    except ChangedMeanwhile:
        return _shown(request, who, held, "Somebody changed this while you were reading. Read it again.")
    except (WriteRefused, HomeBusy) as problem:
        return _shown(request, who, held, str(problem))
    messages.success(request, words)
    return _to(who, row_id)


def _shown(request: Request, who: Row, held: HeldRow, refused: str = "") -> HttpResponse:
    me, day = request.actor.name, today()
    rows = request.caseload.rows_of_worker(who, supervisions)
    parts, children, listed = said_in(request, rows, held)
    supervisor = held.values.get("supervisor_id") or ""
    names = request.caseload.names_of_workers([supervisor, *(row["worker_id"] for row, _ in listed)])
    adds = may(request.asker, Action.SUPERVISE) and not rules.may_not_add(held.values, me)
    mine = list(request.caseload.children().filter(is_open=True, worker_id=who["id"])) if adds else []
    discussed = plan.last_discussed(rows)
    return render(request, "supervision/meeting.html", {
        "worker": who, "held": held, "refused": refused, "supervisor": names.get(supervisor, "Nobody named"),
        "parts": [(child, parts[child.child_id]["summary"]) for child in children], "may_add": adds,
        "actions": [plan.agreed(row, child, names, day) for row, child in listed],
        "to_discuss": [each for each in plan.agenda(mine, discussed, {}, day) if each.local_id not in parts],
        "may_sign": may(request.asker, Action.SUPERVISE) and not rules.may_not_sign(held.values, me),
        "may_agree": not rules.may_not_agree(held.values, who["id"], me),
    }, status=403 if refused else 200)  # fmt: skip


def said_in(
    request: Request, rows: Iterable[Row], held: HeldRow
) -> tuple[dict[str, Row], list[ChildNow], list[tuple[Row, ChildNow]]]:  # fmt: skip
    """What a supervision said of children, by local id; those one may see; and what was agreed about them.

    `rows`: every supervision of the worker.
    """
    parts = parts_of(rows, held.row_id, held.values)
    children = list(request.caseload.children().filter(child_id__in=list(parts)).order_by("reference"))
    acted = request.caseload.rows_about(children, supervision_actions)
    every = [(row, child) for child in children for row in acted.get(child.child_id, ())]
    return parts, children, [(row, child) for row, child in every if row["supervision_id"] == held.row_id]


def _to(who: Row, row_id: str) -> HttpResponse:
    return see(link("supervision:meeting", who["id"], row_id))
