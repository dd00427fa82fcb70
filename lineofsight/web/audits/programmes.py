"""Programmes of audits: a sample drawn by strata with a seed, and how far it is; the tools."""

from __future__ import annotations

import polars as pl
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render

from lineofsight.core.tables.oversight import audits
from lineofsight.record.service.models import ChildNow
from lineofsight.web.access.caseload import Caseload
from lineofsight.web.access.pages import page
from lineofsight.web.access.papers import paper_or_404
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.audits import actions, presenters
from lineofsight.web.audits.forms import ProgrammeForm
from lineofsight.web.audits.models import Programme
from lineofsight.web.audits.sampling import InFrame, Sample, draw
from lineofsight.web.audits.tools import GRADES, tool_from, tools_in_force
from lineofsight.web.drafts.forms import FormPage, form_page
from lineofsight.web.knowledge.snapshots import known
from lineofsight.web.layout.fields import made_with
from lineofsight.web.layout.links import link
from lineofsight.web.served import served_home

A_PAGE = 50
HIGHER, LOWER = "higher risk", "other"
_AT_HIGHER_RISK = ("section_47", "child_protection")


@page(Action.SEE_AUDITS)
def programmes(request: Request) -> HttpResponse:
    """Every programme, the latest first."""
    shown = Paginator(Programme.objects.all(), A_PAGE).get_page(request.GET.get("page"))
    lines = [(each, each.audits.count(), each.audits.filter(completed_on__isnull=False).count()) for each in shown]
    return render(request, "audits/programmes.html", {
        "lines": lines, "page": shown, "may_draw": may(request.asker, Action.RUN_AUDITS),
    })  # fmt: skip


@page(Action.RUN_AUDITS)
def new_programme(request: Request) -> HttpResponse:
    """Draw a sample."""
    tools = tools_in_force(served_home().path)
    first = {"stages": ["child_protection", "in_care"], "spread_by": ["team"], "wanted": 12, "share": 20,
             "seed": f"{request.actor.day:%B %Y}", "tool": next(iter(tools))}  # fmt: skip

    def act(form: Form, _: int) -> str:
        values = form.values()  # type: ignore[attr-defined]
        drawn = sample_of(request.caseload, values["stages"], values["wanted"], values["seed"], values["spread_by"])
        made = actions.draw_programme(
            by=request.actor, values=values, tool=tools[form.cleaned_data["tool"]], sample=drawn
        )
        return link("audits:programme", made.pk)

    around = FormPage(
        "Draw children to audit", link("audits:programmes"), "Programmes", send="Draw",
        lead="Children are drawn by chance from all that are open now, so that nobody chooses. The seed and what was "
        "drawn from are kept: anybody can check that it was so.",
    )  # fmt: skip
    return form_page(request, made_with(ProgrammeForm, tools=tools), "audit programme", "", act, around, initial=first,
                     done="Drawn. Each child waits for an auditor who is independent of them.")  # fmt: skip


@page(Action.SEE_AUDITS)
def programme(request: Request, programme: int) -> HttpResponse:
    """One programme: how it was drawn, and where each of its audits is."""
    found = paper_or_404(Programme.objects, programme)
    papers = list(found.audits.all())
    children = {each.reference: each for each in request.caseload.children_of([paper.reference for paper in papers])}
    done = sum(1 for paper in papers if paper.completed_on)
    return render(request, "audits/programme.html", {
        "programme": found, "lines": presenters.lines(papers, children), "of": len(papers), "done": done,
        "unseen": len([paper for paper in papers if paper.reference not in children]),
        "title_of_tool": f"{found.tool_code}, version {found.tool_version}",
    })  # fmt: skip


@page(Action.SEE_AUDITS)
def tool_page(request: Request, tool: str) -> HttpResponse:
    """A tool in force: its sections, questions, guidance and scales."""
    data = tools_in_force(served_home().path).get(tool)
    if data is None:
        raise Http404("There is no such tool.")
    shown = tool_from(data)
    scales = [(name, [(each.title, GRADES[each.grade]) for each in choices]) for name, choices in shown.scales.items()]
    return render(request, "audits/tool.html", {"tool": shown, "scales": scales})


def sample_of(caseload: Caseload, stages: list[str], wanted: int, seed: str, by: list[str]) -> Sample:
    """A sample of the open children whoever asks may see, at these stages."""
    children = list(caseload.children().filter(is_open=True, stage__in=stages))
    grades = _last_grades() if "grade" in by else {}
    frame = [
        InFrame(each.reference, each.team_name or "no team", grades.get(each.reference, "never audited"), risk_of(each))
        for each in children
    ]
    return draw(frame, wanted, seed, by)


def risk_of(child: ChildNow) -> str:
    """The risk a child is drawn by: what is recorded now, in two bands."""
    return HIGHER if child.has_dangers or child.missing_since or child.stage in _AT_HIGHER_RISK else LOWER


def _last_grades() -> dict[str, str]:
    """The grade of each child's last audit, by reference, from the latest snapshot."""
    found = known()
    if found is None:
        return {}
    told = found.snapshot.record.lazy(audits).filter(pl.col("grade").is_not_null()).sort("audited_on")
    rows = told.select("child_id", pl.coalesce("moderated_grade", "grade")).collect()
    return {str(child): GRADES.get(str(grade), "never audited").lower() for child, grade in rows.iter_rows()}
