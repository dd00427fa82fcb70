"""Open duties, and those ended lately: what worklists and a child's page read."""

from __future__ import annotations

from django.db import models


class OpenDuty(models.Model):
    """One duty that is open, or ended in the last 90 days, as `duty_table` gave it, and who is responsible.

    Disposable: made again after every load and, for one child, after every write. Status is never stored; it is a
    function of the dates and a day.
    """

    key = models.BigAutoField(primary_key=True)
    standard = models.TextField()
    holder_kind = models.TextField()
    holder = models.TextField()
    subject = models.TextField()
    variant = models.TextField(null=True, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)
    met_at = models.DateTimeField(null=True, blank=True)
    recorded_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    national_due_on = models.DateField(null=True, blank=True)
    known = models.BooleanField(default=True)
    basis = models.TextField(null=True, blank=True)
    opened_by_table = models.TextField(null=True, blank=True)
    opened_by_id = models.TextField(null=True, blank=True)
    met_by_table = models.TextField(null=True, blank=True)
    met_by_id = models.TextField(null=True, blank=True)
    closed_by_table = models.TextField(null=True, blank=True)
    closed_by_id = models.TextField(null=True, blank=True)
    worker = models.TextField(null=True, blank=True)
    team = models.TextField(null=True, blank=True)

    class Meta:
        """Found by whose it is, by who is to act, and by when."""

        db_table = "open_duties"
        indexes = [
            models.Index(fields=["holder_kind", "holder"], name="open_duties_holder"),
            models.Index(fields=["worker", "due_on"], name="open_duties_worker"),
            models.Index(fields=["team", "due_on"], name="open_duties_team"),
            models.Index(fields=["standard", "due_on"], name="open_duties_standard"),
        ]
