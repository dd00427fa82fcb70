"""The contract between council and trust: its measures by quarter, remedial plans, and reports as issued.

None of it is about a child, and its figures are as its pages show them to both bodies: fit to publish.
"""

from __future__ import annotations

from typing import Any

from ninja import Query, Router

from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.api.figures import NOTHING_YET, TAKE_ONE
from lineofsight.web.api.oversight_shapes import ContractReportRow, ContractRow, RemedyRow
from lineofsight.web.api.paging import Paging, page_of
from lineofsight.web.api.problems import Refusal
from lineofsight.web.api.shapes import Rows
from lineofsight.web.api.stating import reads
from lineofsight.web.contract import presenters
from lineofsight.web.contract.models import Measure, Report
from lineofsight.web.contract.papers import Line, Plan, line_of, lines_on
from lineofsight.web.knowledge.snapshots import Known, known

router = Router(tags=["Contract"])
_AGREED = ("indicator", "target", "tolerance", "direction", "from_on", "to_on", "agreed_on")
_PLANNED = ("cause", "due_on", "opened_on", "closed_on", "closed_quarter", "closed_why")
_ISSUED = ("quarter", "snapshot", "known_on", "issued_on", "digest")


@reads(router, "/contract/", Action.SEE_CONTRACT, Rows[ContractRow])
def contract(request: Request, paging: Query[Paging]) -> Any:
    """Every measure of the contract in force, quarter by quarter

    Small numbers are not shown; of a quarter that is not shown it is not told how it stands.
    """
    held, day = _held(), request.actor.day
    return page_of(lines_on(held, day), paging, lambda line: _line_row(line, presenters.line_shown(line, day), held))


@reads(router, "/contract/plans/", Action.SEE_CONTRACT, Rows[RemedyRow])
def contract_plans(request: Request, paging: Query[Paging]) -> Any:
    """Remedial plans, those of the first measure agreed first"""
    held = _held()
    lines = [line_of(each, held) for each in Measure.objects.prefetch_related("remedies__actions")]
    return page_of([(line, plan) for line in lines for plan in line.plans], paging, lambda pair: _plan_row(*pair))


@reads(router, "/contract/reports/", Action.SEE_CONTRACT, Rows[ContractReportRow])
def contract_reports(request: Request, paging: Query[Paging]) -> Any:
    """Quarterly reports as they were issued, the latest first"""
    return page_of(Report.objects.all(), paging, lambda each: {
        "report": each.pk, **{name: getattr(each, name) for name in _ISSUED},
    })  # fmt: skip


def _held() -> Known:
    found = known()
    if found is None:
        raise Refusal(404, NOTHING_YET, TAKE_ONE)
    return found


def _line_row(line: Line, shown: presenters.LineShown, held: Known) -> dict[str, Any]:
    quarters = zip(line.results, shown.quarters, strict=True)
    return {name: getattr(line.measure, name) for name in _AGREED} | {
        "measure": line.measure.pk, "title": line.title, "terms": shown.terms, "is_as_agreed": line.is_as_agreed,
        "change": shown.change, "remedy": shown.remedy, "plan_due_on": line.plan_due_on, "snapshot": held.info.snapshot,
        "quarters": [
            {"quarter": result.quarter.code, "title": each.title, "shown": each.shown, "out_of": each.out_of,
             "state": each.state}
            for result, each in quarters
        ],
    }  # fmt: skip


def _plan_row(line: Line, plan: Plan) -> dict[str, Any]:
    paper = plan.paper
    return {name: getattr(paper, name) for name in _PLANNED} | {
        "plan": paper.pk, "measure": line.measure.pk, "indicator": line.measure.indicator, "because": paper.because,
        "is_open": plan.is_open, "state": presenters.plan_words(plan), "actions": [
            {"what": each.what, "due_on": each.due_on, "done_on": each.done_on, "evidence": each.evidence}
            for each in paper.actions.all()
        ],
    }  # fmt: skip
