"""What is asked of whoever begins, types, grades and closes in an audit by several agencies."""

from __future__ import annotations

from django import forms

from lineofsight.web.audits.joint_audits.actions import Given
from lineofsight.web.audits.joint_rules import AGENCIES, OURS
from lineofsight.web.audits.tools import Tool
from lineofsight.web.knowledge.audit_words import GRADES, THEMES
from lineofsight.web.layout.fields import DateField, agreed, line, one_of, several_of, words

OTHERS = [(code, title) for code, title in AGENCIES.items() if code != OURS]


class BeginForm(forms.Form):
    """An audit by several agencies."""

    title = line("What it is called", hint="No names.", error="Enter what it is called")
    why = words("What you all want to know", required=False, rows=2)
    agencies = several_of("Which other agencies take part", OTHERS, error="Choose at least one other agency")


class PartForm(forms.Form):
    """One agency's part. `form_of` makes one for each tool."""

    def given(self, tool: Tool) -> Given:
        """The part as it came in."""
        said = self.cleaned_data
        answers = {question.code: said[f"q_{question.code}"] for question in tool.questions}
        return Given(said.get("auditor", ""), bool(said.get("independent", True)), answers, said["summary"],
                     said["grade"])  # fmt: skip


def form_of(tool: Tool, agency: str) -> type[PartForm]:
    """The form of a tool for one agency; ours asks nothing about who audits: it is whoever types."""
    fields: dict[str, forms.Field] = {}
    if agency != OURS:
        fields["auditor"] = line("Who audited, by role", hint="Such as: named nurse; detective inspector. No name.",
                                 error="Enter the auditor’s role")  # fmt: skip
        fields["independent"] = agreed("They say that they have had no part with this child")
    for question in tool.questions:
        choices = [(choice.code, choice.title) for choice in tool.choices(question)]
        fields[f"q_{question.code}"] = one_of(question.text, choices, required=False, hint=question.guidance)
    fields["summary"] = words("In one paragraph, with what their record says", rows=4,
                              error="Enter what was found, in one paragraph")  # fmt: skip
    fields["grade"] = one_of("Their overall grade", list(GRADES.items()), required=False)
    return type("PartOfTool", (PartForm,), fields)


class MissingForm(forms.Form):
    """That an agency sends no part."""

    why = words("Why no part comes from them", rows=2, error="Enter why")


class OweForm(forms.Form):
    """What an agency owes."""

    what = words("What is to change for the child, or for children like this one", rows=2, error="Enter what")
    owner = line("Who does it there, by role", error="Enter whose it is, by role")
    due_on = DateField(label="By when", error_messages={"required": "Enter the day"})


class GradeForm(forms.Form):
    """The joint grade."""

    grade = one_of("Joint grade", list(GRADES.items()), required=False)
    agreed = words("What all agencies agreed, and where they still differ", required=False, rows=4)
    theme = one_of("Above all it is about", list(THEMES.items()), required=False, long=True)


class OwedDoneForm(forms.Form):
    """That an agency did what it owed."""

    evidence = words("What shows it", rows=3, error="Enter what shows that it was done")


class OwedCheckForm(forms.Form):
    """What somebody else found."""

    checked = words("What you found", rows=3, error="Enter what you found")
