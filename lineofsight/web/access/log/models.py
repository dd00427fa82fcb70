"""The log of looks and the chain it is put onto. Rows are added, never changed or removed."""

from __future__ import annotations

from django.db import models

from lineofsight.web.access.once import Once


class Look(Once):
    """One look at one child: the page by its route's name, never what was typed or read there.

    `reason` is the reason to look that held then, if one did.
    """

    at = models.DateTimeField()
    user_id = models.BigIntegerField()
    by = models.TextField()
    role_code = models.TextField()
    reference = models.TextField()
    page = models.TextField()
    reason = models.ForeignKey(
        "access.ReasonToLook", models.PROTECT, null=True, blank=True, related_name="looks", db_constraint=False
    )

    class Meta:
        """Found by child and by person, newest first."""

        db_table = "looks"
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["reference", "-at"], name="looks_child"),
            models.Index(fields=["user_id", "-at"], name="looks_user"),
        ]


class ChainedLook(Once):
    """An entry's place on the chain, counted from 1, and the hash of it and of all before it.

    `look_id` is a look's number; less than nought it is that of an entry of what was done (`Done`).
    """

    place = models.BigIntegerField(primary_key=True)
    look_id = models.BigIntegerField(unique=True)
    chained = models.TextField()

    class Meta:
        """Its table."""

        db_table = "chained_looks"


class Seal(Once):
    """That the log was whole up to a place at a moment: one for each batch. The same is kept beside the database."""

    number = models.BigIntegerField(primary_key=True)
    sealed_at = models.DateTimeField()
    last_place = models.BigIntegerField()
    chained = models.TextField()

    class Meta:
        """Its table."""

        db_table = "seals"
