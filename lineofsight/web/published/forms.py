"""What is asked of whoever makes, sends back or withdraws a scorecard."""

from __future__ import annotations

from django import forms

from lineofsight.web.layout.fields import line, several_of, words
from lineofsight.web.published.offered import OFFERED


class MakeForm(forms.Form):
    """A scorecard to make."""

    title = line("What it is called", hint="Such as: How we are doing, summer 2026.", error="Enter what it is called")
    intro = words("What the public should know first", required=False, rows=3,
                  hint="What you are working on, in plain words. Name no child and no family.")  # fmt: skip
    measures = several_of("Measures", [(code, words) for words, code in OFFERED], error="Choose at least one measure")


class SendBackForm(forms.Form):
    """Why a scorecard is not published."""

    why = words("Why it is not published", rows=3, error="Enter why it is not published")


class WithdrawForm(forms.Form):
    """Why a scorecard is taken down, and what is right."""

    why = words("Why it is withdrawn", rows=3, hint="Shown to the public at its address.",
                error="Enter why it is withdrawn")  # fmt: skip
    correction = words("What is right, or when it will be known", rows=3, hint="Shown to the public at its address.",
                       error="Enter what is right, or when it will be known")  # fmt: skip
