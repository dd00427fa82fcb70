"""What is asked of whoever draws a dip sample, answers it, and asks for something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from lineofsight.record.service.now import Stage
from lineofsight.web.access.restricting.owning import Offered
from lineofsight.web.audits.dip_rules import MOST
from lineofsight.web.audits.tools import ANSWERS, DipTool
from lineofsight.web.layout.fields import Choice, line, one_of, several_of, words

STAGES = [(each.value, each.label) for each in Stage if each is not Stage.CLOSED]
SOURCES = [("stage", "Open children at some stages"), ("measure", "The children behind a measure")]


class DrawForm(forms.Form):
    """A sample to draw."""

    title = line("What it is called", hint="Such as: November, plans.", error="Enter what it is called")
    why = words("What you want to know", required=False, rows=2)
    tool = one_of("Question set", [], error="Choose a question set")
    source = one_of("Drawn from", SOURCES, error="Choose what it is drawn from")
    stages = several_of("Stages", STAGES, required=False)
    measure = one_of("Measure", [], required=False, long=True,
                     hint="Its latest figure: the children it counts.")  # fmt: skip
    wanted = forms.IntegerField(
        label="How many children", min_value=1, max_value=MOST, widget=forms.TextInput(),
        error_messages={"required": "Enter how many children", "invalid": "Enter a whole number",
                        "min_value": "Enter 1 or more", "max_value": f"Enter {MOST} or fewer"},
    )  # fmt: skip
    seed = line("Seed", hint="Any words. The same seed draws the same children from the same list.",
                error="Enter a seed")  # fmt: skip

    def __init__(
        self, *given: Any, tools: Mapping[str, Mapping[str, Any]], measures: Sequence[tuple[str, str]], **more: Any
    ) -> None:  # fmt: skip
        super().__init__(*given, **more)
        _choices(self, "tool", [(code, f"{tool['title']}") for code, tool in tools.items()])
        _choices(self, "measure", [("", "Choose one"), *measures])

    def clean(self) -> dict[str, Any]:
        """Some stages, or a measure."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("source") == "stage" and not given.get("stages"):
            self.add_error("stages", "Choose at least one stage")
        if given.get("source") == "measure" and not given.get("measure"):
            self.add_error("measure", "Choose a measure")
        return given


class RecordForm(forms.Form):
    """The answers for one child. `form_of` makes one for each question set."""

    def given(self, tool: DipTool) -> tuple[dict[str, str], dict[str, str]]:
        """The answers and the quotes, by question."""
        said = self.cleaned_data
        return (
            {q.code: said[f"a_{q.code}"] for q in tool.questions if said[f"a_{q.code}"]},
            {q.code: said[f"q_{q.code}"] for q in tool.questions},
        )


def form_of(tool: DipTool) -> type[RecordForm]:
    """The form of a question set: each question with its answer and what the record says. Rules say what is missing."""
    fields: dict[str, forms.Field] = {}
    for question in tool.questions:
        fields[f"a_{question.code}"] = one_of(question.text, list(ANSWERS.items()), required=False,
                                              hint=question.guidance)  # fmt: skip
        fields[f"q_{question.code}"] = words("What the record says", required=False, rows=2)
    return type("RecordOfTool", (RecordForm,), fields)


class AskForm(forms.Form):
    """An action that a record asks for."""

    what = words("What is to change for the child", rows=2, error="Enter what is to change")
    owner = one_of("Who does it", [], long=True, error="Choose who does it")

    def __init__(self, *given: Any, owners: Offered, **more: Any) -> None:
        super().__init__(*given, **more)
        _choices(self, "owner", [("", "Choose one"), *owners.choices])
        asked = self.fields["owner"]
        assert isinstance(asked, Choice)
        asked.refused = owners.refused


def _choices(form: forms.Form, name: str, choices: Sequence[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)
