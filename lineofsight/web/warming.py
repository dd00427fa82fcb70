"""What a process reads before it answers its first page: definitions, the newest snapshot's figures, what is owed."""

from __future__ import annotations

import gc

from django.db import DatabaseError
from django.http import Http404

from lineofsight.record.service.counting.kept import held_for
from lineofsight.web.day import today
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.latest import latest
from lineofsight.web.served import served_home

# Values made before the youngest are looked through for circles to let go; and how many such looks before older ones
# are. Pages make few circles and much else: as Python sets it out, all that is held was looked through for one page in
# twenty, which then took a fifth of a second longer on a large authority.
_COLLECTS_AFTER = (10_000, 20, 20)


def warm() -> None:
    """Read what every page needs, so that the first page after a start is like any other.

    A home without a snapshot, or with one that cannot be used, is served all the same: its pages say so.
    """
    definitions()
    try:
        latest()
        held_for(served_home().aliases.service, today())
    except (Http404, DatabaseError):
        return
    # What was read stays for as long as the process does, so it is not looked through again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECTS_AFTER)
