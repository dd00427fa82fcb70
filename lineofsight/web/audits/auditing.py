"""One audit: begun or taken, written beside the record, completed, graded again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render

from lineofsight.evaluation.plain.record import PlainRecord
from lineofsight.record.home import HomeBusy
from lineofsight.record.service.models import ChildNow
from lineofsight.record.written import ChangedMeanwhile, WriteRefused, WrittenRow
from lineofsight.web.access.actions import Refused
from lineofsight.web.access.pages import NOT_YOURS, page
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.audits import actions, presenters, rules
from lineofsight.web.audits.beside import involved_in, row_named, rows_beside
from lineofsight.web.audits.forms import AtRiskForm, ModerateForm, QuoteForm, ToldForm, form_of
from lineofsight.web.audits.models import JointAudit
from lineofsight.web.audits.papers import Opened, hidden_from, opened, owners
from lineofsight.web.audits.tools import tools_in_force
from lineofsight.web.drafts.answering import Answer, answer, answer_about
from lineofsight.web.drafts.forms import FormPage, form_page
from lineofsight.web.drafts.writing import is_for_later, keep_or_say, writing_of
from lineofsight.web.layout.fields import made_with
from lineofsight.web.layout.links import link, see
from lineofsight.web.served import served_home

FORM = "audit"
_WRONG = (WriteRefused, ChangedMeanwhile, HomeBusy)


@page(Action.AUDIT)
def begin(request: Request, reference: str) -> HttpResponse:
    """Begin an audit of a child, or audit again."""
    child = request.caseload.child(reference)
    record = request.caseload.record_of(child)
    again = request.GET.get("again", "")[:200]
    earlier = next((row for row in record.tables.get(actions.AUDITS, ()) if row["id"] == again), None)
    if again and earlier is None:
        raise Http404(NOT_YOURS)
    involved = involved_in(child, record, request.actor.day)
    refused = rules.may_not_audit(request.actor.name, request.asker.teams, involved)
    tools = tools_in_force(served_home().path)
    if request.method == "POST":
        try:
            chosen = tools.get(request.POST.get("tool", "")) or next(iter(tools.values()))
            made = actions.begin_audit(
                by=request.actor, child=child, tool=chosen, involved=involved, again_of=again
            )  # fmt: skip
        except Refused as problem:
            refused = str(problem)
        else:
            messages.success(request, "Begun. Everything you type is kept for you.")
            return see(link("audits:form", child.reference, made.row_id))
    return render(request, "audits/begin.html", {
        "child": child, "refused": refused, "again": again, "tools": presenters.tools_shown(tools),
        "earlier": presenters.row_shown(child, earlier, {}, hidden=False) if earlier else None,
    }, status=403 if refused and request.method == "POST" else 200)  # fmt: skip


@page(Action.AUDIT)
def take(request: Request, reference: str, row_id: str) -> HttpResponse:
    """Take an audit that a programme drew."""
    it = opened(request, reference, row_id)
    if request.method == "POST":
        try:
            actions.take_audit(by=request.actor, child=it.child, number=it.paper.pk, version=it.paper.version,
                               involved=it.involved)  # fmt: skip
        except Refused as problem:
            return _audit(request, it, refused=str(problem))
        messages.success(request, "This audit is yours.")
        return see(link("audits:form", it.child.reference, it.paper.row_id))
    return _audit(request, it)


@page(Action.SEE_AUDITS)
def audit(request: Request, reference: str, row_id: str) -> HttpResponse:
    """One audit as it stands, with the tool it was made with; or what the record says of one from elsewhere."""
    child = request.caseload.child(reference)
    try:
        it = opened(request, reference, row_id)
    except Http404:
        held = request.caseload.row_of(child, actions.AUDITS, row_id[:200])
        together = JointAudit.objects.filter(reference=child.reference, row_id=held.row_id).first()
        if together is not None:
            return see(link("audits:joint", child.reference, together.pk))
        record = request.caseload.record_of(child)
        _, teams = request.caseload.names_in(record)
        row = {**held.values, "id": held.row_id}
        names = _names(request, record, held.values.get("auditor_id"))
        return render(request, "audits/row.html", {
            "child": child, "audit": presenters.row_shown(child, row, names | teams, hidden=False),
            "actions": presenters.actions_of(child, record, held.row_id, names, request.actor.day),
            "may_audit": may(request.asker, Action.AUDIT, child), "row_id": held.row_id,
            "must_tell": _must_tell(request, child, held.values),
        })  # fmt: skip
    return _audit(request, it)


def _audit(request: Request, it: Opened, refused: str = "") -> HttpResponse:
    paper, me = it.paper, request.user.pk
    names = _names(request, it.record)
    dependent = rules.may_not_audit(request.actor.name, request.asker.teams, it.involved)
    hidden = hidden_from(request, paper)
    audits, moderates = (may(request.asker, each, it.child) for each in (Action.AUDIT, Action.MODERATE_AUDIT))
    cannot = rules.may_not_moderate(paper.auditor_id, me, paper.moderate_because,
                                    moderated=paper.moderated_on is not None, dependent=dependent)  # fmt: skip
    return render(request, "audits/audit.html", {
        "child": it.child, "refused": refused, "hidden": hidden, "audit_row": paper.row_id,
        "audit": presenters.audit_shown(paper, it.tool, hidden=hidden),
        "must_tell": _must_tell(request, it.child, _held(request, it)), "row_id": paper.row_id,
        "may_take": audits and paper.auditor_id is None and not dependent and not refused,
        "may_write": audits and not rules.may_not_write(paper.auditor_id, me, completed=paper.completed_on is not None),
        "may_tell": audits and paper.auditor_id == me,
        "may_moderate": moderates and bool(paper.completed_on) and not cannot,
        "cannot": cannot if moderates and paper.completed_on and paper.moderate_because and not paper.moderated_on
        else "",
        "waits_for": dependent if audits and paper.auditor_id is None else "",
        "actions": presenters.actions_of(it.child, it.record, paper.row_id, names, request.actor.day),
    }, status=403 if refused else 200)  # fmt: skip


def _names(request: Request, record: PlainRecord, *others: str | None) -> dict[str, str]:
    """The names of the owners of a child's actions, and others."""
    owned = (row.get("owner_id") for row in record.tables.get(actions.AUDIT_ACTIONS, ()))
    return request.caseload.names_of_workers([*owned, *others])


