"""What a dated view holds: the measures and the improvement plan as one snapshot shows them, and the digest of both."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from lineofsight.web.commissioner.chosen import OVERSIGHT
from lineofsight.web.commissioner.models import DatedView
from lineofsight.web.improvement.reading import PlanView, plan_as_at
from lineofsight.web.knowledge.public_lines import PublicLine, line_from, lines_of
from lineofsight.web.knowledge.snapshots import Known


def lines_for(held: Known) -> tuple[PublicLine, ...]:
    """The measures of a dated view. What an earlier view did not give, a later one does not."""
    hidden: dict[str, set[str]] = {}
    for rows in DatedView.objects.values_list("lines", flat=True):
        for line in map(line_from, rows):
            hidden.setdefault(line.code, set()).update(line.hidden)
    return lines_of(held, [each for _, wanted in OVERSIGHT for each in wanted], hidden)


def plan_row(held: Known) -> dict[str, Any]:
    """The improvement plan in public words as a snapshot shows it; nothing where there is none."""
    plan = plan_as_at(held.info.snapshot)
    return {} if plan is None else _plan(plan)


def _plan(plan: PlanView) -> dict[str, Any]:
    return {
        "title": plan.title, "aim": plan.aim, "began_on": plan.began_on.isoformat(),
        "lines": [
            {
                "number": line.number, "source": line.source, "place": line.place, "term": line.term,
                "due_on": line.due_on.isoformat(), "status": line.status, "status_words": line.status_words,
                "relapsed_on": line.relapsed_on.isoformat() if line.relapsed_on else "",
                "audits": line.audits.public_words,
                "measures": [
                    {
                        "code": each.code, "title": each.title, "target": each.target,
                        "target_value": each.target_value, "direction": each.direction,
                        "baseline": each.public_baseline, "latest": each.public_latest, "verdict": each.verdict,
                    }
                    for each in line.measures
                ],
            }
            for line in plan.lines
        ],
        "past": [
            {"title": each.title, "began_on": each.began_on.isoformat(), "ended_on": each.ended_on.isoformat(),
             "outcome": each.outcome, "why": each.why}
            for each in plan.past
        ],
    }  # fmt: skip


def digest_of(lines: Sequence[Mapping[str, Any]], plan: Mapping[str, Any]) -> str:
    """What names a view's content: a change of one figure gives another."""
    return sha256(json.dumps([list(lines), dict(plan)], sort_keys=True, ensure_ascii=False).encode()).hexdigest()
