"""What of the plan a pack does not give, because it names a child: whoever wrote it may not have known that it does.

Which texts they are is kept with the pack, as digests, so that it stays the same when the child's identity has gone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from hashlib import sha256

from lineofsight.web.access.naming import named_among
from lineofsight.web.improvement.reading import LineView, MeetingView, PlanView

KEPT_BACK = "Not shown here: it names a child."


def kept_back_of(plan: PlanView | None, before: Collection[str]) -> tuple[str, ...]:
    """The digests of the plan's texts that a pack does not give: those of before, and those that name a child now."""
    now = [] if plan is None else named_among(list(dict.fromkeys(_texts(plan))))
    return tuple(sorted({*before, *map(_digest, now)}))


def without(plan: PlanView, kept_back: Collection[str]) -> PlanView:
    """The plan with what is kept back said to be so."""
    if not kept_back:
        return plan

    def told(text: str) -> str:
        return KEPT_BACK if text and _digest(text) in kept_back else text

    def line_told(line: LineView) -> LineView:
        actions = tuple(replace(each, what=told(each.what)) for each in line.actions)
        return replace(line, term=told(line.term), actions=actions)

    def meeting_told(meeting: MeetingView) -> MeetingView:
        return replace(meeting, statements=tuple(replace(each, said=told(each.said)) for each in meeting.statements))

    return replace(
        plan, title=told(plan.title), aim=told(plan.aim), lines=tuple(map(line_told, plan.lines)),
        meetings=tuple(map(meeting_told, plan.meetings)),
        questions=tuple(replace(each, question=told(each.question), answer=told(each.answer))
                        for each in plan.questions),
    )  # fmt: skip


def _texts(plan: PlanView) -> Iterator[str]:
    """What people wrote; not what was taken from a document, which has been published."""
    yield from (plan.title, plan.aim)
    for line in plan.lines:
        if line.document is None:
            yield line.term
        yield from (each.what for each in line.actions)
    for meeting in plan.meetings:
        yield from (each.said for each in meeting.statements)
    for question in plan.questions:
        yield from (question.question, question.answer)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
