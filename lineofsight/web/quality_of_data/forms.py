"""The two forms: why an error is right, and why that is taken back."""

from __future__ import annotations

from django import forms

from lineofsight.record.service.quality.accepting import LONGEST_REASON, SHORTEST_REASON

_TOO_SHORT = f"Say a little more: at least {SHORTEST_REASON} characters."
_TOO_LONG = f"Shorten it to {LONGEST_REASON:,} characters."


class Explain(forms.Form):
    """Why what is recorded is right. `digest` is of the row as it was when the page was opened."""

    reason = forms.CharField(
        min_length=SHORTEST_REASON, max_length=LONGEST_REASON,
        error_messages={"required": "Say why it is right.", "min_length": _TOO_SHORT, "max_length": _TOO_LONG},
    )  # fmt: skip
    digest = forms.CharField(max_length=40, error_messages={"required": "Open the page again: its form was not whole."})


class TakeBack(forms.Form):
    """Why an explanation no longer holds."""

    why = forms.CharField(
        max_length=LONGEST_REASON,
        error_messages={"required": "Say why it no longer holds.", "max_length": _TOO_LONG},
    )
    version = forms.IntegerField(error_messages={"required": "Open the page again: its form was not whole."})
