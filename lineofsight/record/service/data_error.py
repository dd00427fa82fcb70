"""What is wrong with the returns of the year so far: each error, how many there were, and which were said to be right.

`DataError`, `DataCheck` and `UncheckedRule` are made again after each load. `DataErrorSeen`, `DataErrorCount` and
`Acceptance` are kept: they cannot be worked out from the record.
"""

from __future__ import annotations

from django.db import models

LISTED_BY = ["accepted", "severity", "first_seen_on", "key"]
COUNTED_BY = ["collection", "rule", "severity", "team_id", "first_seen_on", "accepted"]


class Severity(models.TextChoices):
    """How grave a rule is, as far as it is published."""

    ERROR = "error", "Error: stops the return"
    NOT_GRADED = "not_graded", "Error or query: the list of rules does not say"
    QUERY = "query", "Query: to be explained"


class DataError(models.Model):
    """One failure of one rule, at the place to mend.

    `key` is the same each time for the same rule and row. `reference` is the child's pseudonym, blank where it is the
    return as a whole. `table` and `fields` are the return's; `record_table` and `row_id` the row of the record,
    `row_on` its date; `source`, `file`, `line` and `items` where that was read from, and what the source calls the
    columns. `values` stand beside `fields`; a value that could tell who or where somebody is, is not kept here (blank).
    `digest` changes when any of the row's values does.
    """

    key = models.TextField(primary_key=True)
    collection = models.TextField()
    rule = models.TextField()
    severity = models.TextField(choices=Severity.choices)
    reference = models.TextField(null=True, blank=True)
    team_id = models.TextField(null=True, blank=True)
    worker_id = models.TextField(null=True, blank=True)
    first_seen_on = models.DateField()
    table = models.TextField(null=True, blank=True)
    fields = models.JSONField(default=list)
    values = models.JSONField(default=list)
    record_table = models.TextField(null=True, blank=True)
    row_id = models.TextField(null=True, blank=True)
    row_on = models.DateField(null=True, blank=True)
    source = models.TextField(null=True, blank=True)
    file = models.TextField(null=True, blank=True)
    line = models.IntegerField(null=True, blank=True)
    items = models.JSONField(default=list)
    digest = models.TextField()
    accepted = models.BooleanField(default=False)

    class Meta:
        """Listed by rule, team and worker, gravest and oldest first; counted from the index alone."""

        db_table = "data_errors"
        indexes = [
            models.Index(fields=LISTED_BY, name="data_errors_listed"),
            models.Index(fields=["collection", *LISTED_BY], name="data_errors_return"),
            models.Index(fields=["collection", "rule", "accepted", "first_seen_on", "key"], name="data_errors_rule"),
            models.Index(fields=["team_id", *LISTED_BY], name="data_errors_team"),
            models.Index(fields=["worker_id", "accepted"], name="data_errors_worker"),
            models.Index(fields=["reference", *COUNTED_BY], name="data_errors_reference"),
        ]


class DataErrorSeen(models.Model):
    """The day an error was first found, kept while it is gone too: one that comes back is as old as it was."""

    key = models.TextField(primary_key=True)
    first_seen_on = models.DateField()

    class Meta:
        """Its table."""

        db_table = "data_errors_seen"


class DataErrorCount(models.Model):
    """How many errors of a rule a team's children had on a day: the latest, and the last of each month before.

    `age` is the band of the errors' ages on the latest day, blank on earlier ones. `accepted` are part of `errors`.
    `worked_out` where nobody counted that day: the record as it was known then was checked afterwards.
    """

    id = models.BigAutoField(primary_key=True)
    counted_on = models.DateField()
    collection = models.TextField()
    rule = models.TextField()
    severity = models.TextField(choices=Severity.choices)
    team_id = models.TextField(blank=True, default="")
    team_name = models.TextField(blank=True, default="")
    age = models.TextField(blank=True, default="")
    errors = models.IntegerField()
    accepted = models.IntegerField(default=0)
    worked_out = models.BooleanField(default=False)

    class Meta:
        """Found by the day, and by the rule or team."""

        db_table = "data_error_counts"
        indexes = [
            models.Index(fields=["counted_on", "team_id"], name="data_error_counts_day"),
            models.Index(fields=["collection", "rule", "counted_on"], name="data_error_counts_rule"),
        ]


class DataCheck(models.Model):
    """That a return of a year was checked as at a day: how many rules looked at everything, and how many children."""

    collection = models.TextField(primary_key=True)
    year = models.TextField()
    as_at = models.DateField()
    rules = models.IntegerField()
    children = models.IntegerField()
    seconds = models.FloatField()

    class Meta:
        """Its table."""

        db_table = "data_checks"


class UncheckedRule(models.Model):
    """A rule that could not be checked, or (`partly`) only on a part, and why."""

    id = models.BigAutoField(primary_key=True)
    collection = models.TextField()
    rule = models.TextField()
    partly = models.BooleanField(default=False)
    reason = models.TextField()

    class Meta:
        """Its table."""

        db_table = "unchecked_rules"


class Acceptance(models.Model):
    """That somebody looked at an error and says that what is recorded is right, and why.

    It holds while the row's values are those that were looked at (`digest`), and until it is withdrawn. Rows are never
    removed: what was once explained stays known. `version` is for those who act on it at the same time.
    """

    id = models.BigAutoField(primary_key=True)
    key = models.TextField()
    collection = models.TextField()
    year = models.TextField()
    rule = models.TextField()
    reference = models.TextField(null=True, blank=True)
    digest = models.TextField()
    reason = models.TextField()
    by_id = models.BigIntegerField()
    by = models.TextField()
    at = models.DateTimeField()
    lapsed_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.TextField(blank=True, default="")
    withdrawn_why = models.TextField(blank=True, default="")
    version = models.IntegerField(default=1)

    class Meta:
        """One in force for an error; found by error and by return."""

        db_table = "data_error_acceptances"
        indexes = [
            models.Index(fields=["key", "-at"], name="data_acceptances_key"),
            models.Index(fields=["collection", "year", "-at"], name="data_acceptances_return"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=models.Q(lapsed_on=None, withdrawn_at=None), name="data_acceptance_in_force"
            )
        ]

    @property
    def in_force(self) -> bool:
        """Whether it still says so."""
        return self.lapsed_on is None and self.withdrawn_at is None
