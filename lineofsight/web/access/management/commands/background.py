"""`python -m django background`: the queue of background work, and beside it the sealer of the log of looks."""

from __future__ import annotations

from threading import Event
from typing import Any

from django_tasks_db.management.commands.db_worker import Command as Worker

from lineofsight.web.access.log.sealing import seal_each_minute


class Command(Worker):
    """Works until it is told to end, as the queue's own worker does."""

    help = "Do what pages put off, and seal the log of looks each minute"

    def handle(self, **given: Any) -> None:
        """The queue's own work, with the sealer beside it."""
        ended = Event()
        seal_each_minute(ended)
        try:
            super().handle(**given)
        finally:
            ended.set()
