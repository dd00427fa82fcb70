"""The demonstration's learning register, made by the same actions as anybody's: an entry of each kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from lineofsight.record.home import Home
from lineofsight.record.written import new_row_id
from lineofsight.web.access.actions import Actor
from lineofsight.web.access.caseload import Caseload
from lineofsight.web.access.middleware import asker_of
from lineofsight.web.access.service_rows import SERVICE
from lineofsight.web.accounts.models import User
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.learning import actions
from lineofsight.web.learning.actions import Held
from lineofsight.web.learning.kinds import KINDS
from lineofsight.web.learning.models import Entry, LearningAction
from lineofsight.web.learning.proof import Named, Proof, named_from
from lineofsight.web.learning.readings import measured, name_dip, name_measure, proofs_of

LONG_AGO, LATELY = timedelta(days=330), timedelta(days=25)
MEASURE, PLANS = "cp_visits_timely", "Does the plan say what must change?"
HEARD = "Is the child seen and heard?"


def make_learning(home: Home, on: date) -> None:
    """An entry of each kind, some closed with proof, one opened again; nothing where there is one."""
    director, leader = _actor("director", on), _actor("principal-social-worker", on)
    officer = _actor("designated-officer", on)
    if not home.only_simulated() or Entry.objects.exists() or director is None or leader is None:
        return
    manager = User.objects.filter(username="team-manager").first()
    owner = manager or director.user
    _incident(leader, director, owner, on)
    _review(leader, director, owner, on)
    _complaint(leader, owner, on)
    _compliment(leader, on)
    if officer is not None:
        _allegation(officer, on)


def _incident(leader: Actor, director: Actor, owner: User, on: date) -> None:
    """Long past, closed with proof, and looked at again: what a later check says is worked out."""
    began = on - LONG_AGO
    then = replace(leader, day=began)
    made = _begin(then, "serious_incident", began, {
        "title": "A baby was badly hurt while a plan was in place",
        "happened": "Visits were made to the home; the baby was seen asleep at each of them.",
        "learnt": "A baby asleep has not been seen. Who else saw the child awake was asked by nobody.",
        "agencies": ["Police", "Health trust"], **_carried(director.user),
    })  # fmt: skip
    _steps(then, "serious_incident", made.row_id, {
        "notified_on": began + timedelta(days=3), "rapid_review_sent_on": began + timedelta(days=20),
    }, on)  # fmt: skip
    action = actions.add_action(
        by=then, number=made.pk, what="Every visit says how the child was when awake, and who saw them", owner=owner,
        due_on=began + timedelta(days=60), named=_measure_named(began),
    )  # fmt: skip
    reached = next((each.on for each in measured(MEASURE) if each.on > began and _reached(action, each.value)), None)
    closed_on = reached + timedelta(days=7) if reached else on
    if closed_on >= on:
        return
    _done(action, owner, director, closed_on)
    entry = Entry.objects.get(pk=made.pk)
    caseload = Caseload(director.asker, lambda _: None)

    def proofs(since: date | None, until: date) -> dict[int, Proof]:
        return proofs_of(caseload, list(entry.actions.select_related("entry")), since, until)

    actions.close_entry(
        by=replace(director, day=closed_on), number=entry.pk, version=entry.version,
        row={"rapid_review_sent_on": began + timedelta(days=20)}, proofs=proofs(None, closed_on),
    )  # fmt: skip
    first = entry.checks.order_by("due_on").first()
    if first is not None and first.due_on <= on:
        still = list(proofs(closed_on, first.due_on).values())
        actions.look_again(by=replace(director, day=first.due_on), number=first.pk, proofs=still)


def _reached(action: LearningAction, value: float) -> bool:
    return value >= named_from(action.proof).wanted


def _review(leader: Actor, director: Actor, owner: User, on: date) -> None:
    """A thematic review whose action is said to be done, and waits for somebody else."""
    began = on - timedelta(days=110)
    then = replace(leader, day=began)
    made = _begin(then, "review", began, {
        "title": "What children told us about changes of worker", "sort": "thematic",
        "happened": "Twelve children were asked by somebody they know.",
        "learnt": "A goodbye matters to children more than a hello. Handing over in one visit does not work.",
        "agencies": ["Health trust", "Schools"], **_carried(leader.user),
    })  # fmt: skip
    named = name_dip(Caseload(leader.asker, lambda _: None), "dip_plan", PLANS, 80, began)
    action = actions.add_action(
        by=then, number=made.pk, what="Plans say in the child’s words what must be different", owner=owner,
        due_on=began + timedelta(days=90),
        named=named,
    )  # fmt: skip
    by = _actor_of(owner, on - LATELY)
    if by is not None:
        actions.say_done(by=by, number=action.pk, version=action.version,
                         evidence="Every plan of the team was read aloud with the family in October.")  # fmt: skip


def _complaint(leader: Actor, owner: User, on: date) -> None:
    """A complaint under the children's procedure, its first clock running."""
    began = on - timedelta(days=9)
    made = _begin(replace(leader, day=on), "complaint", began, {
        "title": "A young person was not told about a change of plan",
        "happened": "The meeting was moved twice. The young person heard of it from their carer.", "learnt": "",
        **_carried(leader.user),
    }, {"kind": "complaint"})  # fmt: skip
    actions.add_action(
        by=leader, number=made.pk, what="Whoever moves a meeting tells the child first", owner=owner,
        due_on=on + timedelta(days=40), named=name_dip(Caseload(leader.asker, lambda _: None), "dip_voice", HEARD, 80),
    )  # fmt: skip


