"""Writing in the register: an entry begun, its words, what happened next, an action with its proof, its closing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpResponse

from lineofsight.record.service.models import ChildNow
from lineofsight.web.access.actions import Refused
from lineofsight.web.access.pages import NOT_YOURS, page
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.access.service_rows import service_rows
from lineofsight.web.accounts.models import User
from lineofsight.web.accounts.roles import Action
from lineofsight.web.audits.tools import THEMES, dips_in_force
from lineofsight.web.drafts.answering import Answer, answer_about, version_read
from lineofsight.web.drafts.forms import FormPage, form_page, shown_form
from lineofsight.web.drafts.writing import writing_of
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.layout.fields import made_with
from lineofsight.web.layout.links import link, see
from lineofsight.web.learning import actions, presenters, readings
from lineofsight.web.learning.actions import Held
from lineofsight.web.learning.forms import ActionForm, AllegationForm, StepForm, form_of
from lineofsight.web.learning.kinds import ALLEGATION, COMPLAINT, COMPLIMENT, KINDS, OPEN_TO_READERS, steps_ahead
from lineofsight.web.learning.models import Entry, LearningAction
from lineofsight.web.learning.proof import By, Named
from lineofsight.web.learning.views import shown_entry
from lineofsight.web.learning.who import Opened, opened, people_to_ask
from lineofsight.web.served import served_home

NO_CHILD = "No child you may see has that id. Check it, or leave it empty"


@page(Action.WRITE_LEARNING)
def new(request: Request, kind: str) -> HttpResponse:
    """Begin an entry."""
    which = KINDS.get(kind) if kind in OPEN_TO_READERS else None
    if which is None:
        raise Http404(NOT_YOURS)
    name, asked = f"learning: {kind}", form_of(which, people_to_ask(kind), begins=True)

    def act(form: Form, _: int) -> str:
        child = _child(request, form)
        row: dict[str, Any] = {}
        if which.table is not None and which.code in (COMPLAINT, COMPLIMENT):
            row = {"kind": form.cleaned_data.get("procedure") or "compliment"}
        made = actions.begin_entry(
            by=request.actor, kind=which, row_id=writing_of(request, name).row_id,
            began_on=form.cleaned_data["began_on"], row=row, child=child, form=name,
            words=form.words() | _team(child),  # type: ignore[attr-defined]
        )  # fmt: skip
        return link("learning:entry", kind, made.row_id)

    title = f"Write down a {which.title.lower()}"
    around = FormPage(title, link("learning:register"), "Learning register", send="Keep")
    return form_page(request, asked, name, "", act, around, done="It is in the register.")


@page(Action.WRITE_ALLEGATIONS)
def new_allegation(request: Request) -> HttpResponse:
    """Write down an allegation, and with it whom it is kept from."""
    name = "learning: allegation"

    def act(form: Form, _: int) -> str:
        made = actions.begin_allegation(
            by=request.actor, row_id=writing_of(request, name).row_id, began_on=form.cleaned_data["began_on"],
            words=form.words() | _kept_from(request, form), form=name,  # type: ignore[attr-defined]
        )  # fmt: skip
        return link("learning:entry", ALLEGATION, made.row_id)

    around = FormPage("Write down an allegation", link("learning:allegations"), "Allegations", send="Keep")
    return form_page(request, AllegationForm, name, "", act, around, done="Kept, for the few who may open it.")


@page(Action.SEE_LEARNING)
def words(request: Request, kind: str, row_id: str) -> HttpResponse:
    """Write what happened and what was learnt."""
    it = _writable(request, kind, row_id)
    people = people_to_ask(kind, it.paper)
    asked: type[Form] = AllegationForm if kind == ALLEGATION else form_of(it.kind, people, begins=False)
    begun = it.row.get(it.kind.begins) or (it.paper.opened_on if it.paper else request.actor.day)

    def act(form: Form, version: int) -> Entry:
        if kind == ALLEGATION:
            kept = form.words() | _kept_from(request, form)  # type: ignore[attr-defined]
            return actions.write_allegation(by=request.actor, held=_held(it), version=version, began_on=begun,
                                            words=kept)  # fmt: skip
        child = _child(request, form)
        return actions.write_words(
            by=request.actor, kind=it.kind, held=_held(it), version=version, began_on=begun, child=child,
            words=form.words() | _team(child),  # type: ignore[attr-defined]
        )  # fmt: skip

    found = answer_about(request, f"learning words: {kind}", it.row_id, asked, act, version=_version(it),
                         initial=_said(it))  # fmt: skip
    return _answered(request, it, found, "What was learnt", "Kept.")


@page(Action.SEE_LEARNING)
def step(request: Request, kind: str, row_id: str) -> HttpResponse:
    """Record what happened next: a stage of a complaint, a notification, a referral."""
    it = _writable(request, kind, row_id)
    ahead = [(each.column, each.title) for each in steps_ahead(it.kind, it.row)]
    if it.kind.table is None or not ahead:
        raise Http404(NOT_YOURS)
    asked = made_with(StepForm, kind=it.kind, ahead=ahead, today=request.actor.day)

    def act(form: Form, version: int) -> int:
        given = form.cleaned_data
        said = {"step": given["step"], "on": given["on"], "outcome": given.get("outcome", "")}
        if kind == ALLEGATION:
            return actions.record_allegation_step(by=request.actor, held=_held(it), version=version, **said)
        return actions.record_step(by=request.actor, kind=it.kind, held=_held(it), version=version, **said)

    found = answer_about(request, f"learning step: {kind}", it.row_id, asked, act, version=it.row_version)
    return _answered(request, it, found, "Record what happened", "Recorded.")


@page(Action.SEE_LEARNING)
def add_action(request: Request, kind: str, row_id: str) -> HttpResponse:
    """Name what is to change, whose it is, and what will prove it."""
    it = _writable(request, kind, row_id)
    if it.paper is None:
        raise Http404(NOT_YOURS)
    number = it.paper.pk
    sets = [(code, str(data["title"])) for code, data in dips_in_force(served_home().path).items()]
    people = people_to_ask(kind, it.paper)
    asked = made_with(ActionForm, people=people, measures=readings.measures_to_name(kind), sets=sets,
                      themes=list(THEMES.items()), has_child=it.child is not None)  # fmt: skip

    def act(form: Form, _: int) -> LearningAction:
        given = form.cleaned_data
        return actions.add_action(
            by=request.actor, number=number, what=given["what"], owner=User.objects.get(pk=int(given["owner"])),
            due_on=given["due_on"], named=_named(request, given, dict(sets)),
        )  # fmt: skip

    found = answer_about(request, f"learning action: {kind}", it.row_id, asked, act, version=_version(it))
    return _answered(request, it, found, "Add an action", "Added. Its proof is named and cannot be changed.")


def _named(request: Request, given: Mapping[str, Any], sets: Mapping[str, str]) -> Named:
    match By(given["by"]):
        case By.MEASURE:
            return readings.name_measure(definitions().indicators[given["measure"]], given["wanted"])
        case By.DIP:
            code = given["question_set"]
            return readings.name_dip(request.caseload, code, sets[code], given["wanted"])
        case By.AUDITS:
            return readings.name_audits(given["theme"], given["wanted"])
    return readings.name_child()


@page(Action.CHECK_LEARNING)
def close(request: Request, kind: str, row_id: str) -> HttpResponse:
    """Close an entry, where its actions are closed by others than their owners and proved."""
    it = opened(request, kind, row_id)
    if it.paper is None:
        raise Http404(NOT_YOURS)
    if request.method == "POST":
        proofs = readings.proofs_of(request.caseload, list(it.paper.actions.select_related("entry")))
        version = version_read(request, stands=it.paper.version)
        try:
            actions.close_entry(by=request.actor, number=it.paper.pk, version=version, row=it.row, proofs=proofs)
        except Refused as problem:
            return shown_entry(request, it, refused=str(problem))
        messages.success(request, "Closed. Somebody looks again after 3, 6 and 12 months.")
    return see(link("learning:entry", kind, it.row_id))


def _writable(request: Request, kind: str, row_id: str) -> Opened:
    """An entry somebody may write of. Raises Http404, the same for absent and not permitted."""
    it = opened(request, kind, row_id)
    if not may(request.asker, Action.WRITE_ALLEGATIONS if kind == ALLEGATION else Action.WRITE_LEARNING):
        raise Http404(NOT_YOURS)
    if not it.may_read_account:
        raise Http404(NOT_YOURS)
    return it


def _answered(request: Request, it: Opened, found: Answer[Any], title: str, done: str) -> HttpResponse:
    back = link("learning:entry", it.kind.code, it.row_id)
    if found.sent is not None:
        messages.success(request, done)
    if found.sent is not None or found.is_kept:
        return see(back)
    if found.refused:
        return shown_entry(request, it, refused=found.refused)
    about = presenters.title_of(it.kind, it.paper, it.row)
    return shown_form(request, found, FormPage(title, back, "The entry", send="Keep", about=about))


def _held(it: Opened) -> Held:
    return Held(it.row_id, it.holder, it.row_version, it.row)


def _version(it: Opened) -> int:
    """The version of its paper that stands; 0 where nothing was written of it yet."""
    return it.paper.version if it.paper else 0


def _said(it: Opened) -> dict[str, Any]:
    paper = it.paper
    if paper is None:
        return {"title": presenters.title_of(it.kind, None, it.row), "began_on": it.row.get(it.kind.begins)}
    return {
        "title": paper.title, "happened": paper.happened, "learnt": paper.learnt, "sort": paper.sort,
        "ended_on": paper.ended_on, "agencies": ", ".join(paper.agencies), "work": paper.work,
        "carried_by": str(paper.carried_by_id or ""), "child_id": it.child.child_id if it.child else "",
        "began_on": it.row.get(it.kind.begins) or paper.opened_on,
        "concerns": paper.concerns[0] if paper.concerns else "",
        "manager": paper.concerns[-1] if len(paper.concerns) > 1 else "",
    }  # fmt: skip


def _child(request: Request, form: Form) -> ChildNow | None:
    """The child a form names; None for none. Raises ValidationError for one who cannot be seen."""
    given = form.cleaned_data.get("child_id", "")
    if not given:
        return None
    found: ChildNow | None = request.caseload.permitted([given]).get(given)
    if found is None:
        raise ValidationError({"child_id": NO_CHILD})
    return found


def _team(child: ChildNow | None) -> dict[str, str]:
    return {"team_id": child.team_id or "", "team_name": child.team_name or ""} if child else {}


def _kept_from(request: Request, form: Form) -> dict[str, Any]:
    """Whom an allegation is kept from: the names given, and their teams. Raises ValidationError for nobody's name."""
    names: list[str] = []
    teams: list[str] = []
    for field in ("concerns", "manager"):
        given = str(form.cleaned_data.get(field) or "").strip()
        if not given:
            continue
        worker = service_rows(request.asker).worker(given)
        user = User.objects.filter(username=given).first() or User.objects.filter(worker_id=given).first()
        if worker is None and user is None:
            raise ValidationError({field: "Nobody in the record or among accounts has that id. Check it"})
        own = [given, user.username if user else "", user.worker_id if user else ""]
        names += [each for each in dict.fromkeys(own) if each and each not in names]
        if user is not None and user.worker_id and worker is None:
            worker = service_rows(request.asker).worker(user.worker_id)
        teams += [str(worker["team_id"])] if worker and worker.get("team_id") else []
        teams += user.team_ids(request.actor.day) if user and field == "concerns" else []
    return {"concerns": names, "kept_from": sorted(set(teams))}
