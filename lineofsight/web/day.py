"""What day it is: for pages about what is due, and for who belongs to which team."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from lineofsight.web.knowledge.snapshots import snapshots
from lineofsight.web.served import is_demonstration

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """The moment, in London."""
    return datetime.now(UTC).astimezone(LONDON)


def today() -> date:
    """The day pages speak of: the real one; in a demonstration, the last its record knows, so that it never ages."""
    known = known_to() if is_demonstration() else None
    return known or now().date()


def known_to() -> date | None:
    """The last day the latest snapshot knows of; None where there is none yet."""
    found = snapshots()
    return found[-1].as_known_on if found else None
