"""Programmes, and audits under way: papers of the service. What an audit found is a row of the record."""

from __future__ import annotations

from django.db import models

from lineofsight.web.access.versions import Versioned
from lineofsight.web.audits.dip_models import DipRecord, DipSample
from lineofsight.web.audits.joint_models import JointAction, JointAudit, JointPart

__all__ = ["Audit", "DipRecord", "DipSample", "JointAction", "JointAudit", "JointPart", "Programme"]


class Programme(Versioned):
    """A sample that was drawn: its seed and the digest of its frame, so that it can be drawn again and compared.

    `strata`: each one's name, how many children it had, and how many were drawn. `share`: how many in a hundred audits
    are moderated besides all that are inadequate or outstanding. `event_row`: its row among the service's events.
    """

    title = models.TextField()
    why = models.TextField(blank=True, default="")
    tool_code = models.TextField()
    tool_version = models.IntegerField()
    stages = models.JSONField(default=list)
    spread_by = models.JSONField(default=list)
    seed = models.TextField()
    wanted = models.IntegerField()
    share = models.IntegerField()
    strata = models.JSONField(default=list)
    frame_size = models.IntegerField()
    frame_digest = models.TextField()
    drawn_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    drawn_by_id = models.BigIntegerField()
    drawn_by = models.TextField()
    event_row = models.TextField(blank=True, default="")

    class Meta:
        """The latest first."""

        db_table = "audit_programmes"
        ordering = ["-drawn_on", "-pk"]


class Audit(Versioned):
    """One child's audit: drawn, or begun; taken by an auditor; completed; moderated.

    `tool` is the whole tool as it was when the audit was begun. `row_id` and `row_version`: its row of the record,
    version 0 until there is one. `evidence`: question, table, row, day and quote. `again_of`: the row it repeats.
    """

    programme = models.ForeignKey(Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="audits")
    place = models.IntegerField(default=0)
    stratum = models.TextField(blank=True, default="")
    reference = models.TextField()
    tool = models.JSONField()
    row_id = models.TextField(unique=True)
    row_version = models.IntegerField(default=0)
    again_of = models.TextField(blank=True, default="")
    begun_on = models.DateField()
    auditor_id = models.BigIntegerField(null=True, blank=True)
    auditor = models.TextField(blank=True, default="")
    auditor_name = models.TextField(blank=True, default="")
    taken_on = models.DateField(null=True, blank=True)
    answers = models.JSONField(default=dict)
    evidence = models.JSONField(default=list)
    at_risk_on = models.DateField(null=True, blank=True)
    danger = models.TextField(blank=True, default="")
    head_told = models.TextField(blank=True, default="")
    head_told_on = models.DateField(null=True, blank=True)
    made_safe = models.TextField(blank=True, default="")
    grade = models.TextField(blank=True, default="")
    completed_on = models.DateField(null=True, blank=True)
    moderate_because = models.TextField(blank=True, default="")
    moderator_id = models.BigIntegerField(null=True, blank=True)
    moderator_name = models.TextField(blank=True, default="")
    moderated_on = models.DateField(null=True, blank=True)
    moderated_grade = models.TextField(blank=True, default="")
    moderated_why = models.TextField(blank=True, default="")

    class Meta:
        """Found by child, by auditor, and by what waits for moderation."""

        db_table = "audit_papers"
        ordering = ["place", "pk"]
        indexes = [
            models.Index(fields=["reference"], name="audit_papers_child"),
            models.Index(fields=["auditor_id", "completed_on"], name="audit_papers_auditor"),
            models.Index(fields=["moderated_on", "completed_on"], name="audit_papers_moderated"),
        ]
