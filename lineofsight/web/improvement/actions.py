"""What is done with the improvement plan. How a line stands is never among it, and no words of it name a child."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from django.db import models

from lineofsight.core.periods import parse_period
from lineofsight.evaluation.improvement import may_not_sign_off
from lineofsight.record.library.models import Document, Passage
from lineofsight.record.written import held_row, new_row_id
from lineofsight.web.access.actions import Actor, Refused, action, touched, write_record
from lineofsight.web.access.naming import may_not_name
from lineofsight.web.access.papers import held_paper, kept_paper, require
from lineofsight.web.accounts.models import User
from lineofsight.web.accounts.roles import Action
from lineofsight.web.improvement import library, measured, rules
from lineofsight.web.improvement.building import line_view, plan_view, told_to
from lineofsight.web.improvement.evidence import CHANGEABLE, evidence_of, papers_of
from lineofsight.web.improvement.models import (
    Leader,
    Line,
    LineAction,
    LineMeasure,
    Meeting,
    Plan,
    Question,
    Said,
    SignOff,
    Statement,
)
from lineofsight.web.improvement.told import as_told
from lineofsight.web.knowledge import meanings
from lineofsight.web.served import served_home

TABLE = "improvement_actions"
Paper = TypeVar("Paper", bound=models.Model)


@action(Action.PLAN_IMPROVEMENT)
def begin_plan(*, by: Actor, title: str, aim: str, began_on: date) -> Plan:
    """Begin a plan. Raises Refused while another is in force."""
    require(rules.may_not_begin_plan(Plan.objects.filter(ended_on=None).exists()))
    require(may_not_name(by.asker, title, aim))
    return _made(Plan(title=title, aim=aim, began_on=began_on, made_on=by.day, made_by=str(by.user)))


@action(Action.PLAN_IMPROVEMENT)
def end_plan(*, by: Actor, plan: int, version: int, outcome: str, why: str) -> Plan:
    """End the plan in force, saying how it ended and why. Raises Refused."""
    found = held_paper(Plan.objects, plan, version)
    view = plan_view(on=by.day)
    lines = view.lines if view else ()
    require(rules.may_not_end_plan(outcome, why, sum(line.is_put_right for line in lines), len(lines)))
    require(may_not_name(by.asker, why))
    found.ended_on, found.outcome, found.why_ended = by.day, outcome, why
    return kept_paper(found)


@action(Action.PLAN_IMPROVEMENT)
def record_past_plan(
    *, by: Actor, title: str, promised: str, began_on: date, ended_on: date, outcome: str, why: str, source: str
) -> Plan:
    """Record a plan that ended before this one, so that why it did stands beside it."""
    require(rules.may_not_be_dated(began_on, ended_on))
    require(may_not_name(by.asker, title, promised, why))
    return _made(Plan(
        title=title, aim=promised, began_on=began_on, ended_on=ended_on, outcome=outcome, why_ended=why, source=source,
        made_on=by.day, made_by=str(by.user),
    ))  # fmt: skip


@action(Action.PLAN_IMPROVEMENT)
def record_leader(
    *, by: Actor, name: str, role: str, from_on: date, to_on: date | None, source: str, passage: int | None = None
) -> Leader:
    """Record who led, from when and until when."""
    require(rules.may_not_have_led(from_on, to_on, by.day))
    return _made(Leader(
        name=name, role=role, from_on=from_on, to_on=to_on, source=source, passage=passage, made_on=by.day,
        made_by=str(by.user),
    ))  # fmt: skip


@action(Action.PLAN_IMPROVEMENT)
def record_leaving(*, by: Actor, leader: int, version: int, to_on: date) -> Leader:
    """Record that somebody who led has left."""
    found = held_paper(Leader.objects, leader, version)
    require(rules.may_not_have_led(found.from_on, to_on, by.day))
    found.to_on = to_on
    return kept_paper(found)


@action(Action.PLAN_IMPROVEMENT)
def add_line(*, by: Actor, plan: Plan, owner: User, values: Mapping[str, Any]) -> Line:
    """Add a line: what was said, where, who answers for it and by when. Raises Refused."""
    require(rules.may_not_be_dated(values["begins_on"], values["due_on"]))
    if values.get("document") is None:  # what a document says has been published
        require(may_not_name(by.asker, *(values[name] for name in ("source", "place", "term", "finding"))))
    last = Line.objects.filter(plan=plan).order_by("-number").first()
    return _made(Line(
        **values, plan=plan, number=last.number + 1 if last else 1, owner_id=owner.pk, owner=str(owner),
        made_on=by.day, made_by=str(by.user),
    ))  # fmt: skip


@action(Action.PLAN_IMPROVEMENT)
def take_lines(
    *,
    by: Actor,
    plan: Plan,
    owner: User,
    document: Document,
    passages: Sequence[Passage],
    begins_on: date,
    due_on: date,
) -> list[Line]:
    """Take recommendations of the library into the plan, each with the measures its themes propose; not one twice."""
    made = []
    for each in library.taken(document, passages):
        if Line.objects.filter(plan=plan, source=each.values["source"], term=each.values["term"]).exists():
            continue
        values = {**each.values, "begins_on": begins_on, "due_on": due_on}
        line = add_line(by=by, plan=plan, owner=owner, values=values)
        for code in each.matched.measures:
            _hold_to_proposed(by, line, code)
        made.append(line)
    return made


@action(Action.PLAN_IMPROVEMENT)
def change_line(*, by: Actor, line: int, version: int, owner: User, values: Mapping[str, Any]) -> Line:
    """Change who answers for a line, by when, and what is asked of audits. What was said of it stays."""
    found = held_paper(Line.objects, line, version)
    require(rules.may_not_be_dated(values["begins_on"], values["due_on"]))
    if values.get("finding", "") != found.finding:
        require(may_not_name(by.asker, values.get("finding", "")))
    before = {name: getattr(found, name) for name in CHANGEABLE}
    kept = {name: str(value) if isinstance(value, date) else value for name, value in before.items()}
    found.earlier = [*found.earlier, {"until": str(by.day), "by": str(by.user), "values": kept}]
    for name, value in {**values, "owner_id": owner.pk, "owner": str(owner)}.items():
        setattr(found, name, value)
    return kept_paper(found)


@action(Action.PLAN_IMPROVEMENT)
def add_action(*, by: Actor, line: Line, owner: User, what: str, begins_on: date, due_on: date) -> LineAction:
    """Say what will be done for a line; it is a row of the record's improvement actions too. Raises Refused."""
    require(rules.may_not_be_dated(begins_on, due_on))
    require(may_not_name(by.asker, what))
    measure = LineMeasure.objects.filter(line=line, ended_on=None).first()
    row = write_record(
        TABLE, {"started_on": begins_on, "due_on": due_on, "theme": line.themes[0] if line.themes else "other",
                "measure": measure.code if measure else None, "action": what},
        holder="", row_id=new_row_id(), version=0,
    )  # fmt: skip
    return _made(LineAction(
        line=line, what=what, owner_id=owner.pk, owner=str(owner), begins_on=begins_on, due_on=due_on,
        row_id=row.row_id, made_on=by.day, made_by=str(by.user),
    ))  # fmt: skip


