"""Rows that are added, never changed or removed, from anywhere in the program."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models


class LogIsAppendOnly(Exception):
    """Something tried to change or remove an entry of a log."""


class _AddedOnly(models.QuerySet):
    def update(self, **_: Any) -> NoReturn:
        """Raises LogIsAppendOnly."""
        raise LogIsAppendOnly("An entry of a log is written once. Add another.")

    def delete(self) -> NoReturn:
        """Raises LogIsAppendOnly."""
        raise LogIsAppendOnly("An entry of a log is never removed.")

    def bulk_update(self, *_: Any, **__: Any) -> NoReturn:
        """Raises LogIsAppendOnly."""
        raise LogIsAppendOnly("Entries of a log are written once. Add others.")


class Once(models.Model):
    """A row written once."""

    objects = _AddedOnly.as_manager()

    class Meta:
        """For others to build on."""

        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add. Raises LogIsAppendOnly for an entry that is already there."""
        if not self._state.adding:
            raise LogIsAppendOnly("An entry of a log is written once. Add another.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Raises LogIsAppendOnly."""
        raise LogIsAppendOnly("An entry of a log is never removed.")
