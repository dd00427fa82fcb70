"""What pages asked to have done in the background: a load of uploaded files, a load taken back, a snapshot."""

from __future__ import annotations

from uuid import uuid4

from django.db import models


class Kind(models.TextChoices):
    """What is done."""

    LOAD = "load", "Loading files"
    UNDO = "undo", "Taking a load back"
    SNAPSHOT = "snapshot", "Taking a snapshot"


class Stage(models.TextChoices):
    """How far it has come; the second group is at rest."""

    WAITING = "waiting", "Waiting"
    READING = "reading", "Reading the files"
    BUSY = "busy", "Waiting for another load to end"
    LOADING = "loading", "Loading, table by table"
    UNDOING = "undoing", "Taking the load back"
    SNAPSHOT = "snapshot", "Taking a snapshot, with its figures"
    PREPARING = "preparing", "Working out what is due"

    DONE = "done", "Done"
    DROP = "drop", "Stopped: many rows are gone"
    REFUSED = "refused", "Could not be read"
    FAILED = "failed", "Failed"
    STOPPED = "stopped", "Stopped half way"
    CANCELLED = "cancelled", "Cancelled"


AT_WORK = (Stage.READING, Stage.BUSY, Stage.LOADING, Stage.UNDOING, Stage.SNAPSHOT, Stage.PREPARING)
UNDER_WAY = (Stage.WAITING, *AT_WORK)
# Somebody has to say what is to be done; the files are kept until then, for a day at most.
UNDECIDED = (Stage.DROP, Stage.FAILED, Stage.STOPPED)


class Run(models.Model):
    """One thing done in the background, for whom, and how far it has come. Names of files, never what is in them.

    `load_number`: the load it made, or takes back. `step` of `steps`: tables written. `forgiven`: what was read with
    care, as the source told it. `task`: the queue's own id for it.
    """

    key = models.UUIDField(primary_key=True, default=uuid4)
    kind = models.TextField(choices=Kind)
    stage = models.TextField(choices=Stage, default=Stage.WAITING)
    asked_at = models.DateTimeField()
    asked_by = models.TextField()
    files = models.JSONField(default=list)
    known_on = models.DateField(null=True, blank=True)
    accept_drop = models.BooleanField(default=False)
    cancel_asked = models.BooleanField(default=False)
    task = models.TextField(blank=True, default="")
    told = models.TextField(blank=True, default="")
    step = models.IntegerField(default=0)
    steps = models.IntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    load_number = models.BigIntegerField(null=True, blank=True)
    snapshot = models.TextField(blank=True, default="")
    forgiven = models.JSONField(default=list)
    problem = models.TextField(blank=True, default="")

    class Meta:
        """`runs`, newest first."""

        db_table = "runs"
        ordering = ["-asked_at"]
        indexes = [
            models.Index(fields=["stage", "asked_at"], name="runs_stage"),
            models.Index(fields=["load_number"], name="runs_load"),
        ]

    @property
    def under_way(self) -> bool:
        """Whether it waits or is being done."""
        return self.stage in UNDER_WAY

    @property
    def undecided(self) -> bool:
        """Whether it waits for somebody to decide."""
        return self.stage in UNDECIDED

    @property
    def can_be_cancelled(self) -> bool:
        """Whether nothing of it is in the record yet, so that it may still be called off."""
        before_the_record = self.kind == Kind.LOAD and self.load_number is None
        return self.stage == Stage.WAITING or (before_the_record and self.stage in AT_WORK)