@action(Action.DO_IMPROVEMENT)
def say_done(*, by: Actor, done: int, version: int, evidence: str) -> LineAction:
    """Say that one's own action is done, and what shows it. It moves no line: measures and audits do."""
    found = held_paper(LineAction.objects, done, version)
    require(rules.may_not_say_done(found.owner_id, by.user.pk, found.said_done_on is not None, evidence))
    require(may_not_name(by.asker, evidence))
    found.said_done_on, found.evidence = by.day, evidence
    return kept_paper(found)


@action(Action.PLAN_IMPROVEMENT)
def hold_to(*, by: Actor, line: Line, code: str, direction: str, target: float, period: str = "") -> LineMeasure:
    """Hold a line to a measure, with its baseline: the last whole period's figure, or that of the period named."""
    held = set(LineMeasure.objects.filter(line=line, ended_on=None).values_list("code", flat=True))
    indicator = measured.indicator_of(code)
    unfit = "There is no such measure." if indicator is None else measured.may_be_held_to(indicator)
    require(rules.may_not_hold_to(code, held, unfit))
    return _measure(by, line, code, direction, target, period)


@action(Action.PLAN_IMPROVEMENT)
def take_off(*, by: Actor, measure: int, version: int, why: str) -> LineMeasure:
    """Take a measure off a line, saying why; what was asked stays to be read."""
    found = held_paper(LineMeasure.objects, measure, version)
    require(rules.may_not_take_off(why))
    require(may_not_name(by.asker, why))
    found.ended_on, found.why_ended = by.day, why
    return kept_paper(found)


@action(Action.PLAN_IMPROVEMENT)
def ask_anew(*, by: Actor, measure: int, version: int, target: float, why: str) -> LineMeasure:
    """Take a new baseline by today's definition, with its target, saying why. The old one stays to be read."""
    found = held_paper(LineMeasure.objects, measure, version)
    require(rules.may_not_take_off(why))
    require(may_not_name(by.asker, why))
    found.ended_on, found.why_ended = by.day, why
    kept_paper(found)
    return _measure(by, found.line, found.code, found.direction, target, "")


@action(Action.PLAN_IMPROVEMENT)
def say(*, by: Actor, line: Line, kind: str, words: str, place: str = "") -> Said:
    """Write what children and families say, or a note, on a line. It is never changed afterwards."""
    if kind not in ("voice", "note"):
        raise Refused("Say whether this is what children and families say, or a note.")
    require(may_not_name(by.asker, words, place))
    return _made(Said(line=line, kind=kind, on=by.day, by=str(by.user), words=words, place=place))


@action(Action.HOLD_IMPROVEMENT_BOARD)
def decide(*, by: Actor, line: Line, words: str, minute: str) -> Said:
    """Write what the board decided about a line, with its minute."""
    require(may_not_name(by.asker, words, minute))
    return _made(Said(line=line, kind="board", on=by.day, by=str(by.user), words=words, place=minute))


