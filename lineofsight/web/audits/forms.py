"""What is asked of whoever draws a sample, audits, moderates, does and checks. A tool makes an audit's form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from lineofsight.record.service.now import Stage
from lineofsight.web.access.restricting.owning import Offered
from lineofsight.web.audits.actions import Found
from lineofsight.web.audits.sampling import STRATA
from lineofsight.web.audits.tools import Tool
from lineofsight.web.knowledge.audit_words import GRADES, THEMES
from lineofsight.web.layout.fields import DateField, line, one_of, several_of, words

STAGES = [(each.value, each.label) for each in Stage if each is not Stage.CLOSED]
MOST_IN_A_SAMPLE = 200
ACTIONS = 3
_BY = {"team": "Team", "grade": "Grade of the last audit", "risk": "Risk"}


class ProgrammeForm(forms.Form):
    """A sample to draw."""

    title = line("What it is called", hint="Such as: October, children on a plan.", error="Enter what it is called")
    why = words("What you want to know", required=False, rows=2)
    tool = one_of("Tool", [], error="Choose a tool")
    stages = several_of("Which children", STAGES, error="Choose which children")
    spread_by = several_of("Spread over", list(_BY.items()), required=False,
                           hint="Each gets its share. Without any, all are drawn from one list.")  # fmt: skip
    wanted = forms.IntegerField(
        label="How many children", min_value=1, max_value=MOST_IN_A_SAMPLE, widget=forms.TextInput(),
        error_messages={"required": "Enter how many children", "invalid": "Enter a whole number",
                        "min_value": "Enter 1 or more", "max_value": f"Enter {MOST_IN_A_SAMPLE} or fewer"},
    )  # fmt: skip
    share = forms.IntegerField(
        label="How many in a hundred are moderated by chance", min_value=0, max_value=100, initial=20,
        widget=forms.TextInput(), help_text="All graded outstanding or inadequate are, besides.",
        error_messages={"required": "Enter a number from 0 to 100", "invalid": "Enter a whole number",
                        "min_value": "Enter 0 or more", "max_value": "Enter 100 or fewer"},
    )  # fmt: skip
    seed = line(
        "Seed", hint="Any words. The same seed draws the same children from the same list.", error="Enter a seed"
    )
    due_on = DateField(label="By when the audits are to be done", required=False)

    def __init__(self, *given: Any, tools: Mapping[str, Mapping[str, Any]], **more: Any) -> None:
        super().__init__(*given, **more)
        field = self.fields["tool"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, f"{tool['title']}, version {tool['version']}") for code, tool in tools.items()]

    def values(self) -> dict[str, Any]:
        """The programme's own columns."""
        names = ("title", "why", "stages", "wanted", "share", "seed", "due_on")
        return {name: self.cleaned_data[name] for name in names} | {
            "spread_by": [name for name in STRATA if name in self.cleaned_data["spread_by"]]
        }


class AuditForm(forms.Form):
    """An audit. `form_of` makes one for each tool."""

    def found(self, tool: Tool) -> Found:
        """What was found, from a form that is valid."""
        given = self.cleaned_data
        answers = {question.code: given[f"q_{question.code}"] for question in tool.questions}
        answers |= {f"{question.code} words": given[f"w_{question.code}"] for question in tool.questions}
        answers |= {f"{voice.code} voice": given[f"v_{voice.code}"] for voice in tool.voices}
        answers |= {"summary": given["summary"]}
        actions = [(given[f"action_{n}"], given[f"owner_{n}"]) for n in range(1, ACTIONS + 1) if given[f"action_{n}"]]
        return Found(answers, given["grade"], given["theme"], actions)


def form_of(tool: Tool, owners: Offered) -> type[AuditForm]:
    """The form of a tool: each question with its scale and words, the voices, the grade, and the actions.

    What must be answered is for the rules to say, so that everything missing is said at once.
    """
    fields: dict[str, forms.Field] = {}
    for question in tool.questions:
        choices = [(choice.code, choice.title) for choice in tool.choices(question)]
        fields[f"q_{question.code}"] = one_of(question.text, choices, required=False, hint=question.guidance)
        fields[f"w_{question.code}"] = words("What shows it", required=False, rows=3)
    for voice in tool.voices:
        fields[f"v_{voice.code}"] = words(
            voice.title, hint=voice.guidance, rows=3, error=f"Enter {voice.title.lower()}"
        )
    fields["summary"] = words("In one paragraph", rows=4, hint="What the worker should read first.",
                              error="Enter your view in one paragraph")  # fmt: skip
    fields["grade"] = one_of("Overall grade", list(GRADES.items()), error="Give an overall grade",
                             hint="Not an average: what it comes to for this child.")  # fmt: skip
    fields["theme"] = one_of("Above all it is about", list(THEMES.items()), required=False, long=True)
    for number in range(1, ACTIONS + 1):
        fields[f"action_{number}"] = line(f"Action {number}", required=False,
                                          hint="What will be different for the child.")  # fmt: skip
        fields[f"owner_{number}"] = one_of(f"Who does action {number}", owners.choices, required=False, long=True,
                                           refused=owners.refused)  # fmt: skip
    return type("AuditOfTool", (AuditForm,), fields)


class QuoteForm(forms.Form):
    """A quote from a row of the record, for one question."""

    question = one_of("For which question", [], long=True, error="Choose the question")
    quote = words("What the record says", error="Enter what the record says", rows=4,
                  hint="Cut it to the words that matter.")  # fmt: skip

    def __init__(self, *given: Any, tool: Tool, **more: Any) -> None:
        super().__init__(*given, **more)
        field = self.fields["question"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Choose one"), *((each.code, each.text) for each in tool.questions)]


class AtRiskForm(forms.Form):
    """That a child is at risk now, and who was told."""

    danger = words("What the danger is", rows=3, error="Enter what the danger is")
    told = line("Which head of service you told", required=False, hint="Ring them. Leave it empty until you have.")
    told_on = DateField(label="On which day", required=False)
    made_safe = words("What is done now to keep the child safe", rows=3, required=False)

    def clean(self) -> dict[str, Any]:
        """A name and a day, or neither."""
        given: dict[str, Any] = super().clean() or {}
        if bool(given.get("told")) != bool(given.get("told_on")) and "told_on" not in self.errors:
            self.add_error("told", "Enter who was told and on which day, or leave both empty")
        return given


class ToldForm(forms.Form):
    """That a head of service was told."""

    told = line("Which head of service you told", error="Enter who was told")
    told_on = DateField(label="On which day", error_messages={"required": "Enter the day"})


class ModerateForm(forms.Form):
    """A second grade."""

    grade = one_of("Your grade", list(GRADES.items()), error="Give a grade")
    why = words("Why", error="Enter why", hint="From the record, not from what you know of the auditor.")


class DoneForm(forms.Form):
    """That an action is done."""

    evidence = words("What shows it, and where on the record", error="Enter what shows that it was done", rows=3)


class HandOnForm(forms.Form):
    """Who does it instead. `hand_on_form` gives it the people."""

    owner = one_of("Who does it now", [], long=True)


def hand_on_form(owners: Offered) -> type[HandOnForm]:
    """The form, with who may be given the action."""
    asked = one_of("Who does it now", owners.choices, long=True, refused=owners.refused, error="Choose who does it now")
    return type("HandOnToOne", (HandOnForm,), {"owner": asked})


class CheckForm(forms.Form):
    """What somebody else found on the record."""

    checked = words("What you found on the record", error="Enter what you found on the record", rows=3)
