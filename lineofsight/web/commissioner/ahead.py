"""Where the measures of a view would be if they went on as they have, and what that says of the plan's targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lineofsight.core.periods import parse_period
from lineofsight.evaluation.forecasts import Delivery, forecast
from lineofsight.web.knowledge.public_lines import PublicLine
from lineofsight.web.layout.dates import in_full

HIGHER = "at_least"
_MONTHS, _A_YEAR = 3, 12
VERDICTS = {
    Delivery.LIKELY: "On course", Delivery.UNSURE: "May or may not be reached", Delivery.UNLIKELY: "Not on course",
    Delivery.NOT_KNOWN: "Not known",
}  # fmt: skip


# Of a target whose day has passed, as the plan found it; nothing where the figure is not given.
PASSED = {"met": "Met", "at_target": "At target, not yet sustained", "off_target": "Off target"}


@dataclass(frozen=True, slots=True)
class Ahead:
    """A measure against its target: now, on the straight line when the target is due, and what that says."""

    code: str
    title: str
    now: str
    target: str
    by: str
    line: str
    verdict: str
    why: str


def aheads(lines: Sequence[PublicLine], plan: Mapping[str, Any]) -> list[Ahead]:
    """Every target of the plan, in its order, of which the measure is among those shown; else it is not known."""
    held = {line.code: line for line in lines}
    found = []
    for each in plan.get("lines", ()):
        due = date.fromisoformat(each["due_on"])
        for measure in each["measures"]:
            found.append(ahead_of(held.get(measure["code"]), measure, due))
    return found


def ahead_of(line: PublicLine | None, measure: Mapping[str, Any], due: date) -> Ahead:
    """One measure against its target, worked out from the values as they are shown."""
    base = (measure["code"], measure["title"], measure["latest"] or "Not known", measure["target"], in_full(due))
    if line is None:
        return Ahead(*base, "", VERDICTS[Delivery.NOT_KNOWN], "its periods are not among those shown here")
    places = _places(line, due)
    if places < 1:
        said = PASSED.get(measure["verdict"], VERDICTS[Delivery.NOT_KNOWN])
        return Ahead(*base, "", said, "the day the target was due has passed")
    percent = line.unit == "%"
    found = forecast([cell.number for cell in line.cells], places, least=0.0, most=100.0 if percent else None)
    verdict = found.against(float(measure["target_value"]), higher_is_better=measure["direction"] == HIGHER)
    if found.value is None:
        return Ahead(*base, "", VERDICTS[verdict], found.reason)
    words = f"about {found.value:.0f}{line.unit}, between {found.lower:.0f}{line.unit} and {found.upper:.0f}{line.unit}"
    return Ahead(*base, words, VERDICTS[verdict], f"from {found.points} points as shown")


def _places(line: PublicLine, due: date) -> int:
    """How many periods after the last the day lies, as the line's periods follow each other."""
    last = parse_period(line.codes[-1]).end
    ends = [parse_period(code).end for code in line.codes[-2:]]
    step = _A_YEAR if len(ends) == 2 and (ends[1] - ends[0]).days > 200 else _MONTHS
    months = 12 * (due.year - last.year) + due.month - last.month
    return -(-months // step) if months > 0 else 0
