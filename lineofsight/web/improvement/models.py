"""Papers of the improvement plan. Nothing here says how a line stands: that is worked out from evidence.

What was written counts from its day: a plan as at an earlier day leaves out what came later. What is changed keeps what
it was in `earlier`, each with the day until which it stood.
"""

from __future__ import annotations

from django.db import models

from lineofsight.web.access.versions import Versioned
from lineofsight.web.improvement.words import OUTCOMES
from lineofsight.web.knowledge.audit_words import theme_words


class Plan(Versioned):
    """A plan. One without `ended_on` is in force; an ended one keeps how it ended and why, and stays beside it."""

    title = models.TextField()
    aim = models.TextField(blank=True, default="")
    began_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True, default="")
    why_ended = models.TextField(blank=True, default="")
    source = models.TextField(blank=True, default="")
    made_on = models.DateField()
    made_by = models.TextField()

    class Meta:
        """The latest first."""

        db_table = "improvement_plans"
        ordering = ["-began_on", "-pk"]

    @property
    def told(self) -> tuple[tuple[str, object], ...]:
        """What it says now, for somebody who wrote meanwhile."""
        return ("Ended on", self.ended_on), ("How it ended", OUTCOMES.get(self.outcome, "")), ("Why", self.why_ended)


class Line(Versioned):
    """A line of a plan: what was said, by whom and where; who answers for it and by when; what is asked of audits.

    `document` and `passage`: the library's numbers, where it was taken from there. `theme_words`: by theme, the words
    that told it. `audits_least` in six months, `audits_share` in a hundred of them good or better.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="lines")
    number = models.IntegerField()
    source_kind = models.TextField()
    source = models.TextField()
    document = models.BigIntegerField(null=True, blank=True)
    passage = models.BigIntegerField(null=True, blank=True)
    place = models.TextField(blank=True, default="")
    term = models.TextField()
    finding = models.TextField(blank=True, default="")
    finding_place = models.TextField(blank=True, default="")
    themes = models.JSONField(default=list)
    theme_words = models.JSONField(default=dict)
    owner_id = models.BigIntegerField()
    owner = models.TextField()
    begins_on = models.DateField()
    due_on = models.DateField()
    audit_theme = models.TextField(blank=True, default="")
    audits_least = models.IntegerField(default=5)
    audits_share = models.IntegerField(default=75)
    made_on = models.DateField()
    made_by = models.TextField()
    earlier = models.JSONField(default=list)

    class Meta:
        """In the order they were numbered."""

        db_table = "improvement_lines"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="improvement_lines_number")]

    @property
    def told(self) -> tuple[tuple[str, object], ...]:
        """What it says now, for somebody who wrote meanwhile."""
        return (
            ("Who answers for it", self.owner), ("From when", self.begins_on), ("By when", self.due_on),
            ("What was found", self.finding), ("Where that is said", self.finding_place),
            ("Audits of which theme", theme_words(self.audit_theme) or "Every audit"),
            ("How many audits in six months, at least", self.audits_least),
            ("How many in a hundred of them good or better", self.audits_share),
        )  # fmt: skip


class LineAction(Versioned):
    """Something to be done for a line. `row_id`: its row among the record's improvement actions."""

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="actions")
    what = models.TextField()
    owner_id = models.BigIntegerField()
    owner = models.TextField()
    begins_on = models.DateField()
    due_on = models.DateField()
    said_done_on = models.DateField(null=True, blank=True)
    evidence = models.TextField(blank=True, default="")
    row_id = models.TextField(unique=True)
    made_on = models.DateField()
    made_by = models.TextField()

    class Meta:
        """As they were set."""

        db_table = "improvement_line_actions"
        ordering = ["pk"]

    @property
    def told(self) -> tuple[tuple[str, object], ...]:
        """What it says now, for somebody who wrote meanwhile."""
        return ("Said to be done on", self.said_done_on), ("What shows it", self.evidence)


