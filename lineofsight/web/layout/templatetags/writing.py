"""Tags of forms: each field by its own component of the design system, with label, hint and error."""

from __future__ import annotations

from typing import Any

from django import forms, template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from lineofsight.web.layout.fields import DateBoxes, boxes_of

register = template.Library()

_COMPONENTS: tuple[tuple[type[forms.Widget], str], ...] = (
    (DateBoxes, "date_boxes"), (forms.Textarea, "text_area"), (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"), (forms.Select, "select"), (forms.CheckboxInput, "tick_box"),
    (forms.TextInput, "text_line"),
)  # fmt: skip


@register.simple_tag
def form_field(field: BoundField, *, heading: bool = False) -> SafeString:
    """A field of a form. With `heading` its label is the page's heading. Raises TypeError for one with no component."""
    widget = field.field.widget
    component = next((name for kind, name in _COMPONENTS if isinstance(widget, kind)), None)
    if component is None:
        raise TypeError(f"{type(widget).__name__} has no component. Use the fields of web.layout.fields.")
    return render_to_string(f"layout/components/{component}.html", _context(field, heading=heading))


@register.simple_tag
def form_fields(form: forms.Form) -> SafeString:
    """Every field of a form, in order."""
    return SafeString("".join(form_field(field) for field in form.visible_fields()))


def _context(field: BoundField, *, heading: bool) -> dict[str, Any]:
    base = field.auto_id
    described = [f"{base}-hint"] if field.help_text else []
    described += [f"{base}-error"] if field.errors else []
    value: Any = field.value()
    context = {
        "field": field, "id": base, "label": field.label, "hint": field.help_text, "errors": field.errors,
        "described_by": " ".join(described), "value": value, "heading": heading,
    }  # fmt: skip
    if isinstance(field.field.widget, DateBoxes):
        context["boxes"] = boxes_of(value)
    if isinstance(field.field, forms.ChoiceField):
        chosen = [str(each) for each in value] if isinstance(value, list | tuple) else [str(value or "")]
        context["choices"] = [
            (f"{base}_{place}", code, words, str(code) in chosen)
            for place, (code, words) in enumerate(field.field.widget.choices)
        ]  # fmt: skip
    return context
