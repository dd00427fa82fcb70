"""Audits as pages show them: one, a child's, those that wait, and what is to be done after them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms import BoundField, Form

from lineofsight.evaluation.plain.record import PlainRecord
from lineofsight.record.service.models import ChildNow, OpenDuty
from lineofsight.web.audits.models import Audit
from lineofsight.web.audits.tools import Question, Section, Tool
from lineofsight.web.knowledge.audit_words import BELOW_GOOD, GRADES
from lineofsight.web.layout.dates import from_day, in_full
from lineofsight.web.layout.links import link

HIDDEN = "Not shown until it is graded again"


@dataclass(frozen=True, slots=True)
class Line:
    """An audit in a list."""

    child: str
    local_id: str
    link: str
    state: str
    tone: str
    auditor: str
    stratum: str
    when: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of an audit, with what the record says for it."""

    question: str
    answer: str
    words: str
    quotes: tuple[Mapping[str, str], ...]


@dataclass(frozen=True)
class Shown:
    """One audit on its page."""

    title: str
    state: str
    tone: str
    auditor: str
    grade: str
    moderation: str
    moderated_why: str
    summary: str
    sections: tuple[tuple[str, tuple[Answer, ...]], ...]
    voices: tuple[tuple[str, str], ...]
    at_risk: str
    repeats: str
    link: str
    stands: bool


@dataclass(frozen=True, slots=True)
class RowShown:
    """An audit as the record holds it."""

    on: str
    grade: str
    moderated: str
    by: str
    team: str
    theme: str
    at_risk: str
    repeats: bool
    link: str
    again: str


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action in a list."""

    what: str
    child: str
    local_id: str
    owner: str
    state: str
    tone: str
    due: str
    link: str


@dataclass(frozen=True, slots=True)
class PartOfForm:
    """A section of the audit's form: each question with its two fields and its quotes, by their place in the paper."""

    section: Section
    questions: tuple[tuple[Question, BoundField, BoundField, tuple[tuple[int, Mapping[str, str]], ...]], ...]


def state_of(paper: Audit) -> tuple[str, str]:
    """Where an audit is, and the look of its tag."""
    if paper.completed_on is None:
        if paper.auditor_id is None:
            return "Nobody has taken it", "due"
        return "Under way", "due"
    if paper.moderate_because and paper.moderated_on is None:
        return "Waits for a second grade", "due"
    return "Complete", "met"


def grade_words(code: str | None) -> str:
    """A grade as pages say it."""
    return GRADES.get(code or "", "Not graded")


def lines(papers: Iterable[Audit], children: Mapping[str, ChildNow]) -> list[Line]:
    """Audits whose child one may see."""
    found = []
    for paper in papers:
        child = children.get(paper.reference)
        if child is None:
            continue
        state, tone = state_of(paper)
        when = paper.completed_on or paper.taken_on
        found.append(Line(child.name, child.child_id, link("audits:audit", child.reference, paper.row_id), state, tone,
                          paper.auditor, paper.stratum, in_full(when)))  # fmt: skip
    return found


def audit_shown(paper: Audit, tool: Tool, *, hidden: bool) -> Shown:
    """An audit as read; what was found left out where it is hidden."""
    state, tone = state_of(paper)
    graded = bool(paper.completed_on) and not hidden
    said = paper.answers if graded else {}
    sections = tuple(
        (section.title, tuple(_answer(tool, question, said, paper.evidence) for question in section.questions))
        for section in tool.sections
    ) if graded else ()  # fmt: skip
    return Shown(
        f"{tool.title}, version {tool.version}", state, tone,
        f"{paper.auditor}, {in_full(paper.completed_on or paper.taken_on)}" if paper.auditor else "Nobody yet",
        grade_words(paper.grade) if graded else (HIDDEN if hidden and paper.completed_on else ""),
        _moderation(paper), paper.moderated_why, str(said.get("summary", "")), sections,
        tuple((voice.title, str(said.get(f"{voice.code} voice", ""))) for voice in tool.voices) if graded else (),
        at_risk_words(paper), paper.again_of, link("audits:audit", paper.reference, paper.row_id),
        paper.moderated_on is not None,
    )  # fmt: skip


def _answer(tool: Tool, question: Question, said: Mapping[str, Any], evidence: Sequence[Mapping[str, str]]) -> Answer:
    return Answer(
        question.text, tool.title_of(question, str(said.get(question.code, ""))),
        str(said.get(f"{question.code} words", "")),
        tuple(each for each in evidence if each.get("question") == question.code),
    )  # fmt: skip


def _moderation(paper: Audit) -> str:
    if paper.moderated_on:
        same = "the same" if paper.moderated_grade == paper.grade else "another grade"
        return f"{grade_words(paper.moderated_grade)}: {same}. {paper.moderator_name}, {in_full(paper.moderated_on)}."
    if paper.moderate_because:
        return f"Somebody else grades it again, without knowing the first grade. {paper.moderate_because}."
    return "Not chosen for a second grade." if paper.completed_on else ""


def at_risk_words(paper: Audit) -> str:
    """That the child was found at risk, and whether the head of service was told; blank where not."""
    if paper.at_risk_on is None:
        return ""
    told = f"{paper.head_told} was told on {in_full(paper.head_told_on)}." if paper.head_told_on else (
        "No head of service has been told yet."
    )  # fmt: skip
    return f"Found at risk on {in_full(paper.at_risk_on)}. {told}"


