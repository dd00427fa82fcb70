"""The sealer: beside the background work it seals the log each minute."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from threading import Event, Thread

from django.db import DatabaseError, connections

from lineofsight.web.access.log.chain import seal
from lineofsight.web.served import served_home

logger = logging.getLogger("lineofsight.web")
SECONDS = 60.0


def seal_each_minute(ended: Event) -> Thread:
    """A thread that seals now and each minute, until the event is set or the process ends."""

    def run() -> None:
        while True:
            try:
                seal(served_home(), datetime.now(UTC))
            except (DatabaseError, OSError) as fault:
                # The entries wait for the next turn; `verify-log` tells of a tail that grows old.
                logger.error("the log was not sealed: %s", type(fault).__name__)
            finally:
                connections.close_all()
            if ended.wait(SECONDS):
                return

    thread = Thread(target=run, name="sealer", daemon=True)
    thread.start()
    return thread
