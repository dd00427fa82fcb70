"""The forms of managing accounts."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from lineofsight.web.access.holders import teams_that_hold
from lineofsight.web.access.restricting.forms import named
from lineofsight.web.accounts.models import User
from lineofsight.web.accounts.roles import ROLES, Action
from lineofsight.web.layout.fields import DateField, line, one_of, several_of

_USERNAME = re.compile(r"[A-Za-z0-9.@_+-]{3,150}")
# The operator is the command line's: no page makes one.
GIVEN = [(role.code, role.title) for role in ROLES.values() if role.code != "operator"]


class PersonForm(forms.Form):
    """Who somebody is, and in which role."""

    display_name = line("Name", error="Enter the name")
    role = one_of("Role", GIVEN, long=True, error="Choose the role")
    worker_id = line(
        "Worker's id in the record",
        required=False,
        hint="As in the files loaded: so that their children are theirs here.",
    )
    email = line("Email at work", required=False)

    def __init__(self, *args: Any, user: User | None = None, **given: Any) -> None:
        super().__init__(*args, **given)
        self._user = user

    def clean_worker_id(self) -> str:
        """Nobody else's. Raises ValidationError."""
        worker = str(self.cleaned_data["worker_id"]).strip()
        others = User.objects.filter(worker_id=worker, is_active=True, is_demonstration=False)
        if self._user is not None:
            others = others.exclude(pk=self._user.pk)
        if worker and others.exists():
            raise ValidationError("Somebody else's account is joined to that worker")
        return worker


class JoinerForm(PersonForm):
    """The same, with a user name, and teams from a day."""

    username = line(
        "User name",
        hint="Where people sign in by the council's own service: their user name there.",
        error="Enter the user name",
    )
    teams = several_of("Teams", [], required=False)
    from_on = DateField(label="From")
    field_order = ["username", "display_name", "role", "worker_id", "email", "teams", "from_on"]

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        chosen: Any = self.fields["teams"]
        chosen.choices = teams_that_hold()

    def clean_username(self) -> str:
        """As addresses and files can hold it. Raises ValidationError."""
        name = str(self.cleaned_data["username"]).strip()
        if not _USERNAME.fullmatch(name):
            raise ValidationError("Use three or more letters, figures and . @ _ + -")
        if User.objects.filter(username__iexact=name).exists():
            raise ValidationError("That user name is somebody's already")
        return name


class MembershipForm(forms.Form):
    """A team, from a day, to another."""

    team = one_of("Team", [], long=True, error="Choose the team")
    from_on = DateField(label="From")
    to_on = DateField(label="Until (included)", required=False)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        chosen: Any = self.fields["team"]
        chosen.choices = [("", "Choose one"), *teams_that_hold()]


class EndForm(forms.Form):
    """A last day."""

    to_on = DateField(label="Last day")


class LeaveForm(EndForm):
    """A last day and, where nobody else may lift a restriction, who is named in it in the leaver's place."""

    in_place = one_of("Who is named in their place in restricted records", [], long=True, required=False)

    def __init__(self, *args: Any, user: User, left_shut: int, **given: Any) -> None:
        super().__init__(*args, **given)
        if not left_shut:
            del self.fields["in_place"]
            return
        roles = [role.code for role in ROLES.values() if Action.RESTRICT in role.actions]
        self._others = User.objects.filter(is_active=True, role_code__in=roles).exclude(pk=user.pk)
        chosen: Any = self.fields["in_place"]
        chosen.choices = [("", "Choose one"), *((str(other.pk), named(other)) for other in
                                                   self._others.order_by("display_name", "username"))]  # fmt: skip

    def clean_in_place(self) -> User | None:
        """The person, if one was chosen."""
        given = self.cleaned_data["in_place"]
        return self._others.filter(pk=int(given)).first() if given else None
