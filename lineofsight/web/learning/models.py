"""Papers of the learning register: what was learnt from each entry, its actions, and later checks."""

from __future__ import annotations

from django.db import models

from lineofsight.web.access.versions import Versioned


class Entry(Versioned):
    """One entry: a serious incident, review, complaint, compliment or allegation.

    `row_id`: its row of the record (`serious_incidents`, `complaints`, `allegations`), which holds its dates; a review
    has none. `sort`: which review. `happened` is read by few, `learnt` by all who read the register; neither names
    anybody. `concerns` and `kept_from`: of an allegation, the names in the record and the teams it is kept from.
    `reopened`: each time, the day and why.
    """

    kind = models.TextField()
    sort = models.TextField(blank=True, default="")
    row_id = models.TextField(unique=True)
    title = models.TextField()
    happened = models.TextField(blank=True, default="")
    learnt = models.TextField(blank=True, default="")
    reference = models.TextField(blank=True, default="")
    team_id = models.TextField(blank=True, default="")
    team_name = models.TextField(blank=True, default="")
    opened_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    carried_by_id = models.BigIntegerField(null=True, blank=True)
    carried_by = models.TextField(blank=True, default="")
    agencies = models.JSONField(default=list)
    concerns = models.JSONField(default=list)
    kept_from = models.JSONField(default=list)
    work = models.TextField(blank=True, default="")
    written_by_id = models.BigIntegerField()
    written_by = models.TextField()
    closed_on = models.DateField(null=True, blank=True)
    closed_by_id = models.BigIntegerField(null=True, blank=True)
    closed_by = models.TextField(blank=True, default="")
    reopened = models.JSONField(default=list)

    class Meta:
        """The latest first; found by kind."""

        db_table = "learning_entries"
        ordering = ["-opened_on", "-pk"]
        indexes = [models.Index(fields=["kind", "-opened_on"], name="learning_entries_kind")]

    @property
    def told(self) -> tuple[tuple[str, object], ...]:
        """What it says now, for somebody who wrote meanwhile."""
        return (
            ("In one line", self.title), ("What happened", self.happened), ("What was learnt", self.learnt),
            ("Closed by", self.closed_by),
        )  # fmt: skip


class LearningAction(Versioned):
    """What is to change after an entry, whose it is, and the proof named when it was made (`proof.Named` as data)."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="actions")
    what = models.TextField()
    owner_id = models.BigIntegerField()
    owner = models.TextField()
    set_on = models.DateField()
    set_by_id = models.BigIntegerField()
    set_by = models.TextField()
    due_on = models.DateField()
    proof = models.JSONField()
    said_done_on = models.DateField(null=True, blank=True)
    evidence = models.TextField(blank=True, default="")
    done_on = models.DateField(null=True, blank=True)
    checked_by_id = models.BigIntegerField(null=True, blank=True)
    checked_by = models.TextField(blank=True, default="")
    checked = models.TextField(blank=True, default="")

    class Meta:
        """Soonest due first; found by owner."""

        db_table = "learning_actions"
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["owner_id", "done_on"], name="learning_actions_owner")]

    @property
    def told(self) -> tuple[tuple[str, object], ...]:
        """What it says now, for somebody who wrote meanwhile."""
        return (
            ("Said to be done on", self.said_done_on), ("What shows it", self.evidence),
            ("Looked at by", self.checked_by), ("What they found", self.checked), ("Closed on", self.done_on),
        )  # fmt: skip


class LaterCheck(models.Model):
    """A look, some months after an entry was closed, whether what changed still holds. `held`: None until looked at.

    `words`: what the proof of each action said on that day.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="checks")
    months = models.IntegerField()
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    held = models.BooleanField(null=True, blank=True)
    words = models.JSONField(default=list)
    by = models.TextField(blank=True, default="")
    dropped_on = models.DateField(null=True, blank=True)

    class Meta:
        """Soonest due first."""

        db_table = "learning_checks"
        ordering = ["due_on", "pk"]
