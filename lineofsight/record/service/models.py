"""What pages read of children and their duties, each table made whole again after a load. All of it disposable
but what `data_error` says is kept."""

from __future__ import annotations

from lineofsight.record.service.data_error import (
    Acceptance,
    DataCheck,
    DataError,
    DataErrorCount,
    DataErrorSeen,
    UncheckedRule,
)  # fmt: skip
from lineofsight.record.service.found import FoundBy, SearchKey, SearchWord
from lineofsight.record.service.now import ChildNow, Prepared, PreparedAgain
from lineofsight.record.service.open_duty import OpenDuty

__all__ = [
    "Acceptance", "ChildNow", "DataCheck", "DataError", "DataErrorCount", "DataErrorSeen", "FoundBy", "OpenDuty",
    "Prepared", "PreparedAgain", "SearchKey", "SearchWord", "UncheckedRule",
]  # fmt: skip
