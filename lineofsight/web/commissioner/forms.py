"""What is asked of whoever sets a view before a commissioner, asks, answers, or makes a pledge."""

from __future__ import annotations

from django import forms

from lineofsight.web.commissioner.chosen import CORPORATE_PARENTING
from lineofsight.web.layout.fields import one_of, words


class ShowForm(forms.Form):
    """A dated view to set before a commissioner."""

    note = words("What they should know first", required=False, rows=3,
                 hint="What changed since the last, what you are unsure of. Name no child.")  # fmt: skip


class AskForm(forms.Form):
    """A question to the service."""

    question = words("Your question", hint="Name no child and no family. Somebody answers by name, on this page.",
                     error="Enter your question")  # fmt: skip


class AnswerForm(forms.Form):
    """An answer."""

    answer = words("Your answer", hint="In plain words; name no child. It stays as you send it, with your name and "
                   "the snapshot of the day.", error="Enter your answer")  # fmt: skip


class PledgeForm(forms.Form):
    """Something promised to children in care and care leavers."""

    words = words("The promise, in the words it was made", rows=2, error="Enter the promise")
    measure = one_of(
        "What shows whether it is kept", [(code, question) for question, code in CORPORATE_PARENTING], long=True,
        required=False, hint="Leave blank where no figure can tell.",
    )  # fmt: skip


class EndPledgeForm(forms.Form):
    """Why a pledge ends."""

    why = words("Why it ends", rows=2, error="Enter why it ends")
