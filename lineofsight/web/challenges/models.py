"""Challenges of figures: papers of the service, since a figure is of nobody in particular."""

from __future__ import annotations

from django.db import models

from lineofsight.web.access.versions import Versioned


class FigureChallenge(Versioned):
    """Somebody says that a figure, or the list behind it, is wrong; until they accept an answer it stays open.

    `indicator`, `period`, `team` and `snapshot` name the figure; `value` is what it showed. Reopened, an answer goes
    to `earlier` with who gave it, and another is owed.
    """

    indicator = models.TextField()
    period = models.TextField(blank=True, default="")
    team = models.TextField(blank=True, default="")
    snapshot = models.TextField(blank=True, default="")
    wrong = models.TextField()
    raised_at = models.DateTimeField()
    raised_on = models.DateField()
    raised_by_id = models.BigIntegerField()
    raised_by = models.TextField()
    outcome = models.TextField(blank=True, default="")
    answer = models.TextField(blank=True, default="")
    answered_on = models.DateField(null=True, blank=True)
    answered_by_id = models.BigIntegerField(null=True, blank=True)
    answered_by = models.TextField(blank=True, default="")
    accepted_on = models.DateField(null=True, blank=True)
    earlier = models.JSONField(default=list)

    class Meta:
        """Open ones first found."""

        db_table = "figure_challenges"
        ordering = ["raised_at", "pk"]
        indexes = [models.Index(fields=["indicator", "accepted_on"], name="figure_challenges_of")]
