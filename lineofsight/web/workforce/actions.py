"""What is done with surveys of staff. Refusals are rules; of answers only numbers that may be shown are kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from lineofsight.web.access.actions import Actor, Refused, action, touched
from lineofsight.web.access.papers import held_paper, kept_paper, require
from lineofsight.web.accounts.models import User
from lineofsight.web.accounts.roles import Action
from lineofsight.web.drafts.actions import drop_draft
from lineofsight.web.workforce import rules
from lineofsight.web.workforce.models import SurveyAction, SurveyCount, SurveyRound
from lineofsight.web.workforce.suppression import Answers, Key, keepable

GIVEN = "Somebody else gave numbers while you were. Look at them first: yours are still below."


@action(Action.KEEP_SURVEYS)
def begin_round(
    *, by: Actor, title: str, questionnaire: Mapping[str, Any], opened_on: date, closed_on: date, invited: int | None
) -> SurveyRound:  # fmt: skip
    """Begin a round of a questionnaire, which is kept whole with it."""
    made = SurveyRound.objects.create(
        title=title, questionnaire=dict(questionnaire), opened_on=opened_on, closed_on=closed_on, invited=invited,
        begun_on=by.day, begun_by_id=by.user.pk, begun_by=str(by.user),
    )  # fmt: skip
    touched(made)
    return made


@action(Action.KEEP_SURVEYS)
def keep_counts(*, by: Actor, number: int, version: int, answers: Mapping[Key, Answers]) -> SurveyRound:
    """Keep a round's numbers in place of those before; of small groups nothing is kept. Raises Refused."""
    found = _round(number, version)
    require(rules.may_not_keep_counts(has_actions=found.actions.exists()))
    kept = keepable(answers)
    if not kept:
        raise Refused("Too few people answered for anything to be shown. Nothing was kept.")
    SurveyCount.objects.filter(round=found).delete()
    SurveyCount.objects.bulk_create(
        SurveyCount(round=found, team_id=team, question=question, answer=answer, number=many)
        for (team, question), given in kept.items()
        for answer, many in given.items()
    )
    found.counted_on, found.counted_by, found.version = by.day, str(by.user), found.version + 1
    found.save()
    touched(found)
    return found


@action(Action.ACT_ON_SURVEYS)
def agree_action(
    *, by: Actor, number: int, owner: User, values: Mapping[str, Any], form: str = "", subject: str = ""
) -> SurveyAction:  # fmt: skip
    """Say what is done about what staff said, by whom and when. Raises Refused."""
    found = SurveyRound.objects.select_for_update().get(pk=number)
    require(rules.may_not_agree(counted=found.counted_on is not None, due_on=values["due_on"], on=by.day))
    made = SurveyAction.objects.create(
        round=found, question=values["question"], said=values["said"], doing=values["doing"], due_on=values["due_on"],
        owner_id=owner.pk, owner=str(owner), agreed_on=by.day, agreed_by=str(by.user),
    )  # fmt: skip
    touched(made)
    if form:
        drop_draft(by=by, form=form, subject=subject)
    return made


@action(Action.ACT_ON_SURVEYS)
def say_done(*, by: Actor, number: int, version: int, evidence: str) -> SurveyAction:
    """Its owner says that it is done, and what shows it. Raises Refused."""
    found = _action(number, version)
    require(rules.may_not_say_done(found.owner_id, by.user.pk, evidence, **_stage(found)))
    found.said_done_on, found.evidence = by.day, evidence
    return kept_paper(found)


@action(Action.ACT_ON_SURVEYS)
def close_action(*, by: Actor, number: int, version: int, found: str) -> SurveyAction:
    """Somebody else than its owner saw that it is done. Raises Refused."""
    it = _action(number, version)
    require(rules.may_not_close(it.owner_id, by.user.pk, **_stage(it)))
    it.closed_on, it.closed_by_id, it.closed_by, it.found = by.day, by.user.pk, str(by.user), found
    return kept_paper(it)


@action(Action.ACT_ON_SURVEYS)
def send_back(*, by: Actor, number: int, version: int, found: str) -> SurveyAction:
    """Somebody else than its owner saw that it is not done: it is open again. Raises Refused."""
    it = _action(number, version)
    require(rules.may_not_close(it.owner_id, by.user.pk, **_stage(it)))
    told = {
        "evidence": it.evidence,
        "said_on": str(it.said_done_on),
        "by": str(by.user),
        "on": str(by.day),
        "why": found,
    }
    it.sent_back = [*it.sent_back, told]
    it.said_done_on, it.evidence = None, ""
    return kept_paper(it)


def _round(number: int, version: int) -> SurveyRound:
    """The round, held until the action ends. Raises Refused where somebody else was first."""
    return held_paper(SurveyRound.objects, number, version, GIVEN)


def _action(number: int, version: int) -> SurveyAction:
    return held_paper(SurveyAction.objects, number, version)


def _stage(found: SurveyAction) -> dict[str, bool]:
    return {"said_done": found.said_done_on is not None, "closed": found.closed_on is not None}
