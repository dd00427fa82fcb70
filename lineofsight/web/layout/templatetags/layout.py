"""Tags and filters of every template: dates in words, and components of the design system."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.http import HttpRequest, QueryDict

from lineofsight.web.day import today
from lineofsight.web.layout import dates

register = template.Library()


@register.filter
def on(day: date | None) -> str:
    """16 June 2026."""
    return dates.in_full(day)


@register.filter
def short_date(day: date | None) -> str:
    """16 Jun 2026."""
    return dates.short(day)


@register.filter
def at(moment: datetime | None) -> str:
    """16 June 2026 at 3:05pm."""
    return dates.with_time(moment)


@register.filter
def from_today(day: date | None) -> str:
    """5 days overdue; due today; due in 3 days."""
    return dates.from_day(day, today())


@register.filter
def ago(day: date | None) -> str:
    """12 days ago."""
    return dates.ago(day, today())


@register.filter
def age(born: date | None) -> str:
    """12 years."""
    return dates.age(born, today())


@register.filter
def number(value: float | int | None) -> str:
    """1,234; blank for none."""
    return "" if value is None else f"{value:,}"


@register.inclusion_tag("layout/components/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """Every error of a form, first on the page and in the order of its fields, each leading to its own."""
    place = {name: number for number, name in enumerate(form.fields)}
    in_order = sorted(form.errors.items(), key=lambda each: place.get(each[0], -1))
    # A group of radio buttons has no id of its own: its first button's is `_0`.
    errors = [(form[name].id_for_label or f"{form[name].auto_id}_0" if name in form.fields else "", text)
              for name, texts in in_order for text in texts]  # fmt: skip
    return {"errors": errors}


@register.inclusion_tag("layout/components/text_field.html")
def text_field(field: BoundField, label: str, kind: str = "text", hint: str = "", autocomplete: str = "off",
               width: str = "") -> dict[str, Any]:  # fmt: skip
    """A text input with its label, hint and error."""
    return {"field": field, "label": label, "kind": kind, "hint": hint, "autocomplete": autocomplete, "width": width}


@register.inclusion_tag("layout/components/empty.html")
def empty(text: str, what_to_do: str = "") -> dict[str, Any]:
    """Nothing here: what that means, and what one may do."""
    return {"text": text, "what_to_do": what_to_do}


@register.inclusion_tag("layout/components/pagination.html", takes_context=True)
def pagination(context: dict[str, Any], page: Any) -> dict[str, Any]:
    """Links to the other pages of a list, the filters kept."""
    request: HttpRequest = context["request"]

    def link(to: int) -> str:
        query: QueryDict = request.GET.copy()
        query["page"] = str(to)
        return "?" + query.urlencode()

    around = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "pages": [(each, link(each) if isinstance(each, int) else "", each == page.number) for each in around],
        "before": link(page.number - 1) if page.has_previous() else "",
        "after": link(page.number + 1) if page.has_next() else "",
    }


@register.simple_tag(takes_context=True)
def same_page_with(context: dict[str, Any], **changed: Any) -> str:
    """This page's address with some of its filters changed (blank removes one) and back on its first page."""
    query: QueryDict = context["request"].GET.copy()
    query.pop("page", None)
    for name, value in changed.items():
        if value in ("", None):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return "?" + query.urlencode()
