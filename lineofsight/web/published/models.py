"""Public scorecards: papers of the service, each kept with its digest from the day it was made."""

from __future__ import annotations

from django.db import models

from lineofsight.web.access.versions import Versioned


class Scorecard(Versioned):
    """A scorecard as it was made: the page's body and the CSV, and their digest; neither is ever made again.

    `lines`: what the files say, as data. Published from `published_on`, by somebody else than who made it; `why_not`:
    why somebody would not publish it. Withdrawn, it is shown no more, and `withdrawn_why` and `correction` are.
    """

    title = models.TextField()
    intro = models.TextField(blank=True, default="")
    snapshot = models.TextField()
    known_on = models.DateField()
    lines = models.JSONField()
    body = models.TextField()
    csv = models.TextField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_on = models.DateField()
    made_by_id = models.BigIntegerField()
    made_by = models.TextField()
    published_on = models.DateField(null=True, blank=True)
    published_by_id = models.BigIntegerField(null=True, blank=True)
    published_by = models.TextField(blank=True, default="")
    refused_on = models.DateField(null=True, blank=True)
    refused_by = models.TextField(blank=True, default="")
    why_not = models.TextField(blank=True, default="")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.TextField(blank=True, default="")
    withdrawn_why = models.TextField(blank=True, default="")
    correction = models.TextField(blank=True, default="")

    class Meta:
        """The latest first."""

        db_table = "public_scorecards"
        ordering = ["-known_on", "-made_at", "-pk"]

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it."""
        return self.published_on is not None and self.withdrawn_on is None

    @property
    def state(self) -> str:
        """How it stands, in words."""
        if self.withdrawn_on:
            return "Withdrawn"
        if self.published_on:
            return "Published"
        return "Not published: sent back" if self.refused_on else "Waiting for a second person"
