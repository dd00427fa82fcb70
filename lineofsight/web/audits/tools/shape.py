"""The shape of an audit tool."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lineofsight.web.knowledge.audit_words import GRADES

IMPACT = "impact"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a scale, and which of the four grades it is worth."""

    code: str
    title: str
    grade: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question, what to think of in answering it, and its scale."""

    code: str
    text: str
    guidance: str
    scale: str


@dataclass(frozen=True, slots=True)
class Section:
    """Questions about one part of practice."""

    code: str
    title: str
    about: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """What somebody else is asked to say: the worker, the child or family."""

    code: str
    title: str
    guidance: str


@dataclass(frozen=True)
class Tool:
    """One version of a tool. Refuses to be built without the impact on the child first. Raises ValueError."""

    code: str
    version: int
    title: str
    scales: Mapping[str, tuple[Choice, ...]]
    sections: tuple[Section, ...]
    voices: tuple[Voice, ...]

    def __post_init__(self) -> None:
        if not self.sections or self.sections[0].code != IMPACT:
            raise ValueError(f"{self.code}: the impact on the child is asked first. Make `{IMPACT}` its first section.")
        codes = [question.code for question in self.questions]
        twice = sorted({code for code in codes if codes.count(code) > 1})
        if twice:
            raise ValueError(f"{self.code}: there are two questions {', '.join(twice)}. Give each its own code.")
        for question in self.questions:
            if question.scale not in self.scales:
                raise ValueError(f"{self.code}: {question.code} asks for a scale {question.scale!r} there is not.")
        for name, choices in self.scales.items():
            if [choice.grade for choice in choices] != list(GRADES):
                raise ValueError(f"{self.code}: the scale {name!r} must have one answer for each grade, best first.")

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in order."""
        return tuple(question for section in self.sections for question in section.questions)

    def choices(self, question: Question) -> tuple[Choice, ...]:
        """The answers to a question."""
        return self.scales[question.scale]

    def grade_of(self, question: Question, answer: str) -> str:
        """The grade an answer is worth; blank for none."""
        return next((choice.grade for choice in self.choices(question) if choice.code == answer), "")

    def title_of(self, question: Question, answer: str) -> str:
        """An answer as its scale says it; blank for none."""
        return next((choice.title for choice in self.choices(question) if choice.code == answer), "")
