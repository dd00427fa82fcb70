"""What is asked of whoever begins a survey's round, gives its numbers, agrees what is done, or says that it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from lineofsight.web.layout.fields import DateField, line, one_of, words
from lineofsight.web.workforce.counting import MOST_PEOPLE

LONGEST_TYPED = 500_000


class RoundForm(forms.Form):
    """A round of a questionnaire."""

    title = line("What this round is called", hint="Such as: Autumn 2026.", error="Enter what this round is called")
    opened_on = DateField(label="First day it could be answered")
    closed_on = DateField(label="Last day it could be answered")
    invited = line("How many people were asked", required=False, hint="Leave it blank where that is not known.")
    field_order = ("questionnaire", "title", "opened_on", "closed_on", "invited")

    def clean_invited(self) -> int | None:
        """A whole number of people; None where it is not known."""
        said = self.cleaned_data["invited"].strip()
        if said and not (said.isascii() and said.isdigit() and 0 < int(said[:9]) <= MOST_PEOPLE):
            raise ValidationError(f"Enter a whole number of people, up to {MOST_PEOPLE:,}")
        return int(said) if said else None

    def clean(self) -> dict[str, Any]:
        """A round ends when it began, or later."""
        given = super().clean() or {}
        first, last = given.get("opened_on"), given.get("closed_on")
        if first and last and last < first:
            self.add_error("closed_on", "The last day is before the first. Enter a later one.")
        return given


def round_form(questionnaires: Sequence[tuple[str, str]]) -> type[RoundForm]:
    """The form, with the questionnaires there are."""
    field = one_of("Which questionnaire", questionnaires, error="Choose the questionnaire")
    return type("RoundOfQuestionnaire", (RoundForm,), {"questionnaire": field})


class CountsForm(forms.Form):
    """A round's numbers, typed or pasted; a file is taken beside it."""

    typed = forms.CharField(
        label="Or type or paste the lines here", required=False, max_length=LONGEST_TYPED,
        help_text="A line for each team and question. Leave the team out for people of no team.",
        widget=forms.Textarea(attrs={"rows": 16}),
    )  # fmt: skip


class AgreeForm(forms.Form):
    """What is done about what staff said."""

    said = words("What staff said", rows=3, hint="In words staff would know as theirs.", error="Enter what staff said")
    doing = words("What will be done", rows=3, error="Enter what will be done")
    due_on = DateField(label="By when")


def agree_form(questions: Sequence[tuple[str, str]], owners: Sequence[tuple[str, str]]) -> type[AgreeForm]:
    """The form, with the questions of the round and those who may be asked to do it."""
    fields = {
        "question": one_of("Which question it answers", questions, required=False, long=True),
        "owner": one_of("Who does it", owners, long=True, error="Choose who does it"),
    }
    return type("AgreeOfRound", (AgreeForm,), fields)


class DoneForm(forms.Form):
    """That it is done."""

    evidence = words("What shows that it is done", rows=3, hint="What staff themselves can see.",
                     error="Enter what shows that it is done")  # fmt: skip


class SeenForm(forms.Form):
    """What somebody else saw."""

    found = words("What you saw", rows=3, hint="Ask staff whom it was to help.", error="Enter what you saw")
