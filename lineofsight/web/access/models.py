"""The log of looks: who opened what about which child, and when. Rows are added, never changed or removed."""

from __future__ import annotations

from typing import Any

from django.db import models


class LogIsAppendOnly(Exception):
    """Something tried to change or remove an entry of the log of looks."""


class Look(models.Model):
    """One look at one child: the page by its route's name, never what was typed or read there."""

    at = models.DateTimeField()
    user_id = models.BigIntegerField()
    by = models.TextField()
    role_code = models.TextField()
    reference = models.TextField()
    page = models.TextField()

    class Meta:
        """Found by child and by person, newest first."""

        db_table = "looks"
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["reference", "-at"], name="looks_child"),
            models.Index(fields=["user_id", "-at"], name="looks_user"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add. Raises LogIsAppendOnly for an entry that is already there."""
        if not self._state.adding:
            raise LogIsAppendOnly("A look is written once. Add another.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Raises LogIsAppendOnly."""
        raise LogIsAppendOnly("A look is never removed.")
