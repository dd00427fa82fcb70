"""What is kept of an inspection as it is prepared for and lived through: papers of the service, none about a child."""

from __future__ import annotations

from django.db import models

from lineofsight.web.access.versions import Versioned


class VisitKind(models.TextChoices):
    """What inspectors come for. The values are those of the record's events of the service."""

    INSPECTION = "inspection", "Inspection"
    FOCUSED = "focused_visit", "Focused visit"
    MONITORING = "monitoring_visit", "Monitoring visit"


class Visit(Versioned):
    """Inspectors rang. `notice_on`: the day they did; `site_on` and `ended_on`: the first and last day on site.

    `criteria`: codes of what a focused or monitoring visit looks at; `cohort`: a list of children (`asked_lists`), and
    of which `team`. `event_row`: its row among the service's events, once it took place.
    """

    kind = models.TextField(choices=VisitKind)
    about = models.TextField(blank=True, default="")
    criteria = models.JSONField(default=list)
    cohort = models.TextField(blank=True, default="")
    team = models.TextField(blank=True, default="")
    notice_on = models.DateField()
    site_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    grade = models.TextField(blank=True, default="")
    begun_by_id = models.BigIntegerField()
    begun_by = models.TextField()
    event_row = models.TextField(blank=True, default="")

    class Meta:
        """The latest first."""

        db_table = "inspection_visits"
        ordering = ["-notice_on", "-pk"]

    @property
    def title(self) -> str:
        """What it is, and what about."""
        return f"{self.get_kind_display()}: {self.about}" if self.about else str(self.get_kind_display())


class Request(Versioned):
    """One thing asked for at a visit, as the timetable had it when the visit began. `of`: from which day it counts."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="requests")
    place = models.IntegerField()
    code = models.TextField()
    what = models.TextField()
    when = models.TextField()
    of = models.TextField()
    working_days = models.IntegerField()
    who = models.TextField()
    source = models.TextField()
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_by_id = models.BigIntegerField(null=True, blank=True)
    done_by = models.TextField(blank=True, default="")
    note = models.TextField(blank=True, default="")

    class Meta:
        """In the order of the timetable."""

        db_table = "inspection_requests"
        ordering = ["place", "pk"]
        constraints = [models.UniqueConstraint(fields=["visit", "code"], name="inspection_requests_once")]

    @property
    def told(self) -> tuple[tuple[str, object], ...]:
        """What it says now, for somebody who wrote meanwhile."""
        return ("Done on", self.done_on), ("Done by", self.done_by), ("What was given", self.note)


class InspectorQuery(Versioned):
    """A question of an inspector. Its answer is checked by a second person before it goes.

    Returned by whoever checks, an answer goes to `earlier` with why, and another is owed.
    """

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="queries")
    asked_by = models.TextField()
    asked_at = models.DateTimeField()
    what = models.TextField()
    due_on = models.DateField()
    whose = models.TextField(blank=True, default="")
    answer = models.TextField(blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by_id = models.BigIntegerField(null=True, blank=True)
    answered_by = models.TextField(blank=True, default="")
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by_id = models.BigIntegerField(null=True, blank=True)
    checked_by = models.TextField(blank=True, default="")
    gone_at = models.DateTimeField(null=True, blank=True)
    gone_by = models.TextField(blank=True, default="")
    earlier = models.JSONField(default=list)
    written_by = models.TextField()

    class Meta:
        """As they were asked."""

        db_table = "inspection_queries"
        ordering = ["asked_at", "pk"]
        indexes = [models.Index(fields=["gone_at", "due_on"], name="inspection_queries_open")]

    @property
    def told(self) -> tuple[tuple[str, object], ...]:
        """What it says now, for somebody who wrote meanwhile."""
        return ("The answer", self.answer), ("Answered by", self.answered_by), ("Checked by", self.checked_by)


class Claim(Versioned):
    """One thing the self-evaluation says: what we know, and what next. How we know it is its evidence.

    `one_kind`: why it is signed with one kind of evidence alone; blank where it has more. Changed, it is signed no
    longer. Withdrawn, it is kept and no longer said.
    """

    area = models.TextField()
    criterion = models.TextField(blank=True, default="")
    know = models.TextField()
    next = models.TextField(blank=True, default="")
    next_by = models.DateField(null=True, blank=True)
    written_on = models.DateField()
    written_by_id = models.BigIntegerField()
    written_by = models.TextField()
    signed_on = models.DateField(null=True, blank=True)
    signed_by = models.TextField(blank=True, default="")
    one_kind = models.TextField(blank=True, default="")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_why = models.TextField(blank=True, default="")

    class Meta:
        """By area, in the order written."""

        db_table = "self_evaluation_claims"
        ordering = ["area", "pk"]

    @property
    def told(self) -> tuple[tuple[str, object], ...]:
        """What it says now, for somebody who wrote meanwhile."""
        return (
            ("What we know", self.know), ("What next", self.next), ("By when", self.next_by),
            ("How we know it", "; ".join(each.title for each in self.evidence.all())), ("Signed by", self.signed_by),
            ("Said no longer, because", self.withdrawn_why),
        )  # fmt: skip


class EvidenceKind(models.TextChoices):
    """What a claim is known by."""

    MEASURE = "measure", "A measure"
    AUDIT = "audit", "Audits"
    VOICE = "voice", "What children and families say"


class Evidence(models.Model):
    """How a claim is known. `on`: the day it speaks of. `code`: a measure, a theme of audits, or a column of voices.

    Of a measure: its `period`, `value`, the `snapshot` and `definition` (version and digest) it was read with, and what
    the claim holds it to (`test`: at_least, at_most; `bound`). Of audits and voices: `good` of `number` since `since`.
    `words`: the value as shown then, or what was said.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="evidence")
    kind = models.TextField(choices=EvidenceKind)
    code = models.TextField(blank=True, default="")
    title = models.TextField()
    on = models.DateField()
    since = models.DateField(null=True, blank=True)
    period = models.TextField(blank=True, default="")
    value = models.FloatField(null=True, blank=True)
    test = models.TextField(blank=True, default="")
    bound = models.FloatField(null=True, blank=True)
    good = models.IntegerField(null=True, blank=True)
    number = models.IntegerField(null=True, blank=True)
    snapshot = models.TextField(blank=True, default="")
    definition = models.TextField(blank=True, default="")
    words = models.TextField(blank=True, default="")
    added_by = models.TextField()

    class Meta:
        """As it was added."""

        db_table = "self_evaluation_evidence"
        ordering = ["pk"]


