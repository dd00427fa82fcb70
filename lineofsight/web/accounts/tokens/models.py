"""A token, of which only a digest is kept."""

from __future__ import annotations

from django.db import models

from lineofsight.web.accounts.models import User


class Token(models.Model):
    """A program's key to what one person may read. `digest` is all that is kept of it; `begins` tells it from others.

    `by_provider`: it was made by somebody who had signed in by the council's own service, second factor and all.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.TextField()
    digest = models.TextField(unique=True)
    begins = models.TextField()
    made_at = models.DateTimeField()
    last_day = models.DateField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    by_provider = models.BooleanField(default=False)

    class Meta:
        """Listed by person, the newest first."""

        db_table = "tokens"
        ordering = ["-made_at", "-pk"]
