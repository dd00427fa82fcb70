"""Pages of dip samples: all of them, one drawn, one child's answers, what they come to, and the same again."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render

from lineofsight.record.home import HomeBusy
from lineofsight.record.service.models import ChildNow
from lineofsight.record.written import WriteRefused
from lineofsight.web.access.pages import page
from lineofsight.web.access.papers import number_in, paper_or_404
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.access.restricting.owning import offered
from lineofsight.web.accounts.roles import Action
from lineofsight.web.audits import dip_rules, rules
from lineofsight.web.audits.beside import involved_in, owners_of, rows_beside
from lineofsight.web.audits.dip_models import DipRecord, DipSample
from lineofsight.web.audits.dip_samples import actions, lists, presenters
from lineofsight.web.audits.dip_samples.fit import fit_of, seen_of
from lineofsight.web.audits.dip_samples.forms import AskForm, DrawForm, form_of
from lineofsight.web.audits.tools import dip_from, dips_in_force
from lineofsight.web.drafts.answering import answer_about, version_read
from lineofsight.web.drafts.forms import OF_A_CHILD, FormPage, form_page
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.layout.fields import made_with
from lineofsight.web.layout.links import link, see
from lineofsight.web.layout.titles import title_of_indicator
from lineofsight.web.served import served_home

A_PAGE = 50


@page(Action.SEE_AUDITS)
def samples(request: Request) -> HttpResponse:
    """Every dip sample, the latest first."""
    found = Paginator(DipSample.objects.all(), A_PAGE).get_page(request.GET.get("page"))
    lines = [(each, presenters.sample_words(each), each.records.count()) for each in found]
    return render(request, "audits/dip_samples.html", {
        "lines": lines, "page": found, "may_draw": may(request.asker, Action.RUN_AUDITS),
    })  # fmt: skip


@page(Action.RUN_AUDITS)
def new(request: Request) -> HttpResponse:
    """Draw a sample; or the same again, beside the earlier one."""
    tools = dips_in_force(served_home().path)
    again = request.GET.get("again", "")
    earlier = _sample(number_in(again) or 0) if again else None

    def act(form: Form, _: int) -> str:
        given = form.cleaned_data
        if given["source"] == "measure":
            children, period = lists.children_behind(request.caseload, given["measure"])
            source_of = [given["measure"], period]
            words = f"{title_of_indicator(given['measure'], definitions().indicators)}, {period}"
        else:
            children, source_of = lists.children_at(request.caseload, given["stages"]), list(given["stages"])
            words = ", ".join(str(each).replace("_", " ") for each in source_of)
        values = {name: given[name] for name in ("title", "why", "source", "seed", "wanted")}
        values |= {"source_of": source_of, "source_words": words}
        made = actions.draw_sample(
            by=request.actor, values=values, tool=tools[given["tool"]], repeats=earlier,
            sample=lists.drawn(children, given["wanted"], given["seed"]), teams=lists.teams_of(children),
        )  # fmt: skip
        return link("audits:dip_sample", made.pk)

    around = FormPage(
        "Draw the same again" if earlier else "Draw a dip sample", link("audits:dip_samples"), "Dip samples",
        send="Draw", lead=presenters.beside_words(earlier) if earlier else "",
    )  # fmt: skip
    asked = made_with(DrawForm, tools=tools, measures=lists.measures_to_draw())
    return form_page(request, asked, "dip sample", f"after:{earlier.pk}" if earlier else "", act, around,
                     initial=_first(request, earlier, tools),
                     done="Drawn. Each record waits for somebody independent of the child.")  # fmt: skip


def _first(request: Request, earlier: DipSample | None, tools: dict[str, dict[str, object]]) -> dict[str, object]:
    """What the form shows first: the earlier sample's own list and questions, with another seed."""
    seed = f"{request.actor.day:%-d %B %Y}"
    if earlier is None:
        return {"source": "stage", "stages": ["child_protection"], "wanted": 10, "seed": seed,
                "tool": next(iter(tools), "")}  # fmt: skip
    of_measure = earlier.source == "measure"
    return {
        "title": f"{earlier.title}, again", "why": earlier.why, "tool": earlier.tool_code, "source": earlier.source,
        "stages": [] if of_measure else earlier.source_of, "measure": earlier.source_of[0] if of_measure else "",
        "wanted": earlier.wanted, "seed": seed,
    }  # fmt: skip


@page(Action.SEE_AUDITS)
def sample(request: Request, number: int) -> HttpResponse:
    """One sample: the children drawn, what was found by question and team, and beside the earlier one."""
    return _sample_page(request, _sample(number))


def _sample_page(request: Request, found: DipSample, refused: str = "") -> HttpResponse:
    tool, records = dip_from(found.tool), list(found.records.all())
    children = {each.reference: each for each in request.caseload.children_of([each.reference for each in records])}
    seen = {each.team_id for each in records if each.team_id and request.caseload.sees_team(each.team_id)}
    fit = fit_of(found, records, children, seen)
    earlier = _earlier(request, found) if fit.whole else []
    done = sum(1 for each in records if each.answered_on)
    audits = may(request.asker, Action.AUDIT)
    return render(request, "audits/dip_sample.html", {
        "sample": found, "tool": tool, "refused": refused, "state": presenters.sample_words(found), "done": done,
        "of": len(records), "lines": presenters.record_lines(records, children),
        "unseen": len([each for each in records if each.reference not in children]),
        "shares": presenters.shares(tool, records, fit) if done else {}, "kept": bool(done) and not fit.whole,
        "beside": presenters.beside(tool, records, earlier) if earlier and done else [],
        "may_complete": audits and not dip_rules.may_not_complete(
            len(records), done, complete=found.completed_on is not None),
        "may_repeat": may(request.asker, Action.RUN_AUDITS) and found.completed_on is not None,
        "repeated_by": list(found.repeated_by.all()),
    }, status=403 if refused else 200)  # fmt: skip


