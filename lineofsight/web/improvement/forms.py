"""What is asked of whoever writes the plan, signs it off, keeps the board's part, asks and answers."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from django import forms

from lineofsight.evaluation.improvement import Direction
from lineofsight.web.accounts.models import User
from lineofsight.web.accounts.roles import ROLES, Action
from lineofsight.web.improvement import measured
from lineofsight.web.improvement import words as said_words
from lineofsight.web.improvement.matching import theme_measures, theme_titles
from lineofsight.web.knowledge.audit_words import THEMES
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.layout.fields import DateField, line, one_of, several_of, words

NO_CHILD = "Name no child and nothing a child could be known by: the board reads this."
_BY_ITS_WORDS = "Leave it empty to have its words tell it."
_AUDITS = [*THEMES.items(), ("all", "Every audit")]


def number_field(label: str, hint: str = "", *, least: float = 0, most: float | None = None) -> forms.FloatField:
    """A number, typed."""
    return forms.FloatField(
        label=label, help_text=hint, min_value=least, max_value=most, widget=forms.TextInput(),
        error_messages={"required": f"Enter: {label[:1].lower()}{label[1:]}", "invalid": "Enter a number"},
    )  # fmt: skip


def whole_field(label: str, hint: str, initial: int, most: int) -> forms.IntegerField:
    """A whole number from 1."""
    return forms.IntegerField(
        label=label, help_text=hint, initial=initial, min_value=1, max_value=most, widget=forms.TextInput(),
        error_messages={"required": "Enter a whole number", "invalid": "Enter a whole number"},
    )  # fmt: skip


class PlanForm(forms.Form):
    """A plan to begin."""

    title = line("What it is called", error="Enter what it is called")
    aim = words("What it is to change for children", error="Enter what it is to change")
    began_on = DateField(label="From when")


class EndForm(forms.Form):
    """How the plan in force ended."""

    outcome = one_of("How it ended", list(said_words.OUTCOMES.items()), error="Choose how it ended")
    why = words("Why", hint="Those who come after read it beside their own plan.", error="Enter why")


class PastPlanForm(forms.Form):
    """A plan before this one."""

    title = line("What it was called", error="Enter what it was called")
    promised = words("What it promised", error="Enter what it promised")
    began_on = DateField(label="From when")
    ended_on = DateField(label="Until when")
    outcome = one_of("How it ended", list(said_words.OUTCOMES.items()), error="Choose how it ended")
    why = words("Why", error="Enter why")
    source = line("Where that is known from", hint="Such as: report of 25 November 2016, paragraph 12.", required=False)


class LeaderForm(forms.Form):
    """Somebody who led."""

    name = line("Name", error="Enter a name")
    role = line("What they were", hint="Such as: director of children’s services.", error="Enter what they were")
    from_on = DateField(label="From when")
    to_on = DateField(label="Until when", required=False, help_text="Leave it empty where they still are.")
    source = line("Where that is known from", required=False)


class LeavingForm(forms.Form):
    """When somebody who led left."""

    to_on = DateField(label="Until when")


class _Audits(forms.Form):
    audit_theme = one_of("Audits of which theme", _AUDITS, long=True, error="Choose which audits")
    audits_least = whole_field("How many audits in six months, at least", "Fewer tell nothing.", 5, 500)
    audits_share = whole_field("How many in a hundred of them good or better", "", 75, 100)


class LineForm(_Audits):
    """A line: what was said, by whom, where."""

    field_order = (
        "source_kind", "source", "place", "term", "finding", "finding_place", "theme", "owner", "begins_on", "due_on",
        "audit_theme", "audits_least", "audits_share",
    )  # fmt: skip
    source_kind = one_of("What said it", list(said_words.SOURCES.items()), error="Choose what said it")
    source = line("Which", hint="Such as: improvement notice of 3 March 2026.", error="Enter which")
    place = line("Where in it", hint="Such as: paragraph 12, page 8.", required=False)
    term = words("What it says is to be put right", rows=3, hint=f"In its own words. {NO_CHILD}",
                 error="Enter what is to be put right")  # fmt: skip
    finding = words("What was found", rows=3, required=False)
    finding_place = line("Where that is said", required=False)
    theme = one_of("Theme", [("", "By its words"), *theme_titles().items()], required=False, long=True,
                   hint=_BY_ITS_WORDS)  # fmt: skip
    owner = one_of("Who answers for it", [], long=True, error="Choose who answers for it")
    begins_on = DateField(label="From when")
    due_on = DateField(label="By when")


class ChangeForm(_Audits):
    """What of a line may change. What was said of it stays."""

    field_order = (
        "owner", "begins_on", "due_on", "finding", "finding_place", "audit_theme", "audits_least", "audits_share",
    )  # fmt: skip
    owner = one_of("Who answers for it", [], long=True, error="Choose who answers for it")
    begins_on = DateField(label="From when")
    due_on = DateField(label="By when")
    finding = words("What was found", rows=3, required=False)
    finding_place = line("Where that is said", required=False)


class ActionForm(forms.Form):
    """Something to be done."""

    what = words("What will be done", rows=3, hint=NO_CHILD, error="Enter what will be done")
    owner = one_of("Who does it", [], long=True, error="Choose who does it")
    begins_on = DateField(label="From when")
    due_on = DateField(label="By when")


class TakenForm(forms.Form):
    """A recommendation taken from the library: who answers for it, and by when."""

    owner = one_of("Who answers for it", [], long=True, error="Choose who answers for it")
    begins_on = DateField(label="From when")
    due_on = DateField(label="By when")


class DoneForm(forms.Form):
    """What shows that an action was done."""

    evidence = words("What shows that it was done", error="Enter what shows that it was done")


class MeasureForm(forms.Form):
    """A measure to hold a line to."""

    code = one_of(
        "Measure", [], long=True, error="Choose a measure",
        hint="Those proposed come first, by the line’s themes. Measures given once a year are not offered.",
    )  # fmt: skip
    direction = one_of("Good is", [(each.value, each.words.capitalize()) for each in Direction],
                       error="Choose which side is good")  # fmt: skip
    target = number_field("Target", "Its baseline is its last whole period.")


class TargetForm(forms.Form):
    """A new baseline and target."""

    target = number_field("Target")
    why = words("Why", hint="What was asked before stays to be read, with this.", rows=3, error="Enter why")


class WhyForm(forms.Form):
    """Why a measure is taken off."""

    why = words("Why", hint="What was asked before stays to be read, with this.", rows=3, error="Enter why")


class VoiceForm(forms.Form):
    """What children and families say, or a note."""

    kind = one_of("What it is", [("voice", said_words.SAID["voice"]), ("note", said_words.SAID["note"])],
                  error="Choose what it is")  # fmt: skip
    words = words("In words", hint=NO_CHILD, error="Enter what was said")
    place = line("Who was heard, and how", hint="Such as: 14 young people, children in care council.", required=False)


class DecisionForm(forms.Form):
    """A decision of the board."""

    words = words("What the board decided", error="Enter what the board decided")
    minute = line("Minute", hint="Such as: 14 October 2026, item 6.", error="Enter the minute")


class SignOffForm(forms.Form):
    """A sign-off."""

    words = words("What you looked at, and what you found", error="Enter what you looked at")


class MeetingForm(forms.Form):
    """A meeting; a box for each theme is added."""

    on = DateField(label="When the board met")
    minutes = line("Where the minutes are", required=False)


class QuestionForm(forms.Form):
    """A question."""

    question = words("Your question", hint=NO_CHILD, rows=3, error="Enter your question")


class AnswerForm(forms.Form):
    """An answer."""

    words = words("The answer", error="Enter the answer")


def owners() -> list[tuple[str, str]]:
    """Everybody who may answer for a line or do an action: their account's number, and their name."""
    roles = [code for code, role in ROLES.items() if Action.DO_IMPROVEMENT in role.actions]
    found = User.objects.filter(role_code__in=roles, is_active=True).order_by("display_name", "username")
    return [(str(user.pk), f"{user} ({user.role.title})" if str(user) != user.role.title else str(user))
            for user in found]  # fmt: skip


