"""Surveys of staff: a round, what it counted, and what is done about it. Nobody's own answer is ever kept."""

from __future__ import annotations

from django.db import models

from lineofsight.web.access.versions import Versioned


class SurveyRound(Versioned):
    """One round of a questionnaire. `questionnaire` is the whole of it as it was asked; `invited` may not be known."""

    title = models.TextField()
    questionnaire = models.JSONField()
    opened_on = models.DateField()
    closed_on = models.DateField()
    invited = models.IntegerField(null=True, blank=True)
    begun_on = models.DateField()
    begun_by_id = models.BigIntegerField()
    begun_by = models.TextField()
    counted_on = models.DateField(null=True, blank=True)
    counted_by = models.TextField(blank=True, default="")

    class Meta:
        """The latest first."""

        db_table = "survey_rounds"
        ordering = ["-closed_on", "-pk"]


class SurveyCount(models.Model):
    """How many gave one answer to one question: in a team, or (blank) in the service.

    Groups too small to show are not here: see `suppression.keepable`.
    """

    round = models.ForeignKey(SurveyRound, on_delete=models.CASCADE, related_name="counts")
    team_id = models.TextField(blank=True, default="")
    question = models.TextField()
    answer = models.TextField()
    number = models.IntegerField()

    class Meta:
        """One for each team, question and answer."""

        db_table = "survey_counts"
        constraints = [
            models.UniqueConstraint(fields=["round", "team_id", "question", "answer"], name="survey_counts_one_each")
        ]


class SurveyAction(Versioned):
    """You said, we did: what staff said, what is to be done, by whom and when, what shows it, and who else saw it.

    `sent_back`: each time it was not done after all: who said so, when and why, and the evidence given.
    """

    round = models.ForeignKey(SurveyRound, on_delete=models.PROTECT, related_name="actions")
    question = models.TextField(blank=True, default="")
    said = models.TextField()
    doing = models.TextField()
    owner_id = models.BigIntegerField()
    owner = models.TextField()
    due_on = models.DateField()
    agreed_on = models.DateField()
    agreed_by = models.TextField()
    said_done_on = models.DateField(null=True, blank=True)
    evidence = models.TextField(blank=True, default="")
    closed_on = models.DateField(null=True, blank=True)
    closed_by_id = models.BigIntegerField(null=True, blank=True)
    closed_by = models.TextField(blank=True, default="")
    found = models.TextField(blank=True, default="")
    sent_back = models.JSONField(default=list)

    class Meta:
        """Open ones first, soonest due first."""

        db_table = "survey_actions"
        ordering = [models.F("closed_on").asc(nulls_first=True), "due_on", "pk"]
