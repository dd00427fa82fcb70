"""Reflective notes: kept apart from the child's record, seen by the two who wrote them and nobody else."""

from __future__ import annotations

from django.db import models


class ReflectiveNote(models.Model):
    """What a worker and a supervisor thought through together. In no child's record, no export, no snapshot, no audit.

    `worker_id` and `supervisor_id` are the two, as the record names them; `by` the one of them who wrote it.
    """

    worker_id = models.TextField()
    supervisor_id = models.TextField()
    by = models.TextField()
    written_on = models.DateField()
    words = models.TextField()

    class Meta:
        """Found by worker, the latest first."""

        db_table = "reflective_notes"
        ordering = ["-written_on", "-pk"]
        indexes = [models.Index(fields=["worker_id", "supervisor_id"], name="reflective_notes_two")]
