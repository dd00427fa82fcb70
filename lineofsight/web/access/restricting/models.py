"""Restrictions: that a child's record, and all that is attached to it, is for named people only, and why."""

from __future__ import annotations

from django.db import models

from lineofsight.web.access.versions import Versioned
from lineofsight.web.accounts.models import User


class Kind(models.TextChoices):
    """Why a record is restricted."""

    KIN = "kin", "The child is related or known to somebody who works here"
    STAFF = "staff", "An allegation against somebody who works here"
    PUBLIC = "public", "The child, or the case, is known to the public"
    COURT = "court", "A court's order"
    POLICE = "police", "A police matter"
    ADOPTED = "adopted", "The child is placed for adoption, or adopted"
    SAFETY = "safety", "Somebody looks for the child, and may know people who work here"


class Restriction(Versioned):
    """A child's record is for named people only, from a moment and, once lifted, to another. Never removed."""

    reference = models.TextField()
    kind = models.TextField(choices=Kind.choices)
    why = models.TextField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(User, models.PROTECT, related_name="restrictions_set")
    review_on = models.DateField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="restrictions_lifted")
    lifted_why = models.TextField(blank=True, default="")

    class Meta:
        """One at a time for a child; found while it holds."""

        db_table = "restrictions"
        ordering = ["-set_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reference"], condition=models.Q(lifted_at=None), name="one_restriction_a_child"
            )
        ]

    @property
    def told(self) -> tuple[tuple[str, object], ...]:
        """For whom it is open by now, and until when."""
        people = self.named.filter(to_at=None).select_related("user")
        names = ", ".join(str(each.user) for each in people)
        return (("Who may still see it", names), ("Look at it again on", self.review_on))


class NamedPerson(models.Model):
    """Somebody for whom a restricted record is not shut, from a moment and, once taken off, to another."""

    restriction = models.ForeignKey(Restriction, models.PROTECT, related_name="named")
    user = models.ForeignKey(User, models.PROTECT, related_name="named_in")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Found by restriction."""

        db_table = "restriction_named_people"
        ordering = ["from_at", "pk"]
