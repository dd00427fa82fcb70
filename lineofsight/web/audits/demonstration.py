"""Audits of the demonstration authority, made by the same actions as anybody's: a programme, some complete."""

from __future__ import annotations

from datetime import date, timedelta

from lineofsight.record.home import Home
from lineofsight.web.access.actions import Actor
from lineofsight.web.access.caseload import Caseload
from lineofsight.web.access.middleware import asker_of
from lineofsight.web.accounts.models import User
from lineofsight.web.audits import actions, rules
from lineofsight.web.audits.actions import Found
from lineofsight.web.audits.beside import rows_beside
from lineofsight.web.audits.models import Audit, Programme
from lineofsight.web.audits.papers import Opened, owners
from lineofsight.web.audits.programmes import sample_of
from lineofsight.web.audits.tools import Tool, tools_in_force
from lineofsight.web.knowledge.audit_words import BELOW_GOOD

SIZE, COMPLETE, STAGES = 12, 5, ["child_protection", "in_care", "child_in_need"]
# The last is only taken; the inadequate one is graded again, and the outstanding one waits to be.
_GRADES = ("good", "outstanding", "inadequate", "requires_improvement", "good")
_SAID = {
    "outstanding": "Life is better, and everybody who matters to the child can say why.",
    "good": "Life is better. What is left to do is in the plan.",
    "requires_improvement": "Much was done; what the child worries about most is still so.",
    "inadequate": "The record tells of tasks. It does not tell what changed for the child.",
}  # fmt: skip
_ACTION = "See the child alone, ask what is different now, and write their words on the record"


def make_audits(home: Home, on: date) -> None:
    """A programme, its first audits complete, one graded again; nothing where there is one, or no auditor."""
    auditor, second = actor_of("auditor", on), actor_of("principal-social-worker", on)
    if not home.only_simulated() or Programme.objects.exists() or auditor is None or second is None:
        return
    tool = next(iter(tools_in_force(home.path).values()))
    caseload = Caseload(auditor.asker, lambda _: None)
    sample = sample_of(caseload, STAGES, SIZE, "Exampleton", ["team"])
    if not sample.drawn:
        return
    values = {"title": "Children on plans and in care", "why": "Does what children say change what is done?",
              "stages": STAGES, "spread_by": ["team"], "seed": "Exampleton", "wanted": SIZE, "share": 30,
              "due_on": on + timedelta(days=42)}  # fmt: skip
    programme = actions.draw_programme(by=auditor, values=values, tool=tool, sample=sample)
    papers = list(programme.audits.all())
    children = {child.reference: child for child in caseload.children_of([paper.reference for paper in papers])}
    grades = list(_GRADES)
    for paper in papers:
        child = children.get(paper.reference)
        if child is None or not grades:
            continue
        it = Opened(child, caseload.record_of(child), paper)
        if rules.may_not_audit(auditor.name, auditor.asker.teams, it.involved):
            continue
        actions.take_audit(by=auditor, child=child, number=paper.pk, version=paper.version, involved=it.involved)
        if len(grades) == 1 or not _complete(auditor, caseload, it, grades[0]):
            return
        grades.pop(0)
        if len(grades) == len(_GRADES) - 3:
            actions.moderate_audit(
                by=second, child=child, number=paper.pk, grade="requires_improvement", involved=it.involved,
                why="The visits are there. What they were for is not.",
            )  # fmt: skip


def _complete(by: Actor, caseload: Caseload, it: Opened, grade: str) -> bool:
    """Complete an audit; false where the record has nothing to quote."""
    rows = rows_beside(it.record, by.day)
    if not rows:
        return False
    tool, number = it.tool, it.paper.pk
    strong = grade in rules.ALWAYS_MODERATED
    asked = tool.questions if strong else tool.questions[:1]
    for place, question in enumerate(asked):
        row = rows[place % len(rows)]
        table, _, key = row.key.partition(" ")
        quote = {"table": table, "row_id": key, "what": row.title, "on": row.on.isoformat(), "when": row.when,
                 "quote": max((words for _, words in row.words), key=len)}  # fmt: skip
        actions.quote_row(by=by, child=it.child, number=number, question=question.code, quoted=quote)
    held = [code for code, _ in owners(caseload, it.child, it.record, by.day).choices]
    below = grade in BELOW_GOOD and bool(held)
    actions.complete_audit(
        by=by, child=it.child, number=number, tool=tool,
        found=Found(_answers(tool, grade), grade, "voice", [(_ACTION, held[0])] if below else []),
    )  # fmt: skip
    return Audit.objects.get(pk=number).completed_on is not None


def _answers(tool: Tool, grade: str) -> dict[str, str]:
    chosen = {q.code: next(c.code for c in tool.choices(q) if c.grade == grade) for q in tool.questions}
    said = {f"{question.code} words": "See the quotes." for question in tool.questions[:1]}
    voices = {f"{voice.code} voice": "Asked, and heard." for voice in tool.voices}
    return {**chosen, **said, **voices, "summary": _SAID[grade]}


def actor_of(username: str, on: date) -> Actor | None:
    """Somebody of the demonstration as they act on a day; None where there is no such person."""
    user = User.objects.filter(username=username, is_demonstration=True).first()
    asker = asker_of(user)
    return None if user is None or asker is None else Actor(user, asker, on)
