"""Grades as printed, in every form they take, and the code of each."""

from __future__ import annotations

import re

from lineofsight.inspections.wording import key

# The printed forms, letters only: a cell may break them over lines and capitalise them anyhow.
CODES = {
    "requiresimprovementtobegood": "requires_improvement",
    "requireimprovementtobegood": "requires_improvement",
    "requiresimprovement": "requires_improvement",
    "requireimprovement": "requires_improvement",
    "outstanding": "outstanding",
    "inadequate": "inadequate",
    "adequate": "adequate",
    "notjudged": "not_judged",
    "good": "good",
}
# The 2013 tables give some grades their number too.
NUMBERED = re.compile(r"grade[1-4]")
GRADE = re.compile("|".join(CODES))
# What one line of a cell may hold of a grade.
FRAGMENTS = (
    "outstanding", "inadequate", "adequate", "improvement", "requires", "require", "judged", "good", "not", "to", "be",
    "grade1", "grade2", "grade3", "grade4",
)  # fmt: skip
# The same in a sentence, however spaced: the longest first.
IN_WORDS = r"(?:requires?\s+improvement(?:\s+to\s+be\s+good)?|outstanding|good|inadequate|adequate|not\s+judged)"


def grade_of(printed: str) -> str | None:
    """The code of a grade as printed, None where it is no grade."""
    return CODES.get(NUMBERED.sub("", key(printed)))
