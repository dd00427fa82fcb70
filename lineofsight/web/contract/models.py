"""Papers of council and trust: who answers for which purpose, measures, remedial plans, reports as issued.

Nothing is changed that was agreed: it is ended on a day, and agreed anew.
"""

from __future__ import annotations

from django.db import models

from lineofsight.web.access.versions import Versioned


class Responsibility(Versioned):
    """For one purpose of using the record, what council and trust each are, between two days (both included).

    `council` and `trust`: controller, joint, processor or none.
    """

    purpose = models.TextField()
    council = models.TextField()
    trust = models.TextField()
    under = models.TextField()
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    agreed_by = models.TextField()
    agreed_on = models.DateField()

    class Meta:
        """By purpose, oldest first."""

        db_table = "contract_responsibilities"
        ordering = ["purpose", "from_on", "pk"]


class Measure(Versioned):
    """A measure of the catalogue with its target, between two days (both included).

    `target` and `tolerance` are in the measure's own unit; `direction`: higher or lower is better. `definition`: the
    digest of the measure's definition as it was when agreed, of catalogue `catalogue`.
    """

    indicator = models.TextField()
    target = models.FloatField()
    tolerance = models.FloatField()
    direction = models.TextField()
    why = models.TextField(blank=True, default="")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    catalogue = models.TextField()
    definition = models.TextField()
    agreed_by = models.TextField()
    agreed_on = models.DateField()
    ended_why = models.TextField(blank=True, default="")

    class Meta:
        """In the order they were agreed."""

        db_table = "contract_measures"
        ordering = ["pk"]

    @property
    def told(self) -> tuple[tuple[str, object], ...]:
        """What it says now, for somebody who wrote meanwhile."""
        return ("Last day", self.to_on), ("Why it ends", self.ended_why)


class Remedy(Versioned):
    """A remedial plan of a measure. Whether it is open is worked out: one that is closed is open again on relapse.

    `because`: the quarters outside tolerance it answers; `snapshot` and `known_on`: from which they were known.
    `closed_quarter`: the quarter that was back within tolerance. `earlier`: closings that did not hold.
    """

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="remedies")
    because = models.JSONField(default=list)
    snapshot = models.TextField()
    known_on = models.DateField()
    cause = models.TextField()
    owner = models.TextField()
    due_on = models.DateField()
    opened_on = models.DateField()
    opened_by_id = models.BigIntegerField()
    opened_by = models.TextField()
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.TextField(blank=True, default="")
    closed_snapshot = models.TextField(blank=True, default="")
    closed_quarter = models.TextField(blank=True, default="")
    closed_why = models.TextField(blank=True, default="")
    earlier = models.JSONField(default=list)

    class Meta:
        """The latest first."""

        db_table = "contract_remedies"
        ordering = ["-opened_on", "-pk"]

    @property
    def told(self) -> tuple[tuple[str, object], ...]:
        """What it says now, for somebody who wrote meanwhile."""
        return (
            ("Closed on", self.closed_on), ("Closed by", self.closed_by),
            ("What shows that it will hold", self.closed_why),
        )  # fmt: skip


class RemedyAction(Versioned):
    """One action of a remedial plan: what, whose post, by when, and what shows that it was done."""

    remedy = models.ForeignKey(Remedy, on_delete=models.PROTECT, related_name="actions")
    what = models.TextField()
    owner = models.TextField()
    due_on = models.DateField()
    added_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    evidence = models.TextField(blank=True, default="")
    done_by = models.TextField(blank=True, default="")

    class Meta:
        """Soonest due first."""

        db_table = "contract_remedy_actions"
        ordering = ["due_on", "pk"]

    @property
    def told(self) -> tuple[tuple[str, object], ...]:
        """What it says now, for somebody who wrote meanwhile."""
        return ("Done on", self.done_on), ("Done by", self.done_by), ("What shows it", self.evidence)


class Report(models.Model):
    """A quarter's report as issued, whole: worked out again from the same snapshot it must come out the same."""

    quarter = models.TextField()
    snapshot = models.TextField()
    known_on = models.DateField()
    content = models.JSONField()
    digest = models.TextField()
    issued_on = models.DateField()
    issued_by = models.TextField()

    class Meta:
        """The latest first."""

        db_table = "contract_reports"
        ordering = ["-known_on", "-pk"]
