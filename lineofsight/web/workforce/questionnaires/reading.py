"""Questionnaires read from files: ours, and the authority's own from `surveys/` in its home."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from lineofsight.record.home import SURVEYS

MOST = 60


class QuestionnaireRefused(ValueError):
    """A questionnaire that cannot be used: which, what is wrong with it, and what to do."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer there is. `agrees`: whether it says yes to what is asked."""

    code: str
    text: str
    agrees: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One question, put so that to agree is to speak well of working here. `about`: a word for what it is about."""

    code: str
    text: str
    about: str


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A questionnaire: its code, title, questions, and the answers each of them has."""

    code: str
    title: str
    questions: tuple[Question, ...]
    answers: tuple[Answer, ...]

    @property
    def agreeing(self) -> frozenset[str]:
        """The codes of the answers that agree."""
        return frozenset(each.code for each in self.answers if each.agrees)

    def question(self, code: str) -> Question | None:
        """The question of that code; None for none."""
        return next((each for each in self.questions if each.code == code), None)


def questionnaire_from(told: Mapping[str, Any]) -> Questionnaire:
    """A questionnaire from its document. Raises QuestionnaireRefused."""
    name = str(told.get("code") or "a questionnaire")
    try:
        questions = tuple(Question(str(q["code"]), str(q["text"]), str(q["about"])) for q in told["questions"])
        answers = tuple(Answer(str(a["code"]), str(a["text"]), bool(a["agrees"])) for a in told["answers"])
        made = Questionnaire(str(told["code"]), str(told["title"]), questions, answers)
    except (KeyError, TypeError) as problem:
        raise QuestionnaireRefused(
            f"{name}: {problem} is missing or cannot be read. See how ours is written."
        ) from None
    for what, codes in (("questions", [q.code for q in questions]), ("answers", [a.code for a in answers])):
        if not codes or len(codes) > MOST or len(set(codes)) < len(codes) or not all(codes):
            raise QuestionnaireRefused(f"{name}: its {what} need codes, each its own, 1 to {MOST} of them.")
    if not made.agreeing or len(made.agreeing) == len(answers):
        raise QuestionnaireRefused(f"{name}: some answers agree and some do not. Say which.")
    return made


def questionnaires_in_force(home: Path) -> dict[str, Mapping[str, Any]]:
    """The documents of all questionnaires by code; the authority's own go before ours. Raises QuestionnaireRefused."""
    own = home / SURVEYS
    ours = resources.files("lineofsight.web.workforce") / "questionnaires"
    texts = [each.read_text(encoding="utf-8") for each in sorted(ours.iterdir(), key=lambda one: one.name)
             if each.name.endswith(".json")]  # fmt: skip
    texts += [path.read_text(encoding="utf-8") for path in sorted(own.glob("*.json"))] if own.is_dir() else []
    found: dict[str, Mapping[str, Any]] = {}
    for text in texts:
        try:
            told = json.loads(text)
        except ValueError as problem:
            raise QuestionnaireRefused(f"A questionnaire is not JSON: {problem}. Mend the file in {SURVEYS}.") from None
        found[questionnaire_from(told).code] = told
    return found
