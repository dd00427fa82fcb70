"""What is asked of whoever writes in the learning register."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from lineofsight.web.access.restricting.owning import Offered
from lineofsight.web.layout.fields import Choice, DateField, line, one_of, words
from lineofsight.web.learning.kinds import COMPLAINT, INCIDENT, REVIEW, REVIEWS, Kind
from lineofsight.web.learning.proof import TITLES, By

COMPLAINTS = [
    ("complaint", "Under the children’s procedure"), ("corporate_complaint", "Under the authority’s own procedure"),
]  # fmt: skip
WORK = {
    "social_care": "Works for children’s social care", "carer": "Foster carer", "school": "Works in a school",
    "home": "Works in a children’s home", "health": "Works in health", "early_years": "Works in early years",
    "faith_or_sport": "A club, faith or sports group", "other": "Something else",
}  # fmt: skip
MOST_WANTED = 1_000_000


class WordsForm(forms.Form):
    """What an entry says. `form_of` adds what its kind asks."""

    def words(self) -> dict[str, Any]:
        """The columns of the paper."""
        given = self.cleaned_data
        names = ("title", "happened", "learnt", "sort", "ended_on")
        found: dict[str, Any] = {name: given[name] for name in names if name in given}
        if "agencies" in given:
            found["agencies"] = [each.strip() for each in given["agencies"].split(",") if each.strip()][:20]
        if "carried_by" in given:
            known = dict(self.fields["carried_by"].choices)  # type: ignore[attr-defined]
            found["carried_by_id"] = int(given["carried_by"]) if given["carried_by"] else None
            found["carried_by"] = known.get(given["carried_by"], "") if given["carried_by"] else ""
        return found


def form_of(kind: Kind, people: Offered, *, begins: bool) -> type[WordsForm]:
    """The form of a kind; with `begins`, the day it began too."""
    fields: dict[str, forms.Field] = {
        "title": line("In one line", hint="Everybody who reads the register sees this line: no names.",
                      error="Enter what it is about, in one line"),
    }  # fmt: skip
    if begins:
        fields["began_on"] = DateField(label=_BEGAN.get(kind.code, "When it began"),
                                       error_messages={"required": "Enter the day"})  # fmt: skip
    if kind.code == REVIEW:
        fields["sort"] = one_of("Which review", list(REVIEWS.items()), long=True, error="Choose which review")
        if not begins:
            fields["ended_on"] = DateField(label="When it ended", required=False)
    if kind.code == COMPLAINT and begins:
        fields["procedure"] = one_of("Procedure", COMPLAINTS, error="Choose the procedure")
    fields["happened"] = words("What happened", required=False, rows=4,
                               hint="Read by those who write in the register alone.")  # fmt: skip
    fields["learnt"] = words(
        "What was learnt", required=False, rows=4,
        hint="For all who work with children here: no names, and nobody to be guessed.",
    )  # fmt: skip
    fields["child_id"] = line("The child’s local id", required=False,
                              hint="Where it is about one child. Only who may see the child is shown it.")  # fmt: skip
    if kind.code in (INCIDENT, REVIEW):
        fields["agencies"] = line("Which other agencies it takes the time of", required=False,
                                  hint="Such as: police, health trust, school. Separate them by commas.")  # fmt: skip
    fields["carried_by"] = one_of("Which leader carries it", people.choices, required=False, long=True,
                                  refused=people.refused)  # fmt: skip
    return type("WordsOfKind", (WordsForm,), fields)


_BEGAN = {
    "serious_incident": "When it became known", "review": "When the review began", "complaint": "When it was received",
    "compliment": "When it was received", "allegation": "When it became known",
}  # fmt: skip


class AllegationForm(forms.Form):
    """An allegation: whom it concerns decides who never reads it."""

    title = line("In one line", hint="Read by very few. Still: no names.", error="Enter what it is about, in one line")
    began_on = DateField(label="When it became known", error_messages={"required": "Enter the day"})
    work = one_of("What they do with children", list(WORK.items()), long=True, error="Choose what they do")
    concerns = line("Who it concerns", required=False, hint="Their id among workers, or the name they sign in with. "
                    "Leave it empty only where they have neither.")  # fmt: skip
    manager = line("Who manages them", required=False, hint="In the same way. Their team is kept out besides.")
    happened = words("What is alleged", required=False, rows=4)
    learnt = words("What was learnt", required=False, rows=3)

    def clean(self) -> dict[str, Any]:
        """Somebody of this service is named, or nobody can be kept out."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("work") == "social_care" and not given.get("concerns"):
            self.add_error("concerns", "Enter who it concerns: without that nobody can be kept out")
        return given

    def words(self) -> dict[str, Any]:
        """The columns of the paper, but whom it is kept from."""
        return {name: self.cleaned_data[name] for name in ("title", "work", "happened", "learnt")}


