"""The books of the record: which loads there were, what each changed, what it could not take, where sources differ."""

from __future__ import annotations

from django.db import models


class Load(models.Model):
    """One run of `load`. `undone_at` is set when it was taken back; the entry stays."""

    number = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    by = models.TextField()
    made_by_simulation = models.BooleanField(default=False)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.TextField(null=True, blank=True)

    class Meta:
        """`loads`."""

        app_label = "record"
        db_table = "loads"


class LoadPart(models.Model):
    """One table from one reading of a load: its counts, and what the source said it covers of the table.

    `columns_held` lists the columns in which the source had any value. A part whose `file` is blank only declares
    coverage: the source holds the table and it has no rows.
    """

    key = models.BigAutoField(primary_key=True)
    load = models.ForeignKey(Load, on_delete=models.CASCADE, related_name="parts")
    place = models.IntegerField()
    file = models.TextField()
    source = models.TextField()
    table = models.TextField()
    read = models.BigIntegerField(default=0)
    taken = models.BigIntegerField(default=0)
    unchanged = models.BigIntegerField(default=0)
    changed = models.BigIntegerField(default=0)
    withdrawn = models.BigIntegerField(default=0)
    rejected = models.BigIntegerField(default=0)
    extent = models.TextField()
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    as_known_on = models.DateField()
    columns_held = models.JSONField(default=list)

    class Meta:
        """`load_parts`, in the order they were taken."""

        app_label = "record"
        db_table = "load_parts"
        ordering = ["load_id", "place"]


class WrittenTable(models.Model):
    """A table that this application writes itself: since which day, until when it was last written, which columns.

    `columns_held` lists the columns it ever filled, and the kinds of row it wrote (`kind=child`).
    """

    table = models.TextField(primary_key=True)
    from_on = models.DateField()
    to_on = models.DateField()
    columns_held = models.JSONField(default=list)

    class Meta:
        """`written_tables`."""

        app_label = "record"
        db_table = "written_tables"


class Reject(models.Model):
    """A row, or a cell of a row, that a load could not take, and what to do about it."""

    key = models.BigAutoField(primary_key=True)
    load = models.ForeignKey(Load, on_delete=models.CASCADE, related_name="rejects")
    table = models.TextField(null=True, blank=True)
    file = models.TextField(null=True, blank=True)
    line = models.BigIntegerField(null=True, blank=True)
    column = models.TextField(null=True, blank=True)
    value = models.TextField(null=True, blank=True)
    reason = models.TextField(null=True, blank=True)
    remedy = models.TextField(null=True, blank=True)
    row_taken = models.BooleanField(default=False)

    class Meta:
        """`rejects`."""

        app_label = "record"
        db_table = "rejects"


class OpenChanges(models.Manager):
    """Changes that anyone who may see the row may see."""

    def get_queryset(self) -> models.QuerySet:
        """All but restricted ones."""
        return super().get_queryset().filter(restricted=False)


class Change(models.Model):
    """What a row said before a load or an action changed it: the columns that changed, as they were.

    The row itself is the latest version; its changes, newest first, lead back to the first. One that keeps an identity
    as it was before a rectification is `restricted`: `objects` leaves it out.
    """

    key = models.BigAutoField(primary_key=True)
    table = models.TextField()
    row_key = models.BigIntegerField()
    row_id = models.TextField()
    source = models.TextField()
    before = models.JSONField()
    load = models.ForeignKey(Load, on_delete=models.CASCADE, null=True, blank=True, related_name="changes")
    action = models.TextField(null=True, blank=True)
    by = models.TextField()
    at = models.DateTimeField()
    why = models.TextField(null=True, blank=True)
    # The database's own default, since loads write rows without it.
    restricted = models.BooleanField(default=False, db_default=False)

    objects = OpenChanges()
    with_restricted = models.Manager()

    class Meta:
        """`changes`, found by row."""

        app_label = "record"
        db_table = "changes"
        base_manager_name = "with_restricted"
        indexes = [models.Index(fields=["table", "row_key"], name="changes_row")]


class Difference(models.Model):
    """A value that two sources give differently: the one the record shows (or blank), and the one it does not."""

    key = models.BigAutoField(primary_key=True)
    table = models.TextField()
    row_id = models.TextField()
    holder = models.TextField(null=True, blank=True)
    column = models.TextField()
    source = models.TextField()
    value = models.TextField(null=True, blank=True)
    other_source = models.TextField()
    other_row_id = models.TextField()
    other_value = models.TextField()

    class Meta:
        """`differences`, found by table and holder."""

        app_label = "record"
        db_table = "differences"
        indexes = [models.Index(fields=["table", "holder"], name="differences_holder")]