def measures_for(themes: Sequence[str], held: Sequence[str]) -> list[tuple[str, str]]:
    """The measures a line can be held to: those its themes propose first, then all others by title."""
    proposed = [code for theme in themes if theme in theme_measures() for code in theme_measures()[theme].measures]
    fit = {
        code: measured.title_of(code)
        for code, indicator in definitions().indicators.items()
        if code not in held and not measured.may_be_held_to(indicator) and not code.endswith(".open")
    }
    first = [(code, f"Proposed: {fit[code]}") for code in dict.fromkeys(proposed) if code in fit]
    rest = sorted(((code, title) for code, title in fit.items() if code not in proposed), key=lambda each: each[1])
    return [*first, *rest]


def with_choices(form: type[forms.Form], **choices: Sequence[tuple[str, str]]) -> type[forms.Form]:
    """The form with the choices of this moment in some of its lists; its fields are its own."""
    made: Any = type(form.__name__, (form,), {})
    made.base_fields = deepcopy(form.base_fields)
    for name, listed in choices.items():
        made.base_fields[name].choices = [("", "Choose one"), *listed]
    return made


def with_themes(themes: Sequence[tuple[str, str]]) -> type[forms.Form]:
    """The form of a meeting, with a box for what was said of each theme."""
    boxes = {
        f"said-{code}": words(f"{title}: what the board was told", required=False, rows=3) for code, title in themes
    }
    return type("MeetingOf", (MeetingForm,), boxes)


def recommendations(listed: Sequence[tuple[str, str]]) -> forms.MultipleChoiceField:
    """Which of a document's recommendations are taken."""
    return several_of("Which recommendations", listed, error="Choose at least one")


def audits_of(values: dict[str, Any]) -> dict[str, Any]:
    """The form's answers with "every audit" as the rules have it: a blank theme."""
    return {**values, "audit_theme": "" if values["audit_theme"] == "all" else values["audit_theme"]}
