"""Dip samples and an audit with other agencies in the demonstration, made by the same actions as anybody's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from lineofsight.record.home import Home
from lineofsight.web.access.actions import Actor
from lineofsight.web.access.caseload import Caseload
from lineofsight.web.audits import rules
from lineofsight.web.audits.beside import involved_in, rows_beside
from lineofsight.web.audits.demonstration import actor_of
from lineofsight.web.audits.dip_models import DipSample
from lineofsight.web.audits.dip_samples import actions as dips
from lineofsight.web.audits.dip_samples import lists
from lineofsight.web.audits.joint_audits import actions as joints
from lineofsight.web.audits.joint_audits.actions import Given
from lineofsight.web.audits.joint_models import JointAudit
from lineofsight.web.audits.tools import Tool, dip_from, dips_in_force, joint_in_force, tool_from

SIZE, EARLIER, STAGES = 8, timedelta(days=120), ["child_protection"]
_ASKED = "Write with the child what must be different, in their words"


def make_dip_samples(home: Home, on: date) -> None:
    """A sample of plans four months ago, and the same again now; nothing where there is one."""
    auditor = actor_of("auditor", on)
    if not home.only_simulated() or auditor is None or DipSample.objects.exists():
        return
    before = _sample(home, replace(auditor, day=on - EARLIER), "Summer, plans", "summer", "nnpny", None)
    if before is not None:
        _sample(home, auditor, "Autumn, plans", "autumn", "yypyn", before)


def _sample(
    home: Home, by: Actor, title: str, seed: str, pattern: str, repeats: DipSample | None
) -> DipSample | None:  # fmt: skip
    """A sample, each child's answers by a pattern, and one action; None where no child can be drawn."""
    caseload, data = Caseload(by.asker, lambda _: None), dips_in_force(home.path)["dip_plan"]
    listed = lists.children_at(caseload, STAGES)
    free = [
        child for child in listed
        if not rules.may_not_audit(by.name, by.asker.teams, involved_in(child, caseload.record_of(child), by.day))
    ][: SIZE * 5]  # fmt: skip
    if not free:
        return None
    values = {"title": title, "why": "Do plans say what must be different for the child?", "source": "stage",
              "source_of": STAGES, "source_words": "child protection", "seed": seed, "wanted": SIZE}  # fmt: skip
    made = dips.draw_sample(by=by, values=values, tool=data, sample=lists.drawn(free, SIZE, seed),
                            teams=lists.teams_of(free), repeats=repeats)  # fmt: skip
    tool, children = dip_from(data), {child.reference: child for child in free}
    words = {"y": "yes", "p": "partly", "n": "no"}
    for place, record in enumerate(made.records.all()):
        child = children[record.reference]
        read = caseload.record_of(child)
        said = rows_beside(read, by.day)
        answers = {
            question.code: words[pattern[(place + at) % len(pattern)]] for at, question in enumerate(tool.questions)
        }
        quotes = {
            code: "Nothing on the record says so." if answer == "no" or not said else said[0].said[:300]
            for code, answer in answers.items()
        }
        dips.answer_record(by=by, child=child, number=record.pk, version=record.version, answers=answers,
                           quotes=quotes, involved=involved_in(child, read, by.day))  # fmt: skip
        if place == 0 and child.worker_id and repeats is not None and set(answers.values()) != {"yes"}:
            dips.ask_action(by=by, child=child, number=record.pk, what=_ASKED, owner=child.worker_id)
    return dips.complete_sample(by=by, number=made.pk, version=made.version)


def make_joint_audit(home: Home, on: date) -> None:
    """One child audited by three agencies: every part in, graded together, with what one agency owes."""
    auditor = actor_of("auditor", on)
    if not home.only_simulated() or auditor is None or JointAudit.objects.exists():
        return
    caseload = Caseload(auditor.asker, lambda _: None)
    data = joint_in_force(home.path)["joint"]
    for child in caseload.children().filter(is_open=True, stage__in=STAGES).order_by("reference")[:20]:
        involved = involved_in(child, caseload.record_of(child), on)
        if rules.may_not_audit(auditor.name, auditor.asker.teams, involved):
            continue
        made = joints.begin_joint(
            by=auditor, child=child, title="Neglect: did anybody see the whole?", agencies=["health", "police"],
            why="Each of us knew a part. Did the child’s life add up for anybody?", tool=data, involved=involved,
        )  # fmt: skip
        grades = {"social_care": "requires_improvement", "health": "good", "police": "inadequate"}
        for part in made.parts.all():
            joints.type_part(by=auditor, child=child, number=part.pk, version=part.version, involved=involved,
                             given=_given(tool_from(data), part.agency, grades[part.agency]))  # fmt: skip
        joints.owe(by=auditor, child=child, number=made.pk, agency="police", owner="Detective inspector",
                   what="Reports of the home reach the worker the same day",
                   due_on=on + timedelta(days=30))  # fmt: skip
        joints.grade_together(
            by=auditor, child=child, number=made.pk, version=JointAudit.objects.get(pk=made.pk).version,
            grade="requires_improvement", theme="partners",
            agreed="Everybody did their own task; nobody put it together. Police and social care still differ on when.",
        )  # fmt: skip
        return


def _given(tool: Tool, agency: str, grade: str) -> Given:
    answers = {
        question.code: next(choice.code for choice in tool.choices(question) if choice.grade == grade)
        for question in tool.questions
    }
    auditor = {"health": "Named nurse", "police": "Detective inspector"}.get(agency, "")
    return Given(auditor, True, answers, "Our record tells of tasks; the child’s day is not in it.", grade)
