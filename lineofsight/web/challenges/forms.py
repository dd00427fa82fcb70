"""What is asked of whoever challenges, answers, closes or passes up."""

from __future__ import annotations

from typing import Any

from django import forms

from lineofsight.core.code_sets import code_set
from lineofsight.web.layout.fields import agreed, one_of, words

ABOUT = {code.code: code.meaning for code in code_set("lineofsight:challenge_about")}
OUTCOMES = {code.code: code.meaning for code in code_set("lineofsight:challenge_outcome")}
KINDS = {code.code: code.meaning for code in code_set("lineofsight:challenge_kind")}
FIGURE_OUTCOMES = {
    "put_right": "The figure was wrong and will be put right", "data": "A child’s data was wrong",
    "definition": "The figure counts what its definition says", "right": "It was looked at and is right",
}  # fmt: skip


class RaiseForm(forms.Form):
    """A challenge to practice."""

    about = one_of(
        "What it is about", [each for each in ABOUT.items() if not each[0].startswith("partner_")],
        error="Choose what it is about",
    )  # fmt: skip
    reason = words("What is wrong for the child", hint="What you saw, and what it means for them.",
                   error="Enter what is wrong for the child")  # fmt: skip
    wanted = words("What would put it right, and by when", rows=3, error="Enter what would put it right")
    immediate_risk = agreed("A child is at immediate risk", hint="Then an answer is due the next working day.")

    def values(self) -> dict[str, Any]:
        """The columns of the challenge."""
        return dict(self.cleaned_data)


class AnswerForm(forms.Form):
    """An answer to a challenge."""

    answer = words("Your answer", hint="What has been done, what will be, and by when.", error="Enter your answer")


class CloseForm(forms.Form):
    """How a challenge ended."""

    outcome = one_of(
        "How it ended", [(code, OUTCOMES[code]) for code in ("put_right", "agreed", "explained", "withdrawn")],
        error="Choose how it ended",
    )  # fmt: skip


class PassUpForm(forms.Form):
    """Why the answer will not do."""

    why = words("Why it goes up a level", error="Enter why it goes up a level")


class WrongForm(forms.Form):
    """What is wrong with a figure or its list."""

    wrong = words("What is wrong", hint="Which children are missing or should not be there: give local ids, no names.",
                  error="Enter what is wrong")  # fmt: skip


class FigureAnswerForm(forms.Form):
    """An answer to whoever says that a figure is wrong."""

    outcome = one_of("What was found", list(FIGURE_OUTCOMES.items()), error="Choose what was found")
    answer = words("Your answer", error="Enter your answer")


class ReopenForm(forms.Form):
    """Why an answer about a figure will not do."""

    why = words("Why the answer will not do", rows=3, error="Enter why the answer will not do")