def _held(request: Request, it: Opened) -> Mapping[str, Any]:
    """The row of the record an audit has, where it has one yet."""
    if not it.paper.row_version:
        return {}
    return request.caseload.row_of(it.child, actions.AUDITS, it.paper.row_id).values


def _must_tell(request: Request, child: ChildNow, row: Mapping[str, Any]) -> str:
    """Why a head of service must know, for whoever may write that they do."""
    return rules.why_head_must_know(row) if may(request.asker, Action.CHECK_AUDIT_ACTION, child) else ""


@page(Action.AUDIT)
def form(request: Request, reference: str, row_id: str) -> HttpResponse:
    """Write an audit beside the record; keep it for later; complete it."""
    it = opened(request, reference, row_id)
    if reason := rules.may_not_write(
        it.paper.auditor_id, request.user.pk, completed=it.paper.completed_on is not None
    ):  # fmt: skip
        return _audit(request, it, refused=reason)
    asked = form_of(it.tool, owners(request.caseload, it.child, it.record, request.actor.day))
    writing = writing_of(request, FORM, it.paper.row_id)
    filled = asked(request.POST or None, initial=writing.initial(asked))
    if request.method == "POST" and (is_for_later(request) or "drop" in request.POST or "use" in request.POST):
        if keep_or_say(request, writing, filled):
            return _kept_for_now(request, it)
    elif request.method == "POST" and filled.is_valid():
        try:
            actions.complete_audit(
                by=request.actor, child=it.child, number=it.paper.pk, tool=it.tool, found=filled.found(it.tool),
                form=writing.form, subject=writing.subject,
            )  # fmt: skip
        except _WRONG as problem:
            _say(filled, it, problem)
        else:
            messages.success(request, "Complete. What was found is on the child’s record.")
            return see(link("audits:audit", it.child.reference, it.paper.row_id))
    return render(request, "audits/form.html", {
        "child": it.child, "form": filled, "writing": writing, "paper": it.paper,
        "parts": presenters.parts_of_form(it.tool, filled, it.paper.evidence),
        "rows": rows_beside(it.record, request.actor.day), "at_risk": presenters.at_risk_words(it.paper),
        "voices": [filled[f"v_{voice.code}"] for voice in it.tool.voices],
    })  # fmt: skip


def _kept_for_now(request: Request, it: Opened) -> HttpResponse:
    """Everything typed is kept; then to the row to quote, or back without a quote, or away."""
    if key := request.POST.get("use", "")[:200]:
        return see(link("audits:quote", it.child.reference, it.paper.row_id) + f"?row={key.replace(' ', '+')}")
    place = request.POST.get("drop", "")
    if place.isascii() and place.isdigit() and len(place) < 5:
        actions.drop_quote(by=request.actor, child=it.child, number=it.paper.pk, place=int(place))
        return see(link("audits:form", it.child.reference, it.paper.row_id))
    messages.info(request, "Your words are kept. Open the audit again to go on.")
    return see(link("audits:audit", it.child.reference, it.paper.row_id))


def _say(filled: Form, it: Opened, problem: Exception) -> None:
    """What stands against completing, one line each; everything typed stays."""
    if isinstance(problem, Refused) and hasattr(filled, "found"):
        found = filled.found(it.tool)
        quoted = {each["question"] for each in it.paper.evidence}
        said = rules.may_not_complete(it.tool, found.answers, found.grade, quoted, found.actions,
                                      at_risk=it.paper.at_risk_on is not None)  # fmt: skip
        for each in said or [str(problem)]:
            filled.add_error(None, each)
        return
    filled.add_error(None, str(problem))


