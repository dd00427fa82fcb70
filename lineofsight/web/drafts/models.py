"""Drafts: what somebody is writing, kept every few seconds, seen by nobody else, gone when it is sent."""

from __future__ import annotations

from django.db import models

from lineofsight.web.access.done import Done
from lineofsight.web.access.versions import Versioned

__all__ = ["Done", "Draft"]


class Draft(Versioned):
    """What one person has typed into one form about one subject so far.

    `form` is the form's name, `subject` what it is about (a child's reference, a row's id; blank where nothing yet).
    `row_id` is the id under which what is sent will be kept, so that it is kept once however often it is sent.
    """

    user_id = models.BigIntegerField()
    form = models.TextField()
    subject = models.TextField(blank=True, default="")
    fields = models.JSONField(default=dict)
    row_id = models.TextField()
    saved_at = models.DateTimeField()

    class Meta:
        """One for each writer, form and subject."""

        db_table = "drafts"
        constraints = [models.UniqueConstraint(fields=["user_id", "form", "subject"], name="drafts_one_each")]