class StepForm(forms.Form):
    """What happened next."""

    step = one_of("What happened", [], error="Choose what happened")
    on = DateField(label="When", required=False)
    outcome = one_of("How it ended", [], required=False, long=True)

    def __init__(self, *given: Any, kind: Kind, ahead: Sequence[tuple[str, str]], today: date, **more: Any) -> None:
        super().__init__(*given, **more)
        _choices(self, "step", list(ahead))
        self.fields["on"].initial = today
        if kind.outcomes and any(step.outcome and step.column in dict(ahead) for step in kind.steps):
            _choices(self, "outcome", [("", "Only where it ended"), *kind.outcomes.items()])
        else:
            del self.fields["outcome"]


class ActionForm(forms.Form):
    """What is to change, whose it is, and what will prove it."""

    what = words("What is to change", rows=2, hint="For children, not a task on a list. No names.",
                 error="Enter what is to change")  # fmt: skip
    owner = one_of("Whose it is", [], long=True, error="Choose whose it is")
    due_on = DateField(label="By when", error_messages={"required": "Enter the day"})
    by = one_of("What will prove that it changed", [(by.value, TITLES[by]) for by in By],
                error="Choose what will prove it", hint="Named now, so that nobody chooses it afterwards.")  # fmt: skip
    measure = one_of("Which measure", [], required=False, long=True)
    question_set = one_of("Which question set", [], required=False, long=True)
    theme = one_of("Which audits: above all about", [], required=False, long=True)
    wanted = forms.FloatField(
        label="What is wanted", required=False, min_value=0, max_value=MOST_WANTED, widget=forms.TextInput(),
        help_text="The measure’s value; or how many in a hundred answers are yes, or audits good or better.",
        error_messages={"invalid": "Enter a number", "min_value": "Enter 0 or more", "max_value": "Enter less"},
    )  # fmt: skip

    def __init__(
        self, *given: Any, people: Offered, measures: Sequence[tuple[str, str]],
        sets: Sequence[tuple[str, str]], themes: Sequence[tuple[str, str]], has_child: bool, **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(*given, **more)
        asked = self.fields["owner"]
        assert isinstance(asked, Choice)
        asked.refused = people.refused
        offered = {"owner": people.choices, "measure": measures, "question_set": sets, "theme": themes}
        for name, choices in offered.items():
            _choices(self, name, [("", "Choose one"), *choices])
        if not has_child:
            _choices(self, "by", [(by.value, TITLES[by]) for by in By if by is not By.CHILD])

    def clean(self) -> dict[str, Any]:
        """What the proof chosen needs."""
        given: dict[str, Any] = super().clean() or {}
        needs = {By.MEASURE: "measure", By.DIP: "question_set", By.AUDITS: "theme"}
        by = given.get("by")
        if by and (field := needs.get(By(by))) and not given.get(field):
            self.add_error(field, f"Choose {str(self.fields[field].label).lower()}")
        if by and by != By.CHILD and given.get("wanted") is None and "wanted" not in self.errors:
            self.add_error("wanted", "Enter what is wanted")
        return given


def hand_on_form(people: Offered) -> type[forms.Form]:
    """Whose it is from now on, among those who may be given it."""
    asked = one_of("Whose it is now", people.choices, long=True, refused=people.refused, error="Choose whose it is now")
    return type("HandOn", (forms.Form,), {"owner": asked})


class DoneForm(forms.Form):
    """That an action is done."""

    evidence = words("What shows it, and where it can be seen", rows=3, error="Enter what shows that it was done")


class CheckForm(forms.Form):
    """What somebody else found."""

    checked = words("What you found", rows=3, error="Enter what you found")


def _choices(form: forms.Form, name: str, choices: Sequence[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)
