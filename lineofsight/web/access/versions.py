"""What every paper counts: its versions. Whoever writes says which they read, and only that one is written over."""

from __future__ import annotations

from django.db import models


class Versioned(models.Model):
    """A paper with a version, counted up by each change (`papers.kept_paper`)."""

    version = models.IntegerField(default=1)

    class Meta:
        """Has no table of its own."""

        abstract = True

    @property
    def told(self) -> tuple[tuple[str, object], ...]:
        """What it says now, each with its label, for somebody who wrote meanwhile; nothing where a paper names none."""
        return ()