class LineMeasure(Versioned):
    """A measure a line is held to, its baseline as it was, and its target. `definition`: the digest it was made by.

    Taken off or given a new baseline, the row ends and another begins: what was asked before stays to be read.
    """

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="measures")
    code = models.TextField()
    direction = models.TextField()
    target = models.FloatField()
    baseline_period = models.TextField()
    baseline_value = models.FloatField(null=True, blank=True)
    baseline_above = models.FloatField(null=True, blank=True)
    baseline_below = models.FloatField(null=True, blank=True)
    baseline_snapshot = models.TextField(blank=True, default="")
    definition = models.TextField()
    made_on = models.DateField()
    made_by = models.TextField()
    ended_on = models.DateField(null=True, blank=True)
    why_ended = models.TextField(blank=True, default="")

    class Meta:
        """As they were set."""

        db_table = "improvement_line_measures"
        ordering = ["pk"]

    @property
    def told(self) -> tuple[tuple[str, object], ...]:
        """What it says now, for somebody who wrote meanwhile."""
        return ("Taken off on", self.ended_on), ("Why", self.why_ended)


class Said(models.Model):
    """What was written on a line on a day, never changed: a voice, a decision of the board, a note.

    `place`: who was heard, or the minute. Rows written on the same day stand in the order they were written.
    """

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="said")
    kind = models.TextField()
    on = models.DateField()
    by = models.TextField()
    words = models.TextField()
    place = models.TextField(blank=True, default="")

    class Meta:
        """As they were said."""

        db_table = "improvement_said"
        ordering = ["on", "pk"]


class SignOff(models.Model):
    """A person, not the owner, found a line's evidence whole. `evidence`: the words of its measures and audits."""

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="sign_offs")
    on = models.DateField()
    by_id = models.BigIntegerField()
    by = models.TextField()
    words = models.TextField()
    snapshot = models.TextField(blank=True, default="")
    evidence = models.JSONField(default=list)

    class Meta:
        """As they were given."""

        db_table = "improvement_sign_offs"
        ordering = ["on", "pk"]


class Meeting(models.Model):
    """A meeting of the board: its day, its minutes, and the snapshot it was shown."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="meetings")
    on = models.DateField()
    minutes = models.TextField(blank=True, default="")
    snapshot = models.TextField()
    made_by = models.TextField()

    class Meta:
        """The latest first."""

        db_table = "improvement_meetings"
        ordering = ["-on", "-pk"]


class Statement(models.Model):
    """What the board was told of a theme. `stood`: how each of its lines stood, with figures, as shown."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="statements")
    theme = models.TextField()
    said = models.TextField()
    by = models.TextField()
    stood = models.JSONField(default=list)

    class Meta:
        """One for each theme of a meeting."""

        db_table = "improvement_statements"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "theme"], name="improvement_statements_theme")]


class Question(Versioned):
    """A question about the plan or one line of it, and its answer."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="questions")
    line = models.ForeignKey(Line, null=True, blank=True, on_delete=models.PROTECT, related_name="questions")
    question = models.TextField()
    asked_on = models.DateField()
    asked_by_id = models.BigIntegerField()
    asked_by = models.TextField()
    answer = models.TextField(blank=True, default="")
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.TextField(blank=True, default="")

    class Meta:
        """Unanswered ones first, then the latest."""

        db_table = "improvement_questions"
        ordering = [models.F("answered_on").asc(nulls_first=True), "-asked_on", "-pk"]

    @property
    def told(self) -> tuple[tuple[str, object], ...]:
        """What it says now, for somebody who wrote meanwhile."""
        return ("The answer", self.answer), ("Answered by", self.answered_by)


class Leader(Versioned):
    """Somebody who led the service, and where that is known from: typed, or a passage of the library."""

    name = models.TextField()
    role = models.TextField()
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    source = models.TextField(blank=True, default="")
    passage = models.BigIntegerField(null=True, blank=True)
    made_on = models.DateField()
    made_by = models.TextField()

    class Meta:
        """As they came."""

        db_table = "improvement_leaders"
        ordering = ["from_on", "pk"]

    @property
    def told(self) -> tuple[tuple[str, object], ...]:
        """What it says now, for somebody who wrote meanwhile."""
        return (("Left on", self.to_on),)
