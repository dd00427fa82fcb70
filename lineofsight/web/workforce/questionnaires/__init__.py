"""Questionnaires as data: each question, what it is about, and the answers there are."""

from lineofsight.web.workforce.questionnaires.reading import (
    Answer,
    Question,
    Questionnaire,
    QuestionnaireRefused,
    questionnaire_from,
    questionnaires_in_force,
)

__all__ = [
    "Answer", "Question", "Questionnaire", "QuestionnaireRefused", "questionnaire_from", "questionnaires_in_force",
]  # fmt: skip