@page(Action.AUDIT)
def quote(request: Request, reference: str, row_id: str) -> HttpResponse:
    """Quote a row of the record."""
    it = opened(request, reference, row_id)
    row = row_named(rows_beside(it.record, request.actor.day), request.GET.get("row", "")[:200])
    if row is None:
        if not request.GET.get("row"):
            return see(link("audits:audit", it.child.reference, it.paper.row_id))
        raise Http404(NOT_YOURS)
    table, _, key = row.key.partition(" ")
    told = {"table": table, "row_id": key, "what": row.title, "on": row.on.isoformat(), "when": row.when}
    back = link("audits:form", it.child.reference, it.paper.row_id)

    def act(form: Form, _: int) -> str:
        actions.quote_row(by=request.actor, child=it.child, number=it.paper.pk, question=form.cleaned_data["question"],
                          quoted=told | {"quote": form.cleaned_data["quote"]})  # fmt: skip
        return back

    around = FormPage("Quote the record", back, "The audit", send="Keep the quote", about=f"{row.title}, {row.when}",
                      child=it.child)  # fmt: skip
    return form_page(request, made_with(QuoteForm, tool=it.tool), "audit quote", f"{it.paper.row_id} {row.key}", act,
                     around, done="Quoted.", initial={"quote": row.said}, template="audits/quote.html")  # fmt: skip


@page(Action.AUDIT)
def at_risk(request: Request, reference: str, row_id: str) -> HttpResponse:
    """The child is at risk now: written at once, the head of service told the same day."""
    it = opened(request, reference, row_id)
    paper = it.paper
    initial = {"danger": paper.danger, "told": paper.head_told, "told_on": paper.head_told_on,
               "made_safe": paper.made_safe}  # fmt: skip

    def act(form: Form, _: int) -> object:
        return actions.find_at_risk(by=request.actor, child=it.child, number=paper.pk, **form.cleaned_data)

    said = answer_about(request, "audit at risk", paper.row_id, AtRiskForm, act, initial=initial)
    if said.sent is not None:
        messages.success(request, "Kept. The head of service was told." if said.form.cleaned_data["told_on"] else
                         "Kept. The head of service must be told today: ring them now.")  # fmt: skip
    return _said(request, it, said, "audits/at_risk.html")


@page(Action.CHECK_AUDIT_ACTION)
def told(request: Request, reference: str, row_id: str) -> HttpResponse:
    """A head of service was told what an audit found."""
    child = request.caseload.child(reference)
    held = request.caseload.row_of(child, actions.AUDITS, row_id[:200])

    def act(form: Form, version: int) -> WrittenRow:
        return actions.note_told(by=request.actor, child=child, held=held, version=version, **form.cleaned_data)

    said = answer(request, held, "audit told", ToldForm, act, initial={"told_on": request.actor.day},
                  who=lambda by: request.caseload.names_of_workers([by]).get(by, by))  # fmt: skip
    if said.sent is not None:
        messages.success(request, "Kept.")
    if said.sent is not None or said.is_kept:
        return see(link("audits:audit", child.reference, held.row_id))
    if said.refused:
        said.form.add_error(None, said.refused)
    why = rules.why_head_must_know(held.values)
    return render(request, "audits/told.html", {
        "child": child, "form": said.form, "writing": said.writing, "version": said.version, "why": why,
        "row_id": held.row_id,
    })  # fmt: skip


@page(Action.MODERATE_AUDIT)
def moderate(request: Request, reference: str, row_id: str) -> HttpResponse:
    """Grade an audit again, beside the record, the first grade not shown."""
    it = opened(request, reference, row_id)
    reason = rules.may_not_moderate(
        it.paper.auditor_id, request.user.pk, it.paper.moderate_because if it.paper.completed_on else "",
        moderated=it.paper.moderated_on is not None,
        dependent=rules.may_not_audit(request.actor.name, request.asker.teams, it.involved),
    )  # fmt: skip
    if reason:
        return _audit(request, it, refused=reason)

    def act(form: Form, _: int) -> object:
        return actions.moderate_audit(by=request.actor, child=it.child, number=it.paper.pk, involved=it.involved,
                                      **form.cleaned_data)  # fmt: skip

    said = answer_about(request, "audit graded again", it.paper.row_id, ModerateForm, act)
    if said.sent is not None:
        messages.success(request, "Graded. Now both grades are shown.")
    return _said(request, it, said, "audits/moderate.html", tool=it.tool,
                 rows=() if said.sent is not None else rows_beside(it.record, request.actor.day))  # fmt: skip


def _said(request: Request, it: Opened, said: Answer[Any], template: str, **shown: Any) -> HttpResponse:
    """After a form about an audit: the audit once it is sent or kept for later; else the form, with what is wrong."""
    if said.sent is not None or said.is_kept:
        return see(link("audits:audit", it.child.reference, it.paper.row_id))
    if said.refused:
        said.form.add_error(None, said.refused)
    return render(request, template, {
        "child": it.child, "form": said.form, "writing": said.writing, "paper": it.paper, **shown,
    })  # fmt: skip


__all__ = ["at_risk", "audit", "begin", "form", "moderate", "quote", "take", "told"]
