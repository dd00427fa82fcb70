"""What a process reads before it answers its first page: definitions, and the newest snapshot's figures."""

from __future__ import annotations

from django.http import Http404

from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.latest import latest


def warm() -> None:
    """Read what never changes and every page needs, so that the first page after a start is like any other.

    A home without a snapshot, or with one that cannot be used, is served all the same: its pages say so.
    """
    definitions()
    try:
        latest()
    except Http404:
        return
