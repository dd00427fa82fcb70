"""The forms of restricting a record."""

from __future__ import annotations

from typing import Any

from django import forms

from lineofsight.web.access.looking.forms import long_enough
from lineofsight.web.access.restricting.models import Kind
from lineofsight.web.accounts.models import User
from lineofsight.web.accounts.roles import ROLES, Action
from lineofsight.web.layout.fields import DateField, one_of, several_of, words


def people() -> list[tuple[str, str]]:
    """Everybody who could be named: whose role sees children, with the role."""
    roles = [role.code for role in ROLES.values() if Action.SEE_CHILD in role.actions]
    found = User.objects.filter(is_active=True, role_code__in=roles).order_by("display_name", "username")
    return [(str(user.pk), named(user)) for user in found]


def named(user: User) -> str:
    """A person with the role, said once where the one is the other."""
    return str(user) if str(user) == user.role.title else f"{user}, {user.role.title.lower()}"


class NamedForm(forms.Form):
    """For whom the record stays open, and until when at the longest."""

    named = several_of("Who may still see it", [], error="Choose who may still see it", hint="Everybody else finds "
                       "nothing of this child anywhere. Name somebody out of hours too.")  # fmt: skip
    review_on = DateField(label="Look at it again on", help_text="Within six months")

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        chosen: Any = self.fields["named"]
        chosen.choices = people()

    def users(self) -> list[User]:
        """The people who were named."""
        return list(User.objects.filter(pk__in=[int(each) for each in self.cleaned_data["named"]]))


class RestrictForm(NamedForm):
    """The same, with the reason."""

    kind = one_of("Why it is restricted", Kind.choices, error="Choose why it is restricted")
    why = words("The reason, in words that are kept", error="Enter the reason")
    field_order = ["kind", "why", "named", "review_on"]

    def clean_why(self) -> str:
        """The reason, long enough to stand."""
        return long_enough(self.cleaned_data["why"])


class LiftForm(forms.Form):
    """Why it is lifted."""

    lifted_why = words("Why it is lifted, in words that are kept", error="Enter why it is lifted")

    def clean_lifted_why(self) -> str:
        """The reason, long enough to stand."""
        return long_enough(self.cleaned_data["lifted_why"])
