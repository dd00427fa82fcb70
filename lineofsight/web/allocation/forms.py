"""What is asked of whoever gives a child to a worker, or hands a child over."""

from __future__ import annotations

from django import forms

from lineofsight.core.code_sets import code_set
from lineofsight.web.layout.fields import DateField, one_of, words

REASONS = [(code.code, code.meaning) for code in code_set("ssda903:SW_REASON")]


class GiveForm(forms.Form):
    """Why the worker changes, why above the limit, and until when where it is cover. Which are needed the rules say."""

    change_reason = one_of("Why the worker changes", REASONS, required=False, long=True)
    why = words(
        "Why it is safe to go above the limit, and until when", required=False, rows=3,
        hint="Only where the worker would hold more than their limit, or more than they have room for. It is kept with "
        "what you do.",
    )  # fmt: skip
    cover_until = DateField(
        label="Last day, where this is cover for somebody who is away", required=False,
        help_text="Leave it empty to give the child to this worker for good.",
    )  # fmt: skip


class HandOverForm(forms.Form):
    """To which team, and what it needs to know. The teams are given when the form is made."""

    to_team = one_of("Which team takes the child on", [], long=True, error="Choose the team")
    summary = words(
        "What the receiving team needs to know before it accepts", rows=6,
        hint="What is going on, what is agreed with the child and family, who says goodbye and when.",
        error="Write what the receiving team needs to know",
    )  # fmt: skip

    def __init__(self, *given: object, teams: list[tuple[str, str]], **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]
        listed = self.fields["to_team"]
        listed.choices = [("", "Choose one"), *teams]  # type: ignore[attr-defined]


class AcceptForm(forms.Form):
    """To whom of the receiving team the child goes."""

    worker = one_of("Who takes the child on", [], long=True, error="Choose who takes the child on")
    why = words("Why it is safe to go above the limit, and until when", required=False, rows=3)

    def __init__(self, *given: object, workers: list[tuple[str, str]], **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]
        listed = self.fields["worker"]
        listed.choices = [("", "Choose one"), *workers]  # type: ignore[attr-defined]


class DeclineForm(forms.Form):
    """Why a team does not take a child on."""

    why = words("Why the team does not take the child on now", rows=3, error="Say why")
