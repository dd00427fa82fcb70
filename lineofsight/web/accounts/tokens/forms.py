"""The form of making a token."""

from __future__ import annotations

from django import forms

from lineofsight.web.layout.fields import DateField, line


class TokenForm(forms.Form):
    """What it is for, and until when."""

    name = line(
        "What it is for",
        hint="The program that will use it. It stands beside your name where a child's page says who has looked.",
        error="Enter what it is for",
    )
    last_day = DateField(label="Last day it is good for")
