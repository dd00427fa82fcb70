"""Handovers: papers of the service until they are accepted; then an allocation is written."""

from __future__ import annotations

from django.db import models

from lineofsight.web.access.versions import Versioned


class Handover(Versioned):
    """One team asks another to take a child on; the child stays with the first until the other accepts.

    `reference` is the child's; `local_id` and `stage` what the sending manager saw then: the receiving manager may not
    open the child yet. `outcome` blank: not answered; else accepted, declined or withdrawn.
    """

    reference = models.TextField()
    local_id = models.TextField()
    stage = models.TextField()
    from_team = models.TextField(blank=True, default="")
    from_team_name = models.TextField(blank=True, default="")
    to_team = models.TextField()
    to_team_name = models.TextField(blank=True, default="")
    summary = models.TextField()
    put_on = models.DateField()
    put_by_id = models.BigIntegerField()
    put_by = models.TextField()
    outcome = models.TextField(blank=True, default="")
    why = models.TextField(blank=True, default="")
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.TextField(blank=True, default="")
    worker_id = models.TextField(blank=True, default="")

    class Meta:
        """Found by the team that is to answer; the longest waiting first."""

        db_table = "handovers"
        ordering = ["put_on", "pk"]
        indexes = [
            models.Index(fields=["to_team", "outcome"], name="handovers_to"),
            models.Index(fields=["reference", "outcome"], name="handovers_child"),
        ]
