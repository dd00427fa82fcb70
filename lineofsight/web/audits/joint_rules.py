"""What may be done with an audit by several agencies, and where their parts agree and differ. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lineofsight.web.audits.tools import Tool
from lineofsight.web.knowledge.audit_words import BELOW_GOOD, GRADES

OURS = "social_care"
AGENCIES = {
    OURS: "Children’s social care", "police": "Police", "health": "Health", "education": "School or nursery",
    "early_help": "Early help", "mental_health": "Mental health", "substance": "Drug and alcohol service",
    "probation": "Probation", "housing": "Housing", "youth_justice": "Youth justice", "voluntary": "Voluntary agency",
}  # fmt: skip
LEAST = 2
_PLACE = {grade: place for place, grade in enumerate(GRADES)}


@dataclass(frozen=True, slots=True)
class Part:
    """One agency's part as rules read it. `answers`: by question."""

    agency: str
    grade: str
    answers: Mapping[str, str]
    received: bool
    missing_why: str = ""


def as_part(paper: Any) -> Part:
    """A part's paper (`JointPart`) as rules read it."""
    return Part(paper.agency, paper.grade, paper.answers, paper.received_on is not None, paper.missing_why)


@dataclass(frozen=True, slots=True)
class Compared:
    """One question, each agency's answer in words, and how far apart the kindest and the strictest are, in grades."""

    question: str
    answers: tuple[tuple[str, str], ...]
    apart: int

    @property
    def words(self) -> str:
        """Whether they agree."""
        if len(self.answers) < LEAST:
            return "One answer alone"
        if not self.apart:
            return "They agree"
        return "One grade apart" if self.apart == 1 else f"{self.apart} grades apart: talk about it"


def may_not_begin(agencies: Sequence[str], dependent: str) -> str:
    """Why somebody may not begin one; blank where they may. `dependent`: why they are not independent of the child."""
    if len(set(agencies) | {OURS}) < LEAST:
        return "Choose at least one other agency: with one alone it is an audit like any other."
    return dependent


def may_not_type(part: Part, *, complete: bool, is_ours: bool, dependent: str, independent: bool) -> str:
    """Why a part may not be typed; blank where it may. `independent`: that its auditor had no part with the child."""
    if complete:
        return "This audit is complete. What was found stays as it was."
    if part.received:
        return "This part is in already. What an agency found stays as it was."
    if is_ours:
        return dependent
    return "" if independent else "Nobody audits their own work. The agency names another auditor, or sends no part."


def what_is_missing(tool: Tool, answers: Mapping[str, str], grade: str) -> list[str]:
    """What a part lacks."""
    found = [
        f"Answer: {question.text}" for question in tool.questions
        if not tool.grade_of(question, answers.get(question.code, ""))
    ]  # fmt: skip
    return found if grade in GRADES else [*found, "Give an overall grade."]


def may_not_view(parts: Sequence[Part]) -> str:
    """Why the parts are not shown together yet; blank where they are: nobody writes theirs by another's."""
    waiting = [AGENCIES.get(part.agency, part.agency) for part in parts if not part.received and not part.missing_why]
    return f"Not shown together until every part is in. Waiting for: {', '.join(waiting)}." if waiting else ""


def may_not_grade(
    parts: Sequence[Part], grade: str, why: str, *, actions: int, complete: bool, leads: bool
) -> list[str]:  # fmt: skip
    """Everything that stands against a joint grade; nothing where nothing does."""
    if complete:
        return ["This audit is complete."]
    if not leads:
        return ["Only whoever leads it writes the joint grade."]
    found = [reason] if (reason := may_not_view(parts)) else []
    given = [part.grade for part in parts if part.received and part.grade in _PLACE]
    if len(given) < LEAST:
        found.append("Fewer than two agencies sent their part: it is no joint audit.")
    if grade not in GRADES:
        return [*found, "Give a joint grade."]
    if given and _PLACE[grade] < min(_PLACE[each] for each in given):
        found.append("No agency graded it as well as that. A joint grade is not kinder than the kindest part.")
    if not why.strip():
        found.append("Write what all agencies agreed, and where they still differ.")
    if grade in BELOW_GOOD and not actions:
        found.append("Practice below good needs at least one action that an agency owes.")
    return found


def compared(tool: Tool, parts: Sequence[Part]) -> list[Compared]:
    """Each question with every agency's answer, and how far apart they are."""
    found = []
    for question in tool.questions:
        given = [(part.agency, part.answers.get(question.code, "")) for part in parts if part.received]
        places = [_PLACE[grade] for _, answer in given if (grade := tool.grade_of(question, answer))]
        words = tuple((AGENCIES.get(agency, agency), tool.title_of(question, answer)) for agency, answer in given)
        found.append(Compared(question.text, words, max(places) - min(places) if places else 0))
    return found


def may_not_close(said_done: bool, said_by: int | None, who: int, evidence: str, *, closed: bool) -> str:
    """Why somebody may not close what an agency owes; blank where they may."""
    if closed:
        return "This action is closed."
    if not said_done:
        return "Nobody has written that the agency did it. It is not closed before."
    if said_by == who:
        return "You wrote that it is done. Somebody else must look and close it."
    return "" if evidence.strip() else "There is no evidence. It is not closed without."
