"""What is asked of whoever supervises, and of whoever is supervised."""

from __future__ import annotations

from django import forms

from lineofsight.web.access.restricting.owning import Offered
from lineofsight.web.layout.fields import DateField, agreed, line, one_of, words


class MeetingForm(forms.Form):
    """One supervision of a worker. Children are written about each on their own."""

    held_on = DateField(label="When it was held", error_messages={"required": "Enter the day it was held"})
    summary = words(
        "What was discussed", rows=6, error="Write what was discussed",
        hint="Workload, how the worker is, learning, leave. Write about each child on their own page, after this.",
    )  # fmt: skip
    was_reflective = agreed("There was time to reflect", hint="Not what was said: that goes into the notes of you two.")
    next_on = DateField(label="When the next one is to be", required=False)


class ChildForm(forms.Form):
    """What was said about a child, and what is to be done."""

    summary = words("What was said about this child", rows=5, error="Write what was said about this child")
    what = line("What is to be done", required=False, hint="Leave it empty where nothing is.")
    owner = one_of("Who does it", [("worker", "The worker"), ("supervisor", "The supervisor")], required=False)
    due_on = DateField(label="By when", required=False)


def child_form(refused: str) -> type[ChildForm]:
    """The form; `refused`: why the worker may not be given anything to do about this child."""
    if not refused:
        return ChildForm
    asked = one_of("Who does it", [("supervisor", "The supervisor")], required=False, refused={"worker": refused})
    return type("ChildWithoutWorker", (ChildForm,), {"owner": asked})


def hand_on_form(people: Offered) -> type[forms.Form]:
    """Who does it now, among those who may be given it."""
    asked = one_of("Who does it now", people.choices, long=True, refused=people.refused, error="Choose who does it now")
    return type("HandOn", (forms.Form,), {"owner": asked})


class EvidenceForm(forms.Form):
    """What shows that an action is done."""

    evidence = words("What shows that it is done", rows=3, error="Say what shows that it is done")


class WhyForm(forms.Form):
    """What is missing."""

    why = words("What is missing", rows=3, error="Say what is missing")


class RenewForm(forms.Form):
    """More time, and why."""

    due_on = DateField(label="The new day", error_messages={"required": "Enter the new day"})
    why = words("Why it takes longer, and what that means for the child", rows=3, error="Say why it takes longer")


class NoteForm(forms.Form):
    """A reflective note."""

    words = words("What you two thought through", rows=6, error="Write the note")
