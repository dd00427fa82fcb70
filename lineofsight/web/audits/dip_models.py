"""Dip samples: a few children, a few questions, the same again later."""

from __future__ import annotations

from django.db import models

from lineofsight.web.access.versions import Versioned
from lineofsight.web.audits.tools import ANSWERS, dip_from


class DipSample(Versioned):
    """A small sample drawn from a list by a seed. `tool`: the whole question set as it was.

    `source`: `stage` or `measure`; `source_of`: the stages, or the measure's code and period. `repeats`: the earlier
    sample it stands beside. `event_row`: its row among the service's events, once it is complete.
    """

    tool = models.JSONField()
    tool_code = models.TextField()
    title = models.TextField()
    why = models.TextField(blank=True, default="")
    source = models.TextField()
    source_of = models.JSONField(default=list)
    source_words = models.TextField()
    seed = models.TextField()
    wanted = models.IntegerField()
    frame_size = models.IntegerField()
    frame_digest = models.TextField()
    drawn_on = models.DateField()
    drawn_by_id = models.BigIntegerField()
    drawn_by = models.TextField()
    repeats = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="repeated_by")
    completed_on = models.DateField(null=True, blank=True)
    event_row = models.TextField(blank=True, default="")

    class Meta:
        """The latest first."""

        app_label = "web_audits"
        db_table = "dip_samples"
        ordering = ["-drawn_on", "-pk"]


class DipRecord(Versioned):
    """One child of a sample: the answers, each with what the record says. `team_id`: who held the child when drawn.

    `answers`: by question, yes, partly or no; `quotes`: by question, the words and the row they are from.
    """

    sample = models.ForeignKey(DipSample, on_delete=models.PROTECT, related_name="records")
    place = models.IntegerField()
    reference = models.TextField()
    team_id = models.TextField(blank=True, default="")
    team_name = models.TextField(blank=True, default="")
    answers = models.JSONField(default=dict)
    quotes = models.JSONField(default=dict)
    answered_on = models.DateField(null=True, blank=True)
    answered_by_id = models.BigIntegerField(null=True, blank=True)
    answered_by = models.TextField(blank=True, default="")

    class Meta:
        """In the order drawn; found by child."""

        app_label = "web_audits"
        db_table = "dip_records"
        ordering = ["place", "pk"]
        indexes = [models.Index(fields=["reference"], name="dip_records_child")]

    @property
    def told(self) -> tuple[tuple[str, object], ...]:
        """What it says now, for somebody who wrote meanwhile."""
        tool = dip_from(self.sample.tool)
        answers = [
            (each.text, f"{ANSWERS[said]}. {self.quotes.get(each.code, '')}")
            for each in tool.questions if (said := self.answers.get(each.code))
        ]  # fmt: skip
        return ("Answered by", self.answered_by), ("Answered on", self.answered_on), *answers
