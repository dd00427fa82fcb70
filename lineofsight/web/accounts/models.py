"""Users and the teams they belong to, each membership dated."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models, router, transaction

from lineofsight.web.accounts.roles import ROLES, Role


class User(AbstractUser):
    """Somebody who signs in. `role` is a code of `roles`; `worker_id` is who they are in the record, if they are."""

    role_code = models.TextField()
    worker_id = models.TextField(blank=True, default="")
    display_name = models.TextField(blank=True, default="")
    is_demonstration = models.BooleanField(default=False)
    # Sessions begun before this are over: signed out everywhere.
    sessions_from = models.DateTimeField(null=True, blank=True)
    # Somebody else knows the password: another is chosen before anything is shown.
    password_is_given = models.BooleanField(default=False)
    left_on = models.DateField(null=True, blank=True)
    version = models.IntegerField(default=1)
    # Which of the person's calendar addresses is good: asking for another stops the one before.
    calendar_number = models.IntegerField(default=1)

    @property
    def role(self) -> Role:
        """The role, as code. Raises KeyError for one this version does not know."""
        return ROLES[self.role_code]

    def team_ids(self, on: date) -> list[str]:
        """The teams the person belongs to on a day."""
        current = self.memberships.filter(from_on__lte=on).exclude(to_on__lt=on)
        return sorted(current.values_list("team_id", flat=True))

    def __str__(self) -> str:
        return self.display_name or self.username


class Membership(models.Model):
    """That a person belongs to a team from a day, to another (included) or still."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    team_id = models.TextField()
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        """Found by person."""

        db_table = "memberships"
        ordering = ["team_id", "from_on"]


@contextmanager
def kept_whole() -> Iterator[None]:
    """What is done to accounts within is done altogether or not at all, whichever database keeps them."""
    with transaction.atomic(using=router.db_for_write(User)):
        yield
