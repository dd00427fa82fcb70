"""Where the last load was taken back, nothing is left that pages could show of children."""

from __future__ import annotations

from django.db import connections, transaction

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.record.home import Home
from lineofsight.record.rows import delete
from lineofsight.record.service.data_error import DataCheck, DataError, UncheckedRule
from lineofsight.record.service.models import (
    ChildNow,
    FoundBy,
    OpenDuty,
    Prepared,
    PreparedAgain,
    SearchKey,
    SearchWord,
)

OF_DATA_QUALITY = (DataError, DataCheck, UncheckedRule)


def empty(home: Home) -> None:
    """Empty every table of the service that is prepared from a snapshot, all at once."""
    alias = home.aliases.service
    with transaction.atomic(using=alias):
        for model in (ChildNow, OpenDuty, SearchWord, SearchKey, FoundBy, Prepared, PreparedAgain, *OF_DATA_QUALITY):
            delete(connections[alias], model._meta.db_table, "1 = 1", [])