def _compliment(leader: Actor, on: date) -> None:
    _begin(leader, "compliment", on - LATELY, {
        "title": "A grandmother wrote to thank a worker", "happened": "",
        "learnt": "She was rung back the same day, each time. That is what she thanks for.",
    }, {"kind": "compliment"})  # fmt: skip


def _allegation(officer: Actor, on: date) -> None:
    """One that concerns the demonstration's social worker: neither they, their manager nor their team ever see it."""
    worker = User.objects.filter(username="social-worker").first()
    if worker is None:
        return
    began = on - timedelta(days=12)
    made = actions.begin_allegation(by=replace(officer, day=began), row_id=new_row_id(), began_on=began, words={
        "title": "A message sent to a child at night", "work": "social_care", "happened": "A carer reported it.",
        "learnt": "", "concerns": [each for each in (worker.worker_id, worker.username, "team-manager") if each],
        "kept_from": worker.team_ids(on),
    })  # fmt: skip
    held = Held(made.row_id, SERVICE, 1, {"known_on": began})
    actions.record_allegation_step(by=officer, held=held, version=1, step="referred_on", on=began + timedelta(days=1))


def _begin(
    by: Actor, kind: str, began: date, words: Mapping[str, Any], row: Mapping[str, Any] | None = None
) -> Entry:  # fmt: skip
    return actions.begin_entry(by=by, kind=KINDS[kind], row_id=new_row_id(), began_on=began, row=row or {}, words=words)


def _steps(by: Actor, kind: str, row_id: str, steps: Mapping[str, date], on: date) -> None:
    """The steps of a row written here, in order; written today, so that what pages read is worked out as at today."""
    values: dict[str, Any] = {KINDS[kind].begins: by.day}
    for version, (step, day) in enumerate(steps.items(), start=1):
        held = Held(row_id, SERVICE, version, values)
        actions.record_step(by=replace(by, day=on), kind=KINDS[kind], held=held, version=version, step=step, on=day)
        values = {**values, step: day}


def _done(action: LearningAction, owner: User, checker: Actor, on: date) -> None:
    by = _actor_of(owner, on)
    if by is None:
        return
    said = actions.say_done(by=by, number=action.pk, version=action.version,
                            evidence="Forty visits were read with the workers who made them.")  # fmt: skip
    actions.close_action(by=replace(checker, day=on), number=said.pk, version=said.version,
                         checked="Ten of them, chosen by chance, say how the child was.")  # fmt: skip


def _measure_named(on: date) -> Named:
    """A proof by a measure as it stood on that day, a little better wanted."""
    found = [each for each in measured(MEASURE) if each.on <= on]
    wanted = min(100.0, round((found[-1].value if found else 50.0) + 2))
    return name_measure(definitions().indicators[MEASURE], wanted, on)


def _carried(user: User) -> dict[str, Any]:
    return {"carried_by_id": user.pk, "carried_by": str(user)}


def _actor(username: str, on: date) -> Actor | None:
    user = User.objects.filter(username=username, is_demonstration=True).first()
    return _actor_of(user, on) if user is not None else None


def _actor_of(user: User, on: date) -> Actor | None:
    asker = asker_of(user)
    return None if asker is None else Actor(user, asker, on)
