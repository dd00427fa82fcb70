"""What was set before a commissioner, what was asked and answered, and what was promised to children in care."""

from __future__ import annotations

from django.db import models

from lineofsight.web.access.versions import Versioned

COMMISSIONER, MEMBER = "commissioner", "member"


class DatedView(models.Model):
    """Figures and the improvement plan as a snapshot shows them, kept so that they can be cited; never made again.

    `lines`: the measures as shown; `plan`: the plan's lines in public words; `digest`: of both.
    """

    snapshot = models.TextField()
    known_on = models.DateField()
    note = models.TextField(blank=True, default="")
    lines = models.JSONField()
    plan = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    shown_at = models.DateTimeField()
    shown_on = models.DateField()
    shown_by_id = models.BigIntegerField()
    shown_by = models.TextField()

    class Meta:
        """The latest first."""

        db_table = "oversight_views"
        ordering = ["-shown_at", "-pk"]


class OversightQuestion(Versioned):
    """A question to the service by a commissioner, the department or a councillor, and its answer.

    `view` is the dated view it was asked of, `snapshot` and `known_on` what that shows. The answer says for itself as
    of which snapshot it was given. Answered, neither is changed: another question is asked.
    """

    audience = models.TextField()
    view = models.ForeignKey(DatedView, null=True, blank=True, on_delete=models.PROTECT, related_name="questions")
    snapshot = models.TextField(blank=True, default="")
    known_on = models.DateField(null=True, blank=True)
    about = models.TextField(blank=True, default="")
    question = models.TextField()
    asked_at = models.DateTimeField()
    asked_on = models.DateField()
    asked_by_id = models.BigIntegerField()
    asked_by = models.TextField()
    answer = models.TextField(blank=True, default="")
    answered_on = models.DateField(null=True, blank=True)
    answered_by_id = models.BigIntegerField(null=True, blank=True)
    answered_by = models.TextField(blank=True, default="")
    answer_snapshot = models.TextField(blank=True, default="")
    answer_known_on = models.DateField(null=True, blank=True)

    class Meta:
        """Unanswered ones first, then the latest."""

        db_table = "oversight_questions"
        ordering = [models.F("answered_on").asc(nulls_first=True), "-asked_at", "-pk"]

    @property
    def state(self) -> str:
        """How it stands, in words."""
        return "Answered" if self.answered_on else "Waiting for an answer"


class Pledge(Versioned):
    """Something promised to children in care and care leavers. `measure`: the code of what tells; blank for none."""

    words = models.TextField()
    measure = models.TextField(blank=True, default="")
    made_on = models.DateField()
    made_by = models.TextField()
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.TextField(blank=True, default="")
    why_ended = models.TextField(blank=True, default="")

    class Meta:
        """As they were made."""

        db_table = "oversight_pledges"
        ordering = ["pk"]
