"""What is asked of whoever agrees, plans, does, closes and issues."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from lineofsight.web.contract import rules
from lineofsight.web.contract.papers import is_percentage
from lineofsight.web.contract.reports import PARTS
from lineofsight.web.contract.results import choices
from lineofsight.web.layout.fields import DateField, line, one_of, words

POST = "A post of the trust, such as “head of safeguarding”."


def _number(label: str, hint: str) -> forms.FloatField:
    return forms.FloatField(
        label=label, help_text=hint, widget=forms.TextInput(),
        error_messages={"required": f"Enter: {label.lower()}", "invalid": "Enter a number, such as 90 or 2.5"},
    )  # fmt: skip


class MeasureForm(forms.Form):
    """A measure of the catalogue with its target."""

    indicator = one_of("Which measure", [], long=True, hint="Those that can be told each quarter.")
    target = _number("Target", "In the measure’s own unit: 90 for 90%.")
    tolerance = _number("Tolerance", "How far from the target is still accepted.")
    direction = one_of(
        "Which way is better", [(rules.HIGHER, "Higher"), (rules.LOWER, "Lower")], error="Choose which way is better"
    )
    why = words("Why it is measured", required=False, rows=2)
    from_on = DateField(label="From", help_text="The first day it holds.")

    def __init__(self, *args: Any, **given: Any) -> None:
        """Offers the measures in force now."""
        super().__init__(*args, **given)
        self.fields["indicator"].choices = [("", "Choose one"), *choices()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The answers; a target that can be one."""
        given = super().clean() or {}
        target, tolerance, code = given.get("target"), given.get("tolerance"), given.get("indicator")
        if target is not None and tolerance is not None and code:
            refused = rules.may_not_agree(target, tolerance, is_percentage=is_percentage(code))
            if refused:
                self.add_error("target", ValidationError(refused, code="target"))
        return given


class EndForm(forms.Form):
    """The last day of something agreed."""

    ends_on = DateField(label="Its last day")
    why = words("Why it ends", rows=2)


class ResponsibilityForm(forms.Form):
    """Who is what for one purpose."""

    purpose = line("Purpose", hint="What the record is used for, such as “protecting children from harm”.")
    council = one_of("The council is", list(PARTS.items()), error="Choose what the council is")
    trust = one_of("The trust is", list(PARTS.items()), error="Choose what the trust is")
    under = line("Where it is agreed", hint="The contract, agreement or direction, and its clause.")
    from_on = DateField(label="From")

    def clean(self) -> dict[str, Any]:
        """The answers; parts that two bodies can have in one purpose."""
        given = super().clean() or {}
        if given.get("council") and given.get("trust"):
            refused = rules.may_not_share(given["council"], given["trust"])
            if refused:
                self.add_error("trust", ValidationError(refused, code="parts"))
        return given


class PlanForm(forms.Form):
    """A remedial plan and its first action."""

    cause = words("Why the measure is outside tolerance", hint="What you found, not what you hope.")
    owner = line("Who owns the plan", hint=POST)
    due_on = DateField(label="By when the measure is back within tolerance")
    action = words("The first thing to be done", rows=2)
    action_owner = line("Who does it", hint=POST)
    action_due_on = DateField(label="By when it is done")


class ActionForm(forms.Form):
    """One more action of a plan."""

    what = words("What is to be done", rows=2)
    owner = line("Who does it", hint=POST)
    due_on = DateField(label="By when")


class DoneForm(forms.Form):
    """An action that is done."""

    evidence = words("What shows that it was done", rows=2)


class CloseForm(forms.Form):
    """Why the council's side closes a plan."""

    why = words("What shows that it will hold", rows=3)
