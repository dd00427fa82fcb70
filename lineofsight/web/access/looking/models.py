"""Reasons to look: who gave which, about whom, until when, and what whoever reviewed it found."""

from __future__ import annotations

from django.db import models

from lineofsight.web.access.versions import Versioned
from lineofsight.web.accounts.models import User


class Why(models.TextChoices):
    """What a reason to look is about."""

    COVER = "cover", "I am covering for a colleague"
    CAME_IN = "came_in", "Something came in about this child"
    FAMILY = "family", "I work with the child's family"
    TRANSFER = "transfer", "The child is coming to me or my team"
    MEETING = "meeting", "A meeting or hearing that I take part in"
    QUALITY = "quality", "A complaint, an audit or learning"
    ALLEGATION = "allegation", "An allegation against somebody who works with children"
    CONDUCT = "conduct", "An inquiry into a worker's conduct"
    POLICE = "police", "A police matter"


COVERT = frozenset({Why.ALLEGATION.value, Why.CONDUCT.value, Why.POLICE.value})
"""Kinds whose looks would warn the wrong person: not shown on the child's page, reviewed by somebody independent."""


class Outcome(models.TextChoices):
    """What a reviewer found."""

    PROPER = "proper", "There was good reason"
    NOT_PROPER = "not_proper", "There was not good reason"


class ReasonToLook(Versioned):
    """One reason to look at one child. `words` are what was typed; `told_at` when the child's worker was shown it."""

    user = models.ForeignKey(User, models.PROTECT, related_name="reasons_to_look")
    by = models.TextField()
    role_code = models.TextField()
    reference = models.TextField()
    why = models.TextField(choices=Why.choices)
    words = models.TextField()
    covert = models.BooleanField(default=False)
    given_at = models.DateTimeField()
    until = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewer = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="reviews_of_looks")
    reviewed_by = models.TextField(blank=True, default="")
    outcome = models.TextField(choices=Outcome.choices, blank=True, default="")
    review_words = models.TextField(blank=True, default="")

    class Meta:
        """Found by who gave it, by child, and while waiting for review."""

        db_table = "reasons_to_look"
        ordering = ["given_at", "pk"]
        indexes = [
            models.Index(fields=["user", "until"], name="reasons_user"),
            models.Index(fields=["reference", "-given_at"], name="reasons_child"),
            models.Index(fields=["given_at"], condition=models.Q(reviewed_at=None), name="reasons_waiting"),
        ]
