"""What is done for oversight from outside: a dated view set before it, questions asked and answered, promises kept."""

from __future__ import annotations

from datetime import UTC, datetime

from lineofsight.web.access.actions import Actor, Refused, action, touched
from lineofsight.web.access.naming import may_not_name
from lineofsight.web.access.papers import held_paper, kept_paper, require, require_version
from lineofsight.web.access.policy import may
from lineofsight.web.accounts.roles import Action
from lineofsight.web.commissioner import rules
from lineofsight.web.commissioner.dated import digest_of, lines_for, plan_row
from lineofsight.web.commissioner.models import COMMISSIONER, MEMBER, DatedView, OversightQuestion, Pledge
from lineofsight.web.knowledge.snapshots import known


@action(Action.SHOW_OVERSIGHT)
def show_view(*, by: Actor, note: str) -> DatedView:
    """Set the latest snapshot's figures and plan before a commissioner, to be cited. Raises Refused without one."""
    held = known()
    if held is None:
        raise Refused("There is no snapshot yet. Take one: the view is of it.")
    require(may_not_name(by.asker, note))
    plan = plan_row(held)
    lines = [line.as_row() for line in lines_for(held, plan)]
    made = DatedView.objects.create(
        snapshot=held.info.snapshot, known_on=held.info.as_known_on, note=note, lines=lines, plan=plan,
        digest=digest_of(lines, plan), shown_at=datetime.now(UTC), shown_on=by.day, shown_by_id=by.user.pk,
        shown_by=str(by.user),
    )  # fmt: skip
    touched(made)
    return made


@action(Action.ASK_SERVICE)
def ask_question(*, by: Actor, question: str, about: str, view: DatedView | None) -> OversightQuestion:
    """Ask the service: of a dated view as a commissioner, of the latest snapshot as a councillor."""
    require(may_not_name(by.asker, question, about))
    held = known()
    outside = may(by.asker, Action.SEE_OVERSIGHT)
    seen = view.snapshot if view else held.info.snapshot if held else ""
    on = view.known_on if view else held.info.as_known_on if held else None
    made = OversightQuestion.objects.create(
        audience=COMMISSIONER if outside else MEMBER, view=view if outside else None, snapshot=seen, known_on=on,
        about=about, question=question, asked_at=datetime.now(UTC), asked_on=by.day, asked_by_id=by.user.pk,
        asked_by=str(by.user),
    )  # fmt: skip
    touched(made)
    return made


@action(Action.ANSWER_OVERSIGHT)
def answer_question(*, by: Actor, number: int, version: int, answer: str) -> OversightQuestion:
    """Answer by name; the answer is fixed to the snapshot of the day it is given. Raises Refused."""
    found = held_paper(OversightQuestion.objects, number, version)
    require(rules.may_not_answer(found.asked_by_id, by.user.pk, answered=found.answered_on is not None))
    require(may_not_name(by.asker, answer))
    held = known()
    found.answer, found.answered_on = answer, by.day
    found.answered_by_id, found.answered_by = by.user.pk, str(by.user)
    if held is not None:
        found.answer_snapshot, found.answer_known_on = held.info.snapshot, held.info.as_known_on
    return kept_paper(found)


@action(Action.SHOW_OVERSIGHT)
def make_pledge(*, by: Actor, words: str, measure: str) -> Pledge:
    """Write down something that was promised to children in care and care leavers."""
    require(may_not_name(by.asker, words))
    made = Pledge.objects.create(words=words, measure=measure, made_on=by.day, made_by=str(by.user))
    touched(made)
    return made


@action(Action.SHOW_OVERSIGHT)
def end_pledge(*, by: Actor, number: int, version: int, why: str) -> Pledge:
    """End a promise, with why: it stays to be read. Raises Refused."""
    found = held_paper(Pledge.objects, number)
    require(rules.may_not_end_pledge(ended=found.ended_on is not None))
    require_version(found, version)
    require(may_not_name(by.asker, why))
    found.ended_on, found.ended_by, found.why_ended = by.day, str(by.user), why
    return kept_paper(found)
