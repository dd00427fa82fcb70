"""Pages of audits by several agencies: begun, each part typed, then the joint view, grade and what agencies owe."""

from __future__ import annotations

from collections.abc import Callable

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render

from lineofsight.record.service.models import ChildNow
from lineofsight.web.access.pages import page
from lineofsight.web.access.papers import paper_or_404
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.audits import joint_rules, rules
from lineofsight.web.audits.beside import involved_in
from lineofsight.web.audits.joint_audits import actions
from lineofsight.web.audits.joint_audits.forms import (
    BeginForm,
    GradeForm,
    MissingForm,
    OwedCheckForm,
    OwedDoneForm,
    OweForm,
    form_of,
)
from lineofsight.web.audits.joint_models import JointAction, JointAudit, JointPart
from lineofsight.web.audits.joint_rules import AGENCIES, OURS, as_part
from lineofsight.web.audits.presenters import grade_words
from lineofsight.web.audits.rules import Involved
from lineofsight.web.audits.tools import THEMES, joint_in_force, tool_from
from lineofsight.web.drafts.forms import OF_A_CHILD, FormPage, form_page
from lineofsight.web.layout.dates import from_day, in_full
from lineofsight.web.layout.fields import one_of
from lineofsight.web.layout.links import link
from lineofsight.web.served import served_home

MOST = 200


@page(Action.SEE_AUDITS)
def joint_audits(request: Request) -> HttpResponse:
    """Audits by several agencies of children one may see, the latest first; what agencies owe, soonest first."""
    found = list(JointAudit.objects.all()[:MOST])
    children = {each.reference: each for each in request.caseload.children_of([each.reference for each in found])}
    seen = [each for each in found if each.reference in children]
    owed = JointAction.objects.filter(joint__in=seen, done_on__isnull=True).select_related("joint")
    return render(request, "audits/joint_audits.html", {
        "lines": [(each, children[each.reference], _state(each),
                   link("audits:joint", each.reference, each.pk)) for each in seen],
        "owed": [_owed_line(each, request) for each in owed], "unseen": len(found) - len(seen),
        "partners": link("partners:overview"),
    })  # fmt: skip


@page(Action.AUDIT)
def begin(request: Request, reference: str) -> HttpResponse:
    """Begin an audit of a child by several agencies."""
    child = request.caseload.child(reference)
    involved = _involved(request, child)
    tool = next(iter(joint_in_force(served_home().path).values()))
    refused = rules.may_not_audit(request.actor.name, request.asker.teams, involved)

    def act(form: Form, _: int) -> str:
        made = actions.begin_joint(by=request.actor, child=child, tool=tool, involved=involved, **form.cleaned_data)
        return link("audits:joint", child.reference, made.pk)

    around = FormPage("Audit with other agencies", link("audits:child", child.reference), "Audits", about=refused,
                      child=child)  # fmt: skip
    return form_page(request, BeginForm, "joint audit", child.reference, act, around, template=OF_A_CHILD,
                     done="Begun. Type each agency’s part when it comes.")  # fmt: skip


@page(Action.SEE_AUDITS)
def joint(request: Request, reference: str, number: int) -> HttpResponse:
    """One of them: which parts are in; and when all are, where they agree and differ, and what agencies owe."""
    child, found = _joint(request, reference, number)
    return _page(request, child, found)


def _page(request: Request, child: ChildNow, found: JointAudit) -> HttpResponse:
    tool, papers = tool_from(found.tool), list(found.parts.all())
    parts = [as_part(each) for each in papers]
    waits = joint_rules.may_not_view(parts)
    audits = may(request.asker, Action.AUDIT, child)
    leads = audits and found.led_by_id == request.user.pk and found.completed_on is None
    return render(request, "audits/joint.html", {
        "child": child, "joint": found, "state": _state(found), "waits": waits,
        "parts": [_part_line(each, child, shown=not waits) for each in papers],
        "compared": [] if waits else joint_rules.compared(tool, parts), "may_write": audits and not found.completed_on,
        "owed": [_owed_line(each, request) for each in found.actions.select_related("joint")],
        "grade": grade_words(found.grade) if found.completed_on else "", "theme": THEMES.get(found.theme, ""),
        "may_grade": leads and not waits, "may_owe": audits and not found.completed_on,
        "partners": link("partners:child", child.reference),
    })  # fmt: skip


