"""The forms of looking with a reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from lineofsight.web.access.looking.models import COVERT, Outcome, Why
from lineofsight.web.access.looking.rules import SHORTEST_WORDS
from lineofsight.web.layout.fields import DateField, line, one_of, words

TOO_SHORT = "Say enough for somebody else to review it"


def long_enough(text: str) -> str:
    """The words of a reason. Raises ValidationError where they say nothing."""
    if sum(sign.isalnum() for sign in text) < SHORTEST_WORDS:
        raise ValidationError(TOO_SHORT)
    return text.strip()


class ReasonForm(forms.Form):
    """Which child, exactly, and why."""

    local_id = line("Local id", required=False, hint="The number by which the council knows the child")
    forename = line("First name", required=False)
    surname = line("Family name", required=False)
    born_on = DateField(label="Date of birth", required=False, help_text="For example, 27 3 2012")
    why = one_of("Why you need to look", Why.choices, error="Choose why you need to look")
    words = words(
        "Your reason", hint="What you will do with what you read. The child's worker is shown it, and so may the child "
        "be one day.", error="Enter your reason",
    )  # fmt: skip

    def __init__(self, *args: Any, covertly: bool, **given: Any) -> None:
        super().__init__(*args, **given)
        chosen: Any = self.fields["why"]
        chosen.choices = [(code, label) for code, label in Why.choices if covertly or code not in COVERT]

    def clean_words(self) -> str:
        """The reason, long enough to review."""
        return long_enough(self.cleaned_data["words"])

    def clean(self) -> dict[str, Any]:
        """A local id, or names and birthday."""
        given: dict[str, Any] = self.cleaned_data
        whole = all(given.get(name) for name in ("forename", "surname", "born_on"))
        if not given.get("local_id") and not whole and "born_on" not in self.errors:
            self.add_error("local_id", "Enter the local id, or the first name, the family name and the date of birth")
        return given


class ReviewForm(forms.Form):
    """Whether there was good reason."""

    outcome = one_of("What you found", Outcome.choices, error="Choose what you found")
    words = words("Why you find so, and what you did about it", error="Enter why you find so")

    def clean_words(self) -> str:
        """The finding, long enough to stand."""
        return long_enough(self.cleaned_data["words"])