def _earlier(request: Request, found: DipSample) -> list[DipRecord]:
    """The records of the sample that this one repeats; none where what they come to is not fit for whoever asks."""
    if found.repeats is None:
        return []
    records = list(found.repeats.records.all())
    children = seen_of(request.caseload, (each.reference for each in records))
    return records if fit_of(found.repeats, records, children, ()).whole else []


@page(Action.AUDIT)
def complete(request: Request, number: int) -> HttpResponse:
    """Complete a sample."""
    found = _sample(number)
    if request.method == "POST":
        try:
            version = version_read(request, stands=found.version)
            actions.complete_sample(by=request.actor, number=found.pk, version=version)
        except (WriteRefused, HomeBusy) as problem:
            return _sample_page(request, found, refused=str(problem))
        messages.success(request, "Complete. It counts, and can be repeated later beside this one.")
    return see(link("audits:dip_sample", found.pk))


@page(Action.SEE_AUDITS)
def record(request: Request, reference: str, number: int) -> HttpResponse:
    """One child's answers; or, for whoever may, the form beside the record."""
    child, found = _record(request, reference, number)
    is_over = bool(found.answered_on or found.sample.completed_on)
    # What is sent when somebody else was first is refused with its words, not dropped.
    if not may(request.asker, Action.AUDIT) or (is_over and request.method != "POST"):
        return _answered(request, child, found)
    tool, read = dip_from(found.sample.tool), request.caseload.record_of(child)
    involved = involved_in(child, read, request.actor.day)
    if dependent := rules.may_not_audit(request.actor.name, request.asker.teams, involved):
        return _answered(request, child, found, dependent)
    asked = form_of(tool)

    def act(form: Form, version: int) -> DipRecord:
        given, quotes = form.given(tool)  # type: ignore[attr-defined]
        return actions.answer_record(by=request.actor, child=child, number=found.pk, version=version, answers=given,
                                     quotes=quotes, involved=involved)  # fmt: skip

    said = answer_about(request, "dip record", str(found.pk), asked, act, version=found.version)
    if said.sent is not None:
        messages.success(request, "Kept.")
        return see(link("audits:dip_record", child.reference, found.pk))
    if said.is_kept:
        return see(link("audits:dip_sample", found.sample_id))
    if said.refused:
        said.form.add_error(None, said.refused)
    return render(request, "audits/dip_record.html", {
        "child": child, "found": found, "tool": tool, "form": said.form, "writing": said.writing,
        "version": said.version, "told": said.told, "rows": rows_beside(read, request.actor.day),
        "questions": [(question, said.form[f"a_{question.code}"], said.form[f"q_{question.code}"])
                      for question in tool.questions],
    }, status=403 if said.refused else 200)  # fmt: skip


def _answered(request: Request, child: ChildNow, found: DipRecord, cannot: str = "") -> HttpResponse:
    tool = dip_from(found.sample.tool)
    said = [
        (question.text, presenters.ANSWERS.get(found.answers.get(question.code, ""), "Not answered"),
         found.quotes.get(question.code, ""))
        for question in tool.questions
    ]  # fmt: skip
    asks = bool(set(found.answers.values()) & {"no", "partly"})
    return render(request, "audits/dip_answered.html", {
        "child": child, "found": found, "tool": tool, "said": said if found.answered_on else [], "cannot": cannot,
        "may_ask": asks and may(request.asker, Action.AUDIT, child),
    })  # fmt: skip


@page(Action.AUDIT)
def ask(request: Request, reference: str, number: int) -> HttpResponse:
    """Make an action of what was found."""
    child, found = _record(request, reference, number)
    read = request.caseload.record_of(child)
    names, _ = request.caseload.names_in(read)
    people = offered(child.reference, owners_of(child, read, names, request.actor.day), Action.DO_AUDIT_ACTION)

    def act(form: Form, _: int) -> str:
        made = actions.ask_action(by=request.actor, child=child, number=found.pk, **form.cleaned_data)
        return link("audits:action", child.reference, made.row_id)

    around = FormPage("Ask for something to change", link("audits:dip_record", child.reference, found.pk),
                      "The answers", child=child)  # fmt: skip
    asked = made_with(AskForm, owners=people)
    return form_page(request, asked, "dip action", str(found.pk), act, around, version=found.version,
                     template=OF_A_CHILD, done="It is on its owner’s list. Somebody else closes it.")  # fmt: skip


def _sample(number: int) -> DipSample:
    """A sample by its number. Raises Http404."""
    return paper_or_404(DipSample.objects.select_related("repeats"), number)


def _record(request: Request, reference: str, number: int) -> tuple[ChildNow, DipRecord]:
    """One child's record of a sample. Raises Http404, the same for absent and not permitted."""
    child = request.caseload.child(reference)
    return child, paper_or_404(DipRecord.objects.select_related("sample").filter(reference=child.reference), number)
