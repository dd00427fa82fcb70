"""What is asked of whoever records, makes or returns a decision."""

from __future__ import annotations

from typing import Any

from django import forms

from lineofsight.web.decisions.levels import GATEWAYS
from lineofsight.web.layout.fields import DateField, agreed, one_of, words

LABELS = {
    "gateway": "What the decision is about", "considered": "What was considered", "options": "The options there were",
    "decision": "What is decided", "reason": "Why", "conditions": "On which conditions, and by when",
    "in_plain_words": "In words the child can read one day", "decided_on": "When it was decided",
    "acted_on": "When the child was protected",
}  # fmt: skip


class DecisionForm(forms.Form):
    """A decision, as whoever records it writes it."""

    gateway = one_of(LABELS["gateway"], list(GATEWAYS.items()), long=True, error="Choose what the decision is about")
    considered = words(
        LABELS["considered"], hint="What is known, what the child and family want, what other agencies say.", rows=5,
        error="Enter what was considered",
    )  # fmt: skip
    options = words(LABELS["options"], hint="Those that were not chosen too.", error="Enter the options there were")
    decision = words(LABELS["decision"], rows=3, error="Enter what is decided")
    reason = words(LABELS["reason"], error="Enter why")
    conditions = words(LABELS["conditions"], required=False, rows=3, hint="Leave it empty where there are none.")
    in_plain_words = words(
        LABELS["in_plain_words"], hint="Who decided what, and why, as you would say it to them.",
        error="Enter it in words the child can read one day",
    )  # fmt: skip
    decided_on = DateField(label=LABELS["decided_on"], required=False, help_text="Leave it empty for today.")
    acted_on = DateField(
        label=LABELS["acted_on"], required=False,
        help_text="Only where the action came before the decision. Protecting first is right: this says so.",
    )  # fmt: skip
    to_somebody_else = agreed("Put it to somebody else to decide", hint="Though it is yours to decide.")

    def values(self) -> dict[str, Any]:
        """The columns of the decision."""
        return {name: self.cleaned_data.get(name) or None for name in LABELS}


_DONE_FIRST = ("emergency_protection", "police_protection", "entry_to_care", "placement", "section_47", "other")


class ProtectForm(forms.Form):
    """Only what was done and when: the reasons follow."""

    gateway = one_of(
        "What was done",
        [(code, GATEWAYS[code]) for code in _DONE_FIRST],
        error="Choose what was done",
    )
    acted_on = DateField(label="When", error_messages={"required": "Enter the day it was done"})


class SignForm(forms.Form):
    """What whoever decides adds to a decision that was put."""

    reason = words(
        "Why, in your own words", required=False, rows=3, hint="Leave it empty to decide for the reasons given."
    )
    conditions = words("Conditions, and by when", required=False, rows=3)
    in_plain_words = words("In words the child can read one day", required=False, rows=3)


class WhyForm(forms.Form):
    """One answer in words: what is to change, or why something is taken back."""

    why = words("What is to change before you decide", rows=3, error="Say what is to change before it comes back")


class TakeBackForm(forms.Form):
    """Why one takes back what one put."""

    why = words("Why you take it back", rows=3, error="Say why you take it back")
