"""What pages read of children and their duties, each table made whole again after a load. All of it disposable."""

from __future__ import annotations

from lineofsight.record.service.found import FoundBy, SearchKey, SearchWord
from lineofsight.record.service.now import ChildNow, Prepared
from lineofsight.record.service.open_duty import OpenDuty

__all__ = ["ChildNow", "FoundBy", "OpenDuty", "Prepared", "SearchKey", "SearchWord"]
