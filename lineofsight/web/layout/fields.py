"""Fields of forms as the design system asks for them: a date in three boxes, words of more than a line, a choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partialmethod
from types import MappingProxyType
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

BOXES = ("day", "month", "year")
LONGEST = 10_000
"""Characters of one answer in words."""


class DateBoxes(forms.Widget):
    """Three boxes: day, month, year. Its value as sent is the three texts."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:
        """The three boxes as they were typed."""
        return [str(data.get(f"{name}-{box}", "")).strip()[:10] for box in BOXES]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Whether none of the boxes was on the page."""
        return all(f"{name}-{box}" not in data for box in BOXES)

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """Where an error of the date leads: its first box."""
        return f"{id_}-{BOXES[0]}"


class DateField(forms.Field):
    """A date typed in three boxes; the year in four figures."""

    widget = DateBoxes
    default_error_messages = {
        "required": "Enter the date",
        "incomplete": "Enter the day, the month and the year",
        "invalid": "Enter a date there is, such as 27 3 2026",
    }

    def to_python(self, value: Any) -> date | None:
        """The date; None for three empty boxes. Raises ValidationError."""
        if value is None or isinstance(value, date):
            return value
        if not any(value):
            return None
        if not all(value):
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        if not all(part.isascii() and part.isdigit() for part in value) or len(value[2]) != 4:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        day, month, year = (int(part) for part in value)
        try:
            return date(year, month, day)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


def boxes_of(value: Any) -> list[tuple[str, str]]:
    """Each box's name and what stands in it, from a date, from three texts, or from nothing."""
    if isinstance(value, date):
        value = [str(value.day), str(value.month), str(value.year)]
    return list(zip(BOXES, value or ["", "", ""], strict=True))


def words(label: str, *, required: bool = True, hint: str = "", rows: int = 4, error: str = "") -> forms.CharField:
    """An answer in words of more than a line."""
    return forms.CharField(
        label=label, required=required, help_text=hint, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": error or f"Enter: {label[:1].lower()}{label[1:]}"},
    )  # fmt: skip


def line(label: str, *, required: bool = True, hint: str = "", error: str = "") -> forms.CharField:
    """An answer of one line."""
    return forms.CharField(
        label=label, required=required, help_text=hint, max_length=500,
        error_messages={"required": error or f"Enter: {label[:1].lower()}{label[1:]}"},
    )  # fmt: skip


class Choice(forms.ChoiceField):
    """One of some answers. `refused`: answers that are not offered, each with why it may not be given."""

    refused: Mapping[str, str] = MappingProxyType({})

    def validate(self, value: Any) -> None:
        """Raise ValidationError for an answer that is none of those offered."""
        if value in self.refused:
            raise ValidationError(self.refused[value], code="refused")
        super().validate(value)


def one_of(
    label: str, choices: Sequence[tuple[str, str]], *, required: bool = True, hint: str = "", error: str = "",
    long: bool = False, refused: Mapping[str, str] | None = None,
) -> Choice:  # fmt: skip
    """One of some answers: radio buttons, or with `long` a list to drop down."""
    listed = [("", "Choose one"), *choices] if long else list(choices)
    field = Choice(
        label=label, required=required, help_text=hint, choices=listed,
        widget=forms.Select() if long else forms.RadioSelect(),
        error_messages={"required": error or f"Choose: {label[:1].lower()}{label[1:]}"},
    )  # fmt: skip
    field.refused = refused or field.refused
    return field


def several_of(
    label: str, choices: Sequence[tuple[str, str]], *, required: bool = True, hint: str = "", error: str = ""
) -> forms.MultipleChoiceField:  # fmt: skip
    """Any of some answers."""
    return forms.MultipleChoiceField(
        label=label, required=required, help_text=hint, choices=list(choices), widget=forms.CheckboxSelectMultiple(),
        error_messages={"required": error or f"Choose: {label[:1].lower()}{label[1:]}"},
    )  # fmt: skip


def agreed(label: str, *, required: bool = False, hint: str = "", error: str = "") -> forms.BooleanField:
    """A single box to tick."""
    return forms.BooleanField(
        label=label, required=required, help_text=hint, error_messages={"required": error or f"Tick: {label}"}
    )  # fmt: skip


def made_with(form: type[forms.Form], **given: Any) -> type[forms.Form]:
    """The same form, told beforehand what it is to offer."""
    return type(form.__name__, (form,), {"__init__": partialmethod(form.__init__, **given)})


def as_typed(form: type[forms.Form], typed: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed into a form before, as its initial values: nothing is checked, nothing is lost."""
    fields = form.base_fields
    return {
        name: field.widget.value_from_datadict(typed, {}, name)
        for name, field in fields.items()
        if not field.widget.value_omitted_from_data(typed, {}, name)
    }
