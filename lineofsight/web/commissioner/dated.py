"""What a dated view holds: the measures and the improvement plan as one snapshot shows them, and the digest of both."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from lineofsight.evaluation.disclosure import SUPPRESSED
from lineofsight.web.commissioner.chosen import OVERSIGHT
from lineofsight.web.commissioner.models import DatedView
from lineofsight.web.improvement.reading import PlanView, plan_as_at
from lineofsight.web.knowledge.public_lines import PublicLine, line_from, lines_of
from lineofsight.web.knowledge.snapshots import Known


def lines_for(held: Known, plan: Mapping[str, Any]) -> tuple[PublicLine, ...]:
    """The measures of a dated view: those of every view, and those its plan is held to.

    What an earlier view did not give, a later one does not.
    """
    hidden: dict[str, set[str]] = {}
    for rows in DatedView.objects.values_list("lines", flat=True):
        for line in map(line_from, rows):
            hidden.setdefault(line.code, set()).update(line.hidden)
    wanted = {code: words for _, of_area in OVERSIGHT for words, code in of_area}
    for line in plan.get("lines", ()):
        for measure in line["measures"]:
            wanted.setdefault(measure["code"], measure["title"])
    return lines_of(held, [(words, code) for code, words in wanted.items()], hidden)


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
                        "baseline": _said(each.public_baseline), "latest": _said(each.public_latest),
                        "verdict": "" if each.is_hidden else each.verdict,
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


def _said(words: str) -> str:
    """A figure in words, `c` told for what it is."""
    first, _, rest = words.partition(" ")
    return f"Not shown: small numbers {rest}".strip() if first == SUPPRESSED else words


def digest_of(lines: Sequence[Mapping[str, Any]], plan: Mapping[str, Any]) -> str:
    """What names a view's content: a change of one figure gives another."""
    return sha256(json.dumps([list(lines), dict(plan)], sort_keys=True, ensure_ascii=False).encode()).hexdigest()
