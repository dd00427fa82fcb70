"""Reading what somebody sent, in the background: how far it is is written down as it goes."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.record.home import Home
from lineofsight.record.library.loading import bring_in
from lineofsight.record.library.models import Upload

logger = logging.getLogger("lineofsight.record")


def read_into_library(home: Home, key: UUID, folder: Path) -> bool:
    """Read an upload's files. Whether it ended, well or not; nothing is raised for what a file holds.

    Taken up again after it was stopped, it goes on: what is in the library already is not read again.
    """
    this = Upload.objects.using(home.aliases.service).filter(pk=key, ended_at=None)
    sent = this.first()
    if sent is None:
        return False
    if not folder.is_dir():
        this.update(ended_at=datetime.now(UTC), problem="The files are no longer there. Send them again.")
        return True

    def tell(done: int, of: int) -> None:
        this.update(done=done)

    try:
        brought = bring_in(home, sorted(each for each in folder.iterdir() if each.is_file()), by=sent.asked_by,
                           progress=tell)  # fmt: skip
    except Exception as fault:
        logger.error("upload %s: %s", key, type(fault).__name__)
        this.update(ended_at=datetime.now(UTC), problem=f"Something inside failed ({type(fault).__name__}).")
        return True
    this.update(
        done=brought.files, unchanged=brought.unchanged, unread=brought.unread, ended_at=datetime.now(UTC)
    )  # fmt: skip
    return True