def _part_line(each: JointPart, child: ChildNow, *, shown: bool) -> dict[str, object]:
    if each.received_on:
        state, tone = f"In since {in_full(each.received_on)}", "met"
    elif each.missing_why:
        state, tone = f"None comes: {each.missing_why}", "unknown"
    else:
        state, tone = "To come", "due"
    return {
        "agency": AGENCIES.get(each.agency, each.agency), "auditor": each.auditor, "state": state, "tone": tone,
        "typed_by": each.typed_by, "grade": grade_words(each.grade) if shown and each.received_on else "",
        "summary": each.summary if shown else "", "is_open": not each.received_on,
        "type": link("audits:joint_part", child.reference, each.pk),
        "missing": "" if each.agency == OURS else link("audits:joint_missing", child.reference, each.pk),
    }  # fmt: skip


def _owed_line(each: JointAction, request: Request) -> dict[str, object]:
    reference, day = each.joint.reference, request.actor.day
    who = request.user.pk
    cannot = joint_rules.may_not_close(each.said_done_on is not None, each.said_by_id, who, each.evidence,
                                       closed=each.done_on is not None)  # fmt: skip
    if each.done_on:
        state, tone = f"Closed by {each.checked_by}, {in_full(each.done_on)}", "met"
    elif each.said_done_on:
        state, tone = "Said to be done: somebody else checks", "due"
    else:
        late = each.due_on < day
        state, tone = f"{in_full(each.due_on)}, {from_day(each.due_on, day)}", "overdue" if late else "due"
    return {
        "what": each.what, "agency": AGENCIES.get(each.agency, each.agency), "owner": each.owner, "state": state,
        "tone": tone, "evidence": each.evidence, "checked": each.checked,
        "done": link("audits:joint_done", reference, each.pk)
        if not each.said_done_on and may(request.asker, Action.DO_AUDIT_ACTION) else "",
        "close": link("audits:joint_close", reference, each.pk)
        if not cannot and may(request.asker, Action.CHECK_AUDIT_ACTION) else "",
    }  # fmt: skip


@page(Action.AUDIT)
def part(request: Request, reference: str, number: int) -> HttpResponse:
    """Type one agency's part."""
    child, found = _part(request, reference, number)
    tool = tool_from(found.joint.tool)
    involved = _involved(request, child)

    def act(form: Form, version: int) -> None:
        actions.type_part(by=request.actor, child=child, number=found.pk, version=version, involved=involved,
                          given=form.given(tool))  # type: ignore[attr-defined]  # fmt: skip

    title = f"{AGENCIES.get(found.agency, found.agency)}: their part" if found.agency != OURS else "Our own part"
    return _answered(request, child, found.joint, f"joint part {found.pk}", form_of(tool, found.agency), title,
                     "Kept. Nobody sees it before every part is in.", found.version, act)  # fmt: skip


@page(Action.AUDIT)
def missing(request: Request, reference: str, number: int) -> HttpResponse:
    """Write that an agency sends no part."""
    child, found = _part(request, reference, number)

    def act(form: Form, version: int) -> None:
        actions.note_missing(by=request.actor, child=child, number=found.pk, version=version,
                             why=form.cleaned_data["why"])  # fmt: skip

    title = f"{AGENCIES.get(found.agency, found.agency)}: no part comes"
    return _answered(request, child, found.joint, f"joint missing {found.pk}", MissingForm, title, "Kept.",
                     found.version, act)  # fmt: skip