class ClaimVersion(models.Model):
    """A claim as it stood: `said` is its words and its evidence. Never changed."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="versions")
    number = models.IntegerField()
    what = models.TextField()
    said = models.JSONField()
    on = models.DateField()
    by = models.TextField()

    class Meta:
        """The latest first."""

        db_table = "self_evaluation_versions"
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["claim", "number"], name="self_evaluation_versions_once")]


class MakingStage(models.TextChoices):
    """How far a making of Annex A is."""

    WAITING = "waiting", "Waiting for its turn"
    WRITING = "writing", "Writing the lists"
    CHECKING = "checking", "Checking what was written"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


class AnnexA(models.Model):
    """One making of Annex A from the latest snapshot. `lists`: each list's rows and what no row of it says.

    `checks`: what was checked, what was found, and whether it is as it should be. The file lies in the home, readable
    by its owner alone.
    """

    key = models.UUIDField(primary_key=True)
    asked_at = models.DateTimeField()
    asked_by_id = models.BigIntegerField()
    asked_by = models.TextField()
    stage = models.TextField(choices=MakingStage, default=MakingStage.WAITING)
    snapshot = models.TextField(blank=True, default="")
    as_at = models.DateField(null=True, blank=True)
    lists = models.JSONField(default=list)
    checks = models.JSONField(default=list)
    file = models.TextField(blank=True, default="")
    sha256 = models.TextField(blank=True, default="")
    problem = models.TextField(blank=True, default="")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """The latest first."""

        db_table = "annex_a_makings"
        ordering = ["-asked_at"]

    @property
    def is_moving(self) -> bool:
        """Whether it has not ended."""
        return self.stage not in (MakingStage.DONE, MakingStage.FAILED)
