"""Packs that were made: of which snapshot, with which basis, and the digests of their files."""

from __future__ import annotations

from django.db import models


class PackStage(models.TextChoices):
    """How far a pack is."""

    WAITING = "waiting", "Waiting for its turn"
    MAKING = "making", "Being made"
    DONE = "done", "Made"
    FAILED = "failed", "Failed"


class BoardPack(models.Model):
    """The pack of one snapshot. `basis`: what it is made from besides the snapshot, kept so that it can be made again.

    `html_sha256` and `pdf_sha256` are of the first making. `is_same`: whether the last making gave the same bytes; None
    where it was made once.
    """

    snapshot = models.TextField(unique=True)
    known_on = models.DateField()
    basis = models.JSONField()
    asked_at = models.DateTimeField()
    asked_by_id = models.BigIntegerField()
    asked_by = models.TextField()
    stage = models.TextField(choices=PackStage, default=PackStage.WAITING)
    problem = models.TextField(blank=True, default="")
    made_at = models.DateTimeField(null=True, blank=True)
    html_sha256 = models.TextField(blank=True, default="")
    pdf_sha256 = models.TextField(blank=True, default="")
    html_bytes = models.IntegerField(default=0)
    pdf_bytes = models.IntegerField(default=0)
    hidden = models.JSONField(default=dict)
    is_same = models.BooleanField(null=True, blank=True)

    class Meta:
        """The latest known first."""

        db_table = "board_packs"
        ordering = ["-known_on", "-asked_at"]

    @property
    def kept_back(self) -> int:
        """How many texts of the plan are not given, because they name a child."""
        return len(self.basis.get("kept_back", ()))

    @property
    def is_moving(self) -> bool:
        """Whether it has not ended."""
        return self.stage in (PackStage.WAITING, PackStage.MAKING)