def parts_of_form(tool: Tool, form: Form, evidence: Sequence[Mapping[str, str]]) -> list[PartOfForm]:
    """The form by sections, each question with its quotes."""
    placed = list(enumerate(evidence))
    return [
        PartOfForm(section, tuple(
            (question, form[f"q_{question.code}"], form[f"w_{question.code}"],
             tuple(each for each in placed if each[1].get("question") == question.code))
            for question in section.questions
        ))
        for section in tool.sections
    ]  # fmt: skip


def row_shown(child: ChildNow, row: Mapping[str, Any], names: Mapping[str, str], *, hidden: bool) -> RowShown:
    """An audit's row of the record. `names`: workers and teams by id."""
    graded = grade_words(row.get("grade"))
    second = f"{grade_words(row['moderated_grade'])}, {in_full(row.get('moderated_on'))}" if row.get(
        "moderated_grade"
    ) else ""  # fmt: skip
    counts = row.get("moderated_grade") or row.get("grade")
    told = row.get("head_told_on")
    risk = "" if not row.get("child_at_risk") else (
        f"Found at risk; the head of service was told on {in_full(told)}" if told else
        "Found at risk; that a head of service was told is not recorded"
    )  # fmt: skip
    return RowShown(
        in_full(row.get("audited_on")), HIDDEN if hidden else graded, second,
        names.get(row.get("auditor_id") or "", row.get("auditor_id") or "Not recorded"),
        names.get(row.get("team_id") or "", row.get("team_id") or ""),
        str(row.get("theme") or "").replace("_", " ").capitalize(), risk, bool(row.get("re_audit_of")),
        link("audits:audit", child.reference, row["id"]),
        f"{link('audits:begin', child.reference)}?again={row['id']}"
        if counts in BELOW_GOOD and not hidden else "",
    )  # fmt: skip


def action_state(row: Mapping[str, Any]) -> tuple[str, str]:
    """Where an action is, and the look of its tag."""
    if row.get("done_on"):
        return "Closed", "met"
    if row.get("said_done_on"):
        return "Said to be done: somebody else checks", "due"
    return ("Sent back: not done", "overdue") if row.get("checked") else ("To be done", "due")


def action_line(
    child: ChildNow, row: Mapping[str, Any], names: Mapping[str, str], due_on: date | None, today: date
) -> ActionLine:  # fmt: skip
    """An action in a list. `due_on`: None where nothing is due any more."""
    state, tone = action_state(row)
    closed = f"{in_full(row.get('done_on'))}" if row.get("done_on") else ""
    due = f"{in_full(due_on)}, {from_day(due_on, today)}" if due_on and not closed else closed
    late = bool(due_on and due_on < today and not closed)
    return ActionLine(
        row.get("action") or "An action; the words are not in the file", child.name, child.child_id,
        names.get(row.get("owner_id") or "", row.get("owner_id") or "Nobody"), state, "overdue" if late else tone, due,
        link("audits:action", child.reference, row["id"]),
    )  # fmt: skip


def actions_of(
    child: ChildNow, record: PlainRecord, row_id: str, names: Mapping[str, str], today: date
) -> list[ActionLine]:  # fmt: skip
    """The actions an audit asked for."""
    rows = [row for row in record.tables.get("audit_actions", ()) if row.get("audit_id") == row_id]
    return [action_line(child, row, names, None, today) for row in rows]


def told_lines(
    duties: Sequence[OpenDuty], children: Mapping[str, ChildNow], rows: Mapping[str, Mapping[str, Any]], today: date
) -> list[ActionLine]:  # fmt: skip
    """Children of whom a head of service must be told, by the duty."""
    return [
        ActionLine(
            "Tell a head of service", child.name, child.child_id, duty.worker_name or "",
            "Found at risk" if row.get("child_at_risk") else "Graded inadequate",
            "overdue" if duty.due_on and duty.due_on < today else "due",
            f"{in_full(duty.due_on)}, {from_day(duty.due_on, today)}",
            link("audits:audit", child.reference, duty.subject),
        )
        for duty in duties
        if (child := children.get(duty.reference or "")) is not None and (row := rows.get(duty.subject)) is not None
    ]  # fmt: skip


def again_lines(
    duties: Sequence[OpenDuty], children: Mapping[str, ChildNow], today: date, may_audit: Collection[str]
) -> list[ActionLine]:  # fmt: skip
    """Children to be audited again, by the duty; of those not in `may_audit` whoever asks sees the audits there are."""
    return [
        ActionLine(
            "Audit again", child.name, child.child_id, duty.worker_name or "", duty.variant or "",
            "overdue" if duty.due_on and duty.due_on < today else "due",
            f"{in_full(duty.due_on)}, {from_day(duty.due_on, today)}",
            f"{link('audits:begin', child.reference)}?again={duty.subject}" if child.reference in may_audit
            else link("audits:child", child.reference),
        )
        for duty in duties
        if (child := children.get(duty.reference or "")) is not None
    ]  # fmt: skip


def tools_shown(tools: Mapping[str, Mapping[str, Any]]) -> list[tuple[str, str, str]]:
    """Each tool's code, title and address."""
    return [
        (code, f"{tool['title']}, version {tool['version']}", link("audits:tool", code))
        for code, tool in tools.items()
    ]  # fmt: skip
