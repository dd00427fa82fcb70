"""The books of retention: holds, proposals to dispose, what is left where an identity was, and what was sealed."""

from __future__ import annotations

from django.db import models


class LegalHold(models.Model):
    """While it stands nothing of the child is disposed of or erased; `child` is blank where it holds every record."""

    number = models.BigAutoField(primary_key=True)
    child = models.TextField(null=True, blank=True)
    why = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()
    from_on = models.DateField()
    lifted_on = models.DateField(null=True, blank=True)
    lifted_by = models.TextField(null=True, blank=True)
    lifted_why = models.TextField(null=True, blank=True)

    class Meta:
        """`legal_holds`, found by child."""

        app_label = "record"
        db_table = "legal_holds"
        indexes = [models.Index(fields=["child"], name="legal_holds_child")]


class DisposalProposal(models.Model):
    """That a record that has fallen due be disposed of; approved by a person other than the one who proposed it."""

    number = models.BigAutoField(primary_key=True)
    child = models.TextField()
    retention_class = models.TextField()
    due_on = models.DateField()
    authority = models.TextField()
    proposed_by = models.TextField()
    proposed_at = models.DateTimeField()
    approved_by = models.TextField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    carried_out_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """`disposal_proposals`, found by child."""

        app_label = "record"
        db_table = "disposal_proposals"
        indexes = [models.Index(fields=["child"], name="disposal_proposals_child")]


class TombstoneKind(models.TextChoices):
    """What became of an identity."""

    DISPOSED = "disposed", "disposed of"
    ERASED = "erased", "erased"
    SEALED = "sealed", "sealed at adoption"


class Tombstone(models.Model):
    """What is left: that there was a record, under which class it went, on whose authority, by whom and when.

    `pseudonym` is made of the id under the home's key: by it rows of a later load are known and kept out.
    `finished_at` is blank until existing snapshots and prepared tables hold the identity no longer. From the day it is
    `readmitted` rows dated after the tombstone are taken again: the child came back.
    """

    number = models.BigAutoField(primary_key=True)
    pseudonym = models.TextField()
    kind = models.TextField(choices=TombstoneKind.choices)
    retention_class = models.TextField(null=True, blank=True)
    authority = models.TextField()
    asked_by = models.TextField()
    approved_by = models.TextField()
    on = models.DateField()
    at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    readmitted_on = models.DateField(null=True, blank=True)
    readmitted_by = models.TextField(null=True, blank=True)
    readmitted_why = models.TextField(null=True, blank=True)

    class Meta:
        """`tombstones`, found by pseudonym."""

        app_label = "record"
        db_table = "tombstones"
        indexes = [models.Index(fields=["pseudonym"], name="tombstones_pseudonym")]


class SealedIdentity(models.Model):
    """Who a child was before adoption, and the id they have since. Read through `sealing.open_sealed` alone."""

    number = models.BigAutoField(primary_key=True)
    tombstone = models.OneToOneField(Tombstone, on_delete=models.CASCADE, related_name="sealed")
    old_id = models.TextField()
    new_id = models.TextField()
    content = models.JSONField()

    class Meta:
        """`sealed_identities`."""

        app_label = "record"
        db_table = "sealed_identities"


class SealedLook(models.Model):
    """That somebody opened a sealed identity: who, in which role, why and when. Never removed."""

    number = models.BigAutoField(primary_key=True)
    sealed = models.ForeignKey(SealedIdentity, on_delete=models.DO_NOTHING, db_constraint=False, related_name="looks")
    by = models.TextField()
    role = models.TextField()
    why = models.TextField()
    at = models.DateTimeField()

    class Meta:
        """`sealed_looks`."""

        app_label = "record"
        db_table = "sealed_looks"
