"""What is asked of whoever writes about a partner."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from lineofsight.web.layout.fields import DateField, agreed, line, one_of, several_of, words
from lineofsight.web.partners import rules
from lineofsight.web.partners.codes import AGENCIES, MEETINGS, OUTCOMES, REQUESTS

ORGANISATION = "Only where there are several: the school, practice or force. No person’s name."
POST = "The post that answers for it, such as “named doctor”. No name, number or address."


def _day(label: str, hint: str = "", *, required: bool = True) -> DateField:
    return DateField(label=label, help_text=hint, required=required)


class _NoPerson(forms.Form):
    """A form whose short texts are of organisations and posts."""

    def clean(self) -> dict[str, Any]:
        """The answers; an error beside whatever names a person."""
        given = super().clean() or {}
        for name in ("organisation", "contact_role"):
            if refused := rules.names_a_person(given.get(name) or ""):
                self.add_error(name, ValidationError(refused, code="a person"))
        return given


class AskForm(_NoPerson):
    """Information asked of one or several agencies."""

    agencies = several_of("Who is asked", list(AGENCIES.items()), error="Choose at least one agency")
    organisation = line("Which one", required=False, hint=ORGANISATION)
    about = one_of("What it is for", list(REQUESTS.items()), error="Choose what it is for")
    asked_on = _day("When it was asked")
    asked = words("What was asked", rows=3)
    urgent = agreed("A child may be at immediate risk", hint="Then an answer is due the next working day.")


class InviteForm(_NoPerson):
    """One or several agencies asked to a meeting."""

    meeting = one_of("Which meeting", list(MEETINGS.items()), error="Choose which meeting")
    meeting_on = _day("When it is, or was")
    agencies = several_of("Who was asked", list(AGENCIES.items()), error="Choose at least one agency")
    organisation = line("Which one", required=False, hint=ORGANISATION)
    invited_on = _day("When they were asked")
    report_asked = agreed("A report was asked for", hint="Then it is due by the day of the meeting.")


class AgreeForm(_NoPerson):
    """What an agency agreed to do."""

    agency = one_of("Which agency", list(AGENCIES.items()), long=True, error="Choose which agency")
    organisation = line("Which one", required=False, hint=ORGANISATION)
    contact_role = line("Who answers for it", hint=POST)
    action = words("What it will do", rows=3)
    agreed_on = _day("When it was agreed")
    due_on = _day("By when")

    def clean(self) -> dict[str, Any]:
        """The answers; the day it is due is not before the day it was agreed."""
        given = super().clean()
        begun, due = given.get("agreed_on"), given.get("due_on")
        if begun and due and due < begun:
            self.add_error("due_on", ValidationError("By when is before it was agreed", code="order"))
        return given


class AttendanceForm(forms.Form):
    """Whether an agency took part."""

    came = one_of(
        "Did somebody of the agency take part?",
        [("yes", "Yes"), ("apologies", "No: they sent apologies"), ("no", "No, and they sent none")],
        hint="Where nobody knows, leave it unrecorded: that is not the same as absent.",
        error="Choose whether they took part",
    )  # fmt: skip


class ReceivedForm(forms.Form):
    """The day a report came."""

    on = _day("When the report came")


class AnswerForm(forms.Form):
    """A partner's answer to a request for information."""

    on = _day("When the answer came")
    words = words("What came, in short", hint="Where the whole of it is kept.", rows=3)


class DoneForm(forms.Form):
    """An action a partner did."""

    on = _day("When it was done")
    words = words("What was done, and what it changed for the child", rows=3)


class WithdrawForm(forms.Form):
    """Why something is no longer asked for."""

    why = words("Why it is no longer needed", rows=3)


class EscalateForm(_NoPerson):
    """An escalation to an agency's manager."""

    contact_role = line("The post it is put to", hint=POST)
    reason = words("What it means for the child that this is missing", error="Enter what it means for the child")
    wanted = words("What is asked for, and by when", rows=3, error="Enter what is asked for, and by when")
    immediate_risk = agreed("A child is at immediate risk", hint="Then it is to be settled today.")


class PassUpForm(_NoPerson):
    """An escalation to the next level."""

    contact_role = line("The post it is put to", hint=POST)
    why = words("Why it goes up a level", rows=3, error="Enter why it goes up a level")


class EscalationAnswerForm(forms.Form):
    """A partner's answer to an escalation."""

    on = _day("When the answer came")
    words = words("What the agency answered", error="Enter what the agency answered")


class CloseForm(forms.Form):
    """How an escalation ended."""

    outcome = one_of(
        "How it ended", [(code, OUTCOMES[code]) for code in ("put_right", "agreed", "explained")],
        error="Choose how it ended",
    )  # fmt: skip
