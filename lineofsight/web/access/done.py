"""The log of what was done: who did which action, when, about which child, and which rows it touched. Added to only."""

from __future__ import annotations

from django.db import models
from django.db.models import QuerySet

from lineofsight.web.access.once import Once


class Done(Once):
    """One action that was done. `touched` names rows (table and id, or model and key), never what was typed."""

    at = models.DateTimeField()
    user_id = models.BigIntegerField()
    by = models.TextField()
    role_code = models.TextField()
    action = models.TextField()
    name = models.TextField()
    reference = models.TextField(blank=True, default="")
    touched = models.JSONField(default=list)

    class Meta:
        """Found by child and by person, newest first; kept with the drafts, the other half of writing."""

        app_label = "drafts"
        db_table = "done"
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["reference", "-at"], name="done_child"),
            models.Index(fields=["user_id", "-at"], name="done_user"),
        ]


def done_about(reference: str) -> QuerySet[Done]:
    """Everything done about one child, newest first. For pages that have opened the child through the caseload."""
    found: QuerySet[Done] = Done.objects.filter(reference=reference)
    return found