@page(Action.AUDIT)
def owe(request: Request, reference: str, number: int) -> HttpResponse:
    """Write what an agency owes."""
    child, found = _joint(request, reference, number)
    agencies = [(each.agency, AGENCIES.get(each.agency, each.agency)) for each in found.parts.all()]

    asked = type("OweOfAgencies", (OweForm,), {"agency": one_of("Which agency", agencies, error="Choose the agency")})

    def act(form: Form, _: int) -> None:
        actions.owe(by=request.actor, child=child, number=found.pk, **form.cleaned_data)

    title = "Write what an agency owes"
    return _answered(request, child, found, f"joint owe {found.pk}", asked, title, "Kept.", 0, act)


@page(Action.AUDIT)
def grade(request: Request, reference: str, number: int) -> HttpResponse:
    """The joint grade."""
    child, found = _joint(request, reference, number)

    def act(form: Form, version: int) -> None:
        actions.grade_together(by=request.actor, child=child, number=found.pk, version=version, **form.cleaned_data)

    return _answered(request, child, found, f"joint grade {found.pk}", GradeForm, "The joint grade",
                     "Complete. The joint grade is on the child’s record.", found.version, act)  # fmt: skip


@page(Action.DO_AUDIT_ACTION)
def owed_done(request: Request, reference: str, number: int) -> HttpResponse:
    """Write that an agency did what it owed."""
    child, found = _owed(request, reference, number)

    def act(form: Form, version: int) -> None:
        actions.say_owed_done(by=request.actor, child=child, number=found.pk, version=version,
                              evidence=form.cleaned_data["evidence"])  # fmt: skip

    return _answered(request, child, found.joint, f"joint done {found.pk}", OwedDoneForm, "The agency did it",
                     "Kept. Somebody else checks.", found.version, act)  # fmt: skip


@page(Action.CHECK_AUDIT_ACTION)
def owed_close(request: Request, reference: str, number: int) -> HttpResponse:
    """Close what an agency owed."""
    child, found = _owed(request, reference, number)

    def act(form: Form, version: int) -> None:
        actions.close_owed(by=request.actor, child=child, number=found.pk, version=version,
                           checked=form.cleaned_data["checked"])  # fmt: skip

    return _answered(request, child, found.joint, f"joint close {found.pk}", OwedCheckForm, "It is done: close it",
                     "Closed.", found.version, act)  # fmt: skip


def _answered(
    request: Request, child: ChildNow, of: JointAudit, name: str, asked: type[Form], title: str, done: str,
    version: int, act: Callable[[Form, int], None],
) -> HttpResponse:  # fmt: skip
    """A form about a joint audit, shown or sent; then one is at the audit again."""
    back = link("audits:joint", child.reference, of.pk)

    def send(form: Form, read: int) -> str:
        act(form, read)
        return back

    around = FormPage(title, back, "The audit", about=of.title, child=child)
    return form_page(request, asked, name, str(of.pk), send, around, done=done, version=version, template=OF_A_CHILD)


def _state(found: JointAudit) -> str:
    if found.completed_on:
        return f"Complete, {in_full(found.completed_on)}: {grade_words(found.grade).lower()}"
    left = found.parts.filter(received_on__isnull=True, missing_why="").count()
    return f"{left} {'part' if left == 1 else 'parts'} to come" if left else "Every part is in: to be graded together"


def _involved(request: Request, child: ChildNow) -> Involved:
    return involved_in(child, request.caseload.record_of(child), request.actor.day)


def _joint(request: Request, reference: str, number: int) -> tuple[ChildNow, JointAudit]:
    child = request.caseload.child(reference)
    return child, paper_or_404(JointAudit.objects.filter(reference=child.reference), number)


def _part(request: Request, reference: str, number: int) -> tuple[ChildNow, JointPart]:
    child = request.caseload.child(reference)
    rows = JointPart.objects.select_related("joint").filter(joint__reference=child.reference)
    return child, paper_or_404(rows, number)


def _owed(request: Request, reference: str, number: int) -> tuple[ChildNow, JointAction]:
    child = request.caseload.child(reference)
    rows = JointAction.objects.select_related("joint").filter(joint__reference=child.reference)
    return child, paper_or_404(rows, number)