@action(Action.SIGN_OFF_IMPROVEMENT)
def sign_off(*, by: Actor, line: Line, words: str) -> SignOff:
    """Sign a line off. Raises Refused with every reason: one's own line, or evidence that is short."""
    require(may_not_name(by.asker, words))
    snapshot = _snapshot(by.day)
    papers = papers_of([line], by.day, snapshot)[0]
    shown = line_view(papers)
    if reasons := may_not_sign_off(evidence_of(papers), by.day, (str(by.user.pk),)):
        raise Refused(" ".join(told_to(reasons, shown.measures, sees_children=by.asker.role.sees_children)))
    made = _made(SignOff(
        line=line, on=by.day, by_id=by.user.pk, by=str(by.user), words=words, snapshot=snapshot,
        evidence=[*(each.words for each in shown.measures), shown.audits.words],
    ))  # fmt: skip
    for each in papers.actions:
        row = held_row(served_home(), TABLE, each.row_id)
        if row is not None and not row.values.get("evidenced_on"):
            shown_on = {"evidenced_on": by.day, "measure_moving": True}
            write_record(TABLE, shown_on, holder="", row_id=row.row_id, version=row.version)
    return made


@action(Action.HOLD_IMPROVEMENT_BOARD)
def hold_meeting(*, by: Actor, plan: Plan, on: date, minutes: str, said: Mapping[str, str]) -> Meeting:
    """Keep what the board was told of each theme, with how its lines stood as shown, and the minutes. Never changed."""
    last = Meeting.objects.filter(plan=plan).first()
    require(rules.may_not_hold_meeting(on, by.day, last.on if last else None))
    require(may_not_name(by.asker, minutes, *said.values()))
    snapshot = _snapshot(on)
    view = plan_view(snapshot, on)
    made = _made(Meeting(plan=plan, on=on, minutes=minutes, snapshot=snapshot, made_by=str(by.user)))
    for theme, words in said.items():
        if words.strip():
            stood = as_told(view.lines if view else (), theme)
            _made(Statement(meeting=made, theme=theme, said=words, by=str(by.user), stood=stood))
    return made


@action(Action.ASK_OF_IMPROVEMENT)
def ask(*, by: Actor, plan: Plan, question: str, line: Line | None = None) -> Question:
    """Ask about the plan, or about one line of it."""
    require(may_not_name(by.asker, question))
    return _made(Question(
        plan=plan, line=line, question=question, asked_on=by.day, asked_by_id=by.user.pk, asked_by=str(by.user)
    ))  # fmt: skip


@action(Action.PLAN_IMPROVEMENT)
def answer(*, by: Actor, question: int, version: int, words: str) -> Question:
    """Answer a question somebody else asked. Raises Refused."""
    found = held_paper(Question.objects, question, version)
    require(rules.may_not_answer(found.asked_by_id, by.user.pk, found.answered_on is not None))
    require(may_not_name(by.asker, words))
    found.answer, found.answered_on, found.answered_by = words, by.day, str(by.user)
    return kept_paper(found)


def _hold_to_proposed(by: Actor, line: Line, code: str) -> None:
    """Hold a line to a measure with a target that halves the gap; not where it has no figure or no good side.

    The baseline is the last figure from before the line begins, else the first there is.
    """
    told = [each for each in measured.series(_snapshot(by.day), code, line.begins_on) if each.period.end <= by.day]
    known = [each for each in told if each.value is not None]
    indicator = measured.indicator_of(code)
    if not known or indicator is None or measured.may_be_held_to(indicator):
        return
    first = ([each for each in known if each.period.end <= line.begins_on] or known[:1])[-1]
    if asked := library.proposed_target(code, first.value or 0.0):
        direction, target = asked[0].value, asked[1]
        hold_to(by=by, line=line, code=code, direction=direction, target=target, period=first.period.code)


def _measure(by: Actor, line: Line, code: str, direction: str, target: float, period: str) -> LineMeasure:
    snapshot = _snapshot(by.day)
    since = parse_period(period).end if period else line.begins_on
    told = [each for each in measured.series(snapshot, code, since) if each.period.end <= by.day]
    wanted = [each for each in told if not period or each.period.code == period]
    known = [each for each in wanted if each.value is not None]
    if not known:
        raise Refused("There is no figure to begin from. Choose another measure, or another period for the baseline.")
    first = known[-1]
    return _made(LineMeasure(
        line=line, code=code, direction=direction, target=target, baseline_period=first.period.code,
        baseline_value=first.value, baseline_above=first.above, baseline_below=first.below, baseline_snapshot=snapshot,
        definition=meanings.meaning_in(snapshot, code), made_on=by.day, made_by=str(by.user),
    ))  # fmt: skip


def _snapshot(on: date) -> str:
    if found := measured.snapshot_on(on):
        return found
    raise Refused("No snapshot has been taken, so nothing can be shown. Load data first.")


def _made(paper: Paper) -> Paper:
    paper.save()
    touched(paper)
    return paper
