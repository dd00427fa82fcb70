"""Audits by several agencies of one child: each its own part, then one view and one grade."""

from __future__ import annotations

from django.db import models

from lineofsight.web.access.versions import Versioned
from lineofsight.web.audits.tools import GRADES


class JointAudit(Versioned):
    """One child audited by several agencies. `row_id` and `row_version`: its row of the record, once it is complete."""

    reference = models.TextField()
    title = models.TextField()
    why = models.TextField(blank=True, default="")
    tool = models.JSONField()
    row_id = models.TextField(unique=True)
    row_version = models.IntegerField(default=0)
    begun_on = models.DateField()
    led_by_id = models.BigIntegerField()
    led_by = models.TextField()
    grade = models.TextField(blank=True, default="")
    agreed = models.TextField(blank=True, default="")
    theme = models.TextField(blank=True, default="")
    completed_on = models.DateField(null=True, blank=True)

    class Meta:
        """The latest first; found by child."""

        app_label = "web_audits"
        db_table = "joint_audits"
        ordering = ["-begun_on", "-pk"]
        indexes = [models.Index(fields=["reference"], name="joint_audits_child")]

    @property
    def told(self) -> tuple[tuple[str, object], ...]:
        """What it says now, for somebody who wrote meanwhile."""
        return (
            ("Joint grade", GRADES.get(self.grade, "")), ("What all agreed", self.agreed),
            ("Completed on", self.completed_on),
        )  # fmt: skip


class JointPart(Versioned):
    """One agency's part. `auditor`: its auditor by role, typed by whoever received it; ours by name.

    `independent`: that they said they had no part with the child. `missing_why`: why an agency sent none.
    """

    joint = models.ForeignKey(JointAudit, on_delete=models.PROTECT, related_name="parts")
    agency = models.TextField()
    auditor = models.TextField(blank=True, default="")
    independent = models.BooleanField(default=False)
    answers = models.JSONField(default=dict)
    summary = models.TextField(blank=True, default="")
    grade = models.TextField(blank=True, default="")
    received_on = models.DateField(null=True, blank=True)
    typed_by_id = models.BigIntegerField(null=True, blank=True)
    typed_by = models.TextField(blank=True, default="")
    missing_why = models.TextField(blank=True, default="")

    class Meta:
        """In the order in which agencies were asked."""

        app_label = "web_audits"
        db_table = "joint_audit_parts"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["joint", "agency"], name="joint_parts_one_each")]

    @property
    def told(self) -> tuple[tuple[str, object], ...]:
        """What it says now, for somebody who wrote meanwhile."""
        return ("Typed by", self.typed_by), ("In since", self.received_on), ("Why none comes", self.missing_why)


class JointAction(Versioned):
    """What an agency owes after a joint audit. Closed by somebody other than whoever wrote what shows it."""

    joint = models.ForeignKey(JointAudit, on_delete=models.PROTECT, related_name="actions")
    agency = models.TextField()
    what = models.TextField()
    owner = models.TextField()
    set_on = models.DateField()
    due_on = models.DateField()
    said_done_on = models.DateField(null=True, blank=True)
    said_by_id = models.BigIntegerField(null=True, blank=True)
    evidence = models.TextField(blank=True, default="")
    done_on = models.DateField(null=True, blank=True)
    checked_by = models.TextField(blank=True, default="")
    checked = models.TextField(blank=True, default="")

    class Meta:
        """Soonest due first."""

        app_label = "web_audits"
        db_table = "joint_audit_actions"
        ordering = ["due_on", "pk"]

    @property
    def told(self) -> tuple[tuple[str, object], ...]:
        """What it says now, for somebody who wrote meanwhile."""
        return (
            ("Said to be done on", self.said_done_on), ("What shows it", self.evidence),
            ("Closed by", self.checked_by), ("What they found", self.checked),
        )  # fmt: skip
