"""The plan for those who see no children: every exact figure replaced by the one fit to be shown, or left out."""

from __future__ import annotations

from dataclasses import replace

from lineofsight.web.access.exact import is_exact_to
from lineofsight.web.access.policy import Asker
from lineofsight.web.improvement.measured import indicator_of
from lineofsight.web.improvement.plan_views import LineView, MeasureView, PlanView, StoodView

NOT_SHOWN = "not_shown"


def for_public(view: PlanView) -> PlanView:
    """The plan without an exact figure in it."""
    meetings = tuple(
        replace(each, statements=tuple(
            replace(said, lines=tuple(_stood(one) for one in said.lines)) for said in each.statements
        ))
        for each in view.meetings
    )  # fmt: skip
    return replace(view, lines=tuple(_line(line) for line in view.lines), meetings=meetings)


def for_asker(view: PlanView, asker: Asker) -> PlanView:
    """The plan for somebody who sees children: what is held to a measure not exact to them is the public's."""
    apart = {
        line.number for line in view.lines for each in line.measures
        if (found := indicator_of(each.code)) is not None and not is_exact_to(asker, found)
    }  # fmt: skip
    if not apart:
        return view
    told = for_public(view)
    lines = tuple(each if each.number not in apart else public
                  for each, public in zip(view.lines, told.lines, strict=True))  # fmt: skip
    meetings = tuple(
        replace(exact, statements=tuple(
            replace(one, lines=tuple(b if a.line in apart else a for a, b in zip(one.lines, other.lines, strict=True)))
            for one, other in zip(exact.statements, public.statements, strict=True)
        ))
        for exact, public in zip(view.meetings, told.meetings, strict=True)
    )  # fmt: skip
    return replace(view, lines=lines, meetings=meetings)


def _line(line: LineView) -> LineView:
    audits = replace(line.audits, words=line.audits.public_words, audits=0, good=0)
    return replace(
        line, reasons=line.public_reasons, audits=audits, measures=tuple(_measure(each) for each in line.measures)
    )


def _measure(measure: MeasureView) -> MeasureView:
    return replace(
        measure, verdict=NOT_SHOWN if measure.is_hidden else measure.verdict, baseline=measure.public_baseline,
        baseline_value=None, latest=measure.public_latest, latest_value=None, latest_period="", latest_out_of="",
        words=measure.public_words, change="", points=(),
    )  # fmt: skip


def _stood(stood: StoodView) -> StoodView:
    return replace(
        stood, then_figures=stood.public_then_figures, now_figures=stood.public_now_figures,
        changed=stood.public_changed,
    )  # fmt: skip
