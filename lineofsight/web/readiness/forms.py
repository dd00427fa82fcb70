"""What is asked of whoever writes down a visit, a query, an answer, or a claim and how it is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from lineofsight.inspections.criteria import all_criteria
from lineofsight.web.knowledge.audit_words import THEMES
from lineofsight.web.layout.fields import DateField, line, one_of, words
from lineofsight.web.readiness import known_by
from lineofsight.web.readiness.asked_lists import LISTS
from lineofsight.web.readiness.expected import GRADES
from lineofsight.web.readiness.models import VisitKind
from lineofsight.web.readiness.rules import AT_LEAST, AT_MOST

_COHORTS = [(each.code, each.title) for each in LISTS if each.table is not None]


def _criteria(area: str = "") -> list[tuple[str, str]]:
    return [(each.code, each.text) for each in all_criteria() if not area or each.area == area]


class VisitForm(forms.Form):
    """Inspectors rang."""

    kind = one_of("What they come for", VisitKind.choices, error="Choose what they come for")
    about = line("What about", required=False, hint="Of a focused or monitoring visit, such as: the front door.")
    notice_on = DateField(label="On which day they rang")
    site_on = DateField(label="First day on site", required=False,
                        help_text="If they have said. What is asked on site is due by it.")  # fmt: skip
    criterion = one_of("What a focused or monitoring visit looks at", _criteria(), required=False, long=True)
    second = one_of("And", _criteria(), required=False, long=True)
    cohort = one_of("Which children", _COHORTS, required=False, long=True,
                    hint="The list its children are chosen from, where it is one of those asked for.")  # fmt: skip

    def values(self) -> dict[str, Any]:
        """The visit's own columns."""
        given = self.cleaned_data
        chosen = [each for each in dict.fromkeys((given["criterion"], given["second"])) if each]
        return {"kind": given["kind"], "about": given["about"], "cohort": given["cohort"], "criteria": chosen}


class PastForm(forms.Form):
    """An inspection or visit that was before."""

    kind = one_of("What it was", VisitKind.choices, error="Choose what it was")
    ended_on = DateField(label="Last day on site")
    grade = one_of("Overall grade, or the lowest area's where none was given", list(GRADES.items()), required=False,
                   long=True)  # fmt: skip
    about = line("What about", required=False)


class SiteForm(forms.Form):
    """When they come."""

    site_on = DateField(label="First day on site")


class EndForm(forms.Form):
    """When they left."""

    ended_on = DateField(label="Last day on site")
    grade = one_of("Overall grade, or the lowest area's, once it is known", list(GRADES.items()), required=False,
                   long=True)  # fmt: skip


class FinishForm(forms.Form):
    """What was given."""

    note = words("What was given, and where it is", rows=2, error="Enter what was given, and where it is")


class QueryForm(forms.Form):
    """What an inspector asked."""

    asked_by = line("Who asked", hint="The inspector, as everybody here calls them.", error="Enter who asked")
    what = words("What they asked", hint="In their words. Name no child: give the local id alone, by which it is kept "
                 "from whoever may not see the child.",
                 error="Enter what they asked")  # fmt: skip
    due_on = DateField(label="By when")
    whose = line("Who finds the answer", required=False)


class AnswerForm(forms.Form):
    """An answer to an inspector."""

    answer = words("The answer", hint="Name no child: give the local id alone. It is checked by somebody else before "
                   "it goes.", rows=6, error="Enter the answer")  # fmt: skip


class ReturnForm(forms.Form):
    """Why an answer must be written again."""

    why = words("What must be put right", rows=3, error="Enter what must be put right")


class ClaimForm(forms.Form):
    """A claim of the self-evaluation."""

    know = words("What we know", hint="One thing, in a sentence or two, that could turn out to be wrong.", rows=3,
                 error="Enter what we know")  # fmt: skip
    next = words("What next", required=False, hint="What will be done to keep it or better it, and by whom.", rows=3)
    next_by = DateField(label="By when", required=False)
    criterion = one_of("What inspectors look for that it speaks to", [], required=False, long=True)

    area = ""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        field = self.fields["criterion"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Choose one"), *_criteria(self.area)]

    def values(self) -> Mapping[str, Any]:
        """The claim's own columns."""
        return dict(self.cleaned_data)


def claim_form_of(area: str) -> type[ClaimForm]:
    """The form of a claim about an inspection area."""
    return type("AreaClaimForm", (ClaimForm,), {"area": area})


class MeasureForm(forms.Form):
    """A measure that shows a claim."""

    code = one_of("Measure", [], long=True, error="Choose a measure")
    test = one_of("The claim holds while it is", [(AT_LEAST, "At least"), (AT_MOST, "At most")], required=False,
                  hint="Then it is flagged when the measure moves against it.")  # fmt: skip
    bound = forms.FloatField(
        label="This number", required=False, widget=forms.TextInput(),
        error_messages={"invalid": "Enter a number, such as 85"},
    )  # fmt: skip

    measures: Sequence[tuple[str, str]] = ()

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        field = self.fields["code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Choose one"), *self.measures]

    def clean(self) -> dict[str, Any]:
        """Both or neither of the test and its number."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(given.get("test")) != (given.get("bound") is not None) and "bound" not in self.errors:
            self.add_error("bound", "Choose at least or at most, and enter the number; or leave both")
        return given


def measure_form_of(measures: Sequence[tuple[str, str]]) -> type[MeasureForm]:
    """The form of a measure that shows a claim, offering these."""
    return type("MeasureOfThese", (MeasureForm,), {"measures": list(measures)})


class AuditForm(forms.Form):
    """Audits that show a claim."""

    theme = one_of("Audits of the last year, by theme", list(THEMES.items()), long=True,
                   error="Choose a theme")  # fmt: skip


class VoiceForm(forms.Form):
    """What children and families say that shows a claim: counted, or in words."""

    column = one_of("Asked of children and families", list(known_by.VOICES.items()), required=False, long=True)
    said = words("Or what was said, and by whom", required=False, rows=3,
                 hint="Such as: children in care council. So that nobody can be known by it.")  # fmt: skip
    said_on = DateField(label="When it was said", required=False)

    def clean(self) -> dict[str, Any]:
        """One of the two ways."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(given.get("column")) == bool(given.get("said")):
            self.add_error("column", "Choose what was asked, or write what was said: one of the two")
        elif given.get("said") and not given.get("said_on"):
            self.add_error("said_on", "Enter when it was said")
        return given


class SignForm(forms.Form):
    """Signing."""

    one_kind = words("Where there is one kind of evidence alone: why", required=False, rows=2,
                     hint="It is printed with the claim.")  # fmt: skip


class WithdrawForm(forms.Form):
    """Saying a claim no longer."""

    why = words("Why it is said no longer", rows=2, error="Enter why it is said no longer")
